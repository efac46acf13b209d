"""What came of a cell: how it ended, what was wrong, what it shows (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

STATUSES = ("ok", "error", "timeout", "crash", "lost")
"""``lost``: the worker died on the cell each time it was tried."""


class RecordError(ValueError):
    """A value is no record of a cell."""


@dataclass(frozen=True)
class Record:
    """A cell after its run; the same for every run of the same sources.

    ``picture`` is the SHA-256 of its PNG, '' when there is none.
    """

    status: str
    errors: list[dict[str, Any]] = field(default_factory=list)
    console: list[dict[str, Any]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    offline: list[str] = field(default_factory=list)
    text: str = ""
    nodes: int = 0
    picture: str = ""
    width: int = 0
    height: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON."""
        return dict(vars(self))

    @classmethod
    def from_json(cls, value: object) -> Record:
        """Read what :meth:`to_json` wrote; what a later version added is left out.

        Raises:
            RecordError: it is none.
        """
        if not isinstance(value, Mapping) or value.get("status") not in STATUSES:
            raise RecordError("no record of a cell")
        known = {one.name: value[one.name] for one in fields(cls) if one.name in value}
        picture = known.get("picture", "")
        if not isinstance(picture, str) or (picture and not is_digest(picture)):
            raise RecordError("the name of a picture is no digest")
        return cls(**known)


@dataclass(frozen=True)
class Shot:
    """A record with what differs from run to run: its picture's bytes are in the store."""

    record: Record
    ms: float = 0.0
    """What the cell took, in milliseconds of its worker."""
    tries: int = 1


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 in hexadecimal digits, and so a safe file name."""
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


def lost(cell: str, tries: int, why: str) -> Record:
    """Return the record of a cell whose worker died on it each time."""
    message = f"{cell}: its worker ended {tries} times while it was drawn: {why}"
    return Record("lost", errors=[{"kind": "internal", "message": message, "file": "", "line": 0}])
