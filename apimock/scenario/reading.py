"""Reads a scenario file: JSON or YAML into the model, every mistake with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from apimock.queues import End
from apimock.rules import RuleError, read_outcome
from apimock.scenario import beside
from apimock.scenario.channels import Channel, channel
from apimock.scenario.document import SOURCE_LIMIT_BYTES, Document, Field, parse, read_bytes
from apimock.scenario.errors import ScenarioError
from apimock.scenario.including import Chain, used
from apimock.scenario.model import (
    SEED,
    ClockPlan,
    Key,
    Ramp,
    Scenario,
    Source,
    Track,
    TrackReader,
)
from apimock.scenario.samples import read_samples
from apimock.scenario.variables import MEMBER, filled
from apimock.scenario.virtual_clock import SPEEDS
from apimock.state.device import Device, SnapshotError, checked

_TOP = (
    "$schema", "version", "title", "seed", "clock", "device", "persona", "start", "tracks", MEMBER,
)  # fmt: skip
_TRACK = ("channel", "keys", "ramp", "source", "queue", "end", "note")
_RAMP = ("value", "from", "to", "at", "overMs", "everyMs")
_SOURCE = ("file", "speed", "loop", "untilMs", "interpolateMs", "noiseM", "map", "unit", "at")
_MOST_KEYS = 200_000


def load(file: Path, reader: TrackReader = read_samples) -> Scenario:
    """Read a scenario and the tracks it names.

    Raises:
        ScenarioError: it cannot be read or means nothing; the text names file, line and field.
    """
    return read(parse(read_bytes(file), str(file)), file, reader)


def read(document: Document, file: Path, reader: TrackReader = read_samples) -> Scenario:
    """Turn a parsed document into a scenario; raises ScenarioError."""
    return _read(filled(document), file, reader, Chain((file,), beside.Place.of(file)))


def _read(document: Document, file: Path, reader: TrackReader, chain: Chain) -> Scenario:
    top = Field(document, (), document.value).mapping(_TOP)
    version = top.need("version", "write “version: 1”")
    if version.value != 1:
        raise version.error("is a version this phone does not know", "this one reads version 1")
    found = Scenario(
        file,
        title=_title(top.get("title")),
        seed=_seed(top.get("seed")),
        clock=_clock(top.get("clock")),
        device=_text(top.get("device")),
        persona=_text(top.get("persona")),
        start=None if chain.is_used else _start(top.get("start"), chain.place),
    )
    tracks: list[Track] = []
    for item in top.need("tracks").items():
        if "use" in item.mapping().value:
            tracks += used(item, chain, partial(_read_used, reader))
        else:
            tracks.append(_Reader(chain.place, reader).track(item))
    if sum(map(_size, tracks)) > _MOST_KEYS:
        raise top.need("tracks").error(f"have more than {_MOST_KEYS} keys", "split the scenario")
    return replace(found, tracks=tuple(tracks), used=tuple(chain.read))


def _read_used(reader: TrackReader, document: Document, file: Path, chain: Chain) -> Scenario:
    return _read(document, file, reader, chain)


def _size(track: Track) -> int:
    ramp = track.ramp
    steps = int(ramp.over / ramp.every) if ramp is not None else 0
    return len(track.keys) + steps + (len(track.source.keys) if track.source is not None else 0)


def _text(field: Field | None) -> str:
    return field.text() if field is not None else ""


def _seed(field: Field | None) -> int:
    if field is None:
        return SEED
    if isinstance(field.value, bool) or not isinstance(field.value, int):
        raise field.error("should be a whole number")
    return field.value


def _title(field: Field | None) -> Mapping[str, str]:
    if field is None:
        return {}
    if isinstance(field.value, str):
        return {"en": field.value}
    return {name: field.need(name).text() for name in field.mapping().value}


def _clock(field: Field | None) -> ClockPlan:
    if field is None:
        return ClockPlan()
    names = ("mode", "start", "speed", "tickMs")
    mode, start, speed, tick = (field.mapping(names).get(name) for name in names)
    if tick is not None and tick.duration() < 1:
        raise tick.error("should be at least 1 ms")
    return ClockPlan(
        mode.one_of(("virtual", "real")) if mode is not None else "virtual",
        _instant(start) if start is not None else None,
        speed.number(*SPEEDS) if speed is not None else 1.0,
        tick.duration() if tick is not None else None,
    )


def _instant(field: Field) -> float:
    """Milliseconds since 1970 of an ISO time; without a zone it is UTC."""
    try:
        time = datetime.fromisoformat(field.text())
    except ValueError as error:
        hint = "such as 2026-05-01T08:00:00+08:00"
        raise field.error("is no time as ISO 8601 writes it", hint) from error
    seconds = (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    return round(seconds * 1000, 3)  # as it was written, or an app would read another time


def _start(field: Field | None, place: beside.Place) -> Mapping[str, Any] | None:
    """The snapshot to begin with, in the file or in one of its own."""
    if field is None:
        return None
    if isinstance(field.value, str):
        path = beside.path_beside(field, place)
        value = parse(read_bytes(path), str(path)).value
    else:
        value = field.mapping().value
    if not isinstance(value, dict) or not str(value.get("format", "")).startswith("minideck-phone"):
        raise field.error("is no snapshot of a phone", "save one in the device panel")
    return value


@dataclass(frozen=True)
class _Reader:
    """Reads the tracks of one scenario."""

    place: beside.Place
    samples: TrackReader

    def track(self, field: Field) -> Track:
        field.mapping(_TRACK)
        kind = channel(field.need("channel", "such as location, network or ui"))
        ways = [name for name in ("keys", "ramp", "source", "queue") if name in field.value]
        if not ways:
            raise field.error("says nothing", "give it keys, a ramp, a source or a queue")
        if "queue" in ways and kind.does not in ("queue", "append"):
            hint = "queues are for channels named api:<name>, and for scan"
            raise field.error(f"{kind.name} takes no queue", hint)
        end = field.get("end")
        keys = self._keys(field.get("keys"), kind) + self._queue(field.get("queue"), kind)
        return Track(
            kind,
            keys,
            self._ramp(field.get("ramp"), kind),
            self._source(field.get("source"), kind),
            End(end.one_of(tuple(End))) if end is not None else End.FALL_BACK,
            field.line,
        )

    def _keys(self, field: Field | None, kind: Channel) -> tuple[Key, ...]:
        if field is None:
            return ()
        found = []
        for item in field.items():
            time = item.mapping().need("t", "the milliseconds since the start").duration()
            order = item.get("order")
            number = int(order.number()) if order is not None else 0
            found.append(Key(time, self._values(kind, item), number, item.line))
        return tuple(found)

    def _queue(self, field: Field | None, kind: Channel) -> tuple[Key, ...]:
        if field is None:
            return ()
        return tuple(Key(0, self._values(kind, item), 0, item.line) for item in field.items())

    def _values(self, kind: Channel, item: Field) -> dict[str, Any]:
        values = kind.check(item)
        for name, read_file in _FILES.items():
            for value in kind.values.values():
                given = item.get(value.name) if value.type == name else None
                if given is not None:
                    values[value.name] = read_file(given, self.place)
        check = _MEANING.get(kind.does)
        if check is not None:
            check(item, values)
        return values

    def _ramp(self, field: Field | None, kind: Channel) -> Ramp | None:
        if field is None:
            return None
        field.mapping(_RAMP)
        name = field.get("value")
        value = name.text() if name is not None else kind.ramp
        spec = kind.values.get(value)
        if spec is None or spec.type not in ("number", "integer"):
            known = [
                each.name for each in kind.values.values() if each.type in ("number", "integer")
            ]
            raise field.error(
                f"{kind.name} has no number “{value}” to change",
                f"name one of {', '.join(known)} in “value”" if known else "use keys",
            )
        start, end = field.need("from"), field.need("to")
        for each in (start, end):
            each.number(spec.least, spec.most)
        at, every = field.get("at"), field.get("everyMs")
        over = field.need("overMs").duration()
        step = every.duration() if every is not None else min(1000.0, max(over, 1.0))
        if step <= 0:
            raise field.error("“everyMs” should be more than 0")
        begun = at.duration() if at is not None else 0.0
        return Ramp(value, start.value, end.value, begun, over, step)

    def _source(self, field: Field | None, kind: Channel) -> Source | None:
        if field is None:
            return None
        field.mapping(_SOURCE)
        named = field.need("file")
        path = beside.path_beside(named, self.place)
        columns, unit = field.get("map"), field.get("unit")
        names = columns.mapping().value if columns is not None else {}
        try:
            data = read_bytes(path, SOURCE_LIMIT_BYTES)
            samples = self.samples(data, path.name, columns=names, unit=_text(unit))
        except ScenarioError:
            raise
        except ValueError as error:
            raise named.error(
                str(error), "see docs/scenarios.md for the files that can be read"
            ) from error
        keys = tuple(self._sampled(sample, kind, named) for sample in samples)
        return Source(named.value, tuple(key for key in keys if key.values), **_pace(field))

    def _sampled(self, sample: Any, kind: Channel, field: Field) -> Key:
        values = {
            name: value
            for name, value in sample.values.items()
            if name in kind.values and value is not None
        }
        return Key(float(sample.t_ms), values, 0, field.line)


def _pace(field: Field) -> dict[str, Any]:
    """How fast and how often a source passes."""
    speed, loop, until = field.get("speed"), field.get("loop"), field.get("untilMs")
    every, noise, at = field.get("interpolateMs"), field.get("noiseM"), field.get("at")
    looped = loop.flag() if loop is not None else False
    if looped and until is None:
        raise field.error("“loop” needs “untilMs”", "say how long the track goes round")
    recorded = speed is None or speed.value == "recorded"
    return {
        "speed": 1.0 if recorded or speed is None else speed.number(*SPEEDS),
        "loop": looped,
        "until": until.duration() if until is not None else 0.0,
        "every": every.duration() if every is not None else 0.0,
        "noise": noise.number(0, 10_000) if noise is not None else 0.0,
        "at": at.duration() if at is not None else 0.0,
    }


_FINGER = ("tap", "longpress", "input", "scroll", "swipe", "back")
_SCANNED = ("result", "path", "picture", "outcome")
_WANTED = ("selector", "data", "route", "called", "state", "text", "picture")
_BELONGS = {
    "times": "called",
    "args": "called",
    "outcome": "called",
    "exact": "selector",
    "threshold": "picture",
}
"""Members of an ``expect`` that say more of another one."""


def _check_ui(item: Field, values: Mapping[str, Any]) -> None:
    done = [name for name in _FINGER if name in values]
    if len(done) != 1:
        raise item.error("should do exactly one thing", f"one of {', '.join(_FINGER)}")
    if done[0] == "input" and "value" not in values:
        raise item.error("“value” is missing", "the text to type")
    if done[0] in ("scroll", "swipe") and not _is_pair(values.get("by")):
        raise item.error("“by” should be two numbers", "by: [0, -300] moves the finger up")
    if "at" in values and not _is_pair(values["at"]):
        raise item.error("“at” should be two numbers", "at: [10, 4] from the corner of the place")


def _is_pair(value: Any) -> bool:
    pair = isinstance(value, list) and len(value) == 2
    return pair and all(
        isinstance(part, (int, float)) and not isinstance(part, bool) for part in value
    )


def _check_expect(item: Field, values: Mapping[str, Any]) -> None:
    if not any(name in values for name in _WANTED):
        raise item.error("expects nothing", f"one of {', '.join(_WANTED)}")
    for name, other in _BELONGS.items():
        if name in values and other not in values:
            raise item.error(f"“{name}” needs “{other}”")
    if "picture" in values and not Path(values["picture"]).is_absolute():
        raise item.error("“picture” should be a file beside the scenario", "such as paid.png")


def _check_permission(item: Field, values: Mapping[str, Any]) -> None:
    named = [name for name in ("scope", "system") if name in values]
    if not named and "privacyAgreed" not in values:
        raise item.error("changes nothing", "name a scope, a system permission or privacyAgreed")
    if named and "state" not in values:
        raise item.error("“state” is missing", "such as allowed or denied")


def _check_set(item: Field, values: Mapping[str, Any]) -> None:
    device = Device()
    for path, value in values["set"].items():
        try:
            checked(device, path, value)
        except SnapshotError as error:
            raise item.error(str(error), "fields are named section.field") from error


def _check_outcome(item: Field, values: Mapping[str, Any]) -> None:
    try:
        for body in values.get("queue", [values]):
            read_outcome(body, item.name)
    except RuleError as error:
        raise item.error(str(error)) from error


def _check_scan(item: Field, values: Mapping[str, Any]) -> None:
    if not any(name in values for name in _SCANNED):
        raise item.error("shows the scanner nothing", f"one of {', '.join(_SCANNED)}")


def _check_peripheral(item: Field, values: Mapping[str, Any]) -> None:
    if "action" not in values and "distance" not in values:
        raise item.error("does nothing", "give it an action or a distance")


_FILES = {"picture": beside.picture, "peripherals": beside.peripherals}
"""Types of values that may name a file, and how it is taken."""
_MEANING = {
    "append": _check_scan,
    "peripheral": _check_peripheral,
    "queue": _check_outcome,
    "ui": _check_ui,
    "expect": _check_expect,
    "permission": _check_permission,
    "set": _check_set,
}
