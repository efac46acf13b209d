"""The state of the whole phone, kept and put back."""

# Written by `python -m bootstrap.sync_client` from aio/snapshot.py: change that one.

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ide.automation.client.sync.connection import Connection


class Snapshot:
    """Device, files, permissions, rules: what a snapshot of the phone holds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, path: str | Path | None = None) -> dict[str, Any]:
        """Return the phone's state as JSON, and write it to a file if wanted."""
        state = dict(self._connection.send("Snapshot.save")["state"])
        if path is not None:
            text = json.dumps(state, ensure_ascii=False, indent=1)
            Path(path).write_text(text + "\n", encoding="utf-8")
        return state

    def load(self, state: Mapping[str, Any] | str | Path) -> None:
        """Put a state back, from :meth:`save` or a file; the app starts afresh with it.

        Raises:
            ServerRefusedError: it is none of a phone; nothing has changed then.
        """
        if isinstance(state, Mapping):
            document = dict(state)
        else:
            document = json.loads(Path(state).read_text("utf-8"))
        self._connection.send("Snapshot.load", {"state": document})
