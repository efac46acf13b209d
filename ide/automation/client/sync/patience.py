"""Waits until something is so: looks, and looks again whenever the app has changed."""

# Written by `python -m bootstrap.sync_client` from aio/patience.py: change that one.

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from ide.automation.client.sync.connection import Connection, Look, T
from ide.automation.errors import TimedOutError

WAIT_S = 10.0
"""How long something may take to become so when nothing else is said."""


def until(connection: Connection, look: Look[T], timeout: float, why: Callable[[], str] | str) -> T:
    """Return what ``look`` finds, as soon as it finds something; ``timeout`` is in seconds.

    Raises:
        TimedOutError: it never did; ``why`` is, or makes, the sentence.
    """
    deadline = monotonic() + timeout
    seen: int | None = None
    while True:
        found = look()
        if found is not None:
            return found
        left = deadline - monotonic()
        if left <= 0:
            raise TimedOutError(why if isinstance(why, str) else why())
        news = connection.send("App.waitChange", {"since": seen, "timeout": round(left, 3)})
        seen = int(news["now"])
