"""Cards with a picture, a title and a line below: projects and templates to choose from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ide.theme import icons
from ide.theme.palette import Colors

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PADDING, _RADIUS, _GAP = 8, 8, 12
_LINE = 18
CARD_INSET = _PADDING + _GAP // 2
"""How far a picture lies inside its view, in pixels."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Card:
    """What one card shows; ``id`` is what is told when it is chosen."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    picture: Path | None = None
    marked: bool = False
    """Pinned: a pin lies on the picture."""
    faded: bool = False
    """Cannot be opened: pale."""
    tip: str = ""


class CardModel(QAbstractListModel):
    """The cards, of which a search leaves those that hold all its words."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Card] = ()
        self._shown: Sequence[Card] = ()
        self._words: tuple[str, ...] = ()

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self._all = tuple(cards)
        self._choose()

    def search(self, text: str) -> None:
        """Leave the cards that hold every word of ``text``."""
        self._words = tuple(text.casefold().split())
        self._choose()

    def card(self, index: Index) -> Card:
        """Return the card of an index."""
        return self._shown[index.row()]

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the cards shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a card; the pictures are drawn by :class:`CardDelegate`."""
        card = self.card(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.tip
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((card.title, *card.lines))
        return None

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = [card for card in self._all if self._fits(card)]
        self.endResetModel()

    def _fits(self, card: Card) -> bool:
        text = " ".join((card.title, *card.lines, card.tip)).casefold()
        return all(word in text for word in self._words)


class CardDelegate(QStyledItemDelegate):
    """Draws a card in the colours of the theme."""

    def __init__(self, picture: QSize, lines: int) -> None:
        super().__init__()
        self.colors: Colors | None = None
        self.picture = picture
        self._lines = lines

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """Return the size of every card."""
        height = self.picture.height() + _PADDING * 3 + 4 + _LINE * (1 + self._lines)
        return QSize(self.picture.width() + 2 * _PADDING, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        model = index.model()
        if not isinstance(model, CardModel) or self.colors is None:
            return
        card, colors = model.card(index), self.colors
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        # Qt's stubs leave out the members of QStyleOption.
        rect, state = option.rect, option.state
        self._draw_ground(painter, rect, state, colors)
        place = QRect(rect.topLeft() + QPoint(_PADDING, _PADDING), self.picture)
        self._draw_picture(painter, place, card, colors)
        self._draw_words(painter, place, card, colors)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, colors: Colors
    ) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        under_pointer = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        ground = "accent_soft" if chosen else "hover" if under_pointer else ""
        if ground or focused:
            painter.setBrush(QColor(colors[ground]) if ground else Qt.BrushStyle.NoBrush)
            line = QPen(QColor(colors["accent"]), 2) if focused else QPen(Qt.PenStyle.NoPen)
            painter.setPen(line)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _draw_picture(self, painter: QPainter, place: QRect, card: Card, colors: Colors) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(place), 6, 6)
        painter.fillPath(shape, QColor(colors["sunken"]))
        picture = _picture(card.picture, _stamp(card.picture)) if card.picture else QPixmap()
        painter.setOpacity(0.35 if card.faded else 1)
        if picture.isNull():
            side = 28
            corner = place.center() - QPoint(side // 2, side // 2)
            painter.drawPixmap(corner, icons.pixmap("phone", "disabled", side, _ratio(painter)))
        else:
            painter.save()
            painter.setClipPath(shape)
            height = round(picture.height() * place.width() / picture.width())
            painter.drawPixmap(QRect(place.topLeft(), QSize(place.width(), height)), picture)
            painter.restore()
        painter.setOpacity(1)
        painter.setPen(QPen(QColor(colors["border"]), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        if card.marked:
            corner = place.topRight() + QPoint(-27, 5)
            painter.setBrush(QColor(colors["surface"]))
            painter.drawEllipse(QRect(corner, QSize(22, 22)))
            pin = icons.pixmap("pin", "accent", 14, _ratio(painter))
            painter.drawPixmap(corner + QPoint(4, 4), pin)

    def _draw_words(self, painter: QPainter, place: QRect, card: Card, colors: Colors) -> None:
        top = place.bottom() + 1 + _PADDING
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        small = QFont(painter.font())
        small.setPixelSize(12)
        title = "muted" if card.faded else "text"
        rows = [(card.title, bold, title)]
        rows += [(line, small, "muted") for line in card.lines[: self._lines]]
        for number, (text, font, color) in enumerate(rows):
            middle = Qt.TextElideMode.ElideMiddle if number == 1 else Qt.TextElideMode.ElideRight
            painter.setFont(font)
            painter.setPen(QColor(colors[color]))
            words = QFontMetrics(font).elidedText(text, middle, place.width())
            line = QRect(place.left(), top, place.width(), _LINE)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
            )
            top += _LINE


class CardView(QListView):
    """Cards side by side: a click or Enter chooses one, Ctrl and Shift select several."""

    chosen = Signal(str)  # id
    removal_requested = Signal(list)  # ids
    menu_requested = Signal(str, QPoint)  # id, place on the screen

    def __init__(self, picture: QSize, lines: int, *, several: bool = False) -> None:
        super().__init__()
        self.cards = CardModel()
        self._delegate = CardDelegate(picture, lines)
        self._pressed: QModelIndex | None = None
        self.setModel(self.cards)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(_GAP // 2)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    @property
    def row_height(self) -> int:
        """Return the height of one row of cards, with the room around it."""
        option = QStyleOptionViewItem()
        return self._delegate.sizeHint(option, _ROOT).height() + _GAP

    def rows_in(self, width: int) -> int:
        """Return how many rows the cards need in a width."""
        option = QStyleOptionViewItem()
        columns = max(1, width // (self._delegate.sizeHint(option, _ROOT).width() + _GAP))
        return max(1, math.ceil(self.cards.rowCount() / columns))

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards; the first becomes the one that the keyboard is on."""
        self.cards.set_cards(cards)
        if cards:
            self.setCurrentIndex(self.cards.index(0))
            self.clearSelection()

    def set_picture(self, size: QSize) -> None:
        """Draw larger or smaller pictures."""
        self._delegate.picture = size
        self.scheduleDelayedItemsLayout()

    def choose_row(self, row: int) -> None:
        """Put the keyboard on a card."""
        self.setCurrentIndex(self.cards.index(row))

    def ids(self) -> list[str]:
        """Return the ids of the selected cards."""
        return [self.cards.card(index).id for index in self.selectedIndexes()]

    def use(self, colors: Colors) -> None:
        """Draw in other colours."""
        self._delegate.colors = colors
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose with Enter, ask for removal with Delete, for the menu with its key."""
        current = self.currentIndex()
        if current.isValid() and event.key() in _ENTER:
            self.chosen.emit(self.cards.card(current).id)
        elif current.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit(self.ids() or [self.cards.card(current).id])
        elif current.isValid() and event.key() == Qt.Key.Key_Menu:
            self._ask_for_menu(current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember which card was pressed."""
        self._pressed = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the card that was pressed and released without a key."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        if plain and left and index.isValid() and index == self._pressed:
            self.chosen.emit(self.cards.card(index).id)

    def _on_menu_requested(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self._ask_for_menu(index, place)

    def _ask_for_menu(self, index: QModelIndex, place: QPoint | None = None) -> None:
        where = place or self.visualRect(index).center()
        self.menu_requested.emit(self.cards.card(index).id, self.viewport().mapToGlobal(where))


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatio()


def _stamp(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=128)
def _picture(file: Path, _stamp: int) -> QPixmap:
    return QPixmap(str(file))
