"""The one door to the program's data files."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Return the path of a data file or folder, for example ``path("reference", "apis.json")``."""
    return _ROOT.joinpath(*parts)
