"""A line above the phone that asks, once per project, whether it may reach the network."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ide.widgets.labels import label
from ide.widgets.texts import bind


class TrustBar(QFrame):
    """Asks in one line; what allowing means is its tool tip. Both answers are remembered."""

    decided = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.refuse = QPushButton()
        bind(self.refuse, self.refuse.setText, "trust.refuse")
        self.refuse.clicked.connect(self._on_refused)
        self.allow = QPushButton()
        bind(self.allow, self.allow.setText, "trust.allow")
        self.allow.clicked.connect(self._on_allowed)
        for explained in (self, self.allow, self.refuse):
            bind(explained, explained.setToolTip, "trust.text")
            bind(explained, explained.setAccessibleDescription, "trust.text")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(label("trust.title"), 1)
        layout.addWidget(self.refuse)
        layout.addWidget(self.allow)
        self.hide()

    def _on_refused(self) -> None:
        self.hide()
        self.decided.emit(False)

    def _on_allowed(self) -> None:
        self.hide()
        self.decided.emit(True)
