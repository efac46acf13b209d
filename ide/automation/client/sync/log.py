"""What has happened: calls of APIs, lines of the console."""

# Written by `python -m bootstrap.sync_client` from aio/log.py: change that one.

from __future__ import annotations

from typing import Any

from ide.automation.client.shapes import CallEntry, ConsoleEntry
from ide.automation.client.sync.connection import Connection
from ide.automation.client.sync.patience import until


class Log:
    """The phone's log of calls and the console, since the app was started."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def calls(self, name: str | None = None, since: int = 0) -> list[CallEntry]:
        """Return the calls after number ``since``, of one API if wanted."""
        params: dict[str, Any] = {"since": since} | ({} if name is None else {"name": name})
        return list(self._connection.send("Log.calls", params)["calls"])

    def console(self, since: int = 0) -> list[ConsoleEntry]:
        """Return the lines of the console after number ``since``."""
        return list(self._connection.send("Log.console", {"since": since})["entries"])

    def wait_for_call(
        self, name: str, *, since: int = 0, timeout: float | None = None
    ) -> CallEntry:
        """Return the first ended call of an API, waiting for it.

        Raises:
            TimedOutError: there was none within ``timeout`` seconds.
        """

        limit = self._connection.limit(timeout)

        def look() -> CallEntry | None:
            for call in self.calls(name, since):
                if call.get("outcome"):
                    return call
            return None

        return until(self._connection, look, limit, f"{name} was not called within {limit:g} s.")
