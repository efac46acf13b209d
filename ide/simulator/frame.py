"""The phone itself: the running page in a housing, scaled to the room there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from renderer.host.screen import DevicePreset

_BEZEL = 11
_RADIUS = {"none": 0.03, "notch": 0.115, "island": 0.135, "hole": 0.085}
_ISLAND = (0.31, 0.092, 0.03)
_NOTCH = (0.52, 0.078)
_HOLE = (0.055, 0.035)


class PhoneFrame(QWidget):
    """A housing of the phone's shape around the view of the running mini-program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device: DevicePreset | None = None
        self._view: QWidget | None = None
        self._zoom = 1.0
        self._set_zoom: Callable[[float], None] | None = None
        self._housing = _Housing(self)
        self.color = QColor("#15171b")
        self.desk = QColor("#e6e9ef")

    @property
    def zoom(self) -> float:
        """How large a CSS pixel is on the screen."""
        return self._zoom

    @property
    def screen_size(self) -> QSize:
        """Size of the phone's screen in pixels of the window."""
        if self._device is None:
            return QSize()
        width = round(self._device.width * self._zoom)
        return QSize(width, round(self._device.height * self._zoom))

    @property
    def screen_rect(self) -> QRectF:
        """Where the screen lies in this widget."""
        return QRectF(_BEZEL, _BEZEL, self.screen_size.width(), self.screen_size.height())

    def show_view(self, view: QWidget, set_zoom: Callable[[float], None]) -> None:
        """Take a player's view in; ``set_zoom`` scales its page."""
        self._view, self._set_zoom = view, set_zoom
        view.setParent(self)
        view.show()
        view.lower()
        self._lay_out()

    def release_view(self) -> None:
        """Let the view go, before its player closes."""
        if self._view is not None:
            self._view.setParent(None)
        self._view = self._set_zoom = None

    def set_device(self, device: DevicePreset) -> None:
        """Take the shape of another phone."""
        self._device = device
        self._lay_out()

    def fitting_zoom(self, room: QSize) -> float:
        """Return the largest zoom up to 1 at which the phone fits into ``room``."""
        if self._device is None:
            return 1.0
        width = (room.width() - 2 * _BEZEL) / self._device.width
        height = (room.height() - 2 * _BEZEL) / self._device.height
        return max(0.3, min(1.0, width, height))

    def set_zoom(self, zoom: float) -> None:
        """Scale the phone; the page's width in CSS pixels stays exactly the phone's."""
        if self._device is None:
            return
        width = max(1, int(self._device.width * zoom))
        self._zoom = width / self._device.width
        self._lay_out()

    def apply_zoom(self) -> None:
        """Tell the page its zoom again, after it was loaded anew."""
        if self._set_zoom is not None:
            self._set_zoom(self._zoom)

    def _lay_out(self) -> None:
        if self._device is None:
            return
        size = self.screen_size
        self.setFixedSize(size.width() + 2 * _BEZEL, size.height() + 2 * _BEZEL)
        self._housing.setGeometry(self.rect())
        self._housing.shape_of(self._device, self.screen_rect, self.color, self.desk)
        if self._view is not None:
            self._view.setFixedSize(size)
            self._view.move(_BEZEL, _BEZEL)
            self.apply_zoom()


class _Housing(QWidget):
    """Draws the rim over the corners of the page, and what is cut out of the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._device: DevicePreset | None = None
        self._screen = QRectF()
        self._color = QColor()
        self._desk = QColor()

    def shape_of(self, device: DevicePreset, screen: QRectF, color: QColor, desk: QColor) -> None:
        """Draw the rim of a phone around its screen."""
        self._device, self._screen = device, screen
        self._color, self._desk = color, desk
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw rim and cut-out."""
        if self._device is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = _RADIUS[self._device.cutout] * self._screen.width()
        rim, opening, all_of_it = QPainterPath(), QPainterPath(), QPainterPath()
        outer = self._screen.adjusted(-_BEZEL + 1, -_BEZEL + 1, _BEZEL - 1, _BEZEL - 1)
        rim.addRoundedRect(outer, radius + _BEZEL, radius + _BEZEL)
        opening.addRoundedRect(self._screen, radius, radius)
        # The page's square corners reach beyond the round rim.
        all_of_it.addRect(QRectF(self.rect()))
        painter.fillPath(all_of_it - rim, self._desk)
        painter.setPen(QPen(QColor("#4a505a"), 1.5))
        painter.fillPath(rim - opening, self._color)
        painter.drawPath(rim)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        _CUTOUTS[self._device.cutout](painter, self._screen)
        painter.end()


def _no_cutout(_painter: QPainter, _screen: QRectF) -> None:
    """Draw nothing: the screen is whole."""


def _island(painter: QPainter, screen: QRectF) -> None:
    width, height = screen.width() * _ISLAND[0], screen.width() * _ISLAND[1]
    top = screen.top() + screen.width() * _ISLAND[2]
    box = QRectF(screen.center().x() - width / 2, top, width, height)
    painter.drawRoundedRect(box, height / 2, height / 2)


def _notch(painter: QPainter, screen: QRectF) -> None:
    width, height = screen.width() * _NOTCH[0], screen.width() * _NOTCH[1]
    box = QRectF(screen.center().x() - width / 2, screen.top() - height, width, height * 2)
    painter.drawRoundedRect(box, height * 0.65, height * 0.65)


def _hole(painter: QPainter, screen: QRectF) -> None:
    side, top = screen.width() * _HOLE[0], screen.top() + screen.width() * _HOLE[1]
    painter.drawEllipse(QRectF(screen.center().x() - side / 2, top, side, side))


_CUTOUTS: dict[str, Callable[[QPainter, QRectF], None]] = {
    "none": _no_cutout,
    "island": _island,
    "notch": _notch,
    "hole": _hole,
}
