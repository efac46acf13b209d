"""Durations as people write them."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"ms": 1.0, "s": 1000.0, "min": 60_000.0, "h": 3_600_000.0, "d": 86_400_000.0}
_PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|min|h|d)\s*")


def milliseconds(duration: str | float | timedelta) -> float:
    """Return a duration in ms: ``"5min"``, ``"1h 30min"``, a timedelta, or seconds.

    Raises:
        ValueError: it is none.
    """
    if isinstance(duration, timedelta):
        return duration / timedelta(milliseconds=1)
    if not isinstance(duration, str):
        return float(duration) * 1000
    found, end = 0.0, 0
    while part := _PART.match(duration, end):
        found += float(part[1]) * _UNITS[part[2]]
        end = part.end()
    if not end or end != len(duration):
        raise ValueError(f"{duration!r} is no duration: write 500ms, 2s, 5min, 1h or 1d.")
    return found
