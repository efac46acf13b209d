"""Moves the phone in the hand: one pose decides what all motion sensors feel."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from apimock.clock import Clock
from apimock.observable import Change
from apimock.routes import pose
from apimock.routes.motion import Axes, MotionSample, MotionTrack
from apimock.routes.player import paced
from apimock.state.hardware import Motion

RECORDING = "recording"
"""The activity that plays ``motion.recording``."""
_TICK = 20.0
_SETTLED = 100.0
_AXES = 3
_EARLY = 0.01
"""ms by which a timer may come early."""


class Mover:
    """Keeps ``device.motion`` consistent and carries out its activity.

    Assigning ``attitude`` (or ``heading``) makes acceleration, rotation and heading follow;
    ``push`` is what the hand adds to gravity; ``activity`` begins a movement.
    """

    def __init__(self, clock: Clock, motion: Motion) -> None:
        self._clock = clock
        self._motion = motion
        self._turned_at = clock.now()
        self._begun_at = 0.0
        self._base: Axes = (0.0, 0.0, 0.0)
        self._index = 0
        self._from = 0.0
        self._inside = False
        self._cancel: Callable[[], None] = lambda: None
        self._settle: Callable[[], None] = lambda: None
        motion.watch(self._changed)

    def take(self, name: str) -> None:
        """Hold the phone in a named pose (``routes.pose.poses``). Raises KeyError."""
        self._motion.attitude = pose.poses()[name]

    def begin(self, activity: str) -> None:
        """Begin ``shake``, ``walk`` (until :meth:`end`), ``fall``, or ``recording`` anew."""
        self._motion.activity = ""
        if activity == RECORDING:
            self._motion.position = 0.0
        self._motion.activity = activity

    def end(self) -> None:
        """End the activity; the phone is held as it is."""
        self._motion.activity = ""

    def replay(self, track: MotionTrack, *, loop: bool = False) -> None:
        """Play a recorded movement; what it does not tell stays as it is."""
        self.load(track)
        self._motion.loop = loop
        self.begin(RECORDING)

    def load(self, track: MotionTrack) -> None:
        """Lay out a recorded movement, at rest at its start."""
        self.lay_out(track.name, rows_of(track))

    def lay_out(self, name: str, rows: list[list[object]]) -> None:
        """The same from the rows of :func:`rows_of`."""
        self.stop()
        self._motion.recording = rows
        self._motion.recording_name = name

    def play(self) -> None:
        """Go on with the recording where it is; from its start when it is at its end."""
        if self._motion.position >= self.duration:
            self._motion.position = 0.0
        self._motion.activity = RECORDING

    def stop(self) -> None:
        """End the recording; it begins at its start again."""
        self.end()
        self._motion.position = 0.0

    def seek(self, position: float) -> None:
        """Go to a moment of the recording, in ms; the phone moves as it did then."""
        self._motion.position = min(max(0.0, position), self.duration)
        if self._motion.recording and not self.playing:
            self._inside = True
            self._show(_sample(self._motion.recording[self._row_at(self._motion.position)]))
            self._inside = False

    @property
    def duration(self) -> float:
        """ms from the first row of the recording to the last; 0 without one."""
        rows = self._motion.recording
        return float(rows[-1][0]) if rows else 0.0

    @property
    def playing(self) -> bool:
        """Whether the recording moves the phone."""
        return self._motion.activity == RECORDING

    def _changed(self, change: Change) -> None:
        if self._inside:
            return
        self._inside = True
        try:
            if change.field == "attitude":
                self._turned(_axes(change.old))
            elif change.field == "heading":
                _, beta, gamma = self._motion.attitude
                before = _axes(self._motion.attitude)
                self._motion.attitude = (-change.new % 360, beta, gamma)
                self._turned(before)
            elif change.field == "push":
                self._feel()
            elif change.field == "activity":
                self._activity_changed()
            elif change.field == "position" and self.playing:
                self._go_on_from(self._row_time(self._motion.position))
                self._step()
            elif change.field == "speed" and self.playing:
                self._anchor(self._reached(change.old))
                self._schedule_row()
        finally:
            self._inside = False

    def _turned(self, before: Axes) -> None:
        motion, now = self._motion, self._clock.now()
        seconds = min(max(now - self._turned_at, _TICK), 2 * _SETTLED) / 1000
        self._turned_at = now
        motion.rotation = pose.turn_rate(before, _axes(motion.attitude), seconds)
        motion.heading = pose.heading(_axes(motion.attitude))
        self._feel()
        self._settle()
        self._settle = self._clock.later(_SETTLED, self._rest)

    def _rest(self) -> None:
        self._motion.rotation = (0.0, 0.0, 0.0)

    def _feel(self) -> None:
        pull, push = pose.gravity(_axes(self._motion.attitude)), _axes(self._motion.push)
        self._motion.acceleration = (pull[0] + push[0], pull[1] + push[1], pull[2] + push[2])

    def _activity_changed(self) -> None:
        self._cancel()
        name = self._motion.activity
        known = name in pose.ACTIVITIES or (name == RECORDING and self._motion.recording)
        if not known:
            self._motion.activity = ""
            self._motion.push = (0.0, 0.0, 0.0)
            if name == "":
                self._feel()
            return
        self._base = _axes(self._motion.attitude)
        self._begun_at = self._turned_at = self._clock.now()
        if name == RECORDING:
            self._go_on_from(self._motion.position)
        self._step()

    def _tick(self) -> None:
        self._inside = True
        try:
            self._step()
        finally:
            self._inside = False

    def _step(self) -> None:
        if self.playing:
            self._play()
            return
        elapsed = self._clock.now() - self._begun_at
        moment = pose.ACTIVITIES[self._motion.activity](elapsed / 1000, self._base)
        if moment is None:
            self._motion.activity = ""
            self._motion.push = (0.0, 0.0, 0.0)
            self._feel()
            return
        off, push = moment
        before = _axes(self._motion.attitude)
        self._motion.push = push
        base = self._base
        self._motion.attitude = (base[0] + off[0], base[1] + off[1], base[2] + off[2])
        self._turned(before)
        self._cancel = self._clock.later(_TICK, self._tick)

    def _play(self) -> None:
        """Let the sensors feel the rows that are due, the last of them last."""
        rows, reached = self._motion.recording, self._reached(self._motion.speed)
        while self._index < len(rows) and rows[self._index][0] <= reached + _EARLY:
            self._show(_sample(rows[self._index]))
            self._motion.position = float(rows[self._index][0])
            self._index += 1
        if self._index < len(rows):
            self._schedule_row()
        elif self._motion.loop and rows[-1][0] > 0:
            self._go_on_from(0.0)
            self._begun_at += _TICK
            self._cancel = self._clock.later(_TICK, self._tick)
        else:
            self._motion.activity = ""

    def _schedule_row(self) -> None:
        """Come back when the next row is due."""
        self._cancel()
        wait = self._motion.recording[self._index][0] - self._reached(self._motion.speed)
        self._cancel = self._clock.later(max(0.0, wait / paced(self._motion.speed)), self._tick)

    def _row_at(self, position: float) -> int:
        """The row that was last at a moment."""
        rows = self._motion.recording
        return max(0, bisect_right(rows, position, key=lambda row: row[0]) - 1)

    def _row_time(self, position: float) -> float:
        return float(self._motion.recording[self._row_at(position)][0])

    def _go_on_from(self, position: float) -> None:
        rows = self._motion.recording
        self._index = bisect_left(rows, position, key=lambda row: row[0])
        self._anchor(position)

    def _anchor(self, position: float) -> None:
        self._begun_at, self._from = self._clock.now(), position

    def _reached(self, speed: float) -> float:
        """How far the recording has come by now, in its own ms."""
        return self._from + (self._clock.now() - self._begun_at) * paced(speed)

    def _show(self, sample: MotionSample) -> None:
        motion = self._motion
        if sample.attitude is not None:
            before = _axes(motion.attitude)
            motion.attitude = sample.attitude
            self._turned(before)
        if sample.heading is not None:
            motion.heading = sample.heading
        if sample.acceleration is not None:
            motion.acceleration = sample.acceleration
        if sample.rotation is not None:
            motion.rotation = sample.rotation


def _axes(value: Sequence[float]) -> Axes:
    """Three numbers as a tuple; a snapshot brings them as a list."""
    x, y, z = (float(part) for part in (*value, 0.0, 0.0, 0.0)[:_AXES])
    return x, y, z


def rows_of(track: MotionTrack) -> list[list[object]]:
    """A movement as the phone keeps it: ms, acceleration, rotation, attitude, heading."""
    rows = ((s.t_ms, s.acceleration, s.rotation, s.attitude, s.heading) for s in track.samples)
    return [[_listed(cell) for cell in row] for row in rows]


def _listed(cell: object) -> object:
    return list(cell) if isinstance(cell, tuple) else cell


def _sample(row: Sequence[object]) -> MotionSample:
    t_ms, *groups, direction = row
    acceleration, rotation, attitude = (
        _axes(group) if isinstance(group, (list, tuple)) else None for group in groups
    )
    known = direction if isinstance(direction, (int, float)) else None
    time = t_ms if isinstance(t_ms, (int, float)) else 0.0
    return MotionSample(time, acceleration, rotation, attitude, known)
