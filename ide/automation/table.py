"""The table of methods and events, read from ``methods/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ide.automation.errors import AutomationError

_FOLDER = Path(__file__).parent / "methods"
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "text": str,
    "number": (int, float),
    "integer": int,
    "flag": bool,
    "object": dict,
    "list": list,
    "anything": object,
}


class BadParamsError(AutomationError):
    """Parameters that a method does not take."""


@dataclass(frozen=True)
class Method:
    """One row: ``answers`` is ``runtime``, ``server`` or ``nobody`` (then ``reason`` says why)."""

    name: str
    answers: str
    summary: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    """What each parameter is: types of this module joined by ``|``, ``?`` behind what may miss."""
    result: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    def check(self, params: Mapping[str, Any]) -> None:
        """Raise BadParamsError when a parameter is missing or of a wrong type."""
        for name, kind in self.params.items():
            if params.get(name) is None:
                if not kind.endswith("?") and (name not in params or kind != "anything"):
                    raise BadParamsError(f"{self.name}: {name} is missing ({_said(kind)})")
            elif not fits(params[name], kind):
                raise BadParamsError(f"{self.name}: {name} is not {_said(kind)}")


@dataclass(frozen=True)
class EventRow:
    """Something the server tells without being asked."""

    name: str
    summary: str
    params: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """Everything that can be said over the wire."""

    methods: Mapping[str, Method]
    events: Mapping[str, EventRow]


@cache
def table() -> Table:
    """Return all rows of all files."""
    methods: dict[str, Method] = {}
    events: dict[str, EventRow] = {}
    for file in sorted(_FOLDER.glob("*.toml")):
        read = tomllib.loads(file.read_text("utf-8"))
        for row in read.get("method", ()):
            methods[row["name"]] = Method(**row)
        for row in read.get("excluded", ()):
            methods[row["name"]] = Method(answers="nobody", **row)
        for row in read.get("event", ()):
            events[row["name"]] = EventRow(row["name"], row["summary"], row.get("params", {}))
    return Table(methods, events)


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of one of the types of a row."""
    for name in kind.rstrip("?").split("|"):
        wanted = _TYPES[name]
        is_flag = isinstance(value, bool)
        if isinstance(value, wanted) and (not is_flag or wanted in (bool, object)):
            return True
    return False


def _said(kind: str) -> str:
    return " or ".join(kind.rstrip("?").split("|"))
