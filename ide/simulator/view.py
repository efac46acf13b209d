"""The simulator: toolbar, the phone on its desk, and where it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ide.simulator.call_card import CallCard
from ide.simulator.frame import PhoneFrame
from ide.simulator.notice import Notice
from ide.simulator.question_bar import QuestionBar
from ide.simulator.sheets import QuestionSheet
from ide.simulator.status import StatusStrip
from ide.simulator.toolbar import SimulatorToolbar
from ide.simulator.window import PhoneWindow
from ide.theme.palette import Colors
from ide.widgets.empty import EmptyState
from ide.widgets.texts import bind
from renderer.host.screen import DevicePreset, Shape

_MARGIN = 14
_STEPS = (50, 75, 100, 125, 150)
_OWN_SIZE = QSize(460, 940)
_MOST_ZOOM = 2.0


class SimulatorView(QWidget):
    """Shows one running mini-program; asks for what its buttons stand for."""

    page_requested = Signal(str)  # route whose file shall be opened
    zoom_requested = Signal(str)  # "fit", "width" or per cent, with the wheel
    back_requested = Signal()  # the phone's way back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toolbar = SimulatorToolbar()
        self.frame = PhoneFrame()
        self.frame.zoom_wheeled.connect(self._on_zoom_wheeled)
        self.frame.back_pressed.connect(self.back_requested)
        self.sheet = QuestionSheet(self.frame)
        self.sheet.stackUnder(self.frame.housing)
        self.notice = Notice()
        self.trust_bar = QuestionBar("trust")
        self.webcam_bar = QuestionBar("webcam")
        self.window_: PhoneWindow | None = None
        self._zoom = "fit"
        self._make_desk()
        self.call = CallCard(self.frame)
        self.notice.setParent(self._desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("phone", "simulator.empty.title", "simulator.empty.text"))
        self._stack.addWidget(self._desk)
        self.status = StatusStrip()
        self.status.page_requested.connect(self.page_requested)
        self._body = QWidget()
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for bar_above in (self.toolbar, self.trust_bar, self.webcam_bar):
            inside.addWidget(bar_above)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.status)
        self._away = self._make_away()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._body)
        self._layout.addWidget(self._away)
        self._away.hide()
        self.toolbar.pop_out_requested.connect(self.pop_out)
        self.toolbar.on_top_requested.connect(self._on_top_requested)
        self.setMinimumWidth(300)

    def show_device(self, device: DevicePreset) -> None:
        """Show which phone is in use; its shape comes with :meth:`show_shape`."""
        self.toolbar.show_device(device)

    def show_shape(self, shape: Shape) -> None:
        """Take the shape of a phone in one posture."""
        self.frame.set_shape(shape)
        self._fit()

    def await_app(self, name: str, step: str, *, dark: bool = False) -> None:
        """Show the phone while an app is on its way; ``step`` is a key of ``simulator.loading``."""
        self.frame.loading.begin(name, step, dark=dark)
        self._stack.setCurrentWidget(self._desk)
        self._fit()

    def show_view(self, view: QWidget, set_zoom: Callable[[float], None]) -> None:
        """Show a player's view."""
        self.frame.show_view(view, set_zoom)
        self._stack.setCurrentWidget(self._desk)
        self.setFocusProxy(view)
        self._fit()

    def release_view(self) -> None:
        """Show no mini-program."""
        self.setFocusProxy(self.toolbar.device)
        self.frame.release_view()
        self.frame.loading.end(at_once=True)
        self.sheet.show_question(None)
        self.notice.dismiss()
        self.call.hide()
        self.trust_bar.hide()
        self.toolbar.reset()
        self.status.clear()
        self._stack.setCurrentIndex(0)

    def set_zoom(self, zoom: str) -> None:
        """Scale the phone to ``fit``, to the ``width`` there is, or to a percentage."""
        self._zoom = zoom
        self.toolbar.show_zoom(zoom)
        self._fit()

    def set_framed(self, framed: bool) -> None:
        """Draw the phone's housing, or the bare screen."""
        self.frame.set_framed(framed)
        self._fit()

    def show_fact(self, text: str) -> None:
        """Say briefly what was done."""
        self.status.show_fact(text)

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self.frame.color = QColor(colors["phone"])
        self.frame.desk = QColor(colors["desk"])
        self.toolbar.refresh_icons()
        self._fit()

    def pop_out(self) -> None:
        """Give the phone a window of its own; it goes on running."""
        if self.window_ is not None:
            self.window_.raise_()
            self.window_.activateWindow()
            return
        self.window_ = PhoneWindow(self._body, self)
        self.window_.closed.connect(self.bring_back)
        self.window_.resize(_OWN_SIZE.boundedTo(self.screen().availableSize() * 0.95))
        self.window_.set_on_top(self.toolbar.on_top.isChecked())
        self._away.show()
        self.window_.show()

    def bring_back(self) -> None:
        """Take the phone back from its own window."""
        window, self.window_ = self.window_, None
        if window is None:
            return
        self._away.hide()
        self._layout.insertWidget(0, self._body)
        self._body.show()
        window.hide()
        window.deleteLater()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Fit the phone anew when the desk changes its size."""
        if watched is self._desk.viewport() and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def place_notice(self) -> None:
        """Put the notice over the lower part of the phone, a call over the upper one."""
        width = min(360, self._desk.width() - 2 * _MARGIN)
        height = self.notice.fitting_height(width)
        left = (self._desk.width() - width) // 2
        top = self._desk.height() - height - 2 * _MARGIN
        self.notice.setGeometry(left, max(_MARGIN, top), width, height)
        screen = self.frame.screen_rect.toRect().adjusted(8, 8, -8, -8)
        screen.setHeight(self.call.sizeHint().height())
        self.call.setGeometry(screen)

    def _make_desk(self) -> None:
        desk = QWidget()
        desk.setProperty("desk", True)
        desk.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        desk_layout = QVBoxLayout(desk)
        desk_layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        desk_layout.addWidget(self.frame, 0, Qt.AlignmentFlag.AlignCenter)
        self._desk = QScrollArea()
        self._desk.setWidgetResizable(True)
        self._desk.setWidget(desk)
        self._desk.viewport().installEventFilter(self)

    def _make_away(self) -> QWidget:
        away = QWidget()
        layout = QVBoxLayout(away)
        layout.setContentsMargins(0, 0, 0, 24)
        layout.addWidget(EmptyState("phone", "simulator.away.title", "simulator.away.text"), 1)
        back = QPushButton()
        bind(back, back.setText, "simulator.bring_back")
        back.clicked.connect(self.bring_back)
        layout.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        return away

    def _fit(self) -> None:
        if self._zoom in ("fit", "width"):
            room = self._desk.viewport().size()
            room.setWidth(room.width() - 2 * _MARGIN)
            room.setHeight(room.height() - 2 * _MARGIN)
            by_width = self._zoom == "width"
            self.frame.set_zoom(min(_MOST_ZOOM, self.frame.fitting_zoom(room, by_width=by_width)))
        else:
            self.frame.set_zoom(int(self._zoom) / 100)
        self.sheet.setGeometry(self.frame.screen_rect.toRect())
        self.place_notice()

    def _on_zoom_wheeled(self, way: int) -> None:
        now = round(self.frame.zoom * 100)
        larger = [step for step in _STEPS if step > now + 1]
        smaller = [step for step in _STEPS if step < now - 1]
        if way > 0 and larger:
            self.zoom_requested.emit(str(larger[0]))
        elif way < 0 and smaller:
            self.zoom_requested.emit(str(smaller[-1]))

    def _on_top_requested(self, on: bool) -> None:
        if self.window_ is not None:
            self.window_.set_on_top(on)
