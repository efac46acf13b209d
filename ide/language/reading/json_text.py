"""Reads JSON while it is written: every string with its offsets and the keys that lead to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|//[^\n]*|/\*.*?(?:\*/|\Z)|[{}\[\],:]|[^\s{}\[\],:\"'/]+|/",
    re.DOTALL,
)

KeyPath = tuple[str | int, ...]


@dataclass
class Entry:
    """A key with its value, an element of an array, or what is half written of one.

    ``start`` and ``end`` are the inside of the quotes of a string; those of a key in ``key_*``.
    """

    path: KeyPath
    key_start: int = -1
    key_end: int = -1
    start: int = -1
    end: int = -1
    text: str = ""
    kind: str = ""
    """``string``, ``object``, ``array``, ``other`` or empty when there is no value yet."""
    outer_end: int = -1
    children: list[Entry] = field(default_factory=list)


@dataclass
class JsonText:
    """A JSON text as read: its top value, and every entry in order."""

    root: Entry
    entries: list[Entry] = field(default_factory=list)

    def at(self, offset: int) -> tuple[Entry, bool] | None:
        """Return the entry in whose string an offset lies, and whether that string is its key."""
        for entry in self.entries:
            if entry.kind == "string" and entry.start <= offset <= entry.end:
                return entry, False
            if 0 <= entry.key_start <= offset <= entry.key_end:
                return entry, True
        return None

    def get(self, *path: str | int) -> Entry | None:
        """Return the entry a path leads to."""
        return next((entry for entry in self.entries if entry.path == path), None)

    def values(self, *path: str | int) -> list[Entry]:
        """Return what is directly inside the object or array at a path."""
        found = self.get(*path) if path else self.root
        return found.children if found else []


def read(text: str) -> JsonText:
    """Read a text; never raises."""
    root = Entry((), start=0, end=len(text), kind="", outer_end=len(text))
    found = JsonText(root)
    stack = [root]
    current: Entry | None = None
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign.startswith(("//", "/*")):
            continue
        holder = stack[-1]
        if sign in "{[":
            entry = current or _element(found, holder, root, match.start())
            entry.kind = "object" if sign == "{" else "array"
            entry.start, entry.outer_end = match.start(), len(text)
            stack.append(entry)
            current = None
        elif sign in "}]":
            if len(stack) > 1:
                stack.pop().outer_end = match.end()
            current = None
        elif sign == ",":
            current = None
        elif sign != ":":
            current = _word(found, match, holder, current, root)
    return found


def _word(
    found: JsonText, match: re.Match[str], holder: Entry, current: Entry | None, root: Entry
) -> Entry | None:
    word, start = match[0], match.start()
    quoted = word[0] in "\"'"
    closed = quoted and len(word) > 1 and word[-1] == word[0]
    inside = word[1:-1] if closed else word[1:] if quoted else word
    begin = start + (1 if quoted else 0)
    if holder.kind == "object" and current is None:
        entry = Entry((*holder.path, inside), begin, begin + len(inside), outer_end=match.end())
        holder.children.append(entry)
        found.entries.append(entry)
        return entry
    entry = current or _element(found, holder, root, start)
    if not entry.kind:
        entry.kind = "string" if quoted else "other"
        entry.start, entry.end, entry.text = begin, begin + len(inside), inside
        entry.outer_end = match.end()
    return entry if holder.kind == "object" else None


def _element(found: JsonText, holder: Entry, root: Entry, _start: int) -> Entry:
    if holder is root and not root.kind:
        return root
    entry = Entry((*holder.path, len(holder.children)))
    holder.children.append(entry)
    found.entries.append(entry)
    return entry
