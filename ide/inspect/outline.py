"""Rows of the component tree as the runtime tells them, and how they read (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Facts:
    """What the runtime says of one node."""

    id: int
    kind: str
    """``element``, ``component``, ``text``, ``shadow`` or ``slot``."""
    tag: str
    component: str
    """Path of a component, empty for other nodes."""
    text: str
    inline: str | None
    """The only text inside, when it is short."""
    attributes: tuple[tuple[str, str], ...]
    size: int
    """How many rows are inside, unfolded or not."""
    children: tuple[int, ...] | None
    """Rows inside; None while they are folded."""
    node: int = 0
    """What the view knows the node by, or the first one inside."""

    def attribute(self, name: str) -> str:
        """Return the value of an attribute, empty when there is none."""
        return next((value for known, value in self.attributes if known == name), "")


def read_facts(row: Mapping[str, Any]) -> Facts:
    """Return a row of an ``outline`` answer."""
    children = row.get("children")
    return Facts(
        id=int(row["id"]),
        kind=str(row["kind"]),
        tag=str(row["tag"]),
        component=str(row.get("is") or ""),
        text=str(row.get("text") or ""),
        inline=row.get("inline"),
        attributes=tuple((str(name), str(value)) for name, value in row["attributes"]),
        size=int(row["size"]),
        children=None if children is None else tuple(int(child) for child in children),
        node=int(row.get("node") or 0),
    )


@dataclass(frozen=True)
class Removed:
    """Rows leave a place among their siblings."""

    at: int
    count: int


@dataclass(frozen=True)
class Inserted:
    """Rows come to a place among their siblings."""

    at: int
    ids: tuple[int, ...]


def steps_between(old: Sequence[int], new: Sequence[int]) -> Iterator[Removed | Inserted]:
    """Yield what turns one list of siblings into another, in order; rows that moved come anew."""
    kept = _kept(old, new)
    current = list(old)
    for end in range(len(current), 0, -1):
        if current[end - 1] not in kept:
            yield Removed(end - 1, 1)
            del current[end - 1]
    at = 0
    while at < len(new):
        if at < len(current) and current[at] == new[at]:
            at += 1
            continue
        stop = at
        while stop < len(new) and new[stop] not in kept:
            stop += 1
        yield Inserted(at, tuple(new[at:stop]))
        current[at:at] = new[at:stop]
        at = stop


def _kept(old: Sequence[int], new: Iterable[int]) -> set[int]:
    """Siblings that stay in their order."""
    places = {row: place for place, row in enumerate(old)}
    kept: set[int] = set()
    last = -1
    for row in new:
        place = places.get(row, -1)
        if place > last:
            kept.add(row)
            last = place
    return kept


Segment = tuple[str, str]
"""A piece of a row's text and its role: ``punctuation``, ``tag``, ``name``, ``value``, ``text``."""


def segments(facts: Facts, *, open_: bool) -> list[Segment]:
    """Return a row as coloured text; ``open_`` when the rows inside are shown below."""
    if facts.kind == "text":
        return [(f'"{" ".join(facts.text.split())}"', "text")]
    if facts.kind == "shadow":
        return [(facts.tag, "punctuation")]
    parts: list[Segment] = [("<", "punctuation"), (facts.tag, "tag")]
    for name, value in facts.attributes:
        parts += [(" ", "punctuation"), (name, "name")]
        if value:
            parts += [('="', "punctuation"), (value.replace("\n", " "), "value")]
            parts.append(('"', "punctuation"))
    parts.append((">", "punctuation"))
    if facts.inline is not None:
        parts.append((" ".join(facts.inline.split()), "text"))
    elif facts.size and not open_:
        parts.append(("…", "punctuation"))
    if not (open_ and facts.size):
        parts += [("</", "punctuation"), (facts.tag, "tag"), (">", "punctuation")]
    return parts


def line_of(facts: Facts, *, open_: bool = False) -> str:
    """Return a row as plain text."""
    return "".join(text for text, _ in segments(facts, open_=open_))


def label_of(facts: Facts) -> str:
    """Return the short name of a row for the path below the tree: ``view.card``."""
    if facts.kind in {"text", "shadow"}:
        return "#text" if facts.kind == "text" else facts.tag
    identity = facts.attribute("id")
    classes = facts.attribute("class").split()
    return facts.tag + (f"#{identity}" if identity else "") + (f".{classes[0]}" if classes else "")


def selector_of(facts: Facts) -> str:
    """Return a selector that ``wx.createSelectorQuery`` would take for the row."""
    identity = facts.attribute("id")
    if identity:
        return f"#{identity}"
    classes = "".join(f".{name}" for name in facts.attribute("class").split())
    return classes or facts.tag
