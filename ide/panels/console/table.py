"""What ``console.table`` draws: rows of text whose columns stand below each other (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

_WIDEST = 40
_INDEX, _VALUE = "(index)", "Value"


def table_rows(shown: Sequence[Any], columns: Sequence[str] = ()) -> list[str]:
    """Return the lines of a table; ``shown`` is ``[name, kind, text, children]``."""
    entries = [one for one in _children(shown) if one[0] not in {"length", ""}]
    names = list(columns) or _columns(entries)
    plain = not columns and any(not _children(one) for one in entries)
    head = [_INDEX, *names, *([_VALUE] if plain else [])]
    cells = [head]
    for one in entries:
        inside = {child[0]: str(child[2]) for child in _children(one)}
        row = [str(one[0]), *(inside.get(name, "") for name in names)]
        cells.append([*row, *(["" if inside else str(one[2])] if plain else [])])
    cells = [[cell[:_WIDEST] for cell in row] for row in cells]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    lines = [
        "  ".join(_filled(cell, width) for cell, width in zip(row, widths, strict=True))
        for row in cells
    ]
    return [lines[0], "  ".join("─" * width for width in widths), *lines[1:]]


def _children(shown: Sequence[Any]) -> Sequence[Any]:
    _name, _kind, _text, *rest = shown
    return rest[0] if rest else ()


def _columns(entries: Sequence[Sequence[Any]]) -> list[str]:
    names: dict[str, None] = {}
    for one in entries:
        for child in _children(one):
            if child[0] not in {"length", ""}:
                names[str(child[0])] = None
    return list(names)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _filled(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
