"""Screen, battery, motion sensors and the system's switches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section


@dataclass
class Screen(Section):
    """The display as the app can set and ask it; brightness from 0 to 1."""

    title: ClassVar[str] = "screen"

    brightness: float = 0.6
    auto_brightness: bool = False
    """Whether the system sets the brightness (setScreenBrightness with -1, Android)."""
    keep_on: bool = False
    capture_effect: str = "none"
    recording: bool = False
    captures: int = 0
    """How many screenshots were taken."""
    vibrations: int = 0
    """How often the phone has vibrated."""
    last_vibration: str = ""
    vibration_log: list[dict[str, Any]] = field(default_factory=list)
    """The last ones: ``{"time", "kind": heavy, medium, light or long}``."""


@dataclass
class Switches(Section):
    """The switches of the system settings."""

    title: ClassVar[str] = "switches"

    bluetooth: bool = True
    location: bool = True
    wifi: bool = True
    nfc: bool = True


@dataclass
class Battery(Section):
    """The battery; level in percent."""

    title: ClassVar[str] = "battery"

    level: int = 80
    charging: bool = False
    low_power: bool = False


@dataclass
class Motion(Section):
    """How the phone is held and what its motion sensors feel; ``routes.mover.Mover`` keeps it true.

    ``attitude`` (alpha, beta, gamma) and ``heading`` (from magnetic north) in degrees,
    ``acceleration`` with gravity and ``push``, what the hand adds to it, in g, ``rotation`` in
    rad/s. ``activity`` is ``shake``, ``walk``, ``fall``, ``recording`` or '' and ends by itself;
    ``recording`` holds rows of ms, acceleration, rotation, attitude, heading (None where unknown).
    """

    title: ClassVar[str] = "motion"

    attitude: tuple[float, float, float] = (0.0, 0.0, 0.0)
    heading: float = 0.0
    push: tuple[float, float, float] = (0.0, 0.0, 0.0)
    acceleration: tuple[float, float, float] = (0.0, 0.0, -1.0)
    rotation: tuple[float, float, float] = (0.0, 0.0, 0.0)
    heading_accuracy: str = "high"
    heading_deviation: float = 5.0
    recording: list[list[Any]] = field(default_factory=list)
    recording_name: str = ""
    position: float = 0.0
    """How far the recording has come, in its own ms; it goes on from there."""
    speed: float = 1.0
    """How fast it is played, 0.25 to 20."""
    loop: bool = False
    """Whether the recording begins again at its end."""
    activity: str = ""
