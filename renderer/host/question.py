"""Questions to workers, each with a number of its own in this process (no Qt).

Several may ask the same worker at a time, and each hears every answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

_FIRST = 1_000_000
"""The shell's own questions have smaller numbers."""
_numbers = count(_FIRST)


def new_number() -> int:
    """Return a number that no question of this process has."""
    return next(_numbers)


@dataclass(frozen=True)
class Question:
    """Asks ``what`` of ``runtime/shared/messages.ts``; the answer comes with the same number."""

    what: str
    args: Mapping[str, Any] = field(default_factory=dict)
    number: int = field(default_factory=new_number)

    @property
    def message(self) -> dict[str, Any]:
        """What a player is given."""
        return {"type": "inspect", "id": self.number, "what": self.what, "args": dict(self.args)}
