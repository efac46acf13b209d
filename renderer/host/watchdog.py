"""Notices a mini-program that loops for ever: its worker no longer answers."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

SILENCE_S = 5.0
_TICK_MS = 1000


class Watchdog(QObject):
    """Pings the worker and tells when it stays silent for ``SILENCE_S`` seconds.

    ``excused`` says whether silence is all right just now: a synchronous call waits for the
    person, or a debugger has stopped the worker.
    """

    loop_detected = Signal()

    def __init__(
        self,
        ping: Callable[[int], None],
        excused: Callable[[], bool],
        parent: QObject | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._ping = ping
        self._excused = excused
        self._clock = clock
        self._number = 0
        self._silent_since: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to watch; the worker is up, or about to be."""
        self._silent_since = None
        self._timer.start()

    @property
    def active(self) -> bool:
        """Whether it is watching."""
        return self._timer.isActive()

    @property
    def silence(self) -> float:
        """Seconds a ping has been open, 0 when the worker answered."""
        return 0.0 if self._silent_since is None else self._clock() - self._silent_since

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def answered(self, number: int) -> None:
        """Take the worker's answer to a ping."""
        if number == self._number:
            self._silent_since = None

    def tick(self) -> None:
        """Ping, or judge a ping that is still open."""
        now = self._clock()
        if self._silent_since is None:
            self._number += 1
            self._silent_since = now
            self._ping(self._number)
        elif self._excused():
            self._silent_since = now
        elif now - self._silent_since >= SILENCE_S:
            self.stop()
            self.loop_detected.emit()
