"""A clock that runs faster, stands still, jumps, or runs from timer to timer."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable

from apimock.clock import Clock

SPEEDS = (0.25, 20.0)
"""The slowest and the fastest a clock can run."""


class VirtualClock:
    """Time that is not the computer's, with the names Playwright's clock has.

    It stands still until :meth:`resume`, and for ever without a ``driver``, whose timers it runs
    by. Timers run in the order of their times, then in the order they were set, each at exactly
    its time. All on the caller's thread.
    """

    def __init__(self, start: float, driver: Clock | None = None, speed: float = 1.0) -> None:
        self._driver = driver
        self._speed = speed
        self._base = start
        self._since: float | None = None
        """The driver's time when the clock began to run; None while it stands."""
        self._at: float | None = None
        """The time a timer that runs at the moment was set for."""
        self._fixed: float | None = None
        self._order = itertools.count()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._open: set[int] = set()
        self._stop_waiting: Callable[[], None] = lambda: None
        self._listeners: list[Callable[[], None]] = []

    @property
    def running(self) -> bool:
        """Whether time goes on by itself."""
        return self._since is not None

    @property
    def speed(self) -> float:
        """How many ms pass in a ms of the driver."""
        return self._speed

    def watch(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after each pause, start, jump and change of speed."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def now(self) -> float:
        """The time in milliseconds since 1970-01-01 UTC."""
        return self._fixed if self._fixed is not None else self._flowing()

    def later(self, delay: float, action: Callable[[], None]) -> Callable[[], None]:
        """Run ``action`` after ``delay`` ms of this clock; the returned function cancels it."""
        number = next(self._order)
        heapq.heappush(self._timers, (self._flowing() + max(0.0, delay), number, action))
        self._open.add(number)
        self._wait()
        return lambda: self._open.discard(number)

    def next_due(self) -> float | None:
        """When the next timer runs, None when there is none."""
        while self._timers and self._timers[0][1] not in self._open:
            heapq.heappop(self._timers)
        return self._timers[0][0] if self._timers else None

    def install(self, time: float) -> None:
        """Set the time; timers keep what is left of their delay."""
        shift = time - self._flowing()
        self._timers = [(due + shift, number, action) for due, number, action in self._timers]
        self._fixed = None
        self._set(time)

    def set_fixed_time(self, time: float) -> None:
        """Let :meth:`now` tell this time from now on, while timers go on."""
        self._fixed = time
        self._tell()

    def set_speed(self, speed: float) -> None:
        """Run at another speed. Raises ValueError when it is not within SPEEDS."""
        if not SPEEDS[0] <= speed <= SPEEDS[1]:
            raise ValueError(f"the speed should be between {SPEEDS[0]:g} and {SPEEDS[1]:g}")
        now = self._flowing()
        self._speed = speed
        self._set(now)

    def pause(self) -> None:
        """Stand still."""
        now = self._flowing()
        self._since = None
        self._set(now)

    def pause_at(self, time: float) -> None:
        """Run on to ``time`` at once, every timer at its time, and stand still there."""
        self.run_for(max(0.0, time - self._flowing()))
        self.pause()

    def fast_forward(self, milliseconds: float) -> None:
        """Jump, as when a lid is closed and opened: what was due meanwhile runs once, now."""
        end = self._flowing() + milliseconds
        self._set(end)
        missed = sorted(timer for timer in self._timers if timer[0] <= end)
        self._timers = [timer for timer in self._timers if timer[0] > end]
        heapq.heapify(self._timers)
        for _, number, action in missed:
            if number in self._open:
                self._open.discard(number)
                action()
        self._wait()

    def run_for(self, milliseconds: float) -> None:
        """Run on at once, every timer at its time and in its order."""
        end = self._flowing() + milliseconds
        self._run_due(end)
        self._set(end)

    def approach(self, time: float) -> None:
        """Run on at once to ``time``; what is due at that very moment waits for the next move."""
        self._run_due(time, including=False)
        self._set(time)

    def jump(self, time: float) -> None:
        """Be at ``time`` at once; what is due by then waits for :meth:`catch_up`."""
        self._set(time)

    def catch_up(self) -> None:
        """Run what is due by now, in its order, each of them now."""
        now = self._flowing()
        while (due := self.next_due()) is not None and due <= now:
            _, number, action = heapq.heappop(self._timers)
            self._open.discard(number)
            action()
        self._wait()

    def resume(self) -> None:
        """Run. Raises RuntimeError for a clock without a driver."""
        if self._driver is None:
            raise RuntimeError("this clock has no driver and cannot run by itself")
        if self._since is None:
            self._since = self._driver.now()
            self._fixed = None
            self._wait()
            self._tell()

    def _flowing(self) -> float:
        if self._at is not None:
            return self._at
        if self._since is None or self._driver is None:
            return self._base
        return self._base + (self._driver.now() - self._since) * self._speed

    def _set(self, time: float) -> None:
        self._base = time
        if self._since is not None and self._driver is not None:
            self._since = self._driver.now()
        self._wait()
        self._tell()

    def _run_due(self, end: float, *, including: bool = True) -> None:
        while (due := self.next_due()) is not None and (due < end or (including and due == end)):
            _, number, action = heapq.heappop(self._timers)
            self._open.discard(number)
            before, self._at = self._at, due
            try:
                action()
            finally:
                self._at = before

    def _wait(self) -> None:
        """Let the driver wake the clock for its next timer."""
        self._stop_waiting()
        self._stop_waiting = lambda: None
        due = self.next_due()
        if self._since is None or self._driver is None or due is None or self._at is not None:
            return
        delay = max(0.0, (due - self._flowing()) / self._speed)
        self._stop_waiting = self._driver.later(delay, self._wake)

    def _wake(self) -> None:
        self._run_due(self._flowing())
        self._wait()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
