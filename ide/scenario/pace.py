"""Keeps the time of a phone and its app: it stands while the app works, then moves tick by tick."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from apimock.scenario.host import Done
from apimock.scenario.virtual_clock import VirtualClock
from ide.headless.quiet import Quiet
from ide.scenario.moments import Due, next_moment, tick_before
from renderer.host.player import Player

_MOST_LAG_MS = 250.0
"""Time that the app needed longer than this is not caught up with."""
_LEAST_WAIT_MS = 8


class Pace(QObject):
    """Moves time as fast as wanted, and no further than ``until`` when that is set.

    Between two moments nothing is left to do at the first: what happens is in the same order, and
    at the same times, however fast it goes. A finger on the glass and a deed under way hold time.
    """

    moved = Signal()
    arrived = Signal()  # at `until`

    def __init__(
        self, clock: VirtualClock, player: Player, quiet: Quiet, tick: float, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.until: float | None = None
        """Go there at once; ms since 1970."""
        self.free = True
        """Whether time passes when nothing is due: not while an app starts."""
        self._clock = clock
        self._player = player
        self._quiet = quiet
        self._tick = tick
        self._begun = clock.now()
        self._speed = 1.0
        self._holds = 0
        self._paused = False
        self._ended = False
        self._since = (time.monotonic(), clock.now())
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.go_on)

    @property
    def paused(self) -> bool:
        """Whether time stands because somebody wants it to."""
        return self._paused

    def set_speed(self, speed: float) -> None:
        """Pass ``speed`` ms for each of the computer's."""
        self._speed = speed
        self._anchor()

    def set_paused(self, *, paused: bool) -> None:
        """Let time stand, or go on."""
        self._paused = paused
        self._anchor()
        self.go_on()

    def hold(self) -> Callable[[], None]:
        """Let time stand until the returned function is called, once or more often."""
        self._holds += 1
        open_ = [True]

        def let_go() -> None:
            if open_:
                open_.clear()
                self._holds -= 1
                self._anchor()
                self.go_on()

        return let_go

    def deed(self, done: Done) -> Done:
        """Hold time until a deed is done."""
        let_go = self.hold()

        def ended(problem: str) -> None:
            if not self._ended:
                done(problem)
                let_go()

        return ended

    def close(self) -> None:
        """Move time no more."""
        self._ended = True
        self._rest.stop()
        self._quiet.stop()

    def go_on(self) -> None:
        """Wait until the app has nothing to do, then move time."""
        if self._moves:
            self._quiet.wait(self._move)

    @property
    def _moves(self) -> bool:
        return not (self._ended or self._paused or self._holds)

    def _anchor(self) -> None:
        """Count from here on: what time has stood is not caught up with."""
        self._since = (time.monotonic(), self._clock.now())

    def _target(self) -> float:
        """How far time may have come by now."""
        if self.until is not None:
            return self.until
        real, begun = self._since
        target = begun + (time.monotonic() - real) * 1000 * self._speed
        lag = target - self._clock.now() - _MOST_LAG_MS * max(1.0, self._speed)
        if lag > 0:
            self._since = (real, begun - lag)
            target -= lag
        return target

    def _move(self) -> None:
        """Go to the next moment, or as far as time has come."""
        if not self._moves:
            return
        now, target = self._clock.now(), self._target()
        phone, app = self._clock.next_due(), self._quiet.next_due or None
        if phone is not None and phone <= now:
            self._run_phone()
            return
        moment = next_moment(now, Due(phone, app, self._quiet.drawing), self._begun, self._tick)
        if moment is not None and moment <= target:
            self._clock.jump(moment)
            self._player.set_time(moment, 0)
            self._quiet.wait(self._run_phone)
            return
        if self.free:
            self._pass(now, target)
        if self._moves:
            self._rest.start(max(_LEAST_WAIT_MS, round(self._tick / self._speed)))

    def _pass(self, now: float, target: float) -> None:
        """Let the time pass in which nothing is due."""
        free = target if self.until is not None else tick_before(target, self._begun, self._tick)
        if free > now:
            self._clock.jump(free)
            self._player.set_time(free, 0)
        self.moved.emit()
        if self.until is not None:
            self.until = None
            self._anchor()
            self.arrived.emit()

    def _run_phone(self) -> None:
        """Do what is due on the phone at this moment, whoever holds time meanwhile."""
        if self._ended:
            return
        self._clock.catch_up()
        self.moved.emit()
        self.go_on()
