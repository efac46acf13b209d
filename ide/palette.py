"""A list to pick from by typing: files, commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_MOST = 200
_ID = Qt.ItemDataRole.UserRole


class QuickPick(QDialog):
    """Shows the rows that contain the letters typed, in their order; best fits first."""

    chosen = Signal(str)  # id of the row

    def __init__(self, rows: Sequence[tuple[str, str]], placeholder: str, parent: QWidget) -> None:
        """``rows`` are text and id."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._rows = list(rows)
        self.input = QLineEdit()
        self.input.setPlaceholderText(placeholder)
        self.input.setAccessibleName(placeholder)
        self.input.textChanged.connect(self._fill)
        self.input.returnPressed.connect(self._on_return)
        self.input.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(placeholder)
        self.list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.input)
        layout.addWidget(self.list)
        width = min(620, parent.width() - 40)
        self.resize(width, 360)
        self.move(parent.mapToGlobal(parent.rect().topLeft()).x() + (parent.width() - width) // 2,
                  parent.mapToGlobal(parent.rect().topLeft()).y() + 70)  # fmt: skip
        self._fill("")
        self.input.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Move in the list with the arrow keys while typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                row = (self.list.currentRow() + step) % self.list.count()
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        found = [(score, row) for row in self._rows if (score := _score(text, row[0])) is not None]
        found.sort(key=lambda pair: pair[0])
        self.list.clear()
        for _, (words, name) in found[:_MOST]:
            item = QListWidgetItem(words)
            item.setData(_ID, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_return(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.accept()
        self.chosen.emit(str(item.data(_ID)))


def _score(text: str, words: str) -> int | None:
    """Return how far apart the letters stand, None when they are not there in this order."""
    words, at, spread = words.lower(), -1, 0
    exact = words.find(text.lower())
    if exact >= 0:
        return len(words) - len(text)
    for letter in text.lower().replace(" ", ""):
        found = words.find(letter, at + 1)
        if found < 0:
            return None
        spread += found - at
        at = found
    return 1000 + spread
