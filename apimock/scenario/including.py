"""Scenarios within scenarios: the tracks of a file that another one uses, at a time of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from apimock.scenario import beside
from apimock.scenario.document import Document, Field, parse, read_bytes
from apimock.scenario.errors import ScenarioError
from apimock.scenario.model import Key, Scenario, Track
from apimock.scenario.variables import filled

MEMBERS = ("use", "with", "at", "note")
_MOST_DEEP = 8
_MOST_FILES = 100
_UNUSED = frozenset({"log", "reply"})
"""What a recording holds for comparison with itself alone."""


@dataclass(frozen=True)
class Chain:
    """The files on the way to the one that is read, and all that were read so far."""

    files: tuple[Path, ...]
    place: beside.Place
    """Of the file that is read."""
    read: list[Path] = field(default_factory=list)

    @property
    def is_used(self) -> bool:
        """Whether the file that is read is used by another one."""
        return len(self.files) > 1

    def into(self, path: Path, named: Field) -> Chain:
        """The way on to a file that ``named`` uses. Raises ScenarioError where it has no end."""
        known = [one.resolve() for one in self.files]
        if path.resolve() in known:
            names = [one.name for one in self.files[known.index(path.resolve()) :]]
            way = " → ".join([*names, path.name])
            raise named.error(f"the scenario uses itself: {way}", "take one of them out")
        if len(self.files) > _MOST_DEEP:
            raise named.error(f"scenarios use one another more than {_MOST_DEEP} deep")
        if len(self.read) >= _MOST_FILES:
            raise named.error(f"more than {_MOST_FILES} scenarios are used", "use fewer")
        self.read.append(path)
        return Chain((*self.files, path), self.place.used(path), self.read)


def used(
    item: Field, chain: Chain, read: Callable[[Document, Path, Chain], Scenario]
) -> tuple[Track, ...]:
    """The tracks of the scenario an item of ``tracks`` uses. Raises ScenarioError."""
    item.mapping(MEMBERS)
    named = item.need("use")
    path = beside.path_beside(named, chain.place)
    inner = chain.into(path, named)
    if not path.is_file():
        raise named.error(f"there is no scenario “{named.value}” beside {chain.files[-1].name}")
    at = item.get("at")
    begins = at.duration() if at is not None else 0.0
    document = filled(parse(read_bytes(path), str(path)), item.get("with"))
    try:
        tracks = read(document, path, inner).tracks
    except RecursionError as error:
        raise ScenarioError("is nested too deep", file=str(path)) from error
    return tuple(_placed(one, begins, path) for one in tracks if one.channel.does not in _UNUSED)


def _placed(track: Track, begins: float, path: Path) -> Track:
    """A track of a used file, ``begins`` ms later."""
    file = track.file or str(path)
    if not begins:
        return replace(track, file=file)
    keys = tuple(replace(key, time=key.time + begins) for key in track.keys)
    if track.channel.does == "queue" and not any(
        key.time or "queue" in key.values for key in track.keys
    ):
        # A queue is laid out as a whole, at its time.
        outcomes = [dict(key.values) for key in track.keys]
        keys = (Key(begins, {"queue": outcomes, "end": track.end}, 0, track.line),)
    ramp, source = track.ramp, track.source
    if ramp is not None:
        ramp = replace(ramp, at=ramp.at + begins)
    if source is not None:
        source = replace(source, at=source.at + begins, until=source.until + begins)
    return replace(track, keys=keys, ramp=ramp, source=source, file=file)
