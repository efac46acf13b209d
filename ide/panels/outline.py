"""The outline of the shown file as a tree: it follows the cursor, and leads to each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.texts import follow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICONS = {
    "tag": ("symbol-tag", "accent"),
    "template": ("package", "accent"),
    "rule": ("symbol-rule", "accent"),
    "at-rule": ("symbol-rule", "muted"),
    "module": ("package", "accent"),
    "class": ("symbol-class", "warning"),
    "interface": ("symbol-class", "accent"),
    "function": ("symbol-method", "accent"),
    "method": ("symbol-method", "accent"),
}
_OTHER_ICON = ("symbol-field", "muted")
_EXPANDED_ROWS = 400
_EXPANDED_DEPTH = 1


@dataclass
class Node:
    """A symbol as the language service tells it, with its place in the tree."""

    name: str
    kind: str = ""
    detail: str = ""
    line: int = 1
    column: int = 1
    first: tuple[int, int] = (1, 1)
    last: tuple[int, int] = (1, 1)
    parent: Node | None = None
    row: int = 0
    children: list[Node] = field(default_factory=list)


class OutlineModel(QAbstractItemModel):
    """Symbols as rows; the detail stands behind the name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._top = Node("")
        self.count = 0

    def set_symbols(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show other symbols, as ``symbols`` of the language service gives them."""
        self.beginResetModel()
        self._top = Node("")
        self.count = 0
        self._fill(self._top, rows)
        self.endResetModel()

    def node(self, index: Index) -> Node:
        """Return the symbol of a row, the invisible top for no row."""
        found = index.internalPointer() if index.isValid() else self._top
        assert isinstance(found, Node)
        return found

    def at(self, line: int, column: int) -> QModelIndex:
        """Return the row of the innermost symbol around a place."""
        index, node, place = QModelIndex(), self._top, (line, column)
        while True:
            inner = next((n for n in node.children if n.first <= place <= n.last), None)
            if inner is None:
                return index
            index, node = self.index(inner.row, 0, index), inner

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a row."""
        children = self.node(parent).children
        if 0 <= row < len(children) and column == 0:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Return the index of the row above in the tree."""
        above = self.node(index).parent
        if above is None or above is self._top:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the rows in a row."""
        return len(self.node(parent).children)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802
        """There is one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, icon or what the tool tip says."""
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{node.name}   {node.detail}" if node.detail else node.name
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(*_ICONS.get(node.kind, _OTHER_ICON))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{node.name} {node.detail}".strip() + f"  [{node.line}:{node.column}]"
        return None

    def _fill(self, parent: Node, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            whole, name = row["range"], row["nameRange"]
            node = Node(
                row["name"],
                row["kind"],
                row["detail"],
                name["line"],
                name["column"],
                (whole["line"], whole["column"]),
                (whole["endLine"], whole["endColumn"]),
                parent,
                len(parent.children),
            )
            parent.children.append(node)
            self.count += 1
            self._fill(node, row["children"])


class OutlinePanel(QWidget):
    """A field to filter, and the tree."""

    open_requested = Signal(str, int, int)  # path, line, column
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._symbols: Sequence[Mapping[str, Any]] = ()
        self._place = (1, 1)
        self.model = OutlineModel(self)
        self._rows = QSortFilterProxyModel(self)
        self._rows.setSourceModel(self.model)
        self._rows.setRecursiveFilteringEnabled(True)
        self._rows.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = _FilterField()
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.returnPressed.connect(self._on_return_pressed)
        self.filter.down_pressed.connect(self._on_down_pressed)
        self.tree = QTreeView()
        self.tree.setModel(self._rows)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.activated.connect(self._on_activated)
        self.tree.clicked.connect(self._on_activated)
        self._empty = EmptyState("symbol-class", "outline.empty.title", "outline.empty.text")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(8, 4, 8, 4)
        top.addWidget(self.filter)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.tree)
        follow(self, self._retranslate)

    @property
    def path(self) -> str:
        """The file whose outline is shown, empty when there is none."""
        return self._path

    @property
    def current(self) -> str:
        """The name of the row that is chosen, empty without one."""
        index = self.tree.currentIndex()
        return self.model.node(self._rows.mapToSource(index)).name if index.isValid() else ""

    def show_symbols(self, path: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show the outline of a file; what was folded stays folded while it is the same file."""
        if (path, rows) == (self._path, self._symbols):
            return
        folded = self._folded() if path == self._path else None
        self._path, self._symbols = path, rows
        self.model.set_symbols(rows)
        self._stack.setCurrentWidget(self.tree if self.model.count else self._empty)
        if folded is None and self.model.count > _EXPANDED_ROWS:
            self.tree.expandToDepth(_EXPANDED_DEPTH)
        else:
            self.tree.expandAll()
            self._fold(folded or set())
        if folded is None and not self.filter.text():
            # Another file: nobody has chosen a row of it yet, even with the keyboard in the tree.
            self._choose(*self._place)
        else:
            self.follow_cursor(*self._place)

    def follow_cursor(self, line: int, column: int) -> None:
        """Choose the row of the part the cursor is in."""
        self._place = (line, column)
        if not self.tree.hasFocus() and not self.filter.text():
            self._choose(line, column)

    def _choose(self, line: int, column: int) -> None:
        index = self._rows.mapFromSource(self.model.at(line, column))
        if index.isValid() and index != self.tree.currentIndex():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        elif not index.isValid():
            self.tree.clearSelection()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Tell that an outline is wanted; nobody asks for it while it is hidden."""
        super().showEvent(event)
        self.shown.emit()

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(tr("outline.filter"))
        self.filter.setAccessibleName(tr("outline.filter"))
        self.tree.setAccessibleName(tr("dock.outline"))

    def _on_filter_changed(self, text: str) -> None:
        self._rows.setFilterFixedString(text)
        self.tree.expandAll()

    def _on_return_pressed(self) -> None:
        index = self._first_match(_ROOT)
        if index is not None:
            self._on_activated(index)

    def _on_down_pressed(self) -> None:
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        index = self._first_match(_ROOT)
        if index is not None:
            self.tree.setCurrentIndex(index)

    def _first_match(self, parent: Index) -> QModelIndex | None:
        """Return the first row whose own text matches the filter."""
        wanted = self.filter.text().casefold()
        for row in range(self._rows.rowCount(parent)):
            index = self._rows.index(row, 0, parent)
            if wanted in str(index.data()).casefold():
                return index
            inner = self._first_match(index)
            if inner is not None:
                return inner
        return None

    def _on_activated(self, index: QModelIndex) -> None:
        node = self.model.node(self._rows.mapToSource(index))
        if self._path:
            self.open_requested.emit(self._path, node.line, node.column)

    def _folded(self) -> set[tuple[str, ...]]:
        """Return the names that lead to each folded row."""
        found: set[tuple[str, ...]] = set()
        waiting: list[tuple[Index, tuple[str, ...]]] = [(_ROOT, ())]
        while waiting:
            parent, names = waiting.pop()
            for row in range(self._rows.rowCount(parent)):
                index = self._rows.index(row, 0, parent)
                here = (*names, f"{row} {index.data()}")
                if self._rows.hasChildren(index):
                    if not self.tree.isExpanded(index):
                        found.add(here)
                    waiting.append((index, here))
        return found

    def _fold(self, folded: set[tuple[str, ...]]) -> None:
        waiting: list[tuple[Index, tuple[str, ...]]] = [(_ROOT, ())] if folded else []
        while waiting:
            parent, names = waiting.pop()
            for row in range(self._rows.rowCount(parent)):
                index = self._rows.index(row, 0, parent)
                here = (*names, f"{row} {index.data()}")
                if here in folded:
                    self.tree.setExpanded(index, False)
                if self._rows.hasChildren(index):
                    waiting.append((index, here))


class _FilterField(QLineEdit):
    """Down leads into the tree, Escape clears."""

    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the keys that are not for the text."""
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
