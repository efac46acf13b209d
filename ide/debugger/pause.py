"""What is to be seen of a mini-program that stands still: frames, scopes, values (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_SHOWN_SCOPES = {"local", "block", "closure", "catch", "module", "with-block", "script", "eval"}
_LONGEST = 200


@dataclass(frozen=True)
class Value:
    """A value of the app: its text, its kind, and the engine's handle of what is inside."""

    text: str
    kind: str
    handle: str = ""
    """Empty when nothing is inside."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any] | None) -> Value:
        """Read a value as web/bridge.js writes it."""
        if not data:
            return cls("undefined", "undefined")
        kind = str(data.get("subtype") or data.get("type") or "undefined")
        return cls(_text(data, kind), kind, str(data.get("objectId") or ""))


@dataclass(frozen=True)
class Property:
    """A named value inside another one; ``own`` is false for what the engine adds."""

    name: str
    value: Value
    own: bool = True


@dataclass(frozen=True)
class Scope:
    """Variables that can be seen from a frame."""

    kind: str
    name: str
    handle: str


@dataclass(frozen=True)
class Frame:
    """One call under way; path is one of the project, empty for code that is not the author's."""

    index: int
    name: str
    path: str = ""
    line: int = 0
    column: int = 0
    scopes: tuple[Scope, ...] = ()
    receiver: Value = Value("undefined", "undefined")

    @property
    def place(self) -> str:
        """File and line as people write them."""
        return f"{self.path}:{self.line}" if self.path else ""


@dataclass(frozen=True)
class Pause:
    """Why and where the app stands still."""

    reason: str
    frames: tuple[Frame, ...]
    exception: str = ""
    numbers: tuple[int, ...] = ()
    """Numbers of the breakpoints that were hit."""

    @property
    def top(self) -> Frame:
        """The first frame of the author, else the very first."""
        return next((frame for frame in self.frames if frame.path), self.frames[0])


def scopes_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Scope, ...]:
    """Read the scopes of a frame; the global one is left out, it holds the whole browser."""
    return tuple(
        Scope(str(row["kind"]), str(row["name"] or ""), str(row["object"]))
        for row in rows
        if row["kind"] in _SHOWN_SCOPES and row["object"]
    )


def properties_of(rows: Sequence[Mapping[str, Any]]) -> list[Property]:
    """Read what is inside a value: elements and names first, then what cannot be listed."""
    made = [_property(row) for row in rows]
    return sorted(made, key=lambda one: not one.own)


def _property(row: Mapping[str, Any]) -> Property:
    value = Value("(…)", "accessor") if row.get("accessor") else Value.from_wire(row.get("value"))
    return Property(str(row["name"]), value, bool(row.get("enumerable")))


def _text(data: Mapping[str, Any], kind: str) -> str:
    if kind == "string":
        return _quoted(str(data.get("value") if "value" in data else data.get("description", "")))
    if kind == "function":
        head = str(data.get("description") or "").partition("{")[0].partition("=>")[0].strip()
        return f"ƒ {head.removeprefix('function').strip()}"[:_LONGEST]
    preview = data.get("preview")
    if preview:
        return _previewed(preview)
    if kind in {"undefined", "null"}:
        return kind
    if data.get("unserializableValue"):
        return str(data["unserializableValue"])
    if data.get("description"):
        return str(data["description"]).partition("\n")[0][:_LONGEST]
    return str(data.get("value"))


def _previewed(preview: Mapping[str, Any]) -> str:
    kind, head = preview.get("subtype"), str(preview.get("description") or "")
    if kind in {"error", "date", "regexp"}:
        return head.partition("\n")[0][:_LONGEST]
    if preview.get("entries"):
        inside = [_entry(row) for row in preview["entries"]]
    else:
        rows = preview.get("properties", [])
        inside = [_member(row, listed=kind == "array") for row in rows]
    if preview.get("overflow"):
        inside.append("…")
    if kind == "array":
        return f"{head.replace('Array', '')} [{', '.join(inside)}]".strip()[:_LONGEST]
    name = "" if head == "Object" else f"{head} "
    return f"{name}{{{', '.join(inside)}}}"[:_LONGEST]


def _member(row: Mapping[str, Any], *, listed: bool) -> str:
    text = str(row.get("value") or row.get("type"))
    if row.get("type") == "string":
        text = _quoted(text)
    elif row.get("type") == "object" and text == "Object":
        text = "{…}"
    elif row.get("type") == "function":
        text = "ƒ"
    return text if listed and str(row["name"]).isdigit() else f"{row['name']}: {text}"


def _entry(row: Mapping[str, Any]) -> str:
    value = _previewed_part(row.get("value"))
    return f"{_previewed_part(row['key'])} => {value}" if row.get("key") else value


def _previewed_part(preview: Mapping[str, Any] | None) -> str:
    if not preview:
        return ""
    text = str(preview.get("description") or "")
    return _quoted(text) if preview.get("type") == "string" else text


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("\n", "\\n").replace("'", "\\'") + "'"
