"""A scenario as it is drawn: a lane for each track, with what happens when (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from apimock.scenario.channels import OWN
from apimock.scenario.model import Key, Scenario, Track
from apimock.scenario.player import Finding
from apimock.scenario.steps import Step, steps_of

_LONGEST = 60
_UNSAID = frozenset({"at", "nth", "within", "kind", "direction", "middle", "page"})
"""Values that say little beside the others."""
_PLAIN = frozenset({"text", "answer", "do", "selector", "name"})
"""Values that say enough without their name."""
CALLS = "log"


class Kind(StrEnum):
    """How an item is drawn."""

    POINT = "point"
    SPAN = "span"
    EXPECT = "expect"
    CALL = "call"


@dataclass(frozen=True)
class Item:
    """Something that happens at ``start`` ms, or from there to ``end``; its line in the file."""

    lane: int
    start: float
    end: float
    kind: Kind
    text: str
    line: int = 0
    file: str = ""
    """The file its line is in, when that is one the scenario uses."""


@dataclass(frozen=True)
class Lane:
    """A track: its channel as the file names it, and its items in the order of their times."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Timeline:
    """All that is drawn of a scenario; ``duration`` in ms."""

    lanes: tuple[Lane, ...] = ()
    duration: float = 0.0

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, by time, then by lane."""
        found = (item for lane in self.lanes for item in lane.items)
        return tuple(sorted(found, key=lambda item: (item.start, item.lane)))


def timeline_of(scenario: Scenario) -> Timeline:
    """Lay a scenario out; recorded answers are left to the calls they belong to.

    A track in which nothing happens has no lane.
    """
    steps = steps_of(scenario)
    shown = [
        (number, track)
        for number, track in enumerate(scenario.tracks)
        if track.channel.does != "reply" and (track.keys or track.ramp or track.source)
    ]
    # Calls are looked at least, and are the longest.
    shown.sort(key=lambda pair: pair[1].channel.does == CALLS)
    lanes = []
    for lane, (number, track) in enumerate(shown):
        mine = [step for step in steps if step.track == number]
        lanes.append(Lane(track.channel.name, tuple(_items(lane, track, mine))))
    return Timeline(tuple(lanes), steps[-1].time if steps else 0.0)


def timeline_of_recording(tracks: Sequence[Mapping[str, Any]], length: float) -> Timeline:
    """Lay out what was recorded so far, as ``Recorder.document`` tells it."""
    shown = [track for track in tracks if track["channel"] != "reply" and track["keys"]]
    shown.sort(key=lambda track: track["channel"] == CALLS)
    lanes = []
    for lane, track in enumerate(shown):
        kind = Kind.CALL if track["channel"] == CALLS else Kind.POINT
        items = (Item(lane, key["t"], key["t"], kind, words(_values(key))) for key in track["keys"])
        lanes.append(Lane(track["channel"], tuple(items)))
    return Timeline(tuple(lanes), length)


def _values(key: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in key.items() if name not in OWN}


def _items(lane: int, track: Track, steps: Sequence[Step]) -> Iterable[Item]:
    if track.channel.does == "queue":
        found = _outcomes(lane, track)
    else:
        found = [_item(lane, track, key) for key in track.keys]
    if track.ramp is not None:
        ramp = track.ramp
        text = f"{ramp.value} {ramp.start:g} → {ramp.end:g}"
        found.append(Item(lane, ramp.at, ramp.at + ramp.over, Kind.SPAN, text, track.line))
    if track.source is not None:
        keyed = {(key.time, key.line) for key in track.keys}
        times = [step.time for step in steps if (step.time, step.line) not in keyed]
        if times:
            text = track.source.file
            found.append(Item(lane, min(times), max(times), Kind.SPAN, text, track.line))
    placed = [replace(item, file=track.file) for item in found] if track.file else found
    return sorted(placed, key=lambda item: item.start)


def _outcomes(lane: int, track: Track) -> list[Item]:
    """Outcomes laid out at the same time are one item."""
    found = []
    for time, keys in groupby(sorted(track.keys, key=lambda key: key.time), lambda key: key.time):
        group = list(keys)
        bodies = [body for key in group for body in key.values.get("queue", [key.values])]
        text = ", ".join(str(body.get("type", "ok")) for body in bodies)
        line = group[0].line
        found.append(Item(lane, time, time, Kind.POINT, text or str(track.end), line))
    return found


def _item(lane: int, track: Track, key: Key) -> Item:
    kind = {"expect": Kind.EXPECT, CALLS: Kind.CALL}.get(track.channel.does, Kind.POINT)
    return Item(lane, key.time, key.time, kind, words(key.values), key.line)


def words(values: Mapping[str, Any]) -> str:
    """What a key says, on one line."""
    if "name" in values:
        return str(values["name"])
    said = {name: value for name, value in values.items() if name not in _UNSAID} or values
    text = ", ".join(_said(name, value) for name, value in said.items())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _said(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value if name in _PLAIN else f"{name} {value}"
    if isinstance(value, (list, dict)):
        return f"{name} {json.dumps(value, ensure_ascii=False)}"
    if isinstance(value, bool):
        return name if value else f"{name} off"
    return f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}"


class Results:
    """How the steps came out that can fail, found again by their place in the file."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, float], Finding] = {}

    def clear(self) -> None:
        """Forget all."""
        self._found.clear()

    def put(self, finding: Finding) -> None:
        """Note one; a failure stays."""
        place = (finding.step.file, finding.step.line, finding.step.time)
        known = self._found.get(place)
        if known is None or known.ok:
            self._found[place] = finding

    def of(self, item: Item) -> Finding | None:
        """How an item came out, None when it did not come to that."""
        return self._found.get((item.file, item.line, item.start))

    @property
    def good(self) -> int:
        """How many came true."""
        return sum(finding.ok for finding in self._found.values())

    @property
    def bad(self) -> int:
        """How many did not."""
        return len(self._found) - self.good


def clock_text(milliseconds: float, *, fine: bool = True) -> str:
    """A time of the scenario as minutes and seconds, ``1:04.2``."""
    tenths = round(max(0.0, milliseconds) / 100)
    minutes, rest = divmod(tenths, 600)
    return f"{minutes}:{rest / 10:04.1f}" if fine else f"{minutes}:{rest // 10:02d}"
