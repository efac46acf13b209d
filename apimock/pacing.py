"""Bytes that come no faster than a line lets them through."""

from __future__ import annotations

from collections.abc import Callable

from apimock.clock import Clock

TICK = 100.0
"""How often something arrives, ms: often enough for a progress bar."""


class Pacer:
    """Hands on what is put in at ``rate`` bytes/s, in order, and its end after all of it."""

    def __init__(self, clock: Clock, rate: float, take: Callable[[bytes], None]) -> None:
        self._clock = clock
        self._slice = max(1, int(rate * TICK / 1000))
        self._take = take
        self._waiting = bytearray()
        self._ended: Callable[[], None] | None = None
        self._cancel: Callable[[], None] | None = None

    def put(self, data: bytes) -> None:
        """Send bytes on their way."""
        self._waiting += data
        self._go_on()

    def end(self, ended: Callable[[], None]) -> None:
        """Call ``ended`` once everything has arrived."""
        self._ended = ended
        self._go_on()

    def stop(self) -> None:
        """Let nothing more arrive."""
        self._waiting.clear()
        self._ended = None
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _go_on(self) -> None:
        if self._cancel is None and (self._waiting or self._ended):
            delay = TICK if self._waiting else 0.0
            self._cancel = self._clock.later(delay, self._tick)

    def _tick(self) -> None:
        self._cancel = None
        part = bytes(self._waiting[: self._slice])
        del self._waiting[: self._slice]
        if part:
            self._take(part)
        if self._waiting:
            self._go_on()
        elif self._ended is not None:
            ended, self._ended = self._ended, None
            ended()
