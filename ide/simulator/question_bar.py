"""A line above the phone that asks yes or no: the network, the computer's camera."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ide.widgets.labels import label
from ide.widgets.texts import bind


class QuestionBar(QFrame):
    """Asks in one line; what yes means is its tool tip.

    Its texts are ``title``, ``text``, ``allow`` and ``refuse`` of the catalogue's ``section``.
    """

    decided = Signal(bool)

    def __init__(self, section: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.refuse = QPushButton()
        bind(self.refuse, self.refuse.setText, f"{section}.refuse")
        self.refuse.clicked.connect(self._on_refused)
        self.allow = QPushButton()
        bind(self.allow, self.allow.setText, f"{section}.allow")
        self.allow.clicked.connect(self._on_allowed)
        for explained in (self, self.allow, self.refuse):
            bind(explained, explained.setToolTip, f"{section}.text")
            bind(explained, explained.setAccessibleDescription, f"{section}.text")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(label(f"{section}.title"), 1)
        layout.addWidget(self.refuse)
        layout.addWidget(self.allow)
        self.hide()

    def _on_refused(self) -> None:
        self.hide()
        self.decided.emit(False)

    def _on_allowed(self) -> None:
        self.hide()
        self.decided.emit(True)
