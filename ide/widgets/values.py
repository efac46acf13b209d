"""A tree of JavaScript values, each in the colour of its kind; parts come when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontDatabase

from ide.theme import icons

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[["Node"], None]

_ROOT = QModelIndex()
_COLORS = {
    "string": "success",
    "number": "accent",
    "boolean": "accent",
    "bigint": "accent",
    "symbol": "warning",
    "undefined": "muted",
    "null": "muted",
    "function": "warning",
    "error": "error",
    "accessor": "muted",
    "note": "muted",
}


@dataclass(eq=False)
class Node:
    """One row; ``children`` is None as long as nobody asked for what is inside."""

    name: str
    text: str
    kind: str
    handle: str = ""
    children: list[Node] | None = None
    parent: Node | None = None
    own: bool = True
    data: object = None
    asked: bool = field(default=False, repr=False)

    @property
    def opens(self) -> bool:
        """Whether something is, or may be, inside."""
        return bool(self.handle) if self.children is None else bool(self.children)

    def put(self, children: Sequence[Node]) -> None:
        """Take these nodes in."""
        self.children = list(children)
        for child in children:
            child.parent = self

    def path(self) -> str:
        """Return the expression that leads here, as far as names tell."""
        names: list[str] = []
        node: Node | None = self
        while node is not None and node.parent is not None and node.kind != "scope":
            names.append(node.name)
            node = node.parent
        written = "".join(f"[{n}]" if n.isdigit() else f".{n}" for n in reversed(names))
        return written.removeprefix(".")


class ValueModel(QAbstractItemModel):
    """Rows of nodes in two columns, or in one as ``name: value``."""

    def __init__(self, fetch: Fetch | None = None, parent: QObject | None = None) -> None:
        """``fetch`` brings the children of a node; it calls ``deliver`` when they are there."""
        super().__init__(parent)
        self._fetch = fetch
        self._top = Node("", "", "root", children=[])
        self._font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._faint = QFont(self._font)
        self._faint.setItalic(True)

    def set_roots(self, nodes: Sequence[Node]) -> None:
        """Show other nodes."""
        self.beginResetModel()
        self._top = Node("", "", "root", children=[])
        self._top.put(nodes)
        self.endResetModel()

    def roots(self) -> list[Node]:
        """Return the nodes at the top."""
        return list(self._top.children or ())

    def deliver(self, node: Node, children: Sequence[Node]) -> None:
        """Put what was fetched into a node that is still shown."""
        if node.children is not None or not self._is_shown(node):
            return
        index = self.index_of(node)
        if children:
            self.beginInsertRows(index, 0, len(children) - 1)
            node.put(children)
            self.endInsertRows()
        else:
            node.children = []
            self.dataChanged.emit(index, index)

    def change(self, node: Node, text: str, kind: str, handle: str) -> None:
        """Give a node at the top another value; what was inside is forgotten."""
        index = self.index_of(node)
        if node.children:
            self.beginRemoveRows(index, 0, len(node.children) - 1)
            node.children = None
            self.endRemoveRows()
        node.text, node.kind, node.handle, node.children, node.asked = (
            text,
            kind,
            handle,
            None,
            False,
        )
        self.dataChanged.emit(index, index.siblingAtColumn(1))

    def node(self, index: Index) -> Node:
        """Return the node of a row."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self._top

    def index_of(self, node: Node) -> QModelIndex:
        """Return where a node is."""
        if node.parent is None or node.parent.children is None:
            return QModelIndex()
        return self.createIndex(node.parent.children.index(node), 0, node)

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a cell."""
        children = self.node(parent).children or ()
        if not (0 <= row < len(children) and 0 <= column <= 1):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the row that holds a row."""
        above = self.node(index).parent
        return QModelIndex() if above is None or above is self._top else self.index_of(above)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count what is inside a row, as far as it is known."""
        return 0 if parent.column() > 0 else len(self.node(parent).children or ())

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the columns: name and value."""
        return 2

    def hasChildren(self, parent: Index = _ROOT) -> bool:  # noqa: N802
        """Tell whether a row can be opened."""
        return parent.column() <= 0 and self.node(parent).opens

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Tell whether what is inside was not asked for yet."""
        node = self.node(parent)
        return self._fetch is not None and node.children is None and node.opens and not node.asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for what is inside."""
        node = self.node(parent)
        node.asked = True
        if self._fetch is not None:
            self._fetch(node)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, colour and font of a cell."""
        node = self.node(index)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return node.name if index.column() == 0 else node.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{node.name}: {node.text}" if node.name else node.text
        if role == Qt.ItemDataRole.FontRole:
            return self._font if node.own else self._faint
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1 and node.kind in _COLORS:
            return icons.qcolor(_COLORS[node.kind])
        return None

    def _is_shown(self, node: Node) -> bool:
        above: Node | None = node
        while above is not None and above is not self._top:
            above = above.parent
        return above is self._top
