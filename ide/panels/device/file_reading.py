"""A route or movement read from a file; a large one in a process, with progress and a way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ide.i18n import tr
from ide.line_process import LineProcess
from ide.panels.device.file_use import use_file
from ide.panels.device.reading_process import Row, read_rows
from ide.panels.device.small import strip_button
from ide.widgets.texts import bind

_AT_ONCE = 256 * 1024
"""Bytes that are read before anybody could wait for them."""
_WHOLE = 100


class FileReading(QWidget):
    """Seen only while a file is read; the window goes on meanwhile."""

    read = Signal(str, list)  # name, rows as the phone keeps them
    refused = Signal(str)  # what is wrong with the file

    def __init__(self, kind: str) -> None:
        """``kind`` is ``track`` or ``motion``."""
        super().__init__()
        self._kind = kind
        self._file = Path()
        self._rows: list[Row] = []
        self._name: str | None = None
        self._process = LineProcess("ide.panels.device.reading_process", self)
        self._process.answered.connect(self._on_answered)
        self._process.ended.connect(self._on_ended)
        self.progress = QProgressBar()
        self.progress.setRange(0, _WHOLE)
        self.progress.setFixedHeight(24)
        bind(self.progress, self.progress.setAccessibleName, "device.reading.name")
        self.cancel_button = strip_button("device.reading.cancel", self.cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.progress, 1)
        layout.addWidget(self.cancel_button)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether a file is being read."""
        return self._process.running

    def begin(self, file: Path) -> None:
        """Read a file: at once when it is small. One that is being read is given up."""
        self.cancel()
        self._file = file
        size = use_file(file, lambda: file.stat().st_size, self.refused.emit)
        if size is None:
            return
        if size <= _AT_ONCE:
            found = use_file(file, self._read_at_once, self.refused.emit)
            if found is not None:
                self.read.emit(*found)
            return
        self._read_aside()

    def cancel(self) -> None:
        """Read no longer; what was laid out before stays."""
        self._process.cancel()
        self.hide()

    def _read_at_once(self) -> tuple[str, list[Row]]:
        return read_rows(self._kind, self._file.read_bytes(), self._file.name, _nobody)

    def _read_aside(self) -> None:
        file = self._file
        self._rows, self._name = [], None
        self.progress.setValue(0)
        self.progress.setFormat(tr("device.reading.what", file=file.name, share="%p"))
        self.show()
        self._process.ask({"kind": self._kind, "file": str(file)})

    def _on_answered(self, facts: dict[str, Any]) -> None:
        if "progress" in facts:
            self.progress.setValue(round(facts["progress"] * _WHOLE))
        elif "rows" in facts:
            self._rows += facts["rows"]
        elif "name" in facts:
            self._name = facts["name"]
        else:
            self.refused.emit(facts["mistake"])

    def _on_ended(self, words: str) -> None:
        self.hide()
        rows, self._rows = self._rows, []
        if words:
            self.refused.emit(tr("device.file_failed", file=self._file.name, reason=words))
        elif self._name is not None:
            self.read.emit(self._name, rows)


def _nobody(_share: float) -> None:
    """Nobody waits for a small file."""
