"""The time an open project's phone lives by: the computer's, or one a scenario keeps (no Qt)."""

from __future__ import annotations

from collections.abc import Callable

from apimock.clock import Clock
from apimock.scenario.virtual_clock import VirtualClock


class AppClock:
    """Goes on with the computer until a scenario takes the time over, and again after it.

    It cannot be set from outside: a snapshot of a phone leaves the time as it is.
    """

    def __init__(self, driver: Clock) -> None:
        self._driver = driver
        self.virtual = VirtualClock(driver.now(), driver)
        """The clock behind it, for whoever keeps the time."""
        self.virtual.resume()

    def now(self) -> float:
        """The time in milliseconds since 1970-01-01 UTC."""
        return self.virtual.now()

    def later(self, delay: float, action: Callable[[], None]) -> Callable[[], None]:
        """Run ``action`` after ``delay`` ms; the returned function cancels it."""
        return self.virtual.later(delay, action)

    def keep(self) -> VirtualClock:
        """Let time stand still, at a whole millisecond, and return the clock that moves it."""
        self.virtual.pause()
        self.virtual.install(float(int(self._driver.now())))
        return self.virtual

    def give_back(self) -> None:
        """Go on with the computer's time; timers keep what is left of their delay."""
        self.virtual.install(self._driver.now())
        self.virtual.set_speed(1.0)
        self.virtual.resume()
