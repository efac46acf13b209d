"""Texts counted as the editor counts: one character a UTF-16 unit, lines and columns from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_ENDINGS = re.compile("\r\n?")


def as_units(text: str) -> str:
    """Return a text with line feeds only in which each character is one UTF-16 unit.

    Characters beyond the first plane become their two surrogates; JSON joins them again.
    """
    plain = _ENDINGS.sub("\n", text)
    return _WIDE.sub(_pair, plain)


def _pair(match: re.Match[str]) -> str:
    code = ord(match[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


@dataclass(frozen=True)
class Range:
    """A stretch of a file; lines and columns from 1 in UTF-16 units, the end not included."""

    line: int
    column: int
    end_line: int
    end_column: int


class SourceText:
    """A text and its lines."""

    def __init__(self, text: str) -> None:
        self.text = as_units(text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, which is brought into the text."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, the nearest there is."""
        row = min(max(line, 1), len(self._starts))
        return min(self._starts[row - 1] + max(column, 1) - 1, len(self.text))

    def range(self, start: int, end: int) -> Range:
        """Return the stretch between two offsets."""
        return Range(*self.place(start), *self.place(max(start, end)))

    def line_of(self, offset: int) -> str:
        """Return the whole line an offset lies in."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return self.text[start : end if end >= 0 else len(self.text)]
