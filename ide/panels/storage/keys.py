"""Keys of wx.setStorage as a table whose values can be edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ide.i18n import tr, translator
from ide.inspect.app_storage import Entry
from ide.inspect.limits import size_text
from ide.widgets.json_values import NotJsonError, brief, kind, parse, to_json

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_TITLES = ("storage.key", "storage.value", "storage.type", "storage.size")
SORT_ROLE = Qt.ItemDataRole.UserRole


class KeysModel(QAbstractTableModel):
    """Key, value, type and size; an edit is a request."""

    edit_requested = Signal(object, object)  # Entry, value
    refused = Signal(str)  # text that is no JSON

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        forget = translator.listen(self._retranslate)
        self.destroyed.connect(forget)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; rows of keys that stay are kept."""
        wanted = {(entry.key, entry.encrypted) for entry in entries}
        for row in range(len(self._entries) - 1, -1, -1):
            entry = self._entries[row]
            if (entry.key, entry.encrypted) not in wanted:
                self.beginRemoveRows(_NONE, row, row)
                del self._entries[row]
                self.endRemoveRows()
        places = {(entry.key, entry.encrypted): at for at, entry in enumerate(self._entries)}
        for entry in entries:
            row = places.get((entry.key, entry.encrypted), -1)
            if row < 0:
                self.beginInsertRows(_NONE, len(self._entries), len(self._entries))
                self._entries.append(entry)
                self.endInsertRows()
            elif self._entries[row] != entry:
                self._entries[row] = entry
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(_TITLES) - 1))

    def entry(self, row: int) -> Entry | None:
        """Return an entry by its row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802
        """Count the keys."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, _parent: Index = _NONE) -> int:  # noqa: N802
        """Return 4."""
        return len(_TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let values be edited, unless they hold bytes."""
        flags = super().flags(index)
        if index.column() != 1:
            return flags
        editable = kind(self._entries[index.row()].value) != "bytes"
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return texts; numbers to sort by; JSON to edit."""
        entry, column = self._entries[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            value = to_json(entry.value) if kind(entry.value) != "bytes" else brief(entry.value)
            kind_ = kind(entry.value) + (f" ({tr('storage.encrypted')})" if entry.encrypted else "")
            return (entry.key, value[:300], kind_, size_text(entry.size))[column]
        if role == SORT_ROLE:
            return entry.size if column == len(_TITLES) - 1 else str(index.data()).lower()
        if role == Qt.ItemDataRole.EditRole:
            return to_json(entry.value)
        if role == Qt.ItemDataRole.ToolTipRole and column < 2:
            return entry.key if column == 0 else to_json(entry.value, indent=2)[:2000]
        return None

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Ask for an edit of what was typed."""
        entry = self._entries[index.row()]
        if role != Qt.ItemDataRole.EditRole or index.column() != 1:
            return False
        try:
            wanted = parse(str(value), entry.value)
        except NotJsonError:
            self.refused.emit(str(value))
            return False
        self.edit_requested.emit(entry, wanted)
        return True

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the titles of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(_TITLES[section])
        return None

    def _retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_TITLES) - 1)
