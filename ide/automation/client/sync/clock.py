"""The time of the phone and of the app."""

# Written by `python -m bootstrap.sync_client` from aio/clock.py: change that one.

from __future__ import annotations

from datetime import datetime, timedelta

from ide.automation.client.durations import milliseconds
from ide.automation.client.sync.connection import CALL_S, Connection


class Clock:
    """Runs by itself until it is paused; all timers of app and phone live by it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def now(self) -> float:
        """Return the phone's time, in seconds since 1970."""
        return float(self._connection.send("Clock.get")["now"]) / 1000

    def set(self, time: datetime | float) -> None:
        """Set the time, a datetime or seconds since 1970; no timer runs by that."""
        seconds = time.timestamp() if isinstance(time, datetime) else time
        self._connection.send("Clock.set", {"now": seconds * 1000})

    def fast_forward(self, duration: str | float | timedelta, timeout: float = CALL_S) -> None:
        """Let time pass at once: ``"5min"`` or seconds; every timer runs at its moment.

        Returns when the app has come to rest at the end.
        """
        params = {"ms": milliseconds(duration)}
        self._connection.send("Clock.fastForward", params, timeout)

    def pause(self) -> None:
        """Let time stand still until :meth:`resume`; only :meth:`fast_forward` moves it."""
        self._connection.send("Clock.pause")

    def resume(self) -> None:
        """Let time go on by itself."""
        self._connection.send("Clock.resume")
