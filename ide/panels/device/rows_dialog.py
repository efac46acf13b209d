"""A table of entries to add, change and remove; every change counts at once."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ide.widgets.texts import bind

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class EntryModel(QAbstractTableModel):
    """Entries as rows, their members as columns; what is no text is shown as JSON."""

    altered = Signal()

    def __init__(self, columns: Sequence[str], rows: Sequence[Any]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.rows: list[dict[str, Any]] = [copy.deepcopy(dict(row)) for row in rows]

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the entries."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the members."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a member as text."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return _text(self.rows[index.row()].get(self.columns[index.column()], ""))
        return None

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a member over from its text."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        name = self.columns[index.column()]
        row = self.rows[index.row()]
        new = _value(str(value), row.get(name, ""))
        if new is None or new == row.get(name, ""):
            return False
        row[name] = new
        self.dataChanged.emit(index, index)
        self.altered.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the members as the API does."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section]
        return None

    def insert(self, at: int, row: dict[str, Any]) -> None:
        """Put an entry in."""
        self.beginInsertRows(_ROOT, at, at)
        self.rows.insert(at, copy.deepcopy(row))
        self.endInsertRows()
        self.altered.emit()

    def remove(self, at: int) -> None:
        """Take an entry out."""
        self.beginRemoveRows(_ROOT, at, at)
        del self.rows[at]
        self.endRemoveRows()
        self.altered.emit()


class RowsDialog(QDialog):
    """Entries of the phone: contacts, addresses, access points, …"""

    changed = Signal(list)

    def __init__(
        self, title: str, columns: Sequence[str], rows: Sequence[Any], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(760, 380)
        self.model = EntryModel(columns, rows)
        self.model.setParent(self)
        self.model.altered.connect(self._on_altered)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(title)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.resizeColumnsToContents()
        for column in range(len(columns)):
            width = min(220, max(90, self.table.columnWidth(column)))
            self.table.setColumnWidth(column, width)
        self.add_button, self.copy_button, self.remove_button = (QPushButton() for _ in range(3))
        for button, key, act in (
            (self.add_button, "device.rows.add", self.add),
            (self.copy_button, "device.rows.duplicate", self.duplicate),
            (self.remove_button, "device.rows.remove", self.remove),
        ):
            bind(button, button.setText, key)
            button.setAutoDefault(False)
            button.clicked.connect(act)
        close = QDialogButtonBox()
        done = close.addButton(QDialogButtonBox.StandardButton.Close)
        bind(done, done.setText, "button.close")
        close.rejected.connect(self.reject)
        bar = QHBoxLayout()
        for button in (self.add_button, self.copy_button, self.remove_button):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addLayout(bar)
        self._show_buttons()
        self.table.selectionModel().currentChanged.connect(self._show_buttons)

    def add(self) -> None:
        """Add an empty entry and begin to write in it."""
        like = self.model.rows[-1] if self.model.rows else {}
        empty = {name: _empty(like.get(name, "")) for name in self.model.columns}
        self.model.insert(len(self.model.rows), empty)
        self._go(len(self.model.rows) - 1)
        self.table.edit(self.table.currentIndex())

    def duplicate(self) -> None:
        """Add an entry like the chosen one."""
        at = self.table.currentIndex().row()
        if at >= 0:
            self.model.insert(at + 1, self.model.rows[at])
            self._go(at + 1)

    def remove(self) -> None:
        """Remove the chosen entry."""
        at = self.table.currentIndex().row()
        if at >= 0:
            self.model.remove(at)

    def _go(self, row: int) -> None:
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), select)

    def _on_altered(self) -> None:
        self.changed.emit(copy.deepcopy(self.model.rows))
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self.table.currentIndex().isValid()
        self.copy_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _empty(like: Any) -> Any:
    return type(like)() if isinstance(like, (int, float, list, dict)) else ""


def _value(text: str, old: Any) -> Any:
    """Return what a text stands for, None when it does not fit what was there."""
    if isinstance(old, str):
        return text
    try:
        value = json.loads(text)
    except ValueError:
        return None
    if isinstance(old, (int, float)) and not isinstance(old, bool):
        fits = isinstance(value, (int, float)) and not isinstance(value, bool)
        return value if fits else None
    return value if isinstance(value, type(old)) else None
