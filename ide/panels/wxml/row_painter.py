"""Draws rows of the component tree in the colours of code."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from ide.inspect.outline import Facts, line_of, segments
from ide.panels.wxml.tree_model import FACTS_ROLE
from ide.theme.palette import Colors

_TOKENS = {
    "punctuation": "punctuation",
    "tag": "tag",
    "name": "attribute",
    "value": "string",
    "text": "variable",
}
_PADDING = 4
_HEIGHT = 24
_MOST = 400


class RowPainter(QStyledItemDelegate):
    """One line a row, monospaced; a row that is unfolded shows no end tag."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._colors: dict[str, QColor] = {}
        self._font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._font.setPixelSize(12)

    def set_theme(self, colors: Colors) -> None:
        """Use other colours."""
        self._colors = {role: QColor(colors.token[name]) for role, name in _TOKENS.items()}

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the background as every view does, then the pieces of the row."""
        facts = index.data(FACTS_ROLE)
        if not isinstance(facts, Facts):
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        style = self._view.style() or QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, self._view)
        painter.save()
        painter.setFont(self._font)
        metrics = QFontMetrics(self._font)
        rect: QRect = option.rect
        x = rect.left() + _PADDING
        for text, role in segments(facts, open_=self._view.isExpanded(index)):
            if x > rect.right():
                break
            painter.setPen(self._colors.get(role, QColor("gray")))
            area = QRect(x, rect.top(), max(0, rect.right() - x), rect.height())
            aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(area, aligned | Qt.TextFlag.TextSingleLine, text[:_MOST])
            x += metrics.horizontalAdvance(text[:_MOST])
        painter.restore()

    def sizeHint(  # noqa: N802
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of the whole line."""
        facts = index.data(FACTS_ROLE)
        text = line_of(facts)[: _MOST * 2] if isinstance(facts, Facts) else ""
        return QSize(QFontMetrics(self._font).horizontalAdvance(text) + 2 * _PADDING, _HEIGHT)
