"""Where the phone is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section
from apimock.state.defaults import entries


@dataclass
class Location(Section):
    """The position in WGS-84 degrees, speeds in m/s, lengths in metres.

    ``failure`` makes fixes fail: ``''``, ``network`` (no answer), ``no-signal``, ``timeout``,
    ``error``. ``places`` (GCJ-02; name, address, city) is what chooseLocation and choosePoi offer;
    ``interval`` the ms between two updates, ``fix_time`` the ms a first fix takes.
    """

    title: ClassVar[str] = "location"

    latitude: float = 23.12908
    longitude: float = 113.26436
    speed: float = -1.0
    accuracy: float = 65.0
    altitude: float = 0.0
    vertical_accuracy: float = 65.0
    horizontal_accuracy: float = 65.0
    heading: float = 0.0
    """Degrees from north in which the phone moves."""
    fixes: int = 0
    """Counts the fixes a route has given; each reaches the app at once, however close they come."""
    failure: str = ""
    fix_time: float = 0.0
    interval: float = 1000.0
    frequency_limit: bool = False
    places: list[dict[str, Any]] = field(default_factory=entries("places"))
    opened: dict[str, Any] | None = None
    """What openLocation shows at the moment."""


@dataclass
class Route(Section):
    """The way the phone is moved along; ``routes.player.RoutePlayer`` does as the fields say.

    ``samples`` are rows of ms, latitude, longitude, altitude, speed, accuracy, heading (None where
    unknown). ``state`` is ``stopped``, ``playing`` or ``paused``, ``position`` the ms reached,
    ``speed`` 0.25 to 20. ``noise`` in metres and ``dropout_share`` (0–1, the part of the way
    without a signal) come from ``seed``; ``dropouts`` are pairs of ms between which there is none.
    While a route plays, changes of ``location`` stem from it.
    """

    title: ClassVar[str] = "route"

    name: str = ""
    speed: float = 1.0
    loop: bool = False
    noise: float = 0.0
    seed: int = 0
    interpolate: float = 1000.0
    """The most ms of the clock between two positions; 0 gives recorded ones only."""
    dropouts: list[list[float]] = field(default_factory=list)
    dropout_share: float = 0.0
    samples: list[list[float | None]] = field(default_factory=list)
    position: float = 0.0
    state: str = "stopped"
