"""The simulator: toolbar, the phone on its desk, and where it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide.simulator.frame import PhoneFrame
from ide.simulator.notice import Notice
from ide.simulator.sheets import QuestionSheet
from ide.simulator.toolbar import SimulatorToolbar
from ide.simulator.trust_bar import TrustBar
from ide.theme.palette import Colors
from ide.widgets.empty import EmptyState
from ide.widgets.labels import plain
from renderer.host.screen import DevicePreset

_MARGIN = 14


class SimulatorView(QWidget):
    """Shows one running mini-program; asks for what its buttons stand for."""

    page_requested = Signal(str)  # route whose file shall be opened

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toolbar = SimulatorToolbar()
        self.frame = PhoneFrame()
        self.sheet = QuestionSheet(self.frame)
        self.sheet.lower()
        self.notice = Notice()
        self.trust_bar = TrustBar()
        self._zoom = "fit"
        self._route = ""
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
        self.notice.setParent(self._desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("phone", "simulator.empty.title", "simulator.empty.text"))
        self._stack.addWidget(self._desk)
        self._page = QToolButton()
        self._page.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._page.clicked.connect(self._on_page_clicked)
        self._fact = plain("small")
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 2, 8, 2)
        bar.addWidget(self._page)
        bar.addStretch(1)
        bar.addWidget(self._fact)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for bar_above in (self.toolbar, self.trust_bar):
            layout.addWidget(bar_above)
        layout.addWidget(self._stack, 1)
        layout.addLayout(bar)
        self.setMinimumWidth(300)

    def show_device(self, device: DevicePreset) -> None:
        """Take the shape of a phone."""
        self.frame.set_device(device)
        self.toolbar.show_device(device.id)
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
        self.sheet.show_question(None)
        self.notice.dismiss()
        self.trust_bar.hide()
        self.toolbar.reset()
        self.show_place("", "")
        self._fact.setText("")
        self._stack.setCurrentIndex(0)

    def set_zoom(self, zoom: str) -> None:
        """Scale the phone to ``fit`` or to a percentage."""
        self._zoom = zoom
        self.toolbar.show_zoom(zoom)
        self._fit()

    def show_place(self, route: str, query: str) -> None:
        """Say which page is on top."""
        self._route = route
        self._page.setText(f"{route}?{query}" if query else route)
        self._page.setToolTip(self._page.text())

    def show_fact(self, text: str) -> None:
        """Say how long the last step took."""
        self._fact.setText(text)

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self.frame.color = QColor(colors["phone"])
        self.frame.desk = QColor(colors["desk"])
        self.toolbar.refresh_icons()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Fit the phone anew when the desk changes its size."""
        if watched is self._desk.viewport() and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def place_notice(self) -> None:
        """Put the notice over the lower part of the phone."""
        width = min(360, self._desk.width() - 2 * _MARGIN)
        height = self.notice.fitting_height(width)
        left = (self._desk.width() - width) // 2
        top = self._desk.height() - height - 2 * _MARGIN
        self.notice.setGeometry(left, max(_MARGIN, top), width, height)

    def _fit(self) -> None:
        if self._zoom == "fit":
            room = self._desk.viewport().size()
            room.setWidth(room.width() - 2 * _MARGIN)
            room.setHeight(room.height() - 2 * _MARGIN)
            self.frame.set_zoom(self.frame.fitting_zoom(room))
        else:
            self.frame.set_zoom(int(self._zoom) / 100)
        self.sheet.setGeometry(self.frame.screen_rect.toRect())
        self.place_notice()

    def _on_page_clicked(self) -> None:
        if self._route:
            self.page_requested.emit(self._route)
