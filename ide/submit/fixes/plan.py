"""What fixes come to: files before and after, exact edits, the difference as text (no Qt)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ide import json_edit
from ide.fix import AddItem, Change, DropItem, DropKey, Fix, NewFile, PlainJson, Replace, SetValue
from ide.json_plain import plain_json
from renderer.compiler import jsonc

_UNITS = "utf-16-le"
_LINES = re.compile(r"[^\n]*\n|[^\n]+\Z")

ReadText = Callable[[str], str | None]
"""Gives the text of a file with line feeds only, None when there is none; paths from the root."""


class StaleFixError(ValueError):
    """A file is not as it was when the fix was thought of; the text is its path."""


@dataclass(frozen=True)
class TextEdit:
    """A replacement; lines and columns from 1 in UTF-16 units, the end is behind the last."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True)
class FileChange:
    """A file before and after, with line feeds only; None where there is no such file."""

    file: str
    before: str | None
    after: str | None

    @property
    def edits(self) -> tuple[TextEdit, ...]:
        """The smallest replacements that make the one of the other, from start to end."""
        return tuple(_edits(self.before or "", self.after or ""))

    @property
    def diff(self) -> str:
        """The difference as unified text."""
        old = "/dev/null" if self.before is None else f"a/{self.file}"
        new = "/dev/null" if self.after is None else f"b/{self.file}"
        texts = (_LINES.findall(self.before or ""), _LINES.findall(self.after or ""))
        rows = difflib.unified_diff(*texts, old, new)
        return "".join(
            r if r.endswith("\n") else f"{r}\n\\ No newline at end of file\n" for r in rows
        )


@dataclass(frozen=True)
class Plan:
    """What fixes do together; ``left`` are those that no longer fit their files."""

    files: tuple[FileChange, ...]
    done: tuple[Fix, ...]
    left: tuple[Fix, ...] = ()

    @property
    def diff(self) -> str:
        """The difference of all files as unified text."""
        return "".join(change.diff for change in self.files)

    def taken_back(self) -> Plan:
        """Return the plan that puts the files back as they were."""
        return Plan(tuple(FileChange(one.file, one.after, one.before) for one in self.files), ())


def plan(fixes: Iterable[Fix], read: ReadText) -> Plan:
    """Work out what fixes do to files as they are now; each is done whole or left."""
    desk = _Desk(read)
    done: list[Fix] = []
    left: list[Fix] = []
    for fix in fixes:
        (done if desk.take(fix) else left).append(fix)
    return Plan(desk.changes(), tuple(done), tuple(left))


@dataclass(frozen=True)
class _Cut:
    start: int
    end: int
    new: str


@dataclass
class _Text:
    """A file on the desk: as it was, as JSON changes left it, and cuts in what it was."""

    before: str | None
    now: str = ""
    cuts: list[_Cut] = field(default_factory=list)

    def after(self) -> str:
        text = self.now
        for cut in sorted(self.cuts, key=lambda cut: cut.start, reverse=True):
            text = text[: cut.start] + cut.new + text[cut.end :]
        return text


class _Desk:
    def __init__(self, read: ReadText) -> None:
        self._read = read
        self._texts: dict[str, _Text] = {}

    def take(self, fix: Fix) -> bool:
        kept = {name: _Text(t.before, t.now, list(t.cuts)) for name, t in self._of(fix).items()}
        try:
            for change in fix.changes:
                self._carry_out(change)
        except (StaleFixError, json_edit.JsonEditError):
            self._texts.update(kept)
            return False
        return True

    def changes(self) -> tuple[FileChange, ...]:
        found = [(name, text.before, text.after()) for name, text in sorted(self._texts.items())]
        return tuple(FileChange(*row) for row in found if row[1] != row[2] and (row[1] or row[2]))

    def _of(self, fix: Fix) -> dict[str, _Text]:
        for change in fix.changes:
            if change.file not in self._texts:
                before = self._read(change.file)
                self._texts[change.file] = _Text(before, before or "")
        return {change.file: self._texts[change.file] for change in fix.changes}

    def _carry_out(self, change: Change) -> None:
        text = self._texts[change.file]
        if isinstance(change, NewFile):
            if text.before is not None or text.now not in ("", change.text):
                raise StaleFixError(change.file)
            text.now = change.text
        elif text.before is None or (text.cuts and not isinstance(change, Replace)):
            raise StaleFixError(change.file)
        elif isinstance(change, Replace):
            _cut(text, change)
        else:
            text.now = changed_json(text.now, change)


def _cut(text: _Text, change: Replace) -> None:
    start = offset(text.now, change.line, change.column)
    cut = _Cut(start, start + len(change.old), change.new)
    if text.now[start : cut.end] != change.old or text.now != text.before:
        raise StaleFixError(change.file)
    if cut in text.cuts:
        return
    if any(cut.start < other.end and other.start < cut.end for other in text.cuts):
        raise StaleFixError(change.file)
    text.cuts.append(cut)


def changed_json(text: str, change: SetValue | AddItem | DropKey | DropItem | PlainJson) -> str:
    """Return a JSON text with a change; what it says already stays as it is.

    Raises:
        JsonEditError: the text cannot be read.
    """
    match change:
        case PlainJson():
            return plain_json(text)
        case DropKey(keys=keys):
            return json_edit.remove(text, keys)
        case SetValue(keys=keys, value=value):
            return text if value_at(text, keys) == value else json_edit.set_value(text, keys, value)
        case AddItem(keys=keys, value=value):
            found = value_at(text, keys)
            listed = isinstance(found, list) and value in found
            return text if listed else json_edit.append(text, keys, value)
        case DropItem(keys=keys, value=value, keep=keep):
            found = value_at(text, keys)
            items = found if isinstance(found, list) else []
            places = [number for number, item in enumerate(items) if item == value]
            for number in reversed(places[keep:]):
                text = json_edit.remove(text, (*keys, number))
            return text


def value_at(text: str, keys: Iterable[str | int]) -> object:
    """Return what stands at a path of a JSON text, None when there is nothing."""
    value = jsonc.parse("", text).value
    for key in keys:
        if isinstance(value, dict):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def offset(text: str, line: int, column: int) -> int:
    """Return where a place stands in a text, in characters from 0; its end when it is behind."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    end = text.find("\n", start)
    row = text[start : end if end >= 0 else len(text)]
    return start + len(row.encode(_UNITS)[: (column - 1) * 2].decode(_UNITS, "ignore"))


def _edits(before: str, after: str) -> Iterator[TextEdit]:
    old, new = _LINES.findall(before), _LINES.findall(after)
    at, starts = 0, []
    for row in [*old, ""]:
        starts.append(at)
        at += len(row)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        head = _shared(gone, come)
        tail = _shared(gone[head:][::-1], come[head:][::-1])
        start, end = starts[a] + head, starts[a] + len(gone) - tail
        yield TextEdit(*_place(before, start), *_place(before, end), come[head : len(come) - tail])


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _place(text: str, at: int) -> tuple[int, int]:
    line = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, len(text[line:at].encode(_UNITS)) // 2 + 1
