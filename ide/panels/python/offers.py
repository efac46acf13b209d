"""The list of completions below what is being typed in the console."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QListWidgetItem, QWidget
from qtconsole.completion_widget import CompletionWidget

_ROWS = 10
_LEAST_WIDTH = 160
_PADDING = 8


class Offers(CompletionWidget):
    """Shows each offer in full: selectors, routes and devices have dots of their own."""

    def __init__(self, console: QWidget) -> None:
        super().__init__(console)
        self.setObjectName("offers")

    def show_items(self, cursor: QTextCursor, items: Sequence[str], prefix_length: int = 0) -> None:
        """Show ``items`` for the word of ``prefix_length`` characters that ends at the cursor."""
        self.clear()
        for text in items:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, text)
            self.addItem(item)
        # Of the same length as what stands there already: the item replaces that.
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, prefix_length
        )
        self._start_position = cursor.position()
        self.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        """Stand below the line that is typed, or above it where there is no room."""
        frame = 2 * self.frameWidth()
        height = self.sizeHintForRow(0) * min(self.count(), _ROWS) + frame + _PADDING
        bar = self.verticalScrollBar().sizeHint().width()
        width = max(_LEAST_WIDTH, self.sizeHintForColumn(0) + bar + frame + _PADDING)
        edit = self._text_edit
        line = edit.cursorRect()
        below = edit.viewport().mapToGlobal(line.bottomLeft())
        if below.y() + height > self.screen().availableGeometry().bottom():
            below = edit.viewport().mapToGlobal(line.topLeft())
            below.setY(below.y() - height)
        self.setGeometry(below.x(), below.y(), width, height)
