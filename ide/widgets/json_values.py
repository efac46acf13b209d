"""Values of JSON as people read, type and compare them (no Qt)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

Path = tuple[str | int, ...]
"""Keys and indexes from the outermost value inwards."""

_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*\Z")
_LONGEST = 200


class NotJsonError(ValueError):
    """What was typed is no value."""


def kind(value: Any) -> str:
    """Return the type of a value: ``string``, ``number``, ``boolean``, ``null`` …"""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "string"
    if isinstance(value, (bytes, bytearray)):
        return "bytes"
    return "array" if isinstance(value, (list, tuple)) else "object"


def brief(value: Any) -> str:
    """Return a value on one line; what holds others by their number or first keys."""
    match kind(value):
        case "array":
            return f"Array({len(value)})"
        case "object":
            keys = [str(key) for key in value]
            return "{" + ", ".join(keys[:5]) + (", …" if len(keys) > 5 else "") + "}"
        case "bytes":
            return f"ArrayBuffer({len(value)})"
        case _:
            text = to_json(value)
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def to_json(value: Any, *, indent: int | None = None) -> str:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_other)


def _other(value: Any) -> Any:
    if isinstance(value, (bytes, bytearray)):
        return f"<{len(value)} bytes>"
    return dict(value) if hasattr(value, "keys") else str(value)


def parse(text: str, old: Any = None) -> Any:
    """Return the value that was typed: JSON, or bare words where a string stood before.

    Raises:
        NotJsonError: it is neither.
    """
    try:
        return json.loads(text)
    except ValueError as error:
        if isinstance(old, str) and not text.lstrip().startswith(('"', "{", "[")):
            return text
        raise NotJsonError(text) from error


def path_text(path: Sequence[str | int]) -> str:
    """Return a path as ``setData`` writes it: ``items[0].name``."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        elif _IDENTIFIER.match(key):
            text += f".{key}" if text else key
        else:
            text += f"[{json.dumps(key, ensure_ascii=False)}]"
    return text


def members(value: Any) -> list[tuple[str | int, Any]]:
    """Return what is inside a value with its keys or indexes."""
    match kind(value):
        case "array":
            return list(enumerate(value))
        case "object":
            return [(str(key), member) for key, member in value.items()]
        case _:
            return []


def member(value: Any, path: Sequence[str | int]) -> Any:
    """Return what is at a path, None when there is nothing."""
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value
