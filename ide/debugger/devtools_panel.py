"""The dock that shows Chromium's developer tools, docked or in a window of its own."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ide.widgets.empty import EmptyState


class DevToolsPanel(QWidget):
    """Shows the page of developer tools that somebody else owns; asks for one when it is seen."""

    wanted = Signal(bool)  # whether developer tools can be seen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: QWebEngineView | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("devtools", "devtools.empty.title", "devtools.empty.text"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumHeight(160)

    @property
    def view(self) -> QWebEngineView | None:
        """The engine's view, None while there is nothing to show."""
        return self._view

    def show_page(self, page: QWebEnginePage | None) -> None:
        """Show developer tools, or none; the page stays with its owner."""
        view, self._view = self._view, None
        if view is not None and shiboken6.isValid(view):
            self._stack.removeWidget(view)
            shiboken6.delete(view)
        self.setFocusProxy(None)  # type: ignore[arg-type]
        if page is None:
            return
        self._view = QWebEngineView(page, self)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._stack.addWidget(self._view)
        self._stack.setCurrentWidget(self._view)
        self.setFocusProxy(self._view)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Ask for developer tools when the panel comes into sight."""
        super().showEvent(event)
        self.wanted.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Say that nobody looks any more."""
        super().hideEvent(event)
        self.wanted.emit(False)
