"""Where each panel stands when nobody has moved it, as data (docks.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class DockPlace:
    """One row of docks.toml."""

    name: str
    area: str
    """``left``, ``right`` or ``bottom``."""
    tab_with: str = ""
    beside: str = ""
    below: str = ""
    shown: bool = True
    rests: bool = False


@cache
def places() -> tuple[DockPlace, ...]:
    """Return every panel in the order of the file; a panel names only panels before it."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(DockPlace(**row) for row in data["dock"])
