"""Source maps (revision 3) of modules with one source: from running code to the author's."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_FOUR = 4


@dataclass(frozen=True)
class _Segment:
    line: int
    column: int
    source_line: int
    source_column: int
    number: int = 0
    """Which of the map's sources it is."""


class SourceMap:
    """The map of one text, as a rule with one source."""

    def __init__(self, text: str) -> None:
        content = json.loads(text)
        self.sources: tuple[str, ...] = tuple(map(str, content.get("sources") or ()))
        self._segments = list(_segments(content["mappings"]))
        self._keys = [(segment.line, segment.column) for segment in self._segments]

    def source(self, line: int, column: int) -> tuple[int, int] | None:
        """Return the author's line and column (from 0) of a generated place, None for helpers."""
        found = self._before(line, column)
        return (found.source_line, found.source_column) if found else None

    def source_of(self, line: int, column: int) -> str:
        """Return which source a generated place comes from, '' for helpers."""
        found = self._before(line, column)
        known = found is not None and found.number < len(self.sources)
        return self.sources[found.number] if found is not None and known else ""

    def _before(self, line: int, column: int) -> _Segment | None:
        at = bisect_right(self._keys, (line, column)) - 1
        return self._segments[at] if at >= 0 and self._segments[at].line == line else None

    def generated(self, line: int) -> tuple[int, int] | None:
        """Return where the code of the author's line (from 0), or of the next one, begins."""
        after = [segment for segment in self._segments if segment.source_line >= line]
        if not after:
            return None
        first = min(after, key=lambda one: (one.source_line, one.line, one.column))
        return first.line, first.column


def number_at(text: str, at: int) -> tuple[int, int]:
    """Return the number of a mapping that begins at ``at``, and where it ends."""
    value = shift = 0
    while True:
        digit = _VALUES[text[at]]
        at += 1
        value |= (digit & 31) << shift
        if not digit & 32:
            return (-(value >> 1) if value & 1 else value >> 1), at
        shift += 5


def encoded_number(value: int) -> str:
    """Return a number as mappings write it."""
    rest = value << 1 if value >= 0 else (-value << 1) | 1
    text = ""
    while True:
        digit, rest = rest & 31, rest >> 5
        text += _DIGITS[digit | 32 if rest else digit]
        if not rest:
            return text


def _segments(mappings: str) -> Iterator[_Segment]:
    number_of_source = source_line = source_column = 0
    for line, group in enumerate(mappings.split(";")):
        column = 0
        for text in filter(None, group.split(",")):
            fields, at = [], 0
            while at < len(text):
                number, at = number_at(text, at)
                fields.append(number)
            column += fields[0]
            if len(fields) < _FOUR:
                continue
            number_of_source += fields[1]
            source_line += fields[2]
            source_column += fields[3]
            yield _Segment(line, column, source_line, source_column, number_of_source)
