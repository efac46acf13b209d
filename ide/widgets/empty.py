"""What a room shows while it has nothing: a picture, what it is for, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ide.theme import icons
from ide.widgets.labels import label

_ICON = 32


class EmptyState(QWidget):
    """An icon above a title and a sentence that says what to do."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        """``title`` and ``text`` are keys of the catalogue."""
        super().__init__(parent)
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = icon
        self._picture = QLabel()
        self._heading = label(title, "heading", wrap=True)
        self._sentence = label(text, "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(6)
        layout.addStretch(2)
        for widget in (self._picture, self._heading, self._sentence):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(widget)
        layout.addStretch(3)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the icon out where the words need all the room."""
        super().resizeEvent(event)
        inner = self.width() - 32
        words = sum(one.heightForWidth(inner) for one in (self._heading, self._sentence))
        self._picture.setVisible(self.height() >= words + _ICON + 2 * 8 + 2 * 6)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icon anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon, "disabled", _ICON, ratio))
