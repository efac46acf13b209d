"""The answer of an API no family models: the documented shape with typed empty values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apimock.spec import ApiSpec, FieldSpec, objects

_EMPTY: dict[str, Any] = {
    "string": "",
    "number": 0,
    "boolean": False,
    "arraybuffer": b"",
}


def empty(field_type: str, fields: Sequence[FieldSpec] = (), depth: int = 0) -> Any:
    """A value of a documented type: nested members present, lists empty, never None inside."""
    name = field_type.split("|", maxsplit=1)[0].split("/", maxsplit=1)[0].strip()
    if not fields and name.lower() in _EMPTY:
        return _EMPTY[name.lower()]
    if name.startswith(("Array", "array")) or name.endswith(("[]", "Array")):
        return []
    if fields:
        return shape(fields, depth)
    if name in objects() and depth < 3:
        return shape(objects()[name], depth + 1)
    return None if name in {"", "undefined", "void", "any", "T"} else {}


def shape(fields: Sequence[FieldSpec], depth: int = 0) -> dict[str, Any]:
    """An object with every documented member, at its first allowed or an empty value."""
    result: dict[str, Any] = {}
    for field in fields:
        value = field.values[0] if field.values else empty(field.type, field.fields, depth + 1)
        result[field.name] = value
    return result


def success(spec: ApiSpec) -> dict[str, Any]:
    """The members ``success`` of an asynchronous API receives, errMsg aside."""
    members = shape(spec.success)
    for name in ("errCode", "errno"):
        if name in members:
            members[name] = 0
    members.pop("errMsg", None)
    return members


def value(spec: ApiSpec) -> Any:
    """What a synchronous API returns."""
    return empty(spec.returns, spec.return_fields) if spec.returns or spec.return_fields else None
