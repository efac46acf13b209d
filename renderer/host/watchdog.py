"""Notices a mini-program that loops for ever: its worker no longer answers."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

SILENCE_S = 5.0
GRACE_S = 1.0
"""How long the worker gets once the page itself has answered: then it is not the machine."""

_TICK_MS = 1000


class Watchdog(QObject):
    """Pings the worker and tells when it stays silent for ``SILENCE_S`` seconds.

    ``excused`` says whether silence is all right just now: a synchronous call waits for the
    person, or a debugger has stopped the worker. ``ask_page`` calls back as soon as the page
    answers: on a busy machine it is as late as the worker.
    """

    loop_detected = Signal()
    loop_ended = Signal()  # the worker answered after all

    def __init__(
        self,
        ping: Callable[[int], None],
        excused: Callable[[], bool],
        ask_page: Callable[[Callable[[], None]], None],
        parent: QObject | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._ping = ping
        self._excused = excused
        self._ask_page = ask_page
        self._clock = clock
        self._number = 0
        self._silent_since: float | None = None
        self._suspected = False
        self._told = False
        self._page_answered: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to watch; the worker is up, or about to be."""
        self._told = False
        self._forget()
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
        self._told = False
        self._timer.stop()

    def answered(self, number: int) -> None:
        """Take the worker's answer to a ping; a late one says that the loop came to an end."""
        if number != self._number:
            return
        self._forget()
        if self._told:
            self._told = False
            self._timer.start()
            self.loop_ended.emit()

    def tick(self) -> None:
        """Ping, or judge a ping that is still open."""
        now = self._clock()
        if self._silent_since is None:
            self._number += 1
            self._silent_since = now
            self._ping(self._number)
        elif self._excused():
            self._forget()
            self._silent_since = now
        elif self._page_answered is not None and now - self._page_answered >= GRACE_S:
            self.stop()
            self._told = True
            self.loop_detected.emit()
        elif now - self._silent_since >= SILENCE_S and not self._suspected:
            self._suspected = True
            self._ask_page(self._on_page_answered)

    def _on_page_answered(self) -> None:
        if self._suspected:
            self._page_answered = self._clock()

    def _forget(self) -> None:
        self._silent_since = None
        self._suspected = False
        self._page_answered = None
