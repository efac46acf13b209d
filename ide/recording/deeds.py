"""What a person did, from the tracks of a scenario: one deed for what was one intention (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from apimock.scenario.model import Scenario, Track
from apimock.scenario.steps import Step, steps_of

RAMP, ROUTE = "ramp", "route"
"""Channels of deeds that go on by themselves: an even change, a way."""
_MOST_LAID_OUT = 60
"""A track of a file with more keys than this is not written out."""

_UNTOLD = frozenset({"log", "reply"})
"""What a recording holds for comparison alone."""
_PLACE = ("text", "nth")
_DRAGGING_MS = 1500.0
"""Changes of a knob that come closer than this are one change, the last."""


@dataclass(frozen=True)
class Deed:
    """One thing to do ``time`` ms after the start; ``page`` is where the finger was, as known."""

    time: float
    channel: str
    values: Mapping[str, Any]
    page: str = ""
    line: int = 0

    @property
    def does(self) -> str:
        """The channel without an API's or an event's name."""
        family, colon, _ = self.channel.partition(":")
        return f"{family}{colon}"

    @property
    def subject(self) -> str:
        """An API's or an event's name."""
        return self.channel.partition(":")[2]


def plan(scenario: Scenario) -> list[Deed]:
    """All deeds of a scenario; ways and even changes are one deed each."""
    kept = tuple(rest for track in scenario.tracks if (rest := _rest(track)) is not None)
    deeds = deeds_of(steps_of(replace(scenario, tracks=kept)))
    going = [deed for track in scenario.tracks for deed in _going(scenario, track)]
    return _asked_first(sorted([*deeds, *going], key=lambda deed: deed.time))


def _asked_first(deeds: list[Deed]) -> list[Deed]:
    """Answers come behind the touches of their time: a test waits for the question."""
    found: list[Deed] = []
    for deed in deeds:
        at = len(found)
        if deed.channel == "ui":
            while at and found[at - 1].channel == "person" and found[at - 1].time == deed.time:
                at -= 1
        found.insert(at, deed)
    return found


def left_out(scenario: Scenario) -> Iterator[str]:
    """A sentence for each track that cannot be told."""
    for track in scenario.tracks:
        if not _is_too_long(track):
            continue
        name = f"{track.file or scenario.file}:{track.line}: {track.channel.name}"
        yield f"{name}: a track of more than {_MOST_LAID_OUT} values has no words in a test"


def _rest(track: Track) -> Track | None:
    """A track without what goes on by itself; None when nothing is left."""
    bare = track
    if _is_ramp(track):
        bare = replace(bare, ramp=None)
    if _is_way(track) or _is_too_long(track):
        bare = replace(bare, source=None, ramp=None)
    return bare if bare.keys or bare.ramp or bare.source else None


def _is_ramp(track: Track) -> bool:
    return track.ramp is not None and track.channel.name == "battery"


def _is_way(track: Track) -> bool:
    return track.source is not None and track.channel.name == "location"


def _is_too_long(track: Track) -> bool:
    if track.ramp is not None and not _is_ramp(track):
        return track.ramp.over / track.ramp.every > _MOST_LAID_OUT
    if track.source is None or _is_way(track):
        return False
    return track.source.loop or len(track.source.keys) > _MOST_LAID_OUT


def _going(scenario: Scenario, track: Track) -> Iterator[Deed]:
    if _is_ramp(track):
        assert track.ramp is not None
        ramp = track.ramp
        values = {"from": ramp.start, "to": ramp.end, "overMs": ramp.over}
        yield Deed(ramp.at, RAMP, values, line=track.line)
    if _is_way(track):
        assert track.source is not None
        beside = Path(track.file) if track.file else scenario.file
        file = beside.parent / track.source.file
        way: dict[str, Any] = {"file": str(file), "speed": track.source.speed}
        yield Deed(track.source.at, ROUTE, way, line=track.line)


def deeds_of(steps: Iterable[Step]) -> list[Deed]:
    """The deeds of a scenario in their order.

    Letters typed one after the other are one text, with the tap that led into the field; changes
    of a knob while it is dragged are the last of them.
    """
    found: list[Deed] = []
    page = ""
    for step in steps:
        if step.channel.does in _UNTOLD:
            continue
        values = {name: value for name, value in step.values.items() if name != "page"}
        if step.channel.does == "ui":
            page = step.values.get("page", page)
            values = _plain(values)
        else:
            values = dict(step.values)
            page = _route(step) or page
        if "kind" in values and step.channel.does == "person":
            values.pop("api", None)
        if step.channel.does == "append":
            values = {"codes": [values]}
        where = page if step.channel.does == "ui" else _route(step)
        deed = Deed(step.time, step.channel.name, values, where, step.line)
        if not (found and _joined(found, deed, step)):
            found.append(deed)
    return found


def _route(step: Step) -> str:
    """The page on top as an expectation says it, '' when it says none."""
    route = step.values.get("route", "") if step.channel.does == "expect" else ""
    is_pattern = len(route) > 1 and route[0] == route[-1] == "/"
    return "" if is_pattern else route.strip("/")


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """A touch without what goes without saying."""
    kept = {name: value for name, value in values.items() if name != "middle"}
    if values.get("middle"):
        kept.pop("at", None)
    if kept.get("nth") == 0:
        del kept["nth"]
    return kept


def _joined(found: list[Deed], deed: Deed, step: Step) -> bool:
    """Let the last deed take another one in, where the two are one; whether they are."""
    last = found[-1]
    if deed.channel == "ui" and last.channel == "ui":
        if "input" in deed.values and not last.values.get("enter") and _field(last) == _field(deed):
            found[-1] = replace(deed, time=last.time)
            return True
        return False
    if (step.channel.does, last.channel, last.time) == ("append", deed.channel, deed.time):
        codes = [*last.values["codes"], *deed.values["codes"]]
        found[-1] = replace(last, values={"codes": codes})
        return True
    if step.channel.does == "state" and last.channel == deed.channel:
        if deed.time - last.time > _DRAGGING_MS:
            return False
        found[-1] = replace(deed, values={**last.values, **deed.values})
        return True
    return False


def _field(deed: Deed) -> tuple[Any, ...] | None:
    """The place a text goes to, or a finger that only leads there; None for other deeds."""
    values = deed.values
    name = next((values[verb] for verb in ("input", "tap") if verb in values), None)
    if name is None:
        return None
    return (name, *(values.get(part) for part in _PLACE))
