"""``Clock.…``: the time phone and app live by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from apimock.scenario.virtual_clock import VirtualClock
from ide.automation.server.answer import Answer
from ide.automation.server.context import Context, Handler
from ide.headless.quiet import Quiet
from ide.scenario.moments import TICK_MS
from ide.scenario.pace import Pace

_FARTHEST_MS = 366 * 86_400_000.0
_BUSY = "a scenario is played or recorded, which keeps the time: stop it first."


class Clock:
    """Lets time stand, go on from another moment, or pass at once.

    It is the computer's until somebody moves it; from then on it is ours, also across starts of
    the app, until the phone is taken afresh.
    """

    def __init__(self, context: Context) -> None:
        self.taken: Callable[[], bool] = lambda: False
        """Says whether a scenario keeps the time at the moment."""
        self._context = context
        self._target = context.target
        self._owner = QObject(context.owner)
        self._kept = False
        self._standing = False
        self._pace: Pace | None = None
        context.runtime.began.connect(self.renew)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Clock.get": self.get,
            "Clock.set": self.set,
            "Clock.fastForward": self.fast_forward,
            "Clock.pause": self.pause,
            "Clock.resume": self.resume,
        }

    def close(self) -> None:
        """Give the time back."""
        self.forget()
        self._owner.deleteLater()

    def forget(self) -> None:
        """Go on with the computer's time."""
        self._end_pace()
        if self._kept:
            self._target.clock.give_back()
            self._tell_app(None)
        self._kept = self._standing = False

    def renew(self) -> None:
        """The app starts, or has started: it lives in the time that is now."""
        if self._kept:
            self._tell_app(0.0 if self._standing else 1.0)

    def get(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the time."""
        paused, kept = self._standing, self._kept
        answer.result({"now": self._target.phone.clock.now(), "paused": paused, "kept": kept})

    def set(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Set the time; timers keep what is left of their delay."""
        virtual = self._take(answer)
        if virtual is not None:
            virtual.install(float(params["now"]))
            self._go_on()
            answer.result()

    def pause(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Let time stand still."""
        virtual = self._take(answer)
        if virtual is not None:
            self._standing = True
            self._go_on()
            answer.result()

    def resume(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Let time go on from where it stands."""
        virtual = self._take(answer)
        if virtual is not None:
            self._standing = False
            self._go_on()
            answer.result()

    def fast_forward(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Let time pass at once, each timer of phone and app at its moment."""
        length, player = float(params["ms"]), self._target.player
        if not 0 <= length <= _FARTHEST_MS:
            answer.fail(f"ms is {length:g}, not between 0 and {_FARTHEST_MS:g}.")
            return
        if player is None or not player.running:
            answer.fail("the app is not running; start it with App.restart.")
            return
        virtual = self._take(answer)
        if virtual is None:
            return
        self._context.runtime.until_over(answer)
        virtual.pause()
        virtual.install(float(int(virtual.now())))
        player.set_time(virtual.now(), 0)
        quiet = Quiet(player, self._target.phone, self._owner)
        self._pace = pace = Pace(virtual, player, quiet, TICK_MS, self._owner)
        answer.on_end(self._arrive)
        pace.until = virtual.now() + length
        pace.arrived.connect(lambda: quiet.wait(answer.result))
        pace.go_on()

    def _arrive(self) -> None:
        """Go on from here, however the way ended."""
        self._end_pace()
        self._go_on()

    def _end_pace(self) -> None:
        pace, self._pace = self._pace, None
        if pace is not None:
            pace.close()
            pace.deleteLater()

    def _take(self, answer: Answer) -> VirtualClock | None:
        if self._pace is not None or self.taken():
            answer.fail(_BUSY)
            return None
        self._kept = True
        return self._target.clock.virtual

    def _go_on(self) -> None:
        virtual = self._target.clock.virtual
        if self._standing:
            virtual.pause()
        else:
            virtual.set_speed(1.0)
            virtual.resume()
        self._tell_app(0.0 if self._standing else 1.0)

    def _tell_app(self, speed: float | None) -> None:
        if self._target.player is not None:
            now = self._target.phone.clock.now() if speed is not None else 0
            self._target.player.set_time(now, speed)
