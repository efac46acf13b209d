"""A phone in the hand, drawn in three dimensions, to be turned with the mouse and the arrows."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)

from ide.panels.device.drawn_view import DrawnView
from ide.theme import icons

Axes = tuple[float, float, float]
_HEIGHT = 170
_BODY = (0.36, 0.74, 0.045)
"""Half the width, height and thickness of the phone."""
_FAR = 5.0
_DEGREES_PER_PIXEL = 0.7
_SLANT = math.radians(62)
"""From how far above the table the phone is looked at: 0 is straight down."""
_KEYS = {
    Qt.Key.Key_Left: (0, -5),
    Qt.Key.Key_Right: (0, 5),
    Qt.Key.Key_Up: (-5, 0),
    Qt.Key.Key_Down: (5, 0),
}


def rotated(point: Axes, attitude: Axes) -> Axes:
    """Return where a point is, turned by gamma about y, beta about x, alpha about z."""
    alpha, beta, gamma = (math.radians(angle) for angle in attitude)
    x, y, z = point
    x, z = x * math.cos(gamma) + z * math.sin(gamma), -x * math.sin(gamma) + z * math.cos(gamma)
    y, z = y * math.cos(beta) - z * math.sin(beta), y * math.sin(beta) + z * math.cos(beta)
    x, y = x * math.cos(alpha) - y * math.sin(alpha), x * math.sin(alpha) + y * math.cos(alpha)
    return x, y, z


def turned(attitude: Axes, down: float, right: float, *, spin: bool) -> Axes:
    """Return the attitude after a drag of so many degrees; ``spin`` turns on the table."""
    alpha, beta, gamma = attitude
    if spin:
        return (alpha - right) % 360, beta, gamma
    beta = (beta - down + 180) % 360 - 180
    return alpha, beta, max(-90.0, min(90.0, gamma + right))


class PoseView(DrawnView):
    """Dragging tilts the phone, with Shift it turns; a double click lays it flat."""

    posed = Signal(object)
    """Alpha, beta and gamma the person wants."""

    def __init__(self) -> None:
        super().__init__(_HEIGHT, Qt.CursorShape.SizeAllCursor)
        self._attitude: Axes = (0.0, 0.0, 0.0)
        self._last: QPointF | None = None

    def show_attitude(self, attitude: Axes) -> None:
        """Draw the phone as it is held."""
        self._attitude = attitude
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold."""
        self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Turn."""
        if self._last is None:
            return
        gap = (event.position() - self._last) * _DEGREES_PER_PIXEL
        self._last = event.position()
        spin = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.posed.emit(turned(self._attitude, gap.y(), gap.x(), spin=spin))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._last = None
        self.settled.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Lay the phone flat."""
        self.posed.emit((0.0, 0.0, 0.0))
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Tilt with the arrows, turn with Shift and the arrows."""
        key = Qt.Key(event.key())
        if key in _KEYS and event.modifiers() != Qt.KeyboardModifier.AltModifier:
            spin = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.posed.emit(turned(self._attitude, *_KEYS[key], spin=spin))
            return
        super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        """Draw the table's north, then the phone's six sides from the farthest on."""
        self._draw_ground(painter)
        for _, face, points in sorted(self._faces(), key=lambda one: one[0]):
            self._draw_face(painter, face, points)

    def _draw_ground(self, painter: QPainter) -> None:
        painter.setPen(QPen(icons.qcolor("border"), 1))
        for number in range(-3, 4):
            at = number / 2.5
            painter.drawLine(self._eye((at, -1.2, -0.9))[1], self._eye((at, 1.2, -0.9))[1])
            painter.drawLine(self._eye((-1.2, at, -0.9))[1], self._eye((1.2, at, -0.9))[1])
        painter.setPen(icons.qcolor("muted"))
        small = painter.font()
        small.setPixelSize(11)
        painter.setFont(small)
        painter.drawText(self._eye((0, 1.35, -0.9))[1] + QPointF(-4, 0), "N")

    def _draw_face(self, painter: QPainter, face: str, points: list[QPointF]) -> None:
        painter.setPen(QPen(icons.qcolor("strong_border"), 1.2))
        fills = {"front": "phone", "back": "pressed"}
        painter.setBrush(icons.qcolor(fills.get(face, "border")))
        painter.drawPolygon(QPolygonF(points))
        if face == "front":
            inner = [self._eye(rotated(point, self._attitude))[1] for point in _screen()]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(icons.qcolor("accent_soft"))
            painter.drawPolygon(QPolygonF(inner))
            painter.setBrush(icons.qcolor("accent"))
            bar = [self._eye(rotated(point, self._attitude))[1] for point in _title()]
            painter.drawPolygon(QPolygonF(bar))
        elif face == "back":
            eye = self._eye(rotated((-0.2, 0.55, -_BODY[2]), self._attitude))[1]
            painter.setBrush(icons.qcolor("phone"))
            painter.drawEllipse(eye, 4, 4)

    def _faces(self) -> list[tuple[float, str, list[QPointF]]]:
        w, h, d = _BODY
        corners = {
            "front": [(-w, -h, d), (w, -h, d), (w, h, d), (-w, h, d)],
            "back": [(-w, -h, -d), (w, -h, -d), (w, h, -d), (-w, h, -d)],
            "left": [(-w, -h, -d), (-w, -h, d), (-w, h, d), (-w, h, -d)],
            "right": [(w, -h, -d), (w, -h, d), (w, h, d), (w, h, -d)],
            "top": [(-w, h, -d), (w, h, -d), (w, h, d), (-w, h, d)],
            "bottom": [(-w, -h, -d), (w, -h, -d), (w, -h, d), (-w, -h, d)],
        }
        faces = []
        for name, points in corners.items():
            seen = [self._eye(rotated(point, self._attitude)) for point in points]
            near = sum(depth for depth, _ in seen) / len(seen)
            faces.append((near, name, [point for _, point in seen]))
        return faces

    def _eye(self, point: Axes) -> tuple[float, QPointF]:
        """Return how near a point is, and where it is drawn."""
        x, y, z = point
        up = y * math.cos(_SLANT) + z * math.sin(_SLANT)
        near = -y * math.sin(_SLANT) + z * math.cos(_SLANT)
        size = self.height() * 0.52 * _FAR / (_FAR - near)
        return near, QPointF(self.width() / 2 + x * size, self.height() * 0.52 - up * size)


def _screen() -> list[Axes]:
    w, h, d = _BODY[0] - 0.04, _BODY[1] - 0.06, _BODY[2] + 0.002
    return [(-w, -h, d), (w, -h, d), (w, h, d), (-w, h, d)]


def _title() -> list[Axes]:
    w, h, d = _BODY[0] - 0.04, _BODY[1] - 0.06, _BODY[2] + 0.004
    return [(-w, h - 0.16, d), (w, h - 0.16, d), (w, h, d), (-w, h, d)]
