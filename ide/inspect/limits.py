"""Documented limits as bytes, read from the table of facts (no Qt)."""

from __future__ import annotations

import json
from functools import cache

import resources

_UNITS = {"KB": 1024, "MB": 1024 * 1024}


@cache
def limit(name: str) -> int:
    """Return a size of ``resources/reference/limits.json`` in bytes."""
    rows = json.loads(resources.path("reference", "limits.json").read_text("utf-8"))["limits"]
    row = next(row for row in rows if row["id"] == name)
    return round(float(row["value"]) * _UNITS[row["unit"]])


def size_text(size: int) -> str:
    """Return a size as people read it."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KB"
    return f"{size / 1024 / 1024:.2f} MB"
