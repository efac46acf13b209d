"""Small valid parameters for any documented API."""

from __future__ import annotations

from typing import Any

from apimock.params import allowed_types
from apimock.spec import ApiSpec, FieldSpec

_EMPTY: dict[str, Any] = {
    "String": "text",
    "Number": 1,
    "Boolean": True,
    "Array": [],
    "Object": {},
    "ArrayBuffer": b"\0\0",
}


def value(field: FieldSpec) -> Any:
    """A value the field accepts."""
    allowed = allowed_types(field)
    if field.values and allowed and allowed[0] != "Array":
        return field.values[0]
    return _EMPTY[allowed[0]] if allowed else "any"


def minimal(spec: ApiSpec) -> dict[str, Any]:
    """Every required parameter."""
    return {field.name: value(field) for field in spec.params if field.required}
