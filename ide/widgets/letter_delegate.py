"""Draws a file's name, and at the right the letter of what changed in it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_ROOM = 20


class LetterDelegate(QStyledItemDelegate):
    """Names give way to the letter, so that neither covers the other."""

    def __init__(self, letter_role: int, parent: QObject | None = None) -> None:
        """``letter_role`` is the role under which the model has the letter."""
        super().__init__(parent)
        self._role = letter_role

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        letter = index.data(self._role)
        if not letter:
            super().paint(painter, option, index)
            return
        own = QStyleOptionViewItem(option)
        own.rect = option.rect.adjusted(0, 0, -_ROOM, 0)
        super().paint(painter, own, index)
        painter.save()
        color = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(color, QColor):
            painter.setPen(color)
        place = option.rect.adjusted(option.rect.width() - _ROOM, 0, -4, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(letter))
        painter.restore()
