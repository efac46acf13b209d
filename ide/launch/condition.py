"""The compile modes of a project, written to its private configuration alone (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ide import atomic, json_edit
from ide.launch.mode import CompileMode
from renderer.compiler import jsonc

SHARED = "project.config.json"
PRIVATE = "project.private.config.json"
KINDS = ("miniprogram", "plugin", "game", "gamePlugin")
NORMAL = -1
"""``current`` of the normal compile: the entry page, nothing said beforehand."""


@dataclass(frozen=True)
class ModeList:
    """The modes of one kind of project and which of them is chosen."""

    modes: tuple[CompileMode, ...] = ()
    current: int = NORMAL
    kind: str = "miniprogram"

    @property
    def chosen(self) -> CompileMode:
        """The mode in force; an empty one for the normal compile."""
        return self.modes[self.current] if self.current != NORMAL else CompileMode()


class CompileModes:
    """Reads and changes the modes of the project in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.list = ModeList()
        self.read()

    def read(self) -> bool:
        """Look at the files again; returns whether something is different."""
        shared, private = _read(self._root / SHARED), _read(self._root / PRIVATE)
        kind = str(private.get("compileType") or shared.get("compileType") or "")
        kind = kind if kind in KINDS else KINDS[0]
        merged = {**_kind(shared, kind), **_kind(private, kind)}
        rows = merged.get("list")
        modes = tuple(CompileMode(row if isinstance(row, dict) else {}) for row in rows or ())
        found = ModeList(modes, _index(merged.get("current"), len(modes)), kind)
        changed, self.list = found != self.list, found
        return changed

    def choose(self, number: int) -> None:
        """Make a mode the current one; ``NORMAL`` for none.

        Raises:
            OSError: the file cannot be written.
            JsonEditError: the file cannot be read.
        """
        self._write(lambda text: json_edit.set_value(text, self._path("current"), number))

    def save(self, rows: Sequence[tuple[int | None, CompileMode]], current: int) -> None:
        """Make ``rows`` the list: each with its number so far, None for a new one.

        ``current`` is a number of the new list. Only what differs is written. Raises as
        :meth:`choose`.
        """
        old = self.list
        kept = {place: mode for place, mode in rows if place is not None}

        def edit(text: str) -> str:
            for number in reversed(range(len(old.modes))):
                if number not in kept:
                    text = json_edit.remove(text, [*self._path("list"), number])
            for place, number in enumerate(sorted(kept)):
                text = self._edit(text, place, old.modes[number], kept[number])
            for known, mode in rows:
                if known is None:
                    text = json_edit.append(text, self._path("list"), dict(mode.data))
            same = old.current == current and len(kept) == len(old.modes)
            return text if same else json_edit.set_value(text, self._path("current"), current)

        self._write(edit)

    def _edit(self, text: str, place: int, old: CompileMode, mode: CompileMode) -> str:
        path: list[str | int] = [*self._path("list"), place]
        for key in [key for key in old.data if key not in mode.data]:
            text = json_edit.remove(text, [*path, key])
        for key, value in mode.data.items():
            if key not in old.data or old.data[key] != value:
                text = json_edit.set_value(text, [*path, key], value)
        return text

    def _path(self, key: str) -> list[str]:
        return ["condition", self.list.kind, key]

    def _write(self, edit: Callable[[str], str]) -> None:
        file = self._root / PRIVATE
        text = file.read_bytes().decode("utf-8") if file.exists() else ""
        known = _kind(_read(file), self.list.kind)
        if "list" not in known and self.list.modes:
            # The private list takes the place of the shared one as a whole.
            rows = [dict(mode.data) for mode in self.list.modes]
            text = json_edit.set_value(text, self._path("list"), rows)
        atomic.write_text(file, edit(text))
        self.read()


def _read(file: Path) -> Mapping[str, Any]:
    try:
        value = jsonc.parse(file.name, file.read_text(encoding="utf-8-sig")).value
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _kind(config: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    condition = config.get("condition")
    part = condition.get(kind) if isinstance(condition, dict) else None
    return part if isinstance(part, dict) else {}


def _index(value: Any, count: int) -> int:
    known = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count
    return value if known else NORMAL
