"""Files and their matches as a tree; matches can be left out of a replacement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ide.search.finder import FileMatches
from ide.search.matching import Match

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MATCH = Qt.ItemDataRole.UserRole
FILE = Qt.ItemDataRole.UserRole + 1


@dataclass
class _File:
    path: str
    row: int
    matches: list[Match]
    left_out: set[Match] = field(default_factory=set)


class MatchTree(QAbstractItemModel):
    """Two levels: files, below each its matches, whose ``internalPointer`` is the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: list[_File] = []
        self._checkable = False

    @property
    def count(self) -> int:
        """The number of matches shown."""
        return sum(len(file.matches) for file in self._files)

    def set_checkable(self, *, checkable: bool) -> None:
        """Show check boxes: a replacement is being prepared."""
        if checkable != self._checkable:
            self.layoutAboutToBeChanged.emit()
            self._checkable = checkable
            self.layoutChanged.emit()

    def clear(self) -> None:
        """Forget everything."""
        self.beginResetModel()
        self._files = []
        self.endResetModel()

    def add(self, found: FileMatches) -> None:
        """Add a file at the end."""
        row = len(self._files)
        self.beginInsertRows(_ROOT, row, row)
        self._files.append(_File(found.file, row, list(found.matches)))
        self.endInsertRows()

    def chosen(self) -> dict[str, list[Match]]:
        """Return the matches that are to be replaced, by file."""
        chosen = {
            file.path: [match for match in file.matches if match not in file.left_out]
            for file in self._files
        }
        return {path: matches for path, matches in chosen.items() if matches}

    def dismiss(self, index: Index) -> None:
        """Take a file or a match out of the list."""
        parent = self.parent(index)
        self.beginRemoveRows(parent, index.row(), index.row())
        if parent.isValid():
            del self._files[parent.row()].matches[index.row()]
        else:
            del self._files[index.row()]
            for row, file in enumerate(self._files):
                file.row = row
        self.endRemoveRows()
        if parent.isValid() and not self._files[parent.row()].matches:
            self.dismiss(parent)

    def places(self) -> list[QModelIndex]:
        """Return every match from the first to the last."""
        return [
            self.index(row, 0, self.index(file.row, 0))
            for file in self._files
            for row in range(len(file.matches))
        ]

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a file, or of a match below one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        if parent.isValid():
            return self.createIndex(row, column, self._files[parent.row()])
        return self.createIndex(row, column)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the file of a match."""
        file = index.internalPointer() if index.isValid() else None
        return self.createIndex(file.row, 0) if isinstance(file, _File) else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count files, or the matches of one."""
        if not parent.isValid():
            return len(self._files)
        if parent.internalPointer() is not None:
            return 0
        return len(self._files[parent.row()].matches)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802
        """There is one column."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be checked while a replacement is prepared."""
        flags = super().flags(index)
        checkable = self._checkable and index.isValid()
        return flags | Qt.ItemFlag.ItemIsUserCheckable if checkable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's text, match and file, and whether it is checked."""
        file = index.internalPointer()
        if not isinstance(file, _File):
            return self._file_data(self._files[index.row()], role)
        match = file.matches[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{match.before}{match.text}{match.after}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{file.path}:{match.line}:{match.column}"
        if role == Qt.ItemDataRole.CheckStateRole and self._checkable:
            return Qt.CheckState.Unchecked if match in file.left_out else Qt.CheckState.Checked
        return {MATCH: match, FILE: file.path}.get(Qt.ItemDataRole(role))

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take matches into the replacement, or leave them out."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        chosen = Qt.CheckState(value) == Qt.CheckState.Checked
        file = index.internalPointer()
        if isinstance(file, _File):
            self._choose(file, file.matches[index.row() : index.row() + 1], chosen)
        else:
            file = self._files[index.row()]
            self._choose(file, file.matches, chosen)
        first = self.index(file.row, 0)
        self.dataChanged.emit(first, first)
        last = self.index(len(file.matches) - 1, 0, first)
        self.dataChanged.emit(self.index(0, 0, first), last)
        return True

    def _choose(self, file: _File, matches: Sequence[Match], chosen: bool) -> None:
        file.left_out = file.left_out - set(matches) if chosen else file.left_out | set(matches)

    def _file_data(self, file: _File, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            place = PurePosixPath(file.path)
            folder = "" if place.parent == PurePosixPath() else f"  {place.parent}"
            return f"{place.name}  {len(file.matches)}{folder}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return file.path
        if role == Qt.ItemDataRole.CheckStateRole and self._checkable:
            states = {match in file.left_out for match in file.matches}
            if len(states) > 1:
                return Qt.CheckState.PartiallyChecked
            return Qt.CheckState.Unchecked if True in states else Qt.CheckState.Checked
        return file.path if role == FILE else None
