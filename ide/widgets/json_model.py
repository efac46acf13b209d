"""A value of JSON as a tree of rows that can be edited and shows what changed."""

from __future__ import annotations

from time import monotonic
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QBrush

from ide.i18n import tr, translator
from ide.theme import icons
from ide.widgets.json_values import NotJsonError, Path, brief, kind, members, parse, to_json

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_FLASH_S = 1.0
_COLORS = {"string": "success", "number": "accent", "boolean": "accent", "null": "muted"}
PATH_ROLE = Qt.ItemDataRole.UserRole
CHANGED_ROLE = Qt.ItemDataRole.UserRole + 1
VALUE_ROLE = Qt.ItemDataRole.UserRole + 2


class _Node:
    __slots__ = ("at", "changed", "key", "kids", "parent", "touched", "value")

    def __init__(self, key: str | int, value: Any, parent: _Node | None, at: int) -> None:
        self.key = key
        self.value = value
        self.parent = parent
        self.at = at
        self.kids: list[_Node] | None = None
        self.changed = 0.0
        self.touched = False

    def inside(self) -> list[_Node]:
        if self.kids is None:
            pairs = members(self.value)
            self.kids = [_Node(key, value, self, at) for at, (key, value) in enumerate(pairs)]
        return self.kids

    def path(self) -> Path:
        return () if self.parent is None else (*self.parent.path(), self.key)


class JsonModel(QAbstractItemModel):
    """Three columns: key, value, type. An edit is a request; the value changes when it is shown."""

    edit_requested = Signal(object, object)  # Path, value
    refused = Signal(str)  # text that is no JSON

    def __init__(self, parent: QObject | None = None, *, editable: bool = False) -> None:
        super().__init__(parent)
        self.editable = editable
        self._root = _Node("", {}, None, 0)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(round(_FLASH_S * 1000) + 50)
        self._fading.timeout.connect(self._fade)
        forget = translator.listen(self._retranslate)
        self.destroyed.connect(forget)

    @property
    def value(self) -> Any:
        """What is shown."""
        return self._root.value

    def show_value(self, value: Any) -> None:
        """Show another value; nothing counts as changed."""
        self.beginResetModel()
        self._root = _Node("", value, None, 0)
        self.endResetModel()

    def update_value(self, value: Any) -> bool:
        """Show the same thing with what changed in it marked; return whether anything did."""
        if value == self._root.value:
            return False
        self._update(self._root, value, monotonic())
        self._fading.start()
        return True

    def forget_changes(self) -> None:
        """Begin anew with what counts as changed."""
        for node in self._known():
            if node.touched:
                node.touched = False
                self._tell(node)

    def path(self, index: Index) -> Path:
        """Return the path of a row."""
        return self._node(index).path()

    # what views ask

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Return the index of a member."""
        inside = self._node(parent).inside()
        if not (0 <= row < len(inside) and 0 <= column < 3):
            return QModelIndex()
        return self.createIndex(row, column, inside[row])

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        """Return the index of what a row is in."""
        above = self._node(index).parent
        if above is None or above.parent is None:
            return QModelIndex()
        return self.createIndex(above.at, 0, above)

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802
        """Count the members."""
        return 0 if parent.column() > 0 else len(self._node(parent).inside())

    def columnCount(self, _parent: Index = _NONE) -> int:  # noqa: N802
        """Return 3."""
        return 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let values be edited where that is allowed."""
        flags = super().flags(index)
        editable = self.editable and index.column() == 1
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return texts, colours, and the value and path of a row."""
        node = self._node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (str(node.key), brief(node.value), _type(node.value))[index.column()]
            case Qt.ItemDataRole.EditRole:
                return to_json(node.value)
            case Qt.ItemDataRole.ToolTipRole:
                return brief(node.value)
            case Qt.ItemDataRole.ForegroundRole:
                return _brush(node, index.column())
            case Qt.ItemDataRole.BackgroundRole:
                fresh = monotonic() - node.changed < _FLASH_S
                return QBrush(icons.qcolor("warning_soft")) if fresh else None
        if role == PATH_ROLE:
            return node.path()
        if role == CHANGED_ROLE:
            return node.touched
        return node.value if role == VALUE_ROLE else None

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Ask for an edit of what was typed."""
        node = self._node(index)
        if role != Qt.ItemDataRole.EditRole or index.column() != 1:
            return False
        try:
            wanted = parse(str(value), node.value)
        except NotJsonError:
            self.refused.emit(str(value))
            return False
        if wanted != node.value or kind(wanted) != kind(node.value):
            self.edit_requested.emit(node.path(), wanted)
        return True

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the titles of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(("json.key", "json.value", "json.type")[section])
        return None

    # changes

    def _node(self, index: Index) -> _Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else self._root

    def _index_of(self, node: _Node, column: int = 0) -> QModelIndex:
        if node.parent is None:
            return QModelIndex()
        return self.createIndex(node.at, column, node)

    def _update(self, node: _Node, value: Any, now: float) -> None:
        same_kind = kind(node.value) == kind(value)
        old, node.value = node.value, value
        if node.parent is not None and old != value:
            node.changed, node.touched = now, True
            self._tell(node)
        if node.kids is None:
            return
        wanted = members(value)
        keys = [key for key, _ in wanted]
        if not same_kind or [kid.key for kid in node.kids] != keys[: len(node.kids)]:
            self._remove_missing(node, node.kids, set(keys) if same_kind else set())
        self._take_members(node, node.kids, wanted, now)

    def _remove_missing(self, node: _Node, kids: list[_Node], keys: set[str | int]) -> None:
        for at in range(len(kids) - 1, -1, -1):
            if kids[at].key not in keys:
                self.beginRemoveRows(self._index_of(node), at, at)
                del kids[at]
                _number(kids)
                self.endRemoveRows()

    def _take_members(
        self, node: _Node, kids: list[_Node], wanted: list[tuple[str | int, Any]], now: float
    ) -> None:
        while len(kids) > len(wanted):
            self.beginRemoveRows(self._index_of(node), len(kids) - 1, len(kids) - 1)
            kids.pop()
            self.endRemoveRows()
        for at, (key, value) in enumerate(wanted):
            if at < len(kids) and kids[at].key == key:
                if kids[at].value != value or kind(kids[at].value) != kind(value):
                    self._update(kids[at], value, now)
                else:
                    kids[at].value = value
                continue
            later = next((kid for kid in kids[at:] if kid.key == key), None)
            if later is not None:
                # The order of keys changed: the row is moved by taking it out and putting it in.
                self.beginRemoveRows(self._index_of(node), later.at, later.at)
                kids.remove(later)
                _number(kids)
                self.endRemoveRows()
            fresh = later or _Node(key, value, node, at)
            if later is None:
                fresh.changed, fresh.touched = now, True
            self.beginInsertRows(self._index_of(node), at, at)
            kids.insert(at, fresh)
            _number(kids)
            self.endInsertRows()
            if later is not None and later.value != value:
                self._update(later, value, now)

    def _fade(self) -> None:
        for node in self._known():
            if node.changed:
                node.changed = 0.0
                self._tell(node)

    def _tell(self, node: _Node) -> None:
        if node.parent is not None:
            self.dataChanged.emit(self._index_of(node), self._index_of(node, 2))

    def _known(self) -> list[_Node]:
        """Return every node a view has asked for, parents before children."""
        known = [self._root]
        for node in known:
            known += node.kids or []
        return known

    def _retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)


def _number(kids: list[_Node]) -> None:
    for at, kid in enumerate(kids):
        kid.at = at


def _type(value: Any) -> str:
    return kind(value)


def _brush(node: _Node, column: int) -> QBrush | None:
    name = ("text", _COLORS.get(kind(node.value), "muted"), "muted")[column]
    return QBrush(icons.qcolor(name))
