"""Paints what a package weighs as areas; walked with keys, gone into with Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ide.i18n import tr
from ide.submit.size_tree import Block
from ide.submit.treemap import Area, divide
from ide.theme import icons

_HEAD = 20
_PAD = 2
_LEAST_TEXT = 44
_LEAST_INSIDE = 40
_DEPTH = 3
_MOST_BLOCKS = 400
_MEDIA = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "mp3", "mp4", "ttf", "woff"})
_KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def size_text(size: int) -> str:
    """Return a number of bytes as people write it."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:,.2f} MB"
    return f"{size / 1024:,.1f} KB" if size >= 1024 else f"{size} B"


class TreemapView(QWidget):
    """One block and what is inside it; the chosen one is told to who reads the screen out."""

    chosen_changed = Signal(object)  # Block
    entered = Signal(object)  # Block
    opened = Signal(str)  # path of a file

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._root = Block("", "", 0, "all")
        self._trail: list[Block] = []
        self._rects: list[tuple[Block, QRectF, int]] = []
        self._chosen = 0

    @property
    def shown(self) -> Block:
        """The block that fills the view."""
        return self._trail[-1] if self._trail else self._root

    @property
    def trail(self) -> list[Block]:
        """The blocks that lead to the one shown, the whole package first."""
        return [self._root, *self._trail]

    @property
    def chosen(self) -> Block | None:
        """The block the keys stand on."""
        inside = self.shown.children
        return inside[self._chosen] if self._chosen < len(inside) else None

    def set_root(self, root: Block) -> None:
        """Show another package, at the same place where there is one."""
        names = [block.name for block in self._trail]
        if self._root.kind == "all" and not self._root.children and len(root.children) == 1:
            names = [root.children[0].name]  # where there is one part, begin inside
        self._root, self._trail = root, []
        for name in names:
            found = next((one for one in self.shown.children if one.name == name), None)
            if found is None:
                break
            self._trail.append(found)
        self._chosen = min(self._chosen, max(0, len(self.shown.children) - 1))
        self._lay()

    def go_into(self, block: Block) -> None:
        """Fill the view with a block of those shown."""
        if block.children:
            self._trail.append(block)
            self._begin()
        elif block.kind == "file":
            self.opened.emit(block.path)

    def go_out(self, levels: int = 1) -> None:
        """Show the block around."""
        left = self.shown
        self._trail = self._trail[: max(0, len(self._trail) - levels)]
        self._begin()
        inside = self.shown.children
        self._choose(inside.index(left) if left in inside else 0)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size in which most packages can be read."""
        return QSize(560, 300)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the blocks, and the chosen one's edge above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(self.rect(), QColor(icons.color("surface")))
        for block, rect, depth in self._rects:
            self._paint_block(painter, block, rect, depth)
        chosen = self.chosen
        for block, rect, depth in self._rects:
            if block is chosen and depth == 0:
                name = "accent" if self.hasFocus() else "strong_border"
                painter.setPen(QPen(QColor(icons.color(name)), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Divide the room anew."""
        super().resizeEvent(event)
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Walk with the arrows, go in with Enter, out with Backspace."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self._walk(*_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.chosen is not None:
                self.go_into(self.chosen)
        elif key == Qt.Key.Key_Backspace and self._trail:
            self.go_out()
        elif key == Qt.Key.Key_Home:
            self._choose(0)
        elif key == Qt.Key.Key_End:
            self._choose(len(self.shown.children) - 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose what is pointed at."""
        at = self._index_at(event.position())
        if at is not None:
            self._choose(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go into what is pointed at."""
        if self._index_at(event.position()) is not None and self.chosen is not None:
            self.go_into(self.chosen)

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer, also in what is too small for words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            block = self._deepest_at(QPointF(event.pos()))
            if block is not None:
                QToolTip.showText(event.globalPos(), self.words(block), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def words(self, block: Block) -> str:
        """Return name, size and share of a block."""
        share = round(100 * block.size / self._root.size) if self._root.size else 0
        name = block.path or self.title(block)
        return tr("submit.size_words", name=name, size=size_text(block.size), share=share)

    @staticmethod
    def title(block: Block) -> str:
        """Return what a block is called."""
        if block.kind == "all":
            return tr("submit.size_all")
        if block.kind == "part" and not block.path:
            return tr("submit.main_package")
        return block.name

    def _begin(self) -> None:
        self._lay()
        self._choose(0)
        self.entered.emit(self.shown)

    def _choose(self, at: int) -> None:
        self._chosen = max(0, min(at, len(self.shown.children) - 1))
        block = self.chosen
        if block is not None:
            self.setAccessibleDescription(self.words(block))
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )
            self.chosen_changed.emit(block)
        self.update()

    def _walk(self, right: int, down: int) -> None:
        """Go to the nearest block in a direction."""
        tops = [rect for _, rect, depth in self._rects if depth == 0]
        if self._chosen >= len(tops):
            return
        here = tops[self._chosen].center()
        best, least = self._chosen, float("inf")
        for at, rect in enumerate(tops):
            away = rect.center() - here
            along = away.x() * right + away.y() * down
            aside = abs(away.x() * down) + abs(away.y() * right)
            far = along + 2 * aside
            if at != self._chosen and along > 1 and far < least:
                best, least = at, far
        self._choose(best)

    def _lay(self) -> None:
        self._rects = []
        self._divide(self.shown, QRectF(self.rect()), 0)
        self.update()

    def _divide(self, block: Block, rect: QRectF, depth: int) -> None:
        inside = [child for child in block.children if child.size]
        inside = inside[:_MOST_BLOCKS]
        area = Area(rect.x(), rect.y(), rect.width(), rect.height())
        for child, piece in zip(
            inside, divide([child.size for child in inside], area), strict=True
        ):
            place = QRectF(piece.left, piece.top, piece.width, piece.height)
            self._rects.append((child, place, depth))
            room = place.adjusted(_PAD, _HEAD, -_PAD, -_PAD)
            if (
                child.children
                and depth < _DEPTH
                and min(room.width(), room.height()) > _LEAST_INSIDE
            ):
                self._divide(child, room, depth + 1)

    def _paint_block(self, painter: QPainter, block: Block, rect: QRectF, depth: int) -> None:
        painter.setPen(QPen(QColor(icons.color("border")), 1))
        painter.setBrush(QColor(icons.color(_color(block, depth))))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        if rect.width() < _LEAST_TEXT or rect.height() < _HEAD:
            return
        font = QFont(self.font())
        font.setPixelSize(max(9, self.font().pixelSize() - 1))
        font.setBold(bool(block.children))
        painter.setFont(font)
        painter.setPen(QColor(icons.color("text")))
        room = rect.adjusted(5, 2, -4, 0)
        metrics = painter.fontMetrics()
        size = size_text(block.size)
        name = self.title(block)
        line = f"{name}  {size}"
        if metrics.horizontalAdvance(line) > room.width():
            line = name
        words = metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room.topLeft() + QPointF(0, metrics.ascent() + 1), words)

    def _index_at(self, point: QPointF) -> int | None:
        tops = [rect for _, rect, depth in self._rects if depth == 0]
        return next((at for at, rect in enumerate(tops) if rect.contains(point)), None)

    def _deepest_at(self, point: QPointF) -> Block | None:
        found = [block for block, rect, _ in self._rects if rect.contains(point)]
        return found[-1] if found else None


def _color(block: Block, depth: int) -> str:
    """Return the ground of a block: files by kind, what holds others by its depth."""
    if block.kind == "file":
        return "warning_soft" if block.name.rpartition(".")[2].lower() in _MEDIA else "accent_soft"
    return "sunken" if depth % 2 == 0 else "window"
