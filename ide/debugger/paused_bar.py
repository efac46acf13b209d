"""Lies over the phone while the app stands still: where, why, and the way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ide.debugger.panel import state_text
from ide.debugger.pause import Pause
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import follow

_MARGIN = 10
_DIM = 70
_AROUND = 96
"""Pixels of the screen's width that margins, padding and the icon take from the place."""
_STEPS = (("continue", "continue", "F8"), ("step_over", "step-over", "F10"))


class PausedBar(QWidget):
    """Dims the screen it covers; the last picture of the page stays to be seen below."""

    step_requested = Signal(str)  # continue or step_over
    place_requested = Signal()  # show the line in the editor

    def __init__(self, phone: QWidget, screen: Callable[[], QRect]) -> None:
        """``screen`` tells which part of ``phone`` to cover."""
        super().__init__(phone)
        self._phone, self._screen = phone, screen
        self._pause: Pause | None = None
        self._box = QFrame(self)
        self._box.setObjectName("pausedBox")
        self._where = QPushButton()
        self._where.setProperty("flat", True)
        self._where.clicked.connect(self.place_requested)
        self._why = plain("small", wrap=True)
        self._why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        self._steps: dict[str, QPushButton] = {}
        for name, _icon, _key in _STEPS:
            button = QPushButton()
            button.setObjectName(name)
            button.setProperty("primary", name == "continue")
            button.clicked.connect(self._on_clicked)
            self._steps[name] = button
            buttons.addWidget(button)
        layout = QVBoxLayout(self._box)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self._where)
        layout.addWidget(self._why)
        layout.addLayout(buttons)
        phone.installEventFilter(self)
        self.hide()
        follow(self, self._show_texts)

    def show_pause(self, pause: Pause | None) -> None:
        """Cover the phone, or go away when the app runs."""
        self._pause = pause
        self.setVisible(pause is not None)
        if pause is not None:
            self._show_texts()
            self._place()
            self.raise_()

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        for name, icon, _key in _STEPS:
            colour = "accent_text" if name == "continue" else "muted"
            self._steps[name].setIcon(icons.icon(icon, colour))
        self._where.setIcon(icons.icon("pause", "warning"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay over the screen when the phone changes its size."""
        if watched is self._phone and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._show_texts()
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Dim what is below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, _DIM))
        painter.end()

    def _place(self) -> None:
        if self._pause is None:
            return
        self.setGeometry(self._screen())
        width = self.width() - 2 * _MARGIN
        layout = self._box.layout()
        assert layout is not None
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        self._box.setGeometry(_MARGIN, max(_MARGIN, self.height() // 8), width, height)

    def _show_texts(self) -> None:
        for name, _icon, key in _STEPS:
            self._steps[name].setText(f"{tr(f'debug.short.{name}')}  {key}")
        if self._pause is not None:
            top = self._pause.top
            file = top.path.rpartition("/")[2]
            self._where.setAccessibleName(tr("debug.paused", place=f"{file}:{top.line}"))
            # The box is as narrow as a small phone; the icon says that the app is paused.
            room = self._screen().width() - _AROUND
            place, middle = f"{file}:{top.line}", Qt.TextElideMode.ElideMiddle
            self._where.setText(self._where.fontMetrics().elidedText(place, middle, room))
            self._where.setToolTip(f"{tr('debug.show_place')} ({top.place})")
            self._why.setText(self._pause.exception)
            self._why.setVisible(bool(self._pause.exception))
            self.setAccessibleName(state_text(self._pause, ready=True))

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.step_requested.emit(sender.objectName())
