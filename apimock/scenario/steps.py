"""A scenario laid out in time: every track becomes steps, in one order that is always the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from apimock.scenario.channels import Channel
from apimock.scenario.model import Key, Ramp, Scenario, Source, Track

_METRES_PER_DEGREE = 111_320.0
_MOST_STEPS = 1_000_000


@dataclass(frozen=True)
class Step:
    """One thing to do at ``time`` ms after the start."""

    time: float
    channel: Channel
    values: Mapping[str, Any]
    line: int = 0
    track: int = 0
    file: str = ""
    """The file its line is in, when that is one the scenario uses."""


def steps_of(scenario: Scenario) -> tuple[Step, ...]:
    """All steps in the order they are done; noise comes from the scenario's seed."""
    random = Random(scenario.seed)
    found: list[tuple[float, int, int, int, Step]] = []
    for number, track in enumerate(scenario.tracks):
        for at, key in enumerate(_keys(track, random)):
            step = Step(key.time, track.channel, key.values, key.line, number, track.file)
            found.append((key.time, key.order, number, at, step))
            if len(found) > _MOST_STEPS:
                break
    found.sort(key=lambda row: row[:4])
    return tuple(row[-1] for row in found)


def duration(steps: tuple[Step, ...]) -> float:
    """When the last step is done, ms."""
    return steps[-1].time if steps else 0.0


def _keys(track: Track, random: Random) -> Iterator[Key]:
    single = any(key.time or "queue" in key.values for key in track.keys)
    if track.channel.does != "queue" or single:
        yield from track.keys
    elif track.keys:
        # A queue is laid out as a whole.
        outcomes = [dict(key.values) for key in track.keys]
        yield Key(0, {"queue": outcomes, "end": track.end}, 0, track.line)
    if track.ramp is not None:
        yield from _ramp(track.ramp, track.channel, track.line)
    if track.source is not None:
        yield from _source(track.source, random)


def _ramp(ramp: Ramp, channel: Channel, line: int) -> Iterator[Key]:
    whole = channel.values[ramp.value].type == "integer"
    count = max(1, math.ceil(ramp.over / ramp.every))
    told: float | None = None
    for at in range(count + 1):
        passed = min(at * ramp.every, ramp.over)
        share = passed / ramp.over if ramp.over else 1.0
        value = ramp.start + (ramp.end - ramp.start) * share
        value = round(value) if whole else value
        if value != told:
            told = value
            yield Key(ramp.at + passed, {ramp.value: value}, 0, line)


def _source(source: Source, random: Random) -> Iterator[Key]:
    keys = list(_between(source.keys, source.every))
    if not keys:
        return
    length = keys[-1].time / source.speed
    gap = (keys[-1].time - keys[-2].time) / source.speed if len(keys) > 1 else 1000.0
    lap = 0.0
    while True:
        for key in keys:
            time = source.at + lap + key.time / source.speed
            if source.loop and time > source.until:
                return
            yield Key(time, _noisy(key.values, source.noise, random), 0, key.line)
        if not source.loop:
            return
        lap += max(length + gap, 1.0)


def _between(keys: tuple[Key, ...], every: float) -> Iterator[Key]:
    """The keys with others in between, so that none is further than ``every`` from the next."""
    for before, after in pairwise(keys):
        yield before
        parts = math.ceil((after.time - before.time) / every) if every > 0 else 1
        for part in range(1, parts):
            share = part / parts
            time = before.time + (after.time - before.time) * share
            yield Key(time, _mixed(before.values, after.values, share), 0, before.line)
    yield from keys[-1:]


def _mixed(one: Mapping[str, Any], two: Mapping[str, Any], share: float) -> dict[str, Any]:
    mixed = dict(one)
    for name, value in one.items():
        other = two.get(name)
        if isinstance(value, (int, float)) and isinstance(other, (int, float)):
            if name in ("heading", "direction", "longitude"):
                turn = (other - value + 180) % 360 - 180
                mixed[name] = value + turn * share
            elif not isinstance(value, bool):
                mixed[name] = value + (other - value) * share
    return mixed


def _noisy(values: Mapping[str, Any], metres: float, random: Random) -> Mapping[str, Any]:
    if not metres or "latitude" not in values or "longitude" not in values:
        return values
    north, east = random.gauss(0, metres / 2), random.gauss(0, metres / 2)
    latitude = values["latitude"] + north / _METRES_PER_DEGREE
    width = max(0.01, math.cos(math.radians(latitude)))
    longitude = values["longitude"] + east / (_METRES_PER_DEGREE * width)
    return {**values, "latitude": min(90.0, max(-90.0, latitude)), "longitude": longitude}
