"""Waits until something is so: looks, and looks again whenever the app has changed."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from ide.automation.client.aio.connection import Connection, Look, T
from ide.automation.errors import TimedOutError


async def until(
    connection: Connection, look: Look[T], timeout: float | None, why: Callable[[], str] | str
) -> T:
    """Return what ``look`` finds, as soon as it finds something; ``timeout`` is in seconds.

    Without one the patience of the connection counts.

    Raises:
        TimedOutError: it never did; ``why`` is, or makes, the sentence.
    """
    deadline = monotonic() + connection.limit(timeout)
    seen: int | None = None
    while True:
        found = await look()
        if found is not None:
            return found
        left = deadline - monotonic()
        if left <= 0:
            raise TimedOutError(why if isinstance(why, str) else why())
        news = await connection.send("App.waitChange", {"since": seen, "timeout": round(left, 3)})
        seen = int(news["now"])
