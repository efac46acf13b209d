"""The phone's own window, outside the main one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ide.widgets.texts import bind


class PhoneWindow(QWidget):
    """Holds the running phone; closing it gives the phone back."""

    closed = Signal()

    def __init__(self, content: QWidget, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("phoneWindow")
        bind(self, self.setWindowTitle, "dock.simulator")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)

    def set_on_top(self, on: bool) -> None:
        """Stay above other windows, or not; the page goes on running."""
        shown = self.isVisible()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        # Changing the kind of a window hides it.
        self.setVisible(shown)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell that the phone wants back."""
        event.accept()
        self.closed.emit()
