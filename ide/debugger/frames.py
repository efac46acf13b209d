"""The calls under way as a list: those of the author, the rest of them only counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ide.debugger.pause import Frame
from ide.i18n import tr
from ide.theme import icons

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FrameModel(QAbstractListModel):
    """One row for each call of the author's code."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frames: list[Frame] = []
        self._hidden = 0

    def show_frames(self, frames: Sequence[Frame]) -> None:
        """Show these calls, the innermost first; without any of the author all of them."""
        self.beginResetModel()
        own = [frame for frame in frames if frame.path]
        self._frames = own or list(frames)
        self._hidden = len(frames) - len(self._frames)
        self.endResetModel()

    def frame(self, index: Index) -> Frame | None:
        """Return the call of a row, None for the row that counts the others."""
        return self._frames[index.row()] if 0 <= index.row() < len(self._frames) else None

    def row_of(self, frame: Frame) -> int:
        """Return the row of a call."""
        return self._frames.index(frame) if frame in self._frames else 0

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the rows."""
        return 0 if parent.isValid() else len(self._frames) + bool(self._hidden)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only calls be chosen."""
        return super().flags(index) if self.frame(index) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name and place of a call."""
        frame = self.frame(index)
        if frame is None:
            if role == Qt.ItemDataRole.DisplayRole:
                return tr("debug.other_calls", count=self._hidden)
            return icons.qcolor("muted") if role == Qt.ItemDataRole.ForegroundRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            name = frame.name or tr("debug.anonymous")
            file = frame.path.rpartition("/")[2]
            return f"{name}   {file}:{frame.line}" if frame.path else name
        if role == Qt.ItemDataRole.ToolTipRole:
            return frame.place
        return None
