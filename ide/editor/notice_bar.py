"""A line above a text that says something about its file and offers what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ide.i18n import tr
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

HEIGHT = 44


class NoticeBar(QWidget):
    """A sentence and buttons; ``chosen`` names the button."""

    chosen = Signal(str)  # choice

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("notice", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._key = ""
        self._text = plain("", wrap=True)
        follow(self, self._retranslate)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 4, 8, 4)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._text, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def key(self) -> str:
        """Which notice is shown, empty for none."""
        return self._key

    def show_notice(self, key: str, choices: Sequence[str] = ()) -> None:
        """Show the text ``editor.notice.<key>`` with buttons ``editor.choice.<choice>``."""
        self._key = key
        self._retranslate()
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(choice) for choice in choices]
        self.setVisible(bool(key))

    def button(self, choice: str) -> QPushButton:
        """Return the button of a choice."""
        return next(one for one in self._buttons if one.objectName() == choice)

    def _button(self, choice: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(choice)
        bind(button, button.setText, f"editor.choice.{choice}")
        button.clicked.connect(self._on_clicked)
        self._layout.addWidget(button)
        return button

    def _retranslate(self) -> None:
        self._text.setText(tr(f"editor.notice.{self._key}") if self._key else "")

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())
