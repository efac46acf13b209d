"""The matches of a query in a text, and the text with some of them replaced (no Qt)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ide.search.query import Query

_AROUND = 120
"""How many characters of a line are shown before and after a match."""


class StaleMatchError(ValueError):
    """The text is not the one the match was found in."""


@dataclass(frozen=True)
class Match:
    """One place of a query; line and column count from 1, the column in UTF-16 units."""

    line: int
    column: int
    start: int
    """Place in the text with line feeds only, in characters."""
    text: str
    before: str
    """What stands before it on its line, shortened."""
    after: str
    replaced: str | None = None


def find(text: str, query: Query) -> Iterator[Match]:
    """Yield the matches in a text with line feeds only; empty matches are none.

    Raises:
        QueryError: the pattern is no regular expression.
    """
    starts: list[int] = []
    for found in query.pattern.finditer(text):
        if found[0]:
            starts = starts or _line_starts(text)
            replaced = None if query.replacement is None else query.replaced(found)
            yield _match(text, starts, found.start(), found[0], replaced)


def match_at(text: str, start: int, found: str, replaced: str | None = None) -> Match:
    """Return the match of ``found``, which stands at ``start`` in ``text``."""
    return _match(text, _line_starts(text), start, found, replaced)


def replace(text: str, matches: Iterable[Match]) -> str:
    """Return ``text`` with each match replaced by what it becomes.

    Raises:
        StaleMatchError: the text changed at one of them since they were found.
    """
    parts, end = [], 0
    for match in sorted(matches, key=lambda match: match.start):
        if text[match.start : match.start + len(match.text)] != match.text or match.start < end:
            raise StaleMatchError(match.text)
        parts += [text[end : match.start], match.replaced or ""]
        end = match.start + len(match.text)
    return "".join([*parts, text[end:]])


def _match(text: str, starts: list[int], start: int, found: str, replaced: str | None) -> Match:
    end = start + len(found)
    line = bisect_right(starts, start)
    left = starts[line - 1]
    stop = text.find("\n", end - 1 if found.endswith("\n") else end)
    stop = len(text) if stop < 0 else stop
    return Match(
        line=line,
        column=len(text[left:start].encode("utf-16-le", "surrogatepass")) // 2 + 1,
        start=start,
        text=found,
        before=text[max(left, start - _AROUND) : start].lstrip(),
        after=text[end : min(stop, end + _AROUND)].rstrip() if stop > end else "",
        replaced=replaced,
    )


def _line_starts(text: str) -> list[int]:
    starts, place = [0], text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return starts
