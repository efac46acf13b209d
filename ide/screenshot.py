"""Saves a picture of the window once it has settled, for documentation and tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ide.mainwindow import MainWindow
from ide.session import Session
from ide.workbench import Workbench

_LOOK_MS = 100
_SETTLE_MS = 1200
_LONGEST_MS = 60_000


class Screenshot(QObject):
    """Waits until editor and phone show something, then a moment more, and saves the window.

    A phone shows something when its first page is painted, or when a notice says why there is
    none. After a minute the window is saved as it is; ``failure`` says what was not there.
    """

    saved = Signal()  # or not, when ``failure`` says so

    def __init__(
        self, window: MainWindow, bench: Workbench, file: Path, longest_ms: int = _LONGEST_MS
    ) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self.failure = ""
        self._settling = _once(self, _SETTLE_MS, self._save)
        self._longest = _once(self, longest_ms, self._give_up)
        self._longest.start()
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)
        self._looking.start(_LOOK_MS)
        bench.session_opened.connect(self._on_session_opened)

    def _on_session_opened(self, session: Session) -> None:
        self._longest.start()
        session.builder.findings_changed.connect(self._settle_anew)

    def _look(self) -> None:
        if self._awaited():
            self._settling.stop()
        elif not self._settling.isActive():
            self._settling.start()

    def _settle_anew(self) -> None:
        if self._settling.isActive():
            self._settling.start()

    def _awaited(self) -> str:
        """Return what the window still waits for, as a sentence names it."""
        simulator = self._window.simulator
        if not self._window.lite and not self._window.editor.code.is_ready:
            return "the editor"
        if not simulator.frame.loading.isHidden() and not simulator.notice.kind:
            return "the mini-program"
        return ""

    def _give_up(self) -> None:
        if awaited := self._awaited():
            seconds = self._longest.interval() // 1000
            self.failure = f"After {seconds} s {awaited} had not started; the picture shows that."
        self._save()

    def _save(self) -> None:
        for timer in (self._settling, self._longest, self._looking):
            timer.stop()
        if not self._window.grab().save(str(self._file)):
            self.failure = f"{self._file} cannot be written as a picture."
        self.saved.emit()


def _once(owner: Screenshot, ms: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(then)
    return timer
