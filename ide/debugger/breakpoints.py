"""The breakpoints of a project: what the person wants, kept on disk (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from ide.atomic import write_text

SCRIPTS = (".js", ".ts", ".wxs")
"""Files in which code can stop."""

_LOG = "/** logpoint */ console.log({}), false"


@dataclass(frozen=True)
class Breakpoint:
    """One breakpoint at a line (from 1) of a file of the project.

    With a ``condition`` it stops when that is true; with a ``message`` it never stops but writes
    the message, where ``{expression}`` stands for a value.
    """

    number: int
    path: str
    line: int
    enabled: bool = True
    condition: str = ""
    message: str = ""

    @property
    def kind(self) -> str:
        """``log``, ``condition`` or ``plain``."""
        return "log" if self.message else "condition" if self.condition else "plain"

    @property
    def expression(self) -> str:
        """What the engine evaluates to know whether to stop; empty: always."""
        if not self.message:
            return self.condition
        wanted = _LOG.format(message_expression(self.message))
        return f"({self.condition}) && ({wanted})" if self.condition else wanted


class Breakpoints:
    """All breakpoints of one project; every change is told to the listeners and kept."""

    def __init__(self, file: Path | None = None) -> None:
        """``file`` is where they are kept, None keeps them nowhere."""
        self._file = file
        self._numbers = count(1)
        self._all: dict[int, Breakpoint] = {}
        self._listeners: list[Callable[[], None]] = []
        for row in _read(file) if file else ():
            self._add(row)

    def listen(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call back after each change; return what ends that."""
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed)

    def all(self) -> list[Breakpoint]:
        """Return them by file and line."""
        return sorted(self._all.values(), key=lambda one: (one.path, one.line, one.number))

    def of(self, path: str) -> list[Breakpoint]:
        """Return those of a file by line."""
        return [one for one in self.all() if one.path == path]

    def at(self, path: str, line: int) -> Breakpoint | None:
        """Return the one at a line."""
        return next(
            (one for one in self._all.values() if (one.path, one.line) == (path, line)), None
        )

    def get(self, number: int) -> Breakpoint | None:
        """Return one by its number."""
        return self._all.get(number)

    def toggle(self, path: str, line: int) -> None:
        """Set one at a line, or remove the one that is there."""
        known = self.at(path, line)
        if known:
            self.remove(known.number)
        elif path.endswith(SCRIPTS):
            self._add({"path": path, "line": line})
            self._changed()

    def put(self, path: str, line: int, *, condition: str = "", message: str = "") -> None:
        """Set one with a condition or a message, or change the one that is there."""
        known = self.at(path, line)
        if known is None:
            row = {"path": path, "line": line, "condition": condition, "message": message}
            self._add(row)
        else:
            changed = replace(known, condition=condition, message=message, enabled=True)
            self._all[known.number] = changed
        self._changed()

    def enable(self, number: int, enabled: bool) -> None:
        """Let one stop the app, or not."""
        known = self._all.get(number)
        if known and known.enabled != enabled:
            self._all[number] = replace(known, enabled=enabled)
            self._changed()

    def enable_all(self, enabled: bool) -> None:
        """Let all stop the app, or none."""
        for number, one in self._all.items():
            self._all[number] = replace(one, enabled=enabled)
        self._changed()

    def remove(self, number: int) -> None:
        """Remove one."""
        if self._all.pop(number, None):
            self._changed()

    def clear(self) -> None:
        """Remove all."""
        self._all.clear()
        self._changed()

    def move(self, path: str, lines: Mapping[int, int]) -> None:
        """Follow an edit: new lines by number; two that meet at a line become one."""
        taken: set[int] = set()
        moved = False
        for one in self.of(path):
            line = lines.get(one.number, one.line)
            if line in taken:
                del self._all[one.number]
                moved = True
                continue
            taken.add(line)
            if line != one.line:
                self._all[one.number] = replace(one, line=line)
                moved = True
        if moved:
            self._changed()

    def rename(self, old: str, new: str) -> None:
        """Follow a file or folder to another path."""
        moved = False
        for number, one in self._all.items():
            if one.path == old or one.path.startswith(f"{old}/"):
                self._all[number] = replace(one, path=new + one.path.removeprefix(old))
                moved = True
        if moved:
            self._changed()

    def _add(self, row: Mapping[str, Any]) -> None:
        number = next(self._numbers)
        self._all[number] = Breakpoint(number, **row)

    def _changed(self) -> None:
        if self._file is not None:
            rows = [_row(one) for one in self.all()]
            write_text(self._file, json.dumps(rows, ensure_ascii=False, indent=1))
        for tell in list(self._listeners):
            tell()


def message_expression(message: str) -> str:
    """Return the JavaScript arguments that write a message with its ``{expressions}``."""
    parts: list[str] = []
    rest = message
    while rest:
        text, brace, behind = rest.partition("{")
        if text:
            parts.append(json.dumps(text.strip(), ensure_ascii=False))
        if not brace:
            break
        expression, rest = _until_close(behind)
        if expression.strip():
            parts.append(f"({expression})")
    return ", ".join(part for part in parts if part != '""') or '""'


def _until_close(text: str) -> tuple[str, str]:
    depth = 1
    for at, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return text[:at], text[at + 1 :]
    return text, ""


def _row(one: Breakpoint) -> dict[str, Any]:
    row = asdict(one)
    del row["number"]
    return row


def _read(file: Path) -> Sequence[Mapping[str, Any]]:
    try:
        rows = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return [row for row in rows if _is_whole(row)] if isinstance(rows, list) else ()


def _is_whole(row: object) -> bool:
    known = {"path": str, "line": int, "enabled": bool, "condition": str, "message": str}
    return (
        isinstance(row, dict)
        and {"path", "line"} <= row.keys() <= known.keys()
        and all(isinstance(value, known[name]) for name, value in row.items())
    )
