"""What a recorded way is made of, and how one without times gets them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from apimock import geo
from apimock.mendable import MendableError

SAMPLE_LIMIT = 250_000
"""Samples a track may hold: almost three days at one a second."""


class RouteError(MendableError):
    """A file of a route or movement that cannot be used."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A recorded position: WGS-84 degrees, metres, m/s, degrees from north; ms since the start.

    None is what the file does not tell.
    """

    t_ms: float
    latitude: float
    longitude: float
    altitude: float | None = None
    speed: float | None = None
    accuracy: float | None = None
    heading: float | None = None

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Track:
    """A way, at least one sample, in the order of time; without times all ``t_ms`` are 0."""

    name: str
    samples: tuple[Sample, ...]
    has_times: bool

    @property
    def duration_ms(self) -> float:
        """From the first sample to the last."""
        return self.samples[-1].t_ms

    @property
    def length_m(self) -> float:
        """Metres along the way."""
        return sum(geo.distance(a.point, b.point) for a, b in pairwise(self.samples))


def timed(track: Track, metres_per_second: float) -> Track:
    """The track with times as if it were gone along at this speed; one that has them stays.

    Raises ValueError when the speed is not above 0.
    """
    if track.has_times:
        return track
    if not metres_per_second > 0:
        raise ValueError("a way is gone along at a speed above 0 m/s")
    gone, samples = 0.0, [track.samples[0]]
    for before, after in pairwise(track.samples):
        gone += geo.distance(before.point, after.point)
        samples.append(replace(after, t_ms=gone / metres_per_second * 1000))
    return Track(track.name, tuple(samples), has_times=True)


def bearing(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The direction from one point to another, in degrees from north, 0 to 360."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    east = math.sin(lon2 - lon1) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2)
    north -= math.sin(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return math.degrees(math.atan2(east, north)) % 360


def completed(samples: Sequence[Sample], index: int) -> Sample:
    """A sample whose speed and heading, where not recorded, follow from its neighbours."""
    here = samples[index]
    if here.speed is not None and here.heading is not None:
        return here
    first, last = max(0, index - 1), index if index else min(1, len(samples) - 1)
    before, after = samples[first], samples[last]
    metres = geo.distance(before.point, after.point)
    seconds = (after.t_ms - before.t_ms) / 1000
    speed, heading = here.speed, here.heading
    if speed is None:
        speed = metres / seconds if seconds > 0 else -1.0
    if heading is None:
        heading = bearing(before.point, after.point) if metres > 0.01 else 0.0
    return replace(here, speed=speed, heading=heading)


def between(a: Sample, b: Sample, t_ms: float) -> Sample:
    """The position at a time between two samples, on the straight line between them."""
    span = b.t_ms - a.t_ms
    share = (t_ms - a.t_ms) / span if span > 0 else 0.0
    turn = (b.longitude - a.longitude + 180) % 360 - 180

    def mixed(one: float | None, two: float | None) -> float | None:
        return None if one is None or two is None else one + (two - one) * share

    return Sample(
        t_ms,
        a.latitude + (b.latitude - a.latitude) * share,
        (a.longitude + turn * share + 180) % 360 - 180,
        mixed(a.altitude, b.altitude),
        mixed(a.speed, b.speed),
        mixed(a.accuracy, b.accuracy),
        b.heading,
    )
