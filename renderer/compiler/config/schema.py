"""Compares a configuration file with the documented keys: unknown keys, wrong types, bad values."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from renderer.compiler.diagnostics import Diagnostic, diagnose
from renderer.compiler.jsonc import JsonDocument
from resources import path as resource_path

_JSON_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "HexColor": str,
    "boolean": bool,
    "number": (int, float),
    "object": dict,
    "string[]": list,
    "object[]": list,
    "false": bool,
    "null": type(None),
}
_FREE_ENUMS = frozenset({"", "<x.y.z>"})


@cache
def reference() -> Mapping[str, Any]:
    """Return the facts about all configuration files."""
    content = resource_path("reference", "config.json").read_text("utf-8")
    facts: Mapping[str, Any] = json.loads(content)
    return facts


def check(document: JsonDocument, kind: str, extra: Sequence[str] = ()) -> list[Diagnostic]:
    """Return notices about a document; ``kind`` names an entry of the reference.

    ``extra`` names further entries whose keys are allowed at the top as well.
    """
    if not isinstance(document.value, dict):
        return []
    keys = [entry for name in (kind, *extra) for entry in reference()[name]["keys"]]
    return list(_check_object(document, document.value, keys, ()))


def _check_object(
    document: JsonDocument,
    value: Mapping[str, Any],
    keys: Sequence[Mapping[str, Any]],
    path: tuple[str | int, ...],
) -> Iterator[Diagnostic]:
    known = {entry["key"]: entry for entry in keys}
    for name, member in value.items():
        here = (*path, name)
        entry = known.get(name)
        if entry is None:
            yield _unknown(document, here, list(known))
        else:
            yield from _check_value(document, member, entry, here)


def _check_value(
    document: JsonDocument,
    value: Any,
    entry: Mapping[str, Any],
    path: tuple[str | int, ...],
) -> Iterator[Diagnostic]:
    if not _has_type(value, str(entry.get("type") or "")):
        yield diagnose(
            "config-type",
            document.file,
            document.place(*path),
            key=_dotted(path),
            expected=entry["type"],
            found=_type_name(value),
        )
        return
    allowed = entry.get("enum")
    if allowed and isinstance(value, str) and not _is_allowed(value, allowed):
        yield diagnose(
            "config-value",
            document.file,
            document.place(*path),
            key=_dotted(path),
            value=value[:60],
            allowed=", ".join(str(item) for item in allowed),
        )
    if isinstance(value, dict) and "keys" in entry:
        yield from _check_object(document, value, entry["keys"], path)
    if isinstance(value, list) and "items" in entry and isinstance(entry["items"], list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield from _check_object(document, item, entry["items"], (*path, index))


def _has_type(value: Any, declared: str) -> bool:
    if not declared or declared.startswith("Array<"):
        return not declared or isinstance(value, list)
    for name in declared.split("|"):
        expected = _JSON_TYPES.get(name)
        if expected is None:
            return True
        if isinstance(value, expected) and (name != "number" or not isinstance(value, bool)):
            return True
    return False


def _is_allowed(value: str, allowed: Sequence[Any]) -> bool:
    if value.startswith("@"):  # a variable of theme.json
        return True
    return value in allowed or not _FREE_ENUMS.isdisjoint(str(item) for item in allowed)


def _unknown(
    document: JsonDocument, path: tuple[str | int, ...], known: Sequence[str]
) -> Diagnostic:
    close = difflib.get_close_matches(str(path[-1]), known, 1, 0.8)
    span = document.place(*path)
    if close:
        return diagnose(
            "config-key-typo", document.file, span, key=_dotted(path), suggestion=close[0]
        )
    return diagnose("config-key-unknown", document.file, span, key=_dotted(path))


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path)


def _type_name(value: Any) -> str:
    names = {bool: "boolean", str: "string", dict: "object", list: "array", type(None): "null"}
    return names.get(type(value), "number")
