"""Between degrees and the pixels of a map (no Qt)."""

from __future__ import annotations

import math
from dataclasses import dataclass

_METRES_PER_DEGREE = 111_320.0
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class View:
    """What of the world is seen: its middle, and the pixels a degree of longitude takes."""

    latitude: float
    longitude: float
    scale: float
    width: float = 1
    height: float = 1

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a place is drawn."""
        x = self.width / 2 + (longitude - self.longitude) * self.scale
        y = self.height / 2 - (_up(latitude) - _up(self.latitude)) * self.scale
        return x, y

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the latitude and longitude drawn at a point."""
        up = _up(self.latitude) - (y - self.height / 2) / self.scale
        longitude = self.longitude + (x - self.width / 2) / self.scale
        return _down(up), (longitude + 180) % 360 - 180

    @property
    def metres_per_pixel(self) -> float:
        """How much ground a pixel covers in the middle."""
        return _METRES_PER_DEGREE * math.cos(math.radians(self.latitude)) / self.scale

    def zoomed(self, factor: float, x: float, y: float) -> View:
        """Return the view larger or smaller, with the place at a point where it was."""
        scale = min(4_000_000.0, max(0.8, self.scale * factor))
        latitude, longitude = self.place(x, y)
        middle = View(latitude, longitude, scale, self.width, self.height)
        latitude, longitude = middle.place(self.width - x, self.height - y)
        return View(max(-84, min(84, latitude)), longitude, scale, self.width, self.height)


def nice_step(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10, … (or tenths) that is at least ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    for step in (*STEPS, 10):
        if step * power >= least:
            return step * power
    return 10 * power


def _up(latitude: float) -> float:
    bounded = math.radians(max(-85.0, min(85.0, latitude)))
    return math.degrees(math.log(math.tan(math.pi / 4 + bounded / 2)))


def _down(up: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(up))) - math.pi / 2)
