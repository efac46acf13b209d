"""Says which projects have unsaved text that was kept when the program last ended too early."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.widgets.labels import plain
from ide.widgets.texts import follow

_MOST = 3


@dataclass(frozen=True)
class Lost:
    """Unsaved text of a project: its folder, its name and the files it belongs to."""

    folder: str
    name: str
    files: tuple[str, ...]


class RecoveryBar(QFrame):
    """One line for each project, with a button that opens it; hidden while there is none."""

    open_requested = Signal(str)  # folder
    give_up_requested = Signal(str)  # folder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("level", "warning")
        self._lost: Sequence[Lost] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 10, 12, 10)
        self._layout.setSpacing(6)
        follow(self, self._show)

    def show_lost(self, lost: Sequence[Lost]) -> None:
        """Show these projects."""
        self._lost = tuple(lost[:_MOST])
        self._show()

    def _show(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in self._lost:
            self._layout.addWidget(self._row(each))
        self.setVisible(bool(self._lost))

    def _row(self, lost: Lost) -> QWidget:
        words = plain(text=_words(lost), wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        open_button = QPushButton(tr("start.recover"))
        give_up_button = QPushButton(tr("start.give_up"))
        open_button.clicked.connect(partial(self.open_requested.emit, lost.folder))
        give_up_button.clicked.connect(partial(self.give_up_requested.emit, lost.folder))
        for button in (open_button, give_up_button):
            button.setAccessibleName(f"{button.text()}: {lost.name}")
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(words, 1)
        layout.addWidget(open_button)
        layout.addWidget(give_up_button)
        return row


def _words(lost: Lost) -> str:
    return tr("start.lost", name=lost.name, files=", ".join(lost.files))
