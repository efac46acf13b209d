"""The lines around a place in a file, with the place marked: for a terminal or for a tooltip."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pygments import format as write
from pygments.formatter import Formatter
from pygments.formatters import HtmlFormatter, TerminalTrueColorFormatter

from ide.highlight.languages import lexer_of
from ide.highlight.palette_style import style_of

_AROUND = 2
_LONGEST = 120
_MOST_TEXT = 200_000
_RED, _DIM, _PLAIN = "\x1b[31m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True)
class Spot:
    """A place in a file; counted from 1 in UTF-16 units, ``end_column`` 0 for one character."""

    path: str
    line: int
    column: int = 1
    end_column: int = 0


@dataclass(frozen=True)
class _Line:
    number: int
    plain: str
    coloured: str


def terminal_frame(text: str, spot: Spot, *, color: bool) -> str:
    """Return the lines around a spot with a mark under it; empty when the text has no such line."""
    formatter = TerminalTrueColorFormatter(style=style_of("dark")) if color else None
    rows = []
    width = len(str(spot.line + _AROUND))
    for line in _lines(text, spot, formatter):
        head = f"{line.number:>{width}} │ "
        rows.append(f"{_paint(head, _DIM, color=color)}{line.coloured}".rstrip())
        if line.number == spot.line:
            before, length = _mark(line.plain, spot)
            gutter = _paint(" " * width + " │ ", _DIM, color=color)
            rows.append(f"{gutter}{' ' * before}{_paint('^' * length, _RED, color=color)}")
    return "\n".join(rows)


def html_frame(text: str, spot: Spot, theme: str) -> str:
    """Return the lines around a spot as HTML with inline colours; the spot's line is bold."""
    formatter = HtmlFormatter(style=style_of(theme), noclasses=True, nowrap=True)
    width = len(str(spot.line + _AROUND))
    rows = []
    for line in _lines(text, spot, formatter):
        head = html.escape(f"{line.number:>{width}}  ")
        row = f"{head}{line.coloured}"
        rows.append(f"<b>{row}</b>" if line.number == spot.line else row)
    return f"<pre>{'<br>'.join(rows)}</pre>" if rows else ""


def html_source(text: str, path: str, theme: str) -> str:
    """Return a whole text as HTML with inline colours."""
    formatter = HtmlFormatter(style=style_of(theme), noclasses=True, nowrap=True)
    return f"<pre>{write(lexer_of(path).get_tokens(text), formatter)}</pre>"


def _lines(text: str, spot: Spot, formatter: Formatter[str] | None) -> Iterator[_Line]:
    plain = text[:_MOST_TEXT].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not 1 <= spot.line <= len(plain):
        return
    first = max(spot.line - _AROUND, 1)
    last = min(spot.line + _AROUND, len(plain))
    # Colouring starts at the top of the file: a line alone may be inside a comment.
    coloured = plain
    if formatter is not None:
        tokens = lexer_of(spot.path).get_tokens("\n".join(plain[:last]))
        coloured = write(tokens, formatter).split("\n")
    for number in range(first, last + 1):
        line = plain[number - 1]
        cut = line[:_LONGEST] + " …" if len(line) > _LONGEST else line
        if formatter is None:
            yield _Line(number, cut, cut)
        elif cut is not line:
            yield _Line(number, cut, _uncoloured(cut, formatter))
        else:
            yield _Line(number, cut, coloured[number - 1] if number <= len(coloured) else "")


def _uncoloured(line: str, formatter: Formatter[str]) -> str:
    return str(write(lexer_of("line.txt").get_tokens(line), formatter)).rstrip("\n")


def _mark(line: str, spot: Spot) -> tuple[int, int]:
    """Return the cells before the spot and the cells it takes, at least one."""
    units = line.encode("utf-16-le")
    start = units[: max(spot.column - 1, 0) * 2].decode("utf-16-le", "ignore")
    end = units[: max(spot.end_column - 1, 0) * 2].decode("utf-16-le", "ignore")
    return _cells(start), max(_cells(end) - _cells(start), 1)


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _paint(text: str, code: str, *, color: bool) -> str:
    return f"{code}{text}{_PLAIN}" if color else text
