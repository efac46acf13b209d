"""Reads the names a template can use from a page's or component's script, by its letters alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

import resources

_NO_HANDLERS = frozenset(
    {"if", "for", "while", "switch", "catch", "function", "return", "constructor"}
    | {"success", "fail", "complete"}
)
_METHOD = re.compile(r"(?:^|[{,;])\s*(?:async\s+)?([A-Za-z_$][\w$]*)\s*\([^()]*\)\s*\{", re.M)
_PROPERTY_METHOD = re.compile(
    r"(?:^|[{,])\s*([A-Za-z_$][\w$]*)\s*[:=]\s*(?:async\s*)?(?:function\b|\([^()]*\)\s*=>|[\w$]+\s*=>)",
    re.M,
)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`", re.DOTALL)
_KEY = re.compile(r"\s*(?:'([\w$-]+)'|\"([\w$-]+)\"|([A-Za-z_$][\w$]*))\s*([:,(}]|$)")


@dataclass(frozen=True)
class ScriptNames:
    """Handlers, keys of ``data`` and properties, in the order of the script."""

    methods: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()


@cache
def lifecycles() -> frozenset[str]:
    """Return the functions of pages and components that the framework calls itself."""
    data = json.loads(resources.path("reference", "framework.json").read_text("utf-8"))
    return frozenset(_names(data["Page"]) | _names(data["Component"]))


def _names(value: object) -> set[str]:
    found = set()
    if isinstance(value, dict):
        if isinstance(value.get("name"), str):
            found.add(value["name"])
        for part in value.values():
            found |= _names(part)
    elif isinstance(value, list):
        for part in value:
            found |= _names(part)
    return found


def read_names(script: str) -> ScriptNames:
    """Return the names of a script; what cannot be understood is left out."""
    text = _COMMENT.sub(" ", script)
    quiet = _STRING.sub(lambda match: match[0][0] + " " * (len(match[0]) - 2) + match[0][0], text)
    hidden = _NO_HANDLERS | lifecycles()
    methods = [*_METHOD.findall(quiet), *_PROPERTY_METHOD.findall(quiet)]
    return ScriptNames(
        tuple(name for name in dict.fromkeys(methods) if name not in hidden),
        _keys_of("data", text, quiet),
        _keys_of("properties", text, quiet),
    )


def _keys_of(name: str, text: str, quiet: str) -> tuple[str, ...]:
    """Return the keys of the first object written as ``name: {…}``."""
    match = re.search(rf"(?:^|[{{,\s]){name}\s*[:=]\s*(?:\(\)\s*=>\s*\(?)?\{{", quiet)
    if match is None:
        return ()
    keys, depth, start = [], 0, match.end()
    at = start
    while at < len(quiet) and depth >= 0:
        letter = quiet[at]
        if depth == 0 and (at == start or quiet[at - 1] in ",{"):
            found = _KEY.match(text, at)
            key = found and (found[1] or found[2] or found[3])
            if key:
                keys.append(key)
        depth += (letter in "{[(") - (letter in "}])")
        at += 1
    return tuple(dict.fromkeys(keys))
