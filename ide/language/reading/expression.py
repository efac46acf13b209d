"""Reads the names an expression between ``{{ }}`` uses, with their members and offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\s+|'(?:[^'\\]|\\.)*'?|\"(?:[^\"\\]|\\.)*\"?|\d[\w.]*|[A-Za-z_$][\w$]*|\.\.\.|.",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z_$][\w$]*\Z")
_CONSTANTS = frozenset({"true", "false", "null", "undefined", "NaN", "Infinity"})
_WRITTEN = re.compile(
    r"(?P<path>[A-Za-z_$][\w$]*(?:\[[^\[\]]*\])*(?:\.[A-Za-z_$][\w$]*(?:\[[^\[\]]*\])*)*)"
    r"(?:\.(?P<rest>[\w$]*))?\Z"
)
ELEMENT = "[]"


@dataclass(frozen=True)
class Part:
    """One name of a path."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Path:
    """``a.b[0].c``: the parts a, b, ``[]``, c; offsets are those of the whole text."""

    parts: tuple[Part, ...]
    called: bool = False

    @property
    def root(self) -> Part:
        return self.parts[0]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts)


def paths(text: str, start: int, end: int) -> list[Path]:
    """Return every path of names in an expression; object keys and strings are none."""
    tokens = [
        (match[0], match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
        if not match[0].isspace()
    ]
    found: list[Path] = []
    at = 0
    while at < len(tokens):
        word = tokens[at][0]
        if not _WORD.match(word) or word in _CONSTANTS or _is_key(tokens, at):
            at += 1
            continue
        if at and tokens[at - 1][0] == ".":  # a member of something that is no name
            at += 1
            continue
        parts, at = _path(tokens, at)
        called = at < len(tokens) and tokens[at][0] == "("
        found.append(Path(tuple(parts), called))
    return found


def path_at(text: str, start: int, end: int, offset: int) -> tuple[Path, int] | None:
    """Return the path an offset lies in and the number of its part."""
    for path in paths(text, start, end):
        for number, part in enumerate(path.parts):
            if part.name != ELEMENT and part.start <= offset <= part.end:
                return path, number
    return None


def written_before(text: str, start: int, offset: int) -> tuple[tuple[str, ...], str]:
    """Return the path whose member is being written at an offset, and what is written of it."""
    before = text[start:offset]
    match = _WRITTEN.search(before)
    if match is None or _in_string(before):
        return (), ""
    path, rest = match["path"], match["rest"]
    names = tuple(
        name
        for part in path.split(".")
        for name in (part.partition("[")[0], *([ELEMENT] if "[" in part else []))
    )
    if rest is None:
        return names[:-1], names[-1] if names[-1] != ELEMENT else ""
    return names, rest


def in_string(text: str, start: int, offset: int) -> bool:
    """Whether an offset lies in a string of an expression."""
    return _in_string(text[start:offset])


def _in_string(before: str) -> bool:
    last = ""
    for match in _TOKEN.finditer(before):
        last = match[0]
    return last[:1] in ("'", '"') and (len(last) == 1 or last[-1] != last[0])


def _path(tokens: list[tuple[str, int, int]], at: int) -> tuple[list[Part], int]:
    parts = [Part(*tokens[at])]
    at += 1
    while at < len(tokens):
        word = tokens[at][0]
        if word == "." and at + 1 < len(tokens) and _WORD.match(tokens[at + 1][0]):
            parts.append(Part(*tokens[at + 1]))
            at += 2
        elif word == "[":
            inside = tokens[at + 1][0] if at + 1 < len(tokens) else ""
            closing = at + 2 < len(tokens) and tokens[at + 2][0] == "]"
            if not closing or not inside[:1].isdigit():
                # What stands in the brackets has names of its own.
                parts.append(Part(ELEMENT, tokens[at][1], tokens[at][1]))
                return parts, at + 1
            parts.append(Part(ELEMENT, tokens[at][1], tokens[at + 2][2]))
            at += 3
        else:
            break
    return parts, at


def _is_key(tokens: list[tuple[str, int, int]], at: int) -> bool:
    after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    before = tokens[at - 1][0] if at else "{"
    return after == ":" and before in ("{", ",")
