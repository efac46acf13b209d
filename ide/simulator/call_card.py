"""An incoming call over the phone: accept or decline, then hang up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.widgets.labels import label, plain


class CallCard(QFrame):
    """Says that somebody calls; tells what the person does about it."""

    accepted = Signal()
    ended = Signal()  # declined, or hung up

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setObjectName("callCard")
        self.heading = plain("heading")
        self.accept = QPushButton()
        self.accept.setProperty("primary", True)
        self.accept.clicked.connect(self._on_accepted)
        self.decline = QPushButton()
        self.decline.clicked.connect(self._on_ended)
        # One below the other: a phone that fits a small window has no width for both.
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.decline)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(6)
        caller = label("simulator.call.caller", "title")
        for each in (self.heading, caller):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(each)
        layout.addLayout(buttons)
        self.hide()

    def ring(self) -> None:
        """Let somebody call."""
        self.heading.setText(tr("simulator.call.title"))
        self.accept.setText(tr("simulator.call.accept"))
        self.decline.setText(tr("simulator.call.decline"))
        self.accept.show()
        self.show()
        self.raise_()

    def _on_accepted(self) -> None:
        self.heading.setText(tr("simulator.call.running"))
        self.decline.setText(tr("simulator.call.end"))
        self.accept.hide()
        self.accepted.emit()

    def _on_ended(self) -> None:
        self.hide()
        self.ended.emit()
