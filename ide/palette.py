"""A list to pick from by typing: files, commands."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import translator
from ide.theme import icons

_MOST = 200
_WIDTH, _HEIGHT = 620, 360
_ID = Qt.ItemDataRole.UserRole
_HINT = _ID + 1
_GAP = 10


class _HintDelegate(QStyledItemDelegate):
    """Writes a row's hint at its end, such as the keys of a command."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row, then its hint."""
        super().paint(painter, option, index)
        hint = index.data(_HINT)
        if hint:
            painter.save()
            painter.setFont(option.font)
            painter.setPen(icons.qcolor("muted"))
            end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(option.rect.adjusted(0, 0, -_GAP, 0), end, hint)
            painter.restore()


class QuickPick(QFrame):
    """Lies over the window; shows the rows that fit the letters typed, the best first."""

    chosen = Signal(str)  # id of the row

    def __init__(self, rows: Sequence[tuple[str, str]], placeholder: str, parent: QWidget) -> None:
        """``rows`` are text and id; what follows a tab in the text stands at the end of the row."""
        super().__init__(parent)
        self.setObjectName("quickPick")
        self._rows = list(rows)
        self._before = QApplication.focusWidget()
        self.input = QLineEdit()
        self.input.setPlaceholderText(placeholder)
        self.input.setAccessibleName(placeholder)
        self.input.textChanged.connect(self._fill)
        self.input.returnPressed.connect(self._on_return)
        self.input.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(placeholder)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HintDelegate(self.list))
        self.list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.input)
        layout.addWidget(self.list)
        width = min(_WIDTH, parent.width() - 40)
        self.setGeometry((parent.width() - width) // 2, 60, width, _HEIGHT)
        self._fill("")
        # Its rows are words of the language it was opened in.
        self.destroyed.connect(translator.listen(self._close))

    def open(self) -> None:
        """Show the list with the keyboard in it."""
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Move in the list while typing; go away on Escape and when the focus leaves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._go_back()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._close()
        return super().eventFilter(watched, event)

    def _close(self) -> None:
        self.hide()
        self.deleteLater()

    def _go_back(self) -> None:
        before = self._before
        self._close()
        if before is not None and shiboken6.isValid(before):
            before.setFocus()

    def _fill(self, text: str) -> None:
        found = [(score, row) for row in self._rows if (score := _score(text, row[0])) is not None]
        found.sort(key=lambda pair: pair[0])
        self.list.clear()
        for _, (words, name) in found[:_MOST]:
            title, _, hint = words.partition("\t")
            item = QListWidgetItem(title)
            item.setData(_HINT, hint)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title} {hint}".strip())
            item.setData(_ID, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_return(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self._go_back()
        self.chosen.emit(str(item.data(_ID)))


def _score(text: str, words: str) -> int | None:
    """Return how far apart the letters stand, None when they are not there in this order."""
    if not text:
        return 0
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
