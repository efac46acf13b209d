"""Draws a phone's rim over the corners of its page, and what is cut out of its screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from renderer.host.screen import Shape

BEZEL = 11
"""Width of the rim in pixels of the window."""
_RADIUS = {"none": 0.03, "notch": 0.115, "island": 0.135, "hole": 0.085}
_ISLAND = (0.31, 0.092, 0.03)
_NOTCH = (0.52, 0.078)
_HOLE = (0.055, 0.035)
_RIM = QColor("#4a505a")
_LARGE = 600
"""Screens with a longer short side (CSS pixels) have small corners and cut-outs."""


class Housing(QWidget):
    """Lies over the page and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._shape: Shape | None = None
        self._screen = QRectF()
        self._color = QColor()
        self._desk = QColor()

    def shape_of(self, shape: Shape, screen: QRectF, color: QColor, desk: QColor) -> None:
        """Draw the rim of a phone around its screen."""
        self._shape, self._screen = shape, screen
        self._color, self._desk = color, desk
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw rim and cut-out."""
        if self._shape is not None:
            painter = QPainter(self)
            self.draw(painter, self._shape, self._screen, self._desk)
            painter.end()

    def draw(self, painter: QPainter, shape: Shape, screen: QRectF, around: QColor) -> None:
        """Draw around a screen; ``around`` fills what is outside the rim."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(screen.width(), screen.height()) / min(shape.width, shape.height)
        short = min(shape.width, shape.height)
        # Corners and cut-outs of a tablet or an open foldable are as large as a phone's.
        side = (400 if short > _LARGE else short) * scale
        radius = _RADIUS[shape.cutout] * side
        rim, opening, all_of_it = QPainterPath(), QPainterPath(), QPainterPath()
        outer = screen.adjusted(-BEZEL + 1, -BEZEL + 1, BEZEL - 1, BEZEL - 1)
        rim.addRoundedRect(outer, radius + BEZEL, radius + BEZEL)
        opening.addRoundedRect(screen, radius, radius)
        # The page's square corners reach beyond the round rim.
        all_of_it.addRect(screen.adjusted(-BEZEL, -BEZEL, BEZEL, BEZEL))
        # Nothing around a phone means that the page's corners are taken away.
        mode = QPainter.CompositionMode
        painter.setCompositionMode(
            mode.CompositionMode_SourceOver if around.alpha() else mode.CompositionMode_Clear
        )
        painter.fillPath(all_of_it - rim, around)
        painter.setCompositionMode(mode.CompositionMode_SourceOver)
        painter.setPen(QPen(_RIM, 1.5))
        painter.fillPath(rim - opening, self._color)
        painter.drawPath(rim)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        painter.save()
        painter.translate(screen.topLeft())
        width = screen.width()
        if shape.landscape:
            # Turned to the left: what was at the top is at the left edge.
            painter.translate(QPointF(0, screen.height()))
            painter.rotate(-90)
            width = screen.height()
        _CUTOUTS[shape.cutout](painter, width, side)
        painter.restore()


def _no_cutout(_painter: QPainter, _width: float, _side: float) -> None:
    """Draw nothing: the screen is whole."""


def _island(painter: QPainter, width: float, side: float) -> None:
    wide, high, top = (part * side for part in _ISLAND)
    painter.drawRoundedRect(QRectF((width - wide) / 2, top, wide, high), high / 2, high / 2)


def _notch(painter: QPainter, width: float, side: float) -> None:
    wide, high = (part * side for part in _NOTCH)
    box = QRectF((width - wide) / 2, -high, wide, high * 2)
    painter.drawRoundedRect(box, high * 0.65, high * 0.65)


def _hole(painter: QPainter, width: float, side: float) -> None:
    across, top = (part * side for part in _HOLE)
    painter.drawEllipse(QRectF((width - across) / 2, top, across, across))


_CUTOUTS: dict[str, Callable[[QPainter, float, float], None]] = {
    "none": _no_cutout,
    "island": _island,
    "notch": _notch,
    "hole": _hole,
}
