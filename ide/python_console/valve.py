"""How much output leaves the kernel: whoever writes faster waits, and nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

RATE = 400_000
"""Bytes a second that a window shows without falling behind."""
BURST = 1_000_000
"""Bytes that may come at once."""
_PIECE = 0.05
"""Seconds of waiting between two looks at whether the person interrupts."""


class Valve:
    """A bucket of bytes that refills with time; who finds it empty waits for it."""

    def __init__(
        self,
        rate: float = RATE,
        burst: float = BURST,
        *,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """``rate`` is in bytes a second, ``burst`` in bytes."""
        self._rate, self._burst = rate, burst
        self._now, self._wait = now, wait
        self._left, self._last = burst, now()
        self._lock = threading.Lock()

    def let_through(self, size: int) -> None:
        """Wait until ``size`` bytes may go; a keyboard interrupt ends the wait."""
        with self._lock:
            at = self._now()
            self._left = min(self._burst, self._left + (at - self._last) * self._rate) - size
            self._last = at
            seconds = -self._left / self._rate
        while seconds > 0:
            piece = min(seconds, _PIECE)
            self._wait(piece)
            seconds -= piece
