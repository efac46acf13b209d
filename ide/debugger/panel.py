"""The debugger's panel: steps, calls, variables, watched expressions and all breakpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide.debugger.breakpoint_list import BreakpointList
from ide.debugger.breakpoints import Breakpoint
from ide.debugger.frames import FrameModel
from ide.debugger.pause import Frame, Pause, Property, Value
from ide.debugger.variables import Variables
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind, follow

_WIDTHS = (200, 300, 200)
"""Shares of calls, variables and breakpoints at first."""
_STEPS = (
    ("continue", "continue"),
    ("pause", "pause"),
    ("step_over", "step-over"),
    ("step_into", "step-into"),
    ("step_out", "step-out"),
)
_EXCEPTIONS = ("none", "uncaught", "all")


class DebugPanel(QWidget):
    """Shows a pause; every button only asks."""

    step_requested = Signal(str)  # continue, pause, step_over, step_into or step_out
    devtools_requested = Signal()
    exceptions_chosen = Signal(str)  # none, uncaught or all
    frame_chosen = Signal(object)  # Frame
    properties_wanted = Signal(object)  # a Node of the variables
    watch_wanted = Signal(str)  # an expression to evaluate

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pause: Pause | None = None
        self._ready = False
        self._buttons: dict[str, QToolButton] = {}
        self._state = plain("muted", wrap=True)
        self._state.setContentsMargins(12, 0, 12, 4)
        self.breakpoints = BreakpointList()
        self.variables = Variables()
        self.variables.fetch_wanted.connect(self.properties_wanted)
        self.variables.watch_wanted.connect(self.watch_wanted)
        self.frames = QListView()
        self.frames.setUniformItemSizes(True)
        self._frames = FrameModel(self)
        self.frames.setModel(self._frames)
        self.frames.selectionModel().currentChanged.connect(self._on_frame_changed)
        bind(self.frames, self.frames.setAccessibleName, "debug.calls")
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        for key, part in (
            ("debug.calls", self.frames),
            ("debug.variables", self.variables),
            ("debug.breakpoints", self.breakpoints),
        ):
            parts.addWidget(_titled(key, part))
        parts.setStretchFactor(1, 2)
        parts.setSizes(list(_WIDTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_bar())
        layout.addWidget(self._state)
        layout.addWidget(parts, 1)
        self.setFocusProxy(self.frames)
        follow(self, self._retranslate)

    @property
    def frame(self) -> Frame | None:
        """The call that is looked at."""
        return self._frames.frame(self.frames.currentIndex()) if self._pause else None

    def show_pause(self, pause: Pause) -> None:
        """Show where and why the app stands still."""
        self._pause = pause
        self._frames.show_frames(pause.frames)
        row = self._frames.row_of(pause.top)
        self.frames.setCurrentIndex(self._frames.index(row))
        self._show_state()

    def show_running(self) -> None:
        """The app runs, or there is none."""
        self._pause = None
        self._frames.show_frames(())
        self.variables.show_nothing()
        self._show_state()

    def show_ready(self, ready: bool) -> None:
        """Say whether an app can be stopped."""
        self._ready = ready
        self._show_state()

    def show_breakpoints(self, rows: Sequence[Breakpoint], lines: Mapping[int, int]) -> None:
        """List the breakpoints; ``lines`` tells where those really stop that are in the app."""
        self.breakpoints.show_breakpoints(rows, lines)

    def deliver(self, node: object, properties: Sequence[Property]) -> None:
        """Put what is inside a value into its row."""
        self.variables.deliver(node, properties)

    def show_watched(self, expression: str, value: Value) -> None:
        """Show what an expression is worth now."""
        self.variables.show_watched(expression, value)

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        for name, icon in _STEPS:
            colour = "accent" if name == "continue" else "muted"
            self._buttons[name].setIcon(icons.icon(icon, colour))
        self._devtools.setIcon(icons.icon("devtools"))
        self.breakpoints.refresh_icons()

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(2)
        for name, _icon in _STEPS:
            button = QToolButton()
            button.setObjectName(name)
            bind(button, button.setToolTip, f"debug.{name}")
            bind(button, button.setAccessibleName, f"debug.{name}")
            button.clicked.connect(self._on_step_clicked)
            self._buttons[name] = button
            bar.addWidget(button)
        bar.addStretch(1)
        self.exceptions = QComboBox()
        bind(self.exceptions, self.exceptions.setAccessibleName, "debug.exceptions")
        bind(self.exceptions, self.exceptions.setToolTip, "debug.exceptions")
        for choice in _EXCEPTIONS:
            self.exceptions.addItem("", choice)
        self.exceptions.activated.connect(self._on_exceptions_chosen)
        self._devtools = QToolButton()
        bind(self._devtools, self._devtools.setToolTip, "dock.devtools")
        bind(self._devtools, self._devtools.setAccessibleName, "dock.devtools")
        self._devtools.clicked.connect(self.devtools_requested)
        bar.addWidget(self.exceptions)
        bar.addWidget(self._devtools)
        return bar

    def _retranslate(self) -> None:
        self._show_state()
        if self.frame is not None:
            self.variables.show_frame(self.frame)

    def _show_state(self) -> None:
        for index, choice in enumerate(_EXCEPTIONS):
            self.exceptions.setItemText(index, tr(f"debug.stop_at.{choice}"))
        paused = self._pause is not None
        for name, button in self._buttons.items():
            button.setEnabled(self._ready and not paused if name == "pause" else paused)
        self._state.setText(state_text(self._pause, ready=self._ready))
        self._state.setToolTip(self._state.text())

    def _on_step_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.step_requested.emit(sender.objectName())

    def _on_exceptions_chosen(self, index: int) -> None:
        self.exceptions_chosen.emit(str(self.exceptions.itemData(index)))

    def _on_frame_changed(self, index: QModelIndex) -> None:
        frame = self._frames.frame(index)
        if frame is not None and self._pause is not None:
            self.variables.show_frame(frame)
            self.frame_chosen.emit(frame)


def state_text(pause: Pause | None, *, ready: bool) -> str:
    """Say in one sentence whether the app runs, or where and why it stands still."""
    if pause is None:
        return tr("debug.running") if ready else tr("debug.detached")
    if pause.exception:
        return tr("debug.paused_exception", place=pause.top.place, text=pause.exception)
    return tr("debug.paused", place=pause.top.place)


def _titled(key: str, part: QWidget) -> QWidget:
    box = QWidget()
    title: QLabel = label(key, "small")
    title.setContentsMargins(8, 4, 8, 4)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(title)
    layout.addWidget(part, 1)
    return box
