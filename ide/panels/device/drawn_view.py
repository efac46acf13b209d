"""A picture of the phone's surroundings that is drawn and changed by hand, in a rounded frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ide.theme import icons


class DrawnView(QWidget):
    """Wide as its place and of one height; says when a change by hand is over."""

    settled = Signal()

    def __init__(self, height: int, cursor: Qt.CursorShape) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(cursor)

    def draw(self, painter: QPainter) -> None:
        """Draw what is in the frame, from the ground up; without this the frame is empty."""

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """End a change with the arrows."""
        self.settled.emit()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw in the colours of the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the picture, then its frame, which shows where the keys go."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), icons.qcolor("sunken"))
        self.draw(painter)
        painter.setClipping(False)
        painter.setPen(QPen(icons.qcolor("accent" if self.hasFocus() else "border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame)
        painter.end()
