"""A part of a card that takes a file, chosen or dropped, and lays out its rows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from ide.i18n import tr
from ide.panels.device.file_reading import FileReading
from ide.panels.device.part import Desk, Part


class ReadingPart(Part):
    """What is wrong with a file is told; a large one is read while the window goes on."""

    def __init__(self, desk: Desk, kind: str, texts: str) -> None:
        """``kind`` is what FileReading reads; ``texts`` has the dialog's ``choose``, ``filter``."""
        super().__init__(desk)
        self._texts = texts
        self.setAcceptDrops(True)
        self.reading = FileReading(kind)
        self.reading.refused.connect(self.refused)

    def load(self, file: Path) -> None:
        """Lay out what a file holds as soon as it is read."""
        self.reading.begin(file)

    def release(self) -> None:
        """Read no file any more."""
        self.reading.cancel()

    def ask_file(self) -> None:
        """Let the person choose a file."""
        title, kinds = tr(f"{self._texts}.choose"), tr(f"{self._texts}.filter")
        name, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self.load(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Use the file dropped."""
        self.load(Path(event.mimeData().urls()[0].toLocalFile()))
