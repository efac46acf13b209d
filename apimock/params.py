"""Checks a call's parameters the way the client does, in the client's words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from apimock.spec import ApiSpec, FieldSpec

_TYPES = {
    "string": "String",
    "number": "Number",
    "boolean": "Boolean",
    "object": "Object",
    "array": "Array",
    "arraybuffer": "ArrayBuffer",
}


def type_name(value: Any) -> str:
    """The name the client gives a value's type."""
    if value is None:
        return "Null"
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, (int, float)):
        return "Number"
    if isinstance(value, str):
        return "String"
    if isinstance(value, (bytes, bytearray)):
        return "ArrayBuffer"
    return "Array" if isinstance(value, (list, tuple)) else "Object"


def allowed_types(field: FieldSpec) -> tuple[str, ...]:
    """The type names a field accepts; empty when anything goes."""
    text = re.sub(r"Array(\.<[^>]*>|\.)|\w+\[\]", "array", field.type)
    names = []
    for part in re.split(r"[|/]", text):
        name = _TYPES.get(part.strip().lower())
        if name is None:
            return ()
        names.append(name)
    return tuple(names)


@cache
def _lenient() -> frozenset[str]:
    text = (files("apimock") / "data" / "lenient.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["unchecked"])


def check(spec: ApiSpec, params: Mapping[str, Any]) -> str | None:
    """What is wrong with the parameters, as the client says it; None when it would go on.

    The client checks required members only: that they are there and of a documented type.
    Optional and extra members pass, whatever they hold.
    """
    lenient = _lenient()
    if spec.name in lenient or spec.kind in {"event-on", "event-off", "callback"}:
        return None
    wrong = []
    for field in spec.params:
        if not field.required or f"{spec.name}.{field.name}" in lenient:
            continue
        allowed = allowed_types(field)
        if not allowed:
            continue
        actual = type_name(params[field.name]) if field.name in params else "Undefined"
        if actual not in allowed:
            wrong.append(f"parameter.{field.name} should be {allowed[0]} instead of {actual};")
    return f"parameter error: {''.join(wrong)}" if wrong else None
