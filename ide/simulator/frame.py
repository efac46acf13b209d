"""The phone itself: the running page in a housing, scaled to the room there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QChildEvent, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ide.simulator.housing import BEZEL, Housing
from ide.simulator.loading import LoadingScreen
from renderer.host.screen import Shape

_LEAST_ZOOM = 0.25


class PhoneFrame(QWidget):
    """A housing of the phone's shape around the view of the running mini-program."""

    zoom_wheeled = Signal(int)  # Ctrl and the wheel: 1 larger, -1 smaller
    back_pressed = Signal()  # the mouse's button for the way back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: Shape | None = None
        self._view: QWidget | None = None
        self._zoom = 1.0
        self._framed = True
        self._set_zoom: Callable[[float], None] | None = None
        self.loading = LoadingScreen(self)
        self.housing = Housing(self)
        self.color = QColor("#15171b")
        self.desk = QColor("#e6e9ef")

    @property
    def zoom(self) -> float:
        """How large a CSS pixel is on the screen."""
        return self._zoom

    @property
    def phone_shape(self) -> Shape | None:
        """The screen in CSS pixels as it is now."""
        return self._shape

    @property
    def screen_size(self) -> QSize:
        """Size of the phone's screen in pixels of the window."""
        if self._shape is None:
            return QSize()
        width = round(self._shape.width * self._zoom)
        return QSize(width, round(self._shape.height * self._zoom))

    @property
    def screen_rect(self) -> QRectF:
        """Where the screen lies in this widget."""
        size = self.screen_size
        return QRectF(self._rim, self._rim, size.width(), size.height())

    @property
    def _rim(self) -> int:
        return BEZEL if self._framed else 0

    def show_view(self, view: QWidget, set_zoom: Callable[[float], None]) -> None:
        """Take a player's view in; ``set_zoom`` scales its page."""
        self._view, self._set_zoom = view, set_zoom
        view.setParent(self)
        view.installEventFilter(self)
        self._watch_children(view)
        view.show()
        view.lower()
        self._lay_out()

    def release_view(self) -> None:
        """Let the view go, before its player closes."""
        if self._view is not None:
            self._view.removeEventFilter(self)
            self._view.setParent(None)
        self._view = self._set_zoom = None

    def set_shape(self, shape: Shape) -> None:
        """Take the shape of another phone, or of this one in another posture."""
        self._shape = shape
        self._lay_out()

    def set_framed(self, framed: bool) -> None:
        """Draw the housing, or the bare screen."""
        self._framed = framed
        self.housing.setVisible(framed)
        self._lay_out()

    def fitting_zoom(self, room: QSize, *, by_width: bool = False) -> float:
        """Return the largest zoom up to 1 at which the phone fits into ``room``."""
        if self._shape is None:
            return 1.0
        width = (room.width() - 2 * self._rim) / self._shape.width
        height = (room.height() - 2 * self._rim) / self._shape.height
        if by_width:
            return max(_LEAST_ZOOM, width)
        return max(_LEAST_ZOOM, min(1.0, width, height))

    def set_zoom(self, zoom: float) -> None:
        """Scale the phone; the page's width in CSS pixels stays exactly the phone's."""
        if self._shape is None:
            return
        width = max(1, int(self._shape.width * zoom))
        self._zoom = width / self._shape.width
        self._lay_out()

    def apply_zoom(self) -> None:
        """Tell the page its zoom again, after it was loaded anew."""
        if self._set_zoom is not None:
            self._set_zoom(self._zoom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take Ctrl and the wheel, and the button for the way back, before the page does."""
        if isinstance(event, QWheelEvent):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                turned = event.angleDelta().y()
                if turned:
                    self.zoom_wheeled.emit(1 if turned > 0 else -1)
                return True
        elif isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.BackButton:
            if event.type() == QEvent.Type.MouseButtonPress:
                self.back_pressed.emit()
            return True
        elif isinstance(event, QChildEvent) and event.added():
            event.child().installEventFilter(self)
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom with Ctrl over the rim too."""
        if not self.eventFilter(self, event):
            event.ignore()

    def _watch_children(self, view: QWidget) -> None:
        # The engine's own widget takes the events; it comes with the first page.
        for child in view.findChildren(QWidget):
            child.installEventFilter(self)

    def _lay_out(self) -> None:
        if self._shape is None:
            return
        size = self.screen_size
        rim = self._rim
        self.setFixedSize(size.width() + 2 * rim, size.height() + 2 * rim)
        self.loading.setGeometry(self.screen_rect.toRect())
        self.housing.setGeometry(self.rect())
        self.housing.shape_of(self._shape, self.screen_rect, self.color, self.desk)
        if self._view is not None:
            self._view.setFixedSize(size)
            self._view.move(rim, rim)
            self.apply_zoom()
