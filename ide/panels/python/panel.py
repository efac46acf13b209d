"""The dock of the Python console: its bar, what it is for while it is off, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

if TYPE_CHECKING:
    from ide.panels.python.view import ConsoleView

_ICONS = {"interrupt": "stop", "restart": "refresh", "run": "play", "clear": "clear"}
_WORDS_HEIGHT, _LEAST_WORDS_HEIGHT = 130, 60


class PythonPanel(QWidget):
    """Shows a console once there is one; what its buttons ask is for others to do."""

    start_requested = Signal()
    interrupt_requested = Signal()
    restart_requested = Signal()
    run_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: ConsoleView | None = None
        self._state = ("off", "")
        self.buttons = {name: self._button(name) for name in _ICONS}
        self.state_label = QLabel()
        self.state_label.setProperty("role", "small")
        self.start_button = QPushButton()
        self.start_button.setProperty("primary", True)
        bind(self.start_button, self.start_button.setText, "python.start")
        self.start_button.clicked.connect(self.start_requested)
        self._notice = self._make_notice()
        self._stack = QStackedWidget()
        self._off = self._make_off()
        self._stack.addWidget(self._off)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_bar())
        layout.addWidget(self._notice)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.start_button)
        follow(self, self._show_state)

    def show_view(self, view: ConsoleView) -> None:
        """Show the text of a console in place of another one."""
        self.take_view_away()
        self.view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)

    def take_view_away(self) -> None:
        """Show what the console is for; its text is gone."""
        view, self.view = self.view, None
        if view is not None:
            self.setFocusProxy(self.start_button)
            self._stack.removeWidget(view)
            view.deleteLater()
        self._stack.setCurrentWidget(self._off)

    def show_state(self, state: str, reason: str = "") -> None:
        """Say what the console does: ``off``, ``starting``, ``ready``, ``busy`` or ``ended``.

        ``reason`` says why it ended.
        """
        self._state = (state, reason)
        self._show_state()

    @property
    def state(self) -> str:
        """What the console does."""
        return self._state[0]

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        for name, button in self.buttons.items():
            button.setIcon(icons.icon(_ICONS[name]))

    def _show_state(self) -> None:
        state, reason = self._state
        self.state_label.setText(tr(f"python.state.{state}"))
        self.state_label.setVisible(state != "off")
        self._notice.setVisible(state == "ended")
        self._told.setText(tr("python.ended", reason=reason))
        on = state in {"starting", "ready", "busy"}
        self.buttons["interrupt"].setEnabled(state == "busy")
        self.buttons["restart"].setEnabled(on)
        self.buttons["clear"].setEnabled(state != "off")

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 5, 8, 5)
        bar.setSpacing(4)
        for button in self.buttons.values():
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.state_label)
        self.refresh_icons()
        return bar

    def _make_off(self) -> QWidget:
        page = QWidget()
        page.setProperty("surface", True)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = EmptyState("python", "python.empty.title", "python.empty.text")
        words.setMaximumHeight(_WORDS_HEIGHT)
        words.setMinimumHeight(_LEAST_WORDS_HEIGHT)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addStretch(2)
        layout.addWidget(words, 100)
        layout.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def _make_notice(self) -> QWidget:
        notice = QWidget()
        notice.setProperty("notice", True)
        notice.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._told = plain(wrap=True)
        self.again_button = QPushButton()
        bind(self.again_button, self.again_button.setText, "python.again")
        self.again_button.clicked.connect(self.start_requested)
        row = QHBoxLayout(notice)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._told, 1)
        row.addWidget(self.again_button)
        return notice

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        bind(button, button.setToolTip, f"python.{name}")
        bind(button, button.setAccessibleName, f"python.{name}")
        button.clicked.connect(getattr(self, f"{name}_requested"))
        return button
