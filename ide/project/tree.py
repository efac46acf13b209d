"""The files of the project as a model for the files panel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from PySide6.QtCore import (
    QDir,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QFileSystemModel

from ide.project.folder import SKIPPED
from ide.theme import icons

Index = QModelIndex | QPersistentModelIndex

_ICONS = {
    ".wxml": "file-wxml", ".wxss": "file-wxss", ".css": "file-wxss", ".wxs": "file-wxs",
    ".js": "file-js", ".ts": "file-ts", ".json": "file-json", ".md": "file-md",
    ".less": "file-less", ".scss": "file-scss", ".sass": "file-scss",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".svg": "image",
    ".webp": "image",
}  # fmt: skip

CHANGE = Qt.ItemDataRole.UserRole + 17
"""The letter of what changed in a file."""
_CHANGE_COLORS = {
    "M": "warning", "R": "warning", "A": "success", "U": "success", "D": "error", "!": "error",
}  # fmt: skip
_RANKS = ("success", "warning", "error")


class _Files(QFileSystemModel):
    """Files with the icons of the theme, in the colours of what changed in them."""

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._colors: Mapping[str, str] = {}
        self.marks: Mapping[str, str] = {}

    def set_changes(self, marks: Mapping[str, str]) -> None:
        """Take the letters of changed files; the folders around them take their colours."""
        colors: dict[str, str] = {}
        for path, mark in marks.items():
            color = _CHANGE_COLORS[mark]
            for place in (path, *(str(folder) for folder in PurePosixPath(path).parents)):
                worst = max(color, colors.get(place, color), key=_RANKS.index)
                colors[place] = worst
        self._colors, self.marks = colors, marks

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            if self.isDir(index):
                return icons.icon("folder", "accent")
            return icons.icon(_ICONS.get(PurePath(self.fileName(index)).suffix.lower(), "file"))
        if role in {Qt.ItemDataRole.ForegroundRole, CHANGE} and self._colors:
            place = Path(self.filePath(index)).relative_to(self._root).as_posix()
            if role == CHANGE:
                return self.marks.get(place)
            color = self._colors.get(place)
            return icons.qcolor(color) if color else None
        return super().data(index, role)


class ProjectTree(QSortFilterProxyModel):
    """Folders first, then files by name; what is no source of the author is left out."""

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.root = root
        self._files = _Files(root, self)
        self._files.setOption(QFileSystemModel.Option.DontUseCustomDirectoryIcons)
        self._files.setFilter(QDir.Filter.AllEntries | QDir.Filter.NoDotAndDotDot)
        self._files.setRootPath(str(root))
        self.setSourceModel(self._files)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.sort(0)

    def set_changes(self, marks: Mapping[str, str]) -> None:
        """Show which files changed: a letter of ``ide.git.status.Change`` by path."""
        before = set(self._files.marks)
        self._files.set_changes(marks)
        for path in before | set(marks):
            for place in (path, *(str(folder) for folder in PurePosixPath(path).parents)):
                index = self.index_of(place)
                if index.isValid():
                    self.dataChanged.emit(index, index)

    @property
    def change_role(self) -> int:
        """The role of the letter that says what changed in a file."""
        return CHANGE

    @property
    def root_index(self) -> QModelIndex:
        """The index of the project folder itself."""
        return self.mapFromSource(self._files.index(str(self.root)))

    def path(self, index: Index) -> str:
        """Return the path of a file relative to the project, empty for a folder."""
        source = self.mapToSource(index)
        if not source.isValid() or self._files.isDir(source):
            return ""
        return Path(self._files.filePath(source)).relative_to(self.root).as_posix()

    def place(self, index: Index) -> str:
        """Return the path of a file or folder relative to the project, empty for the project."""
        source = self.mapToSource(index)
        if not source.isValid():
            return ""
        place = Path(self._files.filePath(source)).relative_to(self.root).as_posix()
        return "" if place == "." else place

    def index_of(self, path: str) -> QModelIndex:
        """Return the index of a path relative to the project."""
        return self.mapFromSource(self._files.index(str(self.root / path)))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Show names only."""
        return 1

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802
        """Leave out packages and version control."""
        index = self._files.index(row, 0, parent)
        return self._files.fileName(index) not in SKIPPED

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802
        """Sort folders before files, then by name."""
        folders = self._files.isDir(left), self._files.isDir(right)
        if folders[0] != folders[1]:
            return folders[0]
        return self._files.fileName(left).lower() < self._files.fileName(right).lower()
