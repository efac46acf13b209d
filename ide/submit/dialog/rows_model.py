"""Rows that are put in order by hand: titles, pictures, tool tips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Row:
    """What a row shows; ``spoken`` is read out, where it says more than the title."""

    title: str
    icon: QIcon | None = None
    tip: str = ""
    spoken: str = ""


class RowsModel(QAbstractListModel):
    """A list of rows that is replaced as a whole; it is short."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in place where their number stays."""
        if len(rows) == len(self._rows):
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return title, icon or tool tip of a row."""
        row = self._rows[index.row()]
        shown = {
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.DecorationRole: row.icon,
            Qt.ItemDataRole.ToolTipRole: row.tip or row.title,
            Qt.ItemDataRole.AccessibleTextRole: row.spoken or row.title,
        }
        return shown.get(Qt.ItemDataRole(role))
