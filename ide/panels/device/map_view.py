"""A map without a network: outlines, a grid, a scale, places, a route, and the phone as a dot."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)

from ide.panels.device.drawn_view import DrawnView
from ide.panels.device.projection import View, nice_step
from ide.theme import icons

_HEIGHT = 190
_DOT = 7.0
_GRIP = 14.0
_CITY_SCALE = 30.0
"""From so many pixels a degree on, cities have names."""
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
}


@cache
def _world() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "map.toml").read_text(encoding="utf-8"))


class MapView(DrawnView):
    """The dot is dragged, or put where the map is double-clicked; the wheel zooms."""

    moved = Signal(float, float)
    """Where the person has put the phone, WGS-84."""

    def __init__(self) -> None:
        super().__init__(_HEIGHT, Qt.CursorShape.OpenHandCursor)
        self.view = View(0, 0, 3000)
        self._here = (0.0, 0.0)
        self._accuracy = 0.0
        self._heading: float | None = None
        self._places: tuple[tuple[str, float, float], ...] = ()
        self._way: tuple[tuple[float, float], ...] = ()
        self._dragging = ""
        self._last = QPointF()

    def show_phone(
        self, latitude: float, longitude: float, accuracy: float, heading: float | None
    ) -> None:
        """Draw the dot; the map follows when it would leave the picture."""
        self._here = (latitude, longitude)
        self._accuracy, self._heading = accuracy, heading
        x, y = self.view.point(latitude, longitude)
        inside = QRectF(self.rect()).adjusted(12, 12, -12, -12)
        if not self._dragging and not inside.contains(QPointF(x, y)):
            self.centre()
        self.update()

    def show_places(self, places: Sequence[tuple[str, float, float]]) -> None:
        """Draw places: name, latitude, longitude."""
        self._places = tuple(places)
        self.update()

    def show_way(self, way: Sequence[tuple[float, float]]) -> None:
        """Draw a route, and show all of it."""
        fresh = tuple(way)
        if fresh != self._way:
            self._way = fresh
            self._fit_way()
            self.update()

    def centre(self) -> None:
        """Bring the phone into the middle."""
        self.view = replace(self.view, latitude=self._here[0], longitude=self._here[1])
        self.update()

    def zoom(self, factor: float) -> None:
        """Enlarge about the phone."""
        x, y = self.view.point(*self._here)
        self.view = self.view.zoomed(factor, x, y)
        self.update()

    def dot(self) -> QPointF:
        """Return where the phone is drawn."""
        return QPointF(*self.view.point(*self._here))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the middle."""
        super().resizeEvent(event)
        self.view = replace(self.view, width=self.width(), height=self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the dot, or of the map."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        gap = event.position() - self.dot()
        self._dragging = "dot" if math.hypot(gap.x(), gap.y()) <= _GRIP else "map"
        self._last = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move what is held."""
        if self._dragging == "dot":
            self.moved.emit(*self.view.place(event.position().x(), event.position().y()))
        elif self._dragging == "map":
            gap = event.position() - self._last
            middle = self.view.place(self.width() / 2 - gap.x(), self.height() / 2 - gap.y())
            self.view = replace(self.view, latitude=middle[0], longitude=middle[1])
            self.update()
        self._last = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        if self._dragging == "dot":
            self.settled.emit()
        self._dragging = ""
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Put the phone here."""
        self.moved.emit(*self.view.place(event.position().x(), event.position().y()))
        self.settled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom about the pointer."""
        factor = 1.0015 ** event.angleDelta().y()
        self.view = self.view.zoomed(factor, event.position().x(), event.position().y())
        self.update()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move the phone with the arrows, further with Shift; plus and minus zoom."""
        key = Qt.Key(event.key())
        if key in _STEPS and event.modifiers() != Qt.KeyboardModifier.AltModifier:
            pixels = 20 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 4
            north, east = _STEPS[key]
            dot = self.dot()
            self.moved.emit(*self.view.place(dot.x() + east * pixels, dot.y() - north * pixels))
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(1.5)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / 1.5)
        else:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        """Draw the land, what lies on it, and the phone."""
        self._draw_land(painter)
        self._draw_grid(painter)
        self._draw_names(painter)
        self._draw_way(painter)
        self._draw_places(painter)
        self._draw_phone(painter)
        self._draw_scale(painter)

    def _draw_land(self, painter: QPainter) -> None:
        painter.setPen(QPen(icons.qcolor("strong_border"), 1))
        painter.setBrush(icons.qcolor("surface"))
        for outline in _world()["outline"]:
            numbers = outline["points"]
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            painter.drawPolygon(QPolygonF([QPointF(*self.view.point(*pair)) for pair in pairs]))

    def _draw_grid(self, painter: QPainter) -> None:
        step = nice_step(70 / self.view.scale)
        top, left = self.view.place(0, 0)
        bottom, _ = self.view.place(self.width(), self.height())
        right = left + self.width() / self.view.scale
        places = max(0, -math.floor(math.log10(step)))
        small = painter.font()
        small.setPixelSize(10)
        painter.setFont(small)
        for number in range(math.ceil(left / step), math.floor(right / step) + 1):
            x, _ = self.view.point(0, number * step)
            painter.setPen(QPen(icons.qcolor("border"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
            degrees = (number * step + 180) % 360 - 180
            painter.setPen(icons.qcolor("muted"))
            painter.drawText(QPointF(x + 3, 11), f"{degrees:.{places}f}°")
        for number in range(math.ceil(bottom / step), math.floor(top / step) + 1):
            _, y = self.view.point(number * step, 0)
            painter.setPen(QPen(icons.qcolor("border"), 1))
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            painter.setPen(icons.qcolor("muted"))
            if y > 16:
                painter.drawText(QPointF(38, y - 3), f"{number * step:.{places}f}°")

    def _draw_names(self, painter: QPainter) -> None:
        painter.setBrush(icons.qcolor("muted"))
        for name, (latitude, longitude) in _world()["city"].items():
            point = QPointF(*self.view.point(latitude, longitude))
            if self.rect().contains(point.toPoint()):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawEllipse(point, 1.8, 1.8)
                if self.view.scale >= _CITY_SCALE:
                    painter.setPen(icons.qcolor("muted"))
                    painter.drawText(point + QPointF(10, 4), name)

    def _draw_way(self, painter: QPainter) -> None:
        if len(self._way) > 1:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(icons.qcolor("accent"), 2.5))
            painter.drawPolyline(QPolygonF([QPointF(*self.view.point(*at)) for at in self._way]))

    def _draw_places(self, painter: QPainter) -> None:
        for name, latitude, longitude in self._places:
            point = QPointF(*self.view.point(latitude, longitude))
            if self.rect().contains(point.toPoint()):
                painter.setPen(QPen(icons.qcolor("surface"), 1))
                painter.setBrush(icons.qcolor("warning"))
                painter.drawRect(QRectF(point.x() - 3, point.y() - 3, 6, 6))
                painter.setPen(icons.qcolor("text"))
                painter.drawText(point + QPointF(6, 4), name)

    def _draw_phone(self, painter: QPainter) -> None:
        dot = self.dot()
        radius = self._accuracy / self.view.metres_per_pixel
        if radius > _DOT:
            halo = icons.qcolor("accent")
            halo.setAlpha(40)
            painter.setPen(QPen(icons.qcolor("accent"), 1))
            painter.setBrush(halo)
            painter.drawEllipse(dot, radius, radius)
        painter.setPen(QPen(icons.qcolor("surface"), 2))
        painter.setBrush(icons.qcolor("accent"))
        if self._heading is not None:
            painter.save()
            painter.translate(dot)
            painter.rotate(self._heading)
            tip = [QPointF(0, -_DOT - 8), QPointF(5, -_DOT), QPointF(-5, -_DOT)]
            painter.drawPolygon(QPolygonF(tip))
            painter.restore()
        painter.drawEllipse(dot, _DOT, _DOT)

    def _draw_scale(self, painter: QPainter) -> None:
        metres = nice_step(50 * self.view.metres_per_pixel)
        length = metres / self.view.metres_per_pixel
        text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
        right, base = self.width() - 8.0, self.height() - 8.0
        painter.setPen(QPen(icons.qcolor("text"), 1.5))
        painter.drawPolyline(
            [
                QPointF(right - length, base - 4),
                QPointF(right - length, base),
                QPointF(right, base),
                QPointF(right, base - 4),
            ]
        )
        wide = QRectF(right - length - 60, base - 18, length + 60, 14)
        painter.drawText(wide, Qt.AlignmentFlag.AlignRight, text)

    def _fit_way(self) -> None:
        if not self._way:
            return
        lows = [min(at[axis] for at in self._way) for axis in (0, 1)]
        highs = [max(at[axis] for at in self._way) for axis in (0, 1)]
        wide, high = max(highs[1] - lows[1], 1e-4), max(highs[0] - lows[0], 1e-4)
        scale = 0.8 * min(max(1, self.width()) / wide, max(1, self.height()) / high / 1.5)
        middle = (lows[0] + highs[0]) / 2, (lows[1] + highs[1]) / 2
        scale = min(scale, 400_000.0)
        self.view = View(*middle, scale, self.width(), self.height())
