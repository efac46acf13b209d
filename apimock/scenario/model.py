"""A scenario as read: the tracks of what happens, each key with its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from apimock.queues import End
from apimock.scenario.channels import Channel

FORMAT = "scenario-1"
SEED = 0
"""What chance begins with in a scenario that says nothing of it, and while one is recorded."""


@dataclass(frozen=True)
class ClockPlan:
    """The time a scenario lives in: virtual or real, its start (ms since 1970) and its speed.

    ``tick``: virtual time stops at its multiples, ms; None leaves that to whoever moves it.
    """

    mode: str = "real"
    start: float | None = None
    speed: float = 1.0
    tick: float | None = None


@dataclass(frozen=True)
class Key:
    """What a channel does at ``time`` ms; ``order`` decides among keys of the same time."""

    time: float
    values: Mapping[str, Any]
    order: int = 0
    line: int = 0


@dataclass(frozen=True)
class Ramp:
    """A value that changes evenly, told every ``every`` ms."""

    value: str
    start: float
    end: float
    at: float
    over: float
    every: float


@dataclass(frozen=True)
class Source:
    """Keys that stand in a file of their own, already read.

    ``speed`` is how much faster than recorded they pass; ``loop`` repeats them until ``until`` ms;
    ``every`` puts keys in between so that none is further apart; ``noise`` in metres.
    """

    file: str
    keys: tuple[Key, ...]
    speed: float = 1.0
    loop: bool = False
    until: float = 0.0
    every: float = 0.0
    noise: float = 0.0
    at: float = 0.0


@dataclass(frozen=True)
class Track:
    """One channel over time."""

    channel: Channel
    keys: tuple[Key, ...] = ()
    ramp: Ramp | None = None
    source: Source | None = None
    end: End = End.FALL_BACK
    line: int = 0
    file: str = ""
    """The file it stands in, when that is one the scenario uses."""


@dataclass(frozen=True)
class Scenario:
    """A whole scenario; ``start`` is a snapshot of the phone to begin from."""

    file: Path
    title: Mapping[str, str] = field(default_factory=dict)
    seed: int = SEED
    clock: ClockPlan = ClockPlan()
    device: str = ""
    persona: str = ""
    start: Mapping[str, Any] | None = None
    tracks: tuple[Track, ...] = ()
    used: tuple[Path, ...] = ()
    """The files it uses."""

    def name(self, language: str = "en") -> str:
        """The title in a language, or the file's name."""
        return self.title.get(language) or self.title.get("en") or self.file.name


class Sample(Protocol):
    """A point of a track that was read from a file."""

    @property
    def t_ms(self) -> float:
        """Milliseconds since the track's start."""
        ...

    @property
    def values(self) -> Mapping[str, Any]:
        """What is known at that time, by the names of the channel's values."""
        ...


class TrackReader(Protocol):
    """Reads a track of positions or sensor values from a file's bytes."""

    def __call__(
        self, data: bytes, name: str, /, *, columns: Mapping[str, str] | None = None, unit: str = ""
    ) -> list[Sample]:
        """The samples in the order of their times. Raises ValueError naming the line.

        ``columns`` names the column of each value of a table, ``unit`` what they are measured in.
        """
        ...
