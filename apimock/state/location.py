"""Where the phone is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section
from apimock.state.defaults import entries


@dataclass
class Location(Section):
    """The position in WGS-84 degrees, speeds in m/s, lengths in metres.

    ``failure`` makes fixes fail: ``''``, ``network`` (no answer), ``no-signal``, ``timeout``.
    ``places`` (GCJ-02) is what chooseLocation and choosePoi offer; ``interval`` the ms between
    two updates, ``fix_time`` the ms a first fix takes.
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
    failure: str = ""
    fix_time: float = 0.0
    interval: float = 1000.0
    frequency_limit: bool = False
    places: list[dict[str, Any]] = field(default_factory=entries("places"))
    opened: dict[str, Any] | None = None
    """What openLocation shows at the moment."""
