"""A picture to draw arrows, boxes and words on, with the mouse or the keyboard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ide.theme import icons
from ide.widgets.texts import bind
from renderer.host.png import png_of

TOOLS = ("arrow", "box", "text")
_INK = QColor("#d81f2a")
_RIM = QColor("#ffffff")
_LEAST = 0.01
_STEP = 8
_KEYS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


@dataclass(frozen=True)
class Mark:
    """From one point to another, in parts of the picture's width and height."""

    tool: str
    start: tuple[float, float]
    end: tuple[float, float]
    words: str = ""


class Canvas(QWidget):
    """Shows a picture and what was drawn on it."""

    drawn = Signal(int)  # how many marks there are

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool = TOOLS[0]
        self.words = ""
        self._image = QImage()
        self._marks: list[Mark] = []
        self._open: Mark | None = None
        self._point = (0.5, 0.5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.setCursor(Qt.CursorShape.CrossCursor)
        bind(self, self.setAccessibleName, "desk.mark.canvas")
        bind(self, self.setToolTip, "desk.mark.canvas")

    def show_image(self, image: QImage) -> None:
        """Show another picture, with nothing on it."""
        self._image, self._open = image, None
        self._marks.clear()
        self._tell()

    @property
    def marks(self) -> Sequence[Mark]:
        """What was drawn."""
        return tuple(self._marks)

    def take_back(self) -> None:
        """Remove the last mark."""
        if self._marks:
            self._marks.pop()
            self._tell()

    def png(self) -> bytes:
        """Return the picture with its marks, as PNG."""
        image = self._image.convertToFormat(QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        _draw_all(painter, QRectF(image.rect()), self._marks)
        painter.end()
        return png_of(image)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the picture in the middle, as large as it fits."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(icons.color("desk")))
        place = self._place()
        if place.isEmpty():
            return
        painter.drawImage(place, self._image)
        marks = [*self._marks, self._open] if self._open is not None else self._marks
        _draw_all(painter, place, marks)
        if self.hasFocus():
            painter.setPen(QPen(QColor(icons.color("accent")), 2))
            at = _at(place, self._point)
            painter.drawLine(at - QPointF(8, 0), at + QPointF(8, 0))
            painter.drawLine(at - QPointF(0, 8), at + QPointF(0, 8))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a mark."""
        if event.button() is Qt.MouseButton.LeftButton and not self._image.isNull():
            self._begin(self._part(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Draw the mark as far as the mouse is."""
        if self._open is not None:
            self._reach(self._part(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the mark."""
        if event.button() is Qt.MouseButton.LeftButton and self._open is not None:
            self._reach(self._part(event.position()))
            self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move with the arrow keys (with Shift by a pixel), set both ends with Space."""
        key = Qt.Key(event.key())
        if self._image.isNull():
            super().keyPressEvent(event)
        elif key in _KEYS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(_KEYS[key] * (1 if fine else _STEP))
        elif key == Qt.Key.Key_Space:
            if self._open is None:
                self._begin(self._point)
            else:
                self._finish()
        elif key == Qt.Key.Key_Escape and self._open is not None:
            self._open = None
            self.update()
        else:
            super().keyPressEvent(event)

    def _move(self, by: QPoint) -> None:
        place = self._place()
        x = min(1.0, max(0.0, self._point[0] + by.x() / place.width()))
        y = min(1.0, max(0.0, self._point[1] + by.y() / place.height()))
        self._reach((x, y))

    def _begin(self, part: tuple[float, float]) -> None:
        self._point = part
        words = self.words if self.tool == "text" else ""
        self._open = Mark(self.tool, part, part, words)
        self.update()

    def _reach(self, part: tuple[float, float]) -> None:
        self._point = part
        if self._open is not None:
            self._open = replace(self._open, end=part)
        self.update()

    def _finish(self) -> None:
        mark, self._open = self._open, None
        assert mark is not None
        far = math.dist(mark.start, mark.end) >= _LEAST
        if mark.words if mark.tool == "text" else far:
            self._marks.append(mark)
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.drawn.emit(len(self._marks))

    def _place(self) -> QRectF:
        if self._image.isNull():
            return QRectF()
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _part(self, at: QPointF) -> tuple[float, float]:
        place = self._place()
        x, y = (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()
        return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))


def _draw_all(painter: QPainter, place: QRectF, marks: Sequence[Mark]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(2.0, place.width() / 120)
    # A light rim keeps the ink visible on any picture.
    for color, thick in ((_RIM, width * 2), (_INK, width)):
        pen = QPen(color, thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for mark in marks:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            _DRAW[mark.tool](painter, place, mark)


def _draw_box(painter: QPainter, place: QRectF, mark: Mark) -> None:
    box = QRectF(_at(place, mark.start), _at(place, mark.end)).normalized()
    painter.drawRoundedRect(box, 3, 3)


def _draw_arrow(painter: QPainter, place: QRectF, mark: Mark) -> None:
    start, end = _at(place, mark.start), _at(place, mark.end)
    painter.drawLine(start, end)
    angle = math.atan2(start.y() - end.y(), start.x() - end.x())
    head = max(10.0, place.width() / 18)
    wings = [
        end + QPointF(math.cos(angle + turn), math.sin(angle + turn)) * head for turn in (-0.5, 0.5)
    ]
    painter.drawPolyline(QPolygonF([wings[0], end, wings[1]]))


def _draw_text(painter: QPainter, place: QRectF, mark: Mark) -> None:
    font = QFont(painter.font())
    font.setPixelSize(round(max(12.0, place.width() / 14)))
    font.setBold(True)
    painter.setFont(font)
    at = _at(place, mark.end)
    room = painter.fontMetrics().boundingRect(mark.words)
    box = QRectF(at, room.size()).adjusted(-6, -3, 6, 3)
    box.moveLeft(max(place.left(), min(box.left(), place.right() - box.width())))
    box.moveTop(max(place.top(), min(box.top(), place.bottom() - box.height())))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_RIM)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(_INK)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.words)


_DRAW = {"box": _draw_box, "arrow": _draw_arrow, "text": _draw_text}


def _at(place: QRectF, part: tuple[float, float]) -> QPointF:
    return QPointF(place.left() + part[0] * place.width(), place.top() + part[1] * place.height())
