"""What the checks ask about a picture file, without saying who reads it (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Picture:
    """A picture that could be read. ``kind`` is its format by content: ``png``, ``jpeg``, …"""

    kind: str
    width: int
    height: int
    white_edge: bool
    """Whether nearly all of its outermost pixels are white and opaque."""


class Pictures(Protocol):
    """Reads pictures."""

    def read(self, path: Path) -> Picture | None:
        """Return what a file shows, None when it is no picture that can be read."""
        ...
