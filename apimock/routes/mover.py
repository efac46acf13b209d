"""Moves the phone in the hand: one pose decides what all motion sensors feel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from apimock.clock import Clock
from apimock.observable import Change
from apimock.routes import pose
from apimock.routes.motion import Axes, MotionSample, MotionTrack
from apimock.state.hardware import Motion

RECORDING = "recording"
"""The activity that plays ``motion.recording``."""
_TICK = 20.0
_SETTLED = 100.0
_AXES = 3


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
        self._inside = False
        self._cancel: Callable[[], None] = lambda: None
        self._settle: Callable[[], None] = lambda: None
        motion.watch(self._changed)

    def take(self, name: str) -> None:
        """Hold the phone in a named pose (``routes.pose.poses``). Raises KeyError."""
        self._motion.attitude = pose.poses()[name]

    def begin(self, activity: str) -> None:
        """Begin ``shake``, ``walk`` (until :meth:`end`), ``fall`` or ``recording``."""
        self._motion.activity = ""
        self._motion.activity = activity

    def end(self) -> None:
        """End the activity; the phone is held as it is."""
        self._motion.activity = ""

    def replay(self, track: MotionTrack, *, loop: bool = False) -> None:
        """Play a recorded movement; what it does not tell stays as it is."""
        rows = [[s.t_ms, s.acceleration, s.rotation, s.attitude, s.heading] for s in track.samples]
        self.end()
        self._motion.recording = [[_listed(cell) for cell in row] for row in rows]
        self._motion.loop = loop
        self.begin(RECORDING)

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
        self._base, self._index = _axes(self._motion.attitude), 0
        self._begun_at = self._turned_at = self._clock.now()
        self._step()

    def _tick(self) -> None:
        self._inside = True
        try:
            self._step()
        finally:
            self._inside = False

    def _step(self) -> None:
        elapsed = self._clock.now() - self._begun_at
        if self._motion.activity == RECORDING:
            self._play(elapsed)
            return
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

    def _play(self, elapsed: float) -> None:
        """Let the sensors feel the rows that are due, the last of them last."""
        rows = self._motion.recording
        while self._index < len(rows) and rows[self._index][0] <= elapsed + 0.01:
            self._show(_sample(rows[self._index]))
            self._index += 1
        if self._index < len(rows):
            wait = rows[self._index][0] - elapsed
        elif self._motion.loop and rows[-1][0] > 0:
            self._index, self._begun_at, wait = 0, self._clock.now() + _TICK, _TICK
        else:
            self._motion.activity = ""
            return
        self._cancel = self._clock.later(wait, self._tick)

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
