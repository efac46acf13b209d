"""Draws cells of a JSON tree in the colour of their type; what just changed lights up."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_PADDING = 4
_ICON = 20


class CellPainter(QStyledItemDelegate):
    """The style sheet would give all texts one colour."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row's background, the light of a change, then the text."""
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        text = str(index.data() or "")
        plain.text = ""
        style = self._view.style() or QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, self._view)
        rect: QRect = option.rect
        has_icon = index.data(Qt.ItemDataRole.DecorationRole) is not None
        light = index.data(Qt.ItemDataRole.BackgroundRole)
        painter.save()
        if isinstance(light, QBrush):
            painter.fillRect(rect, light)
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(brush, QBrush):
            painter.setPen(brush.color())
        painter.setFont(plain.font)
        room = rect.adjusted(_PADDING + (_ICON if has_icon else 0), 0, -_PADDING, 0)
        words = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, max(0, room.width())
        )
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, aligned | Qt.TextFlag.TextSingleLine, words)
        painter.restore()
