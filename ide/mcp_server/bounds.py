"""Keeps answers short: long texts and lists are cut, and say so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")

MOST_CHARACTERS = 20_000
MOST_ITEMS = 200


def short_text(text: str, most: int = MOST_CHARACTERS, advice: str = "") -> str:
    """Return a text, or its beginning with a note of how much was left out."""
    if len(text) <= most:
        return text
    left = len(text) - most
    return f"{text[:most]}\n… {left} more characters were left out. {advice}".rstrip()


def first(items: Sequence[Item], most: int = MOST_ITEMS) -> tuple[list[Item], str]:
    """Return the first items and a note, empty when none was left out."""
    kept = list(items[:most])
    return kept, f"{len(items) - most} more were left out." if len(items) > most else ""


def last(items: Sequence[Item], most: int) -> tuple[list[Item], str]:
    """Return the newest items and a note, empty when none was left out."""
    left = len(items) - most
    return list(items[-most:]), f"{left} older ones were left out." if left > 0 else ""


def short_value(value: Any, most: int = MOST_CHARACTERS) -> tuple[Any, str]:
    """Return a value, or its JSON cut short with a note when it is long."""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) <= most:
        return value, ""
    return text[:most], f"The value has {len(text)} characters of JSON; ask for a part of it."
