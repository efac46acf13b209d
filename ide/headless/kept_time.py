"""The app's own time for a page that should look the same whenever it is opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from apimock.phone import Phone
from apimock.scenario.virtual_clock import VirtualClock
from ide.headless.quiet import Quiet
from ide.scenario.moments import Due, next_moment
from renderer.host.player import Player

LOOK_MS = 3000.0
"""How much of the app's time passes between a page that is ready and the look at it."""

_START_MS = 1000
"""After how much of the computer's time an app without a page gets time of its own to go on."""


class KeptTime(QObject):
    """Lets time stand while the app has something to do, and else moves it to what is due next.

    Phone and app reach the same moment however fast the computer is.
    """

    def __init__(self, player: Player, phone: Phone, clock: VirtualClock) -> None:
        super().__init__()
        self._player = player
        self._clock = clock
        self._begun = clock.now()
        self._end: float | None = None
        self._then: Callable[[], None] = lambda: None
        self._quiet = Quiet(player, phone, self)
        self._start = QTimer(self)
        self._start.setSingleShot(True)
        self._start.setInterval(_START_MS)
        self._start.timeout.connect(self._go_on)

    def begin(self) -> None:
        """The app is being started; it may wait for time to move before it has a page."""
        self._player.launched.connect(self._on_launched)

    def pass_by(self, then: Callable[[], None]) -> None:
        """Let ``LOOK_MS`` pass, then call ``then``; the app is quiet at that moment."""
        self._start.stop()
        self._end = self._clock.now() + LOOK_MS
        self._then = then
        self._go_on()

    def stop(self) -> None:
        """Time stands from now on."""
        self._player.launched.disconnect(self._on_launched)
        self._start.stop()
        self._quiet.stop()

    def _on_launched(self) -> None:
        # Nothing can be asked of a worker before it has the app.
        if self._end is None:
            self._start.start()

    def _go_on(self) -> None:
        self._quiet.wait(self._move)

    def _move(self) -> None:
        now, due = self._clock.now(), self._clock.next_due()
        if due is not None and due <= now:
            self._run_phone()
            return
        if self._end is not None and now >= self._end:
            self._then()
            return
        waits = Due(due, self._quiet.next_due or None, self._quiet.drawing)
        moment = next_moment(now, waits, self._begun, None)
        if self._end is not None:
            moment = min(moment, self._end) if moment is not None else self._end
        if moment is None:  # nothing of the app waits for time: what is missing comes by itself
            self._start.start()
            return
        self._clock.approach(moment)
        self._player.set_time(moment, 0)
        self._quiet.wait(self._run_phone)

    def _run_phone(self) -> None:
        """Do what is due on the phone at this moment."""
        self._clock.run_for(0)
        self._go_on()
