"""Plays a way on the phone's clock: the phone is moved from sample to sample, none left out."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from random import Random
from typing import overload

from apimock.clock import Clock
from apimock.observable import Change
from apimock.routes.track import RouteError, Sample, Track, between, completed, timed
from apimock.state.location import Location, Route

SPEEDS = (0.25, 20.0)
_TOLERANCE = 0.01
"""ms by which a timer may come early: the clock's numbers are that coarse."""
_METRES_PER_DEGREE = 111_320.0
_ROW = 7
_KINDS = {int, float, type(None)}
_STRETCH = 10_000.0
"""ms of the way that have, or lack, a signal together when drop-outs come by chance."""


class RoutePlayer:
    """Moves the phone as ``device.route`` says; assigning a field of it is all it takes.

    A recorded sample whose time has come is always placed, however late the clock calls; between
    samples that are further apart than ``route.interpolate`` ms of the clock, positions on the
    straight line are.
    """

    def __init__(self, clock: Clock, route: Route, location: Location) -> None:
        self._clock = clock
        self._route = route
        self._location = location
        self._samples = _Samples(())
        self._times: list[float] = []
        self._next = 0
        self._anchor = (0.0, 0.0)
        self._placed_at = 0.0
        self._cancel: Callable[[], None] = lambda: None
        self._lost = False
        self._telling = False
        route.watch(self._changed)

    @property
    def duration(self) -> float:
        """ms from the first sample to the last; 0 without a way."""
        return self._times[-1] if self._times else 0.0

    @property
    def progress(self) -> float:
        """How far along, 0 to 1, by time."""
        return self._route.position / self.duration if self.duration else 0.0

    def load(self, track: Track, cruise: float = 1.4) -> None:
        """Lay a way out, stopped at its beginning; one without times is gone at ``cruise`` m/s."""
        self.lay_out(track.name, rows_of_track(track, cruise))

    def lay_out(self, name: str, rows: list[list[float | None]]) -> None:
        """The same from the rows of :func:`rows_of_track`."""
        self.stop()
        self._route.name = name
        self._route.samples = rows

    def play(self) -> None:
        """Begin, go on after a pause, or begin again after the end."""
        self._route.state = "playing"

    def pause(self) -> None:
        """Stay where the phone is."""
        if self._route.state == "playing":
            self._route.state = "paused"

    def stop(self) -> None:
        """End playing; the next begins at the start."""
        self._route.state = "stopped"
        self._tell_position(0.0)
        self._next = 0

    def seek(self, position: float) -> None:
        """Go to a time of the way, in ms; the phone moves there."""
        self._route.position = min(max(0.0, position), self.duration)

    def _changed(self, change: Change) -> None:
        if self._telling:
            return
        if change.field == "samples":
            self._laid_out()
        elif change.field == "state":
            self._turned(str(change.old))
        elif change.field == "position":
            self._sought()
        elif change.field == "speed" and self._route.state == "playing":
            self._set_anchor(self._reached(change.old))
            self._schedule()

    def _laid_out(self) -> None:
        self._samples = _Samples(self._route.samples)
        self._times = self._samples.times()
        self._next = 0
        self._cancel()
        self._tell_position(0.0)

    def _turned(self, old: str) -> None:
        if self._route.state != "playing":
            self._cancel()
            if old == "playing" and self._route.state == "paused":
                self._tell_position(min(self._reached(self._route.speed), self.duration))
            self._find_signal()
            return
        if not self._samples:
            self._end()
            return
        if self._next >= len(self._samples):
            self._tell_position(0.0)
            self._next = 0
        self._set_anchor(self._route.position)
        if self._times[self._next] <= self._route.position:
            self._tick()
        else:
            self._schedule()

    def _sought(self) -> None:
        if not self._samples:
            return
        self._next = bisect_left(self._times, self._route.position)
        if self._route.state == "playing":
            self._set_anchor(self._route.position)
            self._tick()
        else:
            self._place(self._at(self._route.position))
            self._next = bisect_right(self._times, self._route.position)
            if self._next == len(self._samples) and self._route.position < self.duration:
                self._next -= 1

    def _set_anchor(self, position: float) -> None:
        self._anchor = (self._clock.now(), position)

    def _reached(self, speed: float) -> float:
        since, position = self._anchor
        return position + (self._clock.now() - since) * paced(speed)

    def _tick(self) -> None:
        """Place all samples that are due; where none is, a point on the line to the next."""
        reached = self._reached(self._route.speed) + _TOLERANCE
        placed = False
        while self._next < len(self._samples) and self._times[self._next] <= reached:
            sample = self._samples.whole(self._next)
            self._next += 1
            placed = True
            self._tell_position(sample.t_ms)
            self._place(sample)
            if self._route.state != "playing":
                return
        if self._next < len(self._samples):
            if not placed and self._is_quiet():
                self._tell_position(reached)
                self._place(self._at(reached))
            self._schedule()
        elif self._route.loop and self.duration > 0:
            self._next = 0
            self._set_anchor(0.0)
            self._schedule()
        else:
            self._end()

    def _is_quiet(self) -> bool:
        """Whether the last position is old enough for one in between; timers may come early."""
        wanted = self._route.interpolate
        return wanted > 0 and self._clock.now() - self._placed_at >= 0.9 * wanted

    def _schedule(self) -> None:
        self._cancel()
        speed = paced(self._route.speed)
        wait = (self._times[self._next] - self._reached(self._route.speed)) / speed
        if self._route.interpolate > 0:
            wait = min(wait, max(20.0, self._route.interpolate))
        self._cancel = self._clock.later(max(0.0, wait), self._tick)

    def _end(self) -> None:
        self._cancel()
        self._telling = True
        self._route.state = "stopped"
        self._telling = False
        self._find_signal()

    def _tell_position(self, position: float) -> None:
        self._telling = True
        self._route.position = position
        self._telling = False

    def _at(self, position: float) -> Sample:
        after = bisect_left(self._times, position)
        if after >= len(self._samples):
            return self._samples.whole(-1)
        if after == 0 or self._times[after] == position:
            return self._samples.whole(after)
        return between(self._samples.whole(after - 1), self._samples.whole(after), position)

    def _place(self, sample: Sample) -> None:
        self._placed_at = self._clock.now()
        if self._is_dropped(sample.t_ms):
            self._lose_signal()
            return
        self._find_signal()
        north, east = self._offset(sample.t_ms)
        here = self._location
        scale = _METRES_PER_DEGREE * max(0.01, math.cos(math.radians(sample.latitude)))
        here.latitude = min(90.0, max(-90.0, sample.latitude + north / _METRES_PER_DEGREE))
        here.longitude = (sample.longitude + east / scale + 180) % 360 - 180
        if sample.altitude is not None:
            here.altitude = sample.altitude
        here.speed = -1.0 if sample.speed is None else sample.speed
        here.heading = 0.0 if sample.heading is None else sample.heading
        if sample.accuracy is not None:
            here.accuracy = here.horizontal_accuracy = sample.accuracy
        here.fixes += 1

    def _offset(self, t_ms: float) -> tuple[float, float]:
        """Metres to the north and east by which the fix at this time is wrong."""
        if self._route.noise <= 0:
            return 0.0, 0.0
        random = Random(f"{self._route.seed}:{t_ms:.3f}")
        return random.gauss(0, self._route.noise), random.gauss(0, self._route.noise)

    def _is_dropped(self, t_ms: float) -> bool:
        if any(first <= t_ms < last for first, last in self._route.dropouts):
            return True
        share = self._route.dropout_share
        stretch = f"{self._route.seed}/{t_ms // _STRETCH:.0f}"
        return share > 0 and Random(stretch).random() < share

    def _lose_signal(self) -> None:
        if not self._location.failure:
            self._lost = True
            self._location.failure = "no-signal"

    def _find_signal(self) -> None:
        if self._lost and self._location.failure == "no-signal":
            self._location.failure = ""
        self._lost = False


def paced(speed: float) -> float:
    """A speed of playing, within what a player offers."""
    return min(max(speed, SPEEDS[0]), SPEEDS[1])


def rows_of_track(track: Track, cruise: float = 1.4) -> list[list[float | None]]:
    """A way as ``route.samples`` keeps it; one without times is gone at ``cruise`` m/s.

    Speed and heading are worked out here, where a large file may be read in a process of its own.
    """
    samples = timed(track, cruise).samples
    whole = (completed(samples, index) for index in range(len(samples)))
    return [
        [s.t_ms, s.latitude, s.longitude, s.altitude, s.speed, s.accuracy, s.heading] for s in whole
    ]


class _Samples(Sequence[Sample]):
    """The samples of a way by their place, made when they are looked at: there may be many."""

    def __init__(self, rows: Sequence[Sequence[float | None]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Sample: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sample]: ...
    def __getitem__(self, place: int | slice) -> Sample | Sequence[Sample]:
        if isinstance(place, slice):
            return _Samples(self._rows[place])
        return sample_of(self._rows[place])

    def whole(self, place: int) -> Sample:
        """A sample with what was not recorded of its movement."""
        return completed(self, place % len(self._rows))

    def times(self) -> list[float]:
        """When each of them was. Raises RouteError when a row is no sample."""
        for row in self._rows:
            check_row(row)
        return [row[0] or 0.0 for row in self._rows]


def check_row(row: Sequence[float | None]) -> None:
    """Raise RouteError when it is no row of ``route.samples``."""
    if len(row) != _ROW or not set(map(type, row)) <= _KINDS or None in row[:3]:
        said, remedy = f"{row!r:.60} is no sample", "lay the route out with RoutePlayer.load"
        raise RouteError("the phone's route", said, remedy, field="route.samples")


def sample_of(row: Sequence[float | None]) -> Sample:
    """A row of ``route.samples``. Raises RouteError when it is none."""
    check_row(row)
    t_ms, latitude, longitude, *rest = row
    return Sample(t_ms or 0.0, latitude or 0.0, longitude or 0.0, *rest)
