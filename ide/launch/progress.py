"""How far long work is, with a way to end it; short work shows nothing."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.texts import follow

_PATIENCE_MS = 600
_WIDTH = 140


class CompileProgress(QWidget):
    """A bar for the status bar: unknown length first, then so many files of so many."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_WIDTH)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.cancel = QToolButton()
        self.cancel.setMinimumSize(24, 24)
        self.cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        self._counted: tuple[int, int] | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.refresh_icons()
        follow(self, self._retranslate)
        self.hide()

    def set_busy(self, busy: bool) -> None:
        """Work begins, and is shown when it takes long, or ends."""
        if busy:
            self._counted = None
            self._say()
            self.bar.setRange(0, 0)
            self._patience.start()
        else:
            self._patience.stop()
            self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Say how many files are done."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self._counted = (done, total)
        self._say()

    def refresh_icons(self) -> None:
        """Draw the icon in the colours of the theme."""
        self.cancel.setIcon(icons.icon("close"))

    def _retranslate(self) -> None:
        self.cancel.setToolTip(tr("progress.cancel"))
        self.cancel.setAccessibleName(tr("progress.cancel"))
        self._say()

    def _say(self) -> None:
        if self._counted is None:
            text = tr("status.compiling")
        else:
            done, total = self._counted
            text = tr("progress.files", done=done, total=total)
        self.bar.setToolTip(text)
        self.bar.setAccessibleName(text)
