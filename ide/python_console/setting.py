"""What the window hands over to the kernel, in its environment."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

_NAME = "MINIDECK_CONSOLE"


@dataclass(frozen=True)
class Setting:
    """Where the kernel is reached, what it reaches and where it keeps things."""

    connection_file: str
    """Written by the window: transport, sockets and the key that signs messages."""
    server: str = ""
    """``ws://…?token=…`` of the automation server that is there for this console; none if empty."""
    project: str = ""
    """The root of the project."""
    history: str = ""
    """The file that keeps what was entered; nothing is kept if empty."""
    language: str = "en"
    """The language of the window."""

    def environment(self) -> dict[str, str]:
        """Return the variables that carry it; the connection file is an argument."""
        row = asdict(self)
        del row["connection_file"]
        return {_NAME: json.dumps(row)}

    @classmethod
    def from_environment(cls, connection_file: str) -> Setting:
        """Take it over; programs that the person starts from the console do not inherit it."""
        return cls(connection_file, **json.loads(os.environ.pop(_NAME, "{}")))

    @property
    def folder(self) -> Path:
        """Return the private folder of this kernel, which the window deletes."""
        return Path(self.connection_file).parent
