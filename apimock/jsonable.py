"""Values of the phone as JSON and back: bytes, tuples and our own records keep what they are."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from typing import Any

_ROOM = "apimock."


def encode(value: Any) -> Any:
    """Return JSON values; bytes become ``{"$buffer": base64}``.

    Raises TypeError for what has no such form.
    """
    if isinstance(value, Enum):
        return encode(value.value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"$buffer": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def decode(value: Any) -> Any:
    """Return what :func:`encode` was given, lists for tuples."""
    if isinstance(value, Mapping):
        if set(value) == {"$buffer"} and isinstance(value["$buffer"], str):
            return base64.b64decode(value["$buffer"])
        return {key: decode(item) for key, item in value.items()}
    if isinstance(value, list):
        return [decode(item) for item in value]
    return value


def record(value: Any) -> Any:
    """Encode values that may hold frozen dataclasses of this room and tuples."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        if not kind.__module__.startswith(_ROOM):
            raise TypeError(f"{kind.__name__} is none of the phone's records")
        body = {item.name: record(getattr(value, item.name)) for item in fields(value)}
        return {"$record": f"{kind.__module__}:{kind.__qualname__}", "fields": body}
    if isinstance(value, tuple):
        return {"$tuple": [record(item) for item in value]}
    if isinstance(value, list):
        return [record(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): record(item) for key, item in value.items()}
    return encode(value)


def of_record(value: Any) -> Any:
    """Return what :func:`record` was given. Raises ValueError for what it cannot have written."""
    if isinstance(value, list):
        return [of_record(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    if set(value) == {"$tuple"}:
        return tuple(of_record(item) for item in value["$tuple"])
    if set(value) == {"$record", "fields"}:
        body = {name: of_record(item) for name, item in value["fields"].items()}
        kind = _kind(str(value["$record"]))
        try:
            return kind(**body)
        except TypeError as error:
            raise ValueError(f"“{value['$record']}”: {error}") from error
    if set(value) == {"$buffer"}:
        return decode(value)
    return {key: of_record(item) for key, item in value.items()}


def _kind(name: str) -> Any:
    module, _, kind = name.partition(":")
    found = None
    if module.startswith(_ROOM):
        try:
            found = getattr(import_module(module), kind, None)
        except ImportError as error:
            raise ValueError(f"“{name}” is no record of the phone") from error
    if not isinstance(found, type) or not is_dataclass(found):
        raise ValueError(f"“{name}” is no record of the phone")
    return found
