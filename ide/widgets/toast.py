"""Messages as small boxes in a corner of the window; errors stay until they are closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ide.messages import Level, Message
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import bind

_STAY_MS = {Level.INFO: 5000, Level.WARNING: 9000, Level.ERROR: 0}
_ICONS = {
    Level.INFO: ("info", "info"),
    Level.WARNING: ("warning", "warning"),
    Level.ERROR: ("error", "error"),
}
_WIDTH = 380
_MARGIN = 14
_MOST = 4


class Toasts(QWidget):
    """The stack of messages above the bottom right corner of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        parent.installEventFilter(self)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """The messages on screen, oldest first."""
        return [toast.text for toast in self._toasts()]

    def show_message(self, message: Message) -> None:
        """Add a message; the oldest goes when there are too many."""
        if message.text in self.texts:
            return
        toasts = self._toasts()
        for toast in toasts[: max(0, len(toasts) - _MOST + 1)]:
            self._drop(toast)
        toast = _Toast(message, self)
        toast.close_button.clicked.connect(self._on_close_clicked)
        toast.timer.timeout.connect(self._on_timeout)
        self._layout.addWidget(toast)
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in the corner when the parent changes its size."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _toasts(self) -> list[_Toast]:
        items = (self._layout.itemAt(index) for index in range(self._layout.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, _Toast)]

    def _drop(self, toast: _Toast) -> None:
        self._layout.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        self.setVisible(self._layout.count() > 0)
        self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None or not self.isVisible():
            return
        heights = [toast.fitting_height(_WIDTH) for toast in self._toasts()]
        height = sum(heights) + self._layout.spacing() * max(0, len(heights) - 1)
        left = parent.width() - _WIDTH - _MARGIN
        self.setGeometry(left, parent.height() - height - _MARGIN - 28, _WIDTH, height)

    def _on_close_clicked(self) -> None:
        self._drop_owner(self.sender())

    def _on_timeout(self) -> None:
        self._drop_owner(self.sender())

    def _drop_owner(self, sender: QObject | None) -> None:
        for toast in self._toasts():
            if sender in (toast.close_button, toast.timer):
                self._drop(toast)
                return


class _Toast(QFrame):
    """One message."""

    def fitting_height(self, width: int) -> int:
        """Return the height at which the whole text shows, and take it."""
        layout = self.layout()
        if layout is None:
            return 0
        for child in (self, *self.findChildren(QWidget)):
            child.ensurePolished()
        layout.invalidate()
        height = layout.totalHeightForWidth(width)
        self.setFixedHeight(height)
        return height

    def __init__(self, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = message.text
        self.setObjectName("toast")
        self.setProperty("level", str(message.level))
        self.setAccessibleName(message.text)
        picture = QLabel()
        name, color = _ICONS[message.level]
        picture.setPixmap(icons.pixmap(name, color, 16, self.devicePixelRatioF()))
        words = plain(text=message.text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton()
        self.close_button.setIcon(icons.icon("close"))
        bind(self.close_button, self.close_button.setToolTip, "button.close")
        bind(self.close_button, self.close_button.setAccessibleName, "button.close")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 6, 8)
        layout.setSpacing(10)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        if _STAY_MS[message.level]:
            self.timer.start(_STAY_MS[message.level])
