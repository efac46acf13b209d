"""Saves a picture of the window once it has settled, for documentation and tests."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ide.mainwindow import MainWindow
from ide.workbench import Workbench

_SETTLE_MS = 1200
_LONGEST_MS = 30_000


class Screenshot(QObject):
    """Waits for the first page of the phone, or a while, then saves and quits."""

    def __init__(self, window: MainWindow, bench: Workbench, file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self.failed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._save)
        self._timer.start(_LONGEST_MS)
        bench.session_opened.connect(self._on_session_opened)
        if bench.session is None:
            window.editor.code.ready.connect(self._on_ready)
        self._bench = bench

    def _on_ready(self) -> None:
        if self._bench.session is None:
            self._timer.start(_SETTLE_MS)

    def _on_session_opened(self) -> None:
        self._timer.start(_LONGEST_MS)
        session = self._bench.session
        if session is not None:
            session.builder.findings_changed.connect(self._settle)
            session.builder.failed.connect(self._settle)

    def _settle(self) -> None:
        self._timer.start(_SETTLE_MS)

    def _save(self) -> None:
        picture = self._window.grab()
        self.failed = not picture.save(str(self._file))
        QApplication.quit()
