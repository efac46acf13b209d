"""An incoming call over the phone: accept or decline, then hang up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind, follow


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
        bind(self.accept, self.accept.setText, "simulator.call.accept")
        self._running = False
        self.hide()
        follow(self, self._show_texts)

    def ring(self) -> None:
        """Let somebody call."""
        self._running = False
        self._show_texts()
        self.accept.show()
        self.show()
        self.raise_()

    def _show_texts(self) -> None:
        heading, decline = ("running", "end") if self._running else ("title", "decline")
        self.heading.setText(tr(f"simulator.call.{heading}"))
        self.decline.setText(tr(f"simulator.call.{decline}"))

    def _on_accepted(self) -> None:
        self._running = True
        self._show_texts()
        self.accept.hide()
        self.accepted.emit()

    def _on_ended(self) -> None:
        self.hide()
        self.ended.emit()
