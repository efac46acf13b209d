"""Which lines of a text differ from the last commit (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

_MOST = 4000
"""More changed lines than this are one hunk: nobody reads them one by one."""


@dataclass(frozen=True)
class Hunk:
    """Lines that changed: ``added``, ``modified`` or ``removed``; lines count from 1.

    A removal stands at the line before the gap (0 at the very start) and has no lines.
    """

    kind: str
    line: int
    count: int
    before: int
    """The first line in the text before, and how many there were."""
    before_count: int


def hunks(before: str, after: str) -> list[Hunk]:
    """Compare two texts with line feeds only, line by line."""
    old, new = before.split("\n"), after.split("\n")
    head = _equal(old, new)
    tail = _equal(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle_old and not middle_new:
        return []
    if max(len(middle_old), len(middle_new)) > _MOST:
        return [_hunk(head, len(middle_old), head, len(middle_new))]
    codes = SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes()
    return [
        _hunk(head + old_start, old_end - old_start, head + new_start, new_end - new_start)
        for tag, old_start, old_end, new_start, new_end in codes
        if tag != "equal"
    ]


def reverted(before: str, after: str, hunk: Hunk) -> str:
    """Return ``after`` with the lines of a hunk as they were before."""
    old, new = before.split("\n"), after.split("\n")
    start = hunk.line if hunk.kind == "removed" else hunk.line - 1
    kept = old[hunk.before - 1 : hunk.before - 1 + hunk.before_count]
    return "\n".join([*new[:start], *kept, *new[start + hunk.count :]])


def _hunk(old_start: int, old_count: int, new_start: int, new_count: int) -> Hunk:
    if not new_count:
        return Hunk("removed", new_start, 0, old_start + 1, old_count)
    kind = "modified" if old_count else "added"
    return Hunk(kind, new_start + 1, new_count, old_start + 1, old_count)


def _equal(first: Sequence[str], second: Sequence[str]) -> int:
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
