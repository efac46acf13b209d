"""The time the phone lives by, handed in from outside; and a clock that is moved by hand."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """Milliseconds since 1970 and timers, all on the caller's thread."""

    def now(self) -> float:
        """The time in milliseconds since 1970-01-01 UTC."""
        ...

    def later(self, delay: float, action: Callable[[], None]) -> Callable[[], None]:
        """Run ``action`` after ``delay`` ms; the returned function cancels it."""
        ...


class ManualClock:
    """A clock that stands still until :meth:`advance`; same moves, same order of timers."""

    def __init__(self, start: float = 1_767_225_600_000.0) -> None:
        self._now = start
        self._order = itertools.count()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._cancelled: set[int] = set()

    def now(self) -> float:
        return self._now

    def later(self, delay: float, action: Callable[[], None]) -> Callable[[], None]:
        number = next(self._order)
        heapq.heappush(self._timers, (self._now + max(0.0, delay), number, action))
        return lambda: self._cancelled.add(number)

    def advance(self, milliseconds: float) -> None:
        """Move on, running every timer that falls due in its order."""
        end = self._now + milliseconds
        while self._timers and self._timers[0][0] <= end:
            due, number, action = heapq.heappop(self._timers)
            if number in self._cancelled:
                self._cancelled.discard(number)
                continue
            self._now = max(self._now, due)
            action()
        self._now = end
