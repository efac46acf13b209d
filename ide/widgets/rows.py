"""A table model over rows of values that only grow, for logs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from ide.i18n import tr, translator

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: key of its title, its text, and perhaps an icon."""

    title: str
    text: Callable[[Row], str]
    icon: Callable[[Row], QIcon] | None = None
    tip: Callable[[Row], str] | None = None
    """More about the row, for the tool tip."""


class RowModel(QAbstractTableModel, Generic[Row]):
    """The last ``most`` rows; a row is replaced when one with the same key comes."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        most: int = 2000,
        key: Callable[[Row], object] = id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self._most = most
        self._key = key
        self._rows: list[Row] = []
        # Where each key is, counted with the rows that are gone already.
        self._places: dict[object, int] = {}
        self._dropped = 0
        forget = translator.listen(self._retranslate)
        self.destroyed.connect(forget)

    def put(self, row: Row) -> None:
        """Add a row at the end, or replace the one with its key."""
        key = self._key(row)
        number = self._places.get(key, -1) - self._dropped
        if 0 <= number < len(self._rows) and self._key(self._rows[number]) == key:
            self._rows[number] = row
            last = self.index(number, len(self._columns) - 1)
            self.dataChanged.emit(self.index(number, 0), last)
            return
        if len(self._rows) >= self._most:
            self.beginRemoveRows(_ROOT, 0, 0)
            self._places.pop(self._key(self._rows[0]), None)
            del self._rows[0]
            self._dropped += 1
            self.endRemoveRows()
        self.beginInsertRows(_ROOT, len(self._rows), len(self._rows))
        self._places[key] = self._dropped + len(self._rows)
        self._rows.append(row)
        self.endInsertRows()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)[-self._most :]
        self._dropped = 0
        self._places = {self._key(row): at for at, row in enumerate(self._rows)}
        self.endResetModel()

    def clear(self) -> None:
        """Forget all rows."""
        self.set_rows(())

    def row(self, number: int) -> Row:
        """Return a row by its number."""
        return self._rows[number]

    def rows(self) -> list[Row]:
        """Return all rows."""
        return list(self._rows)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the columns."""
        return len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text or icon of a cell."""
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            more = column.tip(row) if column.tip is not None else ""
            return f"{column.text(row)}\n{more}" if more else column.text(row)
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            return column.icon(row)
        return None

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(self._columns[section].title)
        return None

    def _retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
