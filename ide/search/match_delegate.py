"""Draws a match: what stands around it, the match itself, and what it becomes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ide.search.match_tree import MATCH
from ide.search.matching import Match
from ide.theme import icons

_BEFORE = 26
"""How many characters before a match are shown: it has to be in sight in a narrow dock."""


class MatchDelegate(QStyledItemDelegate):
    """Rows that are files look as everywhere; rows that are matches show where the match is."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        match = index.data(MATCH)
        if not isinstance(match, Match):
            super().paint(painter, option, index)
            return
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        widget = own.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, widget)
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, own, widget)
        painter.save()
        painter.setClipRect(area)
        _draw(painter, area, match, own.font)
        painter.restore()


def _draw(painter: QPainter, area: QRect, match: Match, font: QFont) -> None:
    before = match.before
    if len(before) > _BEFORE:
        before = f"…{before[-_BEFORE:]}"
    struck = QFont(font)
    struck.setStrikeOut(match.replaced is not None)
    pieces = [(before, "text", "", font)]
    pieces.append((_one_line(match.text), "text", _soft(match), struck))
    if match.replaced:
        pieces.append((_one_line(match.replaced), "text", "success_soft", font))
    pieces.append((match.after, "text", "", font))
    left = area.left()
    for text, color, ground, face in pieces:
        painter.setFont(face)
        width = painter.fontMetrics().horizontalAdvance(text)
        place = QRect(left, area.top(), width, area.height())
        if ground:
            painter.fillRect(place.adjusted(0, 2, 0, -2), icons.qcolor(ground))
        painter.setPen(icons.qcolor(color))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        left += width
        if left > area.right():
            return


def _soft(match: Match) -> str:
    return "warning_soft" if match.replaced is None else "error_soft"


def _one_line(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", " ")
