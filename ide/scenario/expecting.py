"""What can be expected of a place on the phone that was pointed at (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

LONGEST_TEXT = 200
_MOST_FIELDS = 300
_DEPTH = 3
DEFAULT_THRESHOLD = 0.01


class Kind(StrEnum):
    """What is expected."""

    TEXT = "text"
    CONTAINS = "contains"
    EXISTS = "exists"
    ABSENT = "absent"
    LOOKS = "looks"
    DATA = "data"
    ROUTE = "route"
    CALLED = "called"
    PAGE_LOOKS = "page_looks"


ELEMENT = (Kind.TEXT, Kind.CONTAINS, Kind.EXISTS, Kind.ABSENT, Kind.LOOKS)
"""What needs an element; the others are of the whole page."""


@dataclass(frozen=True)
class Pointed:
    """What is known at the moment somebody points at the phone."""

    place: Mapping[str, Any] = field(default_factory=dict)
    """``selector``, ``text`` and ``nth`` of the element; empty when it was none."""
    words: str = ""
    """All the element shows."""
    route: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    calls: Mapping[str, int] = field(default_factory=dict)
    """The APIs that were called so far, and how often."""

    @property
    def name(self) -> str:
        """The element as a person reads it."""
        text, nth = self.place.get("text"), self.place.get("nth")
        parts = [self.place.get("selector", "")]
        parts += [f"“{text}”"] if text else []
        parts += [f"[{nth}]"] if nth else []
        return " ".join(parts)


def kinds_for(pointed: Pointed) -> list[Kind]:
    """What can be expected, the likeliest first."""
    found: list[Kind] = []
    if pointed.place:
        found += [one for one in ELEMENT if pointed.words.strip() or one not in ELEMENT[:2]]
    if pointed.data:
        found.append(Kind.DATA)
    if pointed.route:
        found.append(Kind.ROUTE)
    if pointed.calls:
        found.append(Kind.CALLED)
    return [*found, Kind.PAGE_LOOKS]


def shown_text(words: str) -> str:
    """What an element shows, on one line and not too long to compare."""
    return " ".join(words.split())[:LONGEST_TEXT]


def fields_of(data: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The members of a page's data, by their dotted paths; long lists are left whole."""
    found = []
    for path, value in _fields(data, "", 1):
        found.append((path, value))
        if len(found) == _MOST_FIELDS:
            break
    return found


def _fields(value: Mapping[str, Any], way: str, depth: int) -> Iterator[tuple[str, Any]]:
    for name, each in value.items():
        if not name or "." in name or "[" in name:
            continue  # such a name has no path
        path = f"{way}.{name}" if way else name
        if isinstance(each, Mapping) and each and depth < _DEPTH:
            yield from _fields(each, path, depth + 1)
        else:
            yield path, each


def key_of(
    kind: Kind,
    pointed: Pointed,
    *,
    text: str = "",
    paths: Iterable[str] = (),
    call: str = "",
    times: int | None = None,
    picture: str = "",
    threshold: float = DEFAULT_THRESHOLD,
) -> dict[str, Any]:
    """The values of a key of ``expect``."""
    place = {"selector": pointed.place.get("selector", "")}
    if pointed.place.get("nth"):
        place["nth"] = pointed.place["nth"]
    looks: dict[str, Any] = {"picture": picture}
    if threshold != DEFAULT_THRESHOLD:
        looks["threshold"] = threshold
    match kind:
        case Kind.TEXT | Kind.CONTAINS:
            whole = {"exact": True} if kind is Kind.TEXT else {}
            return {**place, "text": _literally(text), **whole}
        case Kind.EXISTS | Kind.ABSENT:
            telling = {"text": pointed.place["text"]} if pointed.place.get("text") else {}
            gone = {"exists": False} if kind is Kind.ABSENT else {}
            return {**place, **telling, **gone}
        case Kind.DATA:
            wanted = set(paths)
            return {"data": {path: v for path, v in fields_of(pointed.data) if path in wanted}}
        case Kind.ROUTE:
            return {"route": pointed.route}
        case Kind.CALLED:
            return {"called": call} | ({} if times is None else {"times": times})
        case Kind.LOOKS | Kind.PAGE_LOOKS:
            return {**(place if kind is Kind.LOOKS else {}), **looks}


def _literally(text: str) -> str:
    """A text that is no pattern, even when it begins and ends with a slash."""
    if len(text) > 1 and text[0] == text[-1] == "/":
        escaped = "".join(f"\\{one}" if one in r"\.^$*+?{}[]|()" else one for one in text)
        return f"/{escaped}/"
    return text


def counted(names: Sequence[str]) -> dict[str, int]:
    """How often each API was called, the latest first."""
    found: dict[str, int] = {}
    for name in reversed(names):
        found[name] = found.get(name, 0) + 1
    return found
