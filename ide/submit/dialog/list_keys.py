"""Lets Enter in a list open what is chosen, and not press the dialog's button as well."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListKeys(QObject):
    """Watches lists; views themselves pass Enter on after they have heard it."""

    def __init__(self, views: Iterable[QAbstractItemView], parent: QObject) -> None:
        super().__init__(parent)
        for view in views:
            view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take Enter."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QAbstractItemView):
            if event.type() != QEvent.Type.KeyPress or event.key() not in _ENTER:
                return False
            watched.activated.emit(watched.currentIndex())
            return True
        return super().eventFilter(watched, event)
