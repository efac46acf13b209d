"""A bar above the phone that asks, once per project, whether it may reach the network."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ide.widgets.labels import label
from ide.widgets.texts import bind


class TrustBar(QFrame):
    """Says what allowing means; both answers are remembered, and it waits without blocking."""

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
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.refuse)
        buttons.addWidget(self.allow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(label("trust.title", "heading", wrap=True))
        layout.addWidget(label("trust.text", wrap=True))
        layout.addLayout(buttons)
        self.hide()

    def _on_refused(self) -> None:
        self.hide()
        self.decided.emit(False)

    def _on_allowed(self) -> None:
        self.hide()
        self.decided.emit(True)
