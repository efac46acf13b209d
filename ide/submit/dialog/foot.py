"""The strip below the pages: a word about the draft, back and next, the package, close."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ide.i18n import tr
from ide.submit.drafts import Restored
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow


class Foot(QFrame):
    """On the last step the package takes the place of “next”."""

    def __init__(self, restored: Restored | None) -> None:
        super().__init__()
        self.setObjectName("submitFoot")
        self._restored = restored
        self._word = plain("small")
        self.anew, self.back, self.next = QPushButton(), QPushButton(), QPushButton()
        self.create_button, self.close_button = QPushButton(), QPushButton()
        self.anew.setProperty("link", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._word)
        row.addWidget(self.anew)
        row.addStretch(1)
        for button, key in (
            (self.anew, "submit.anew"),
            (self.back, "submit.back"),
            (self.next, "submit.next"),
            (self.create_button, "submit.create"),
            (self.close_button, "button.close"),
        ):
            bind(button, button.setText, key)
            button.setAutoDefault(False)
            if button is not self.anew:
                row.addWidget(button)
        for button in (self.next, self.create_button):
            button.setProperty("primary", True)
        follow(self, self._show_word)

    def show_step(self, *, first: bool, last: bool) -> None:
        """Offer what there is to do at a step."""
        self.back.setEnabled(not first)
        self.create_button.setVisible(last)
        self.next.setVisible(not last)
        self.create_button.setDefault(last)
        self.next.setDefault(not last)

    def forget_restored(self) -> None:
        """Say no more that entries came back."""
        self._restored = None
        self._show_word()

    def _show_word(self) -> None:
        restored = self._restored
        self.anew.setVisible(restored is not None)
        when = restored.at.strftime("%Y-%m-%d %H:%M") if restored is not None else ""
        self._word.setText(tr("submit.restored", when=when) if restored is not None else "")
