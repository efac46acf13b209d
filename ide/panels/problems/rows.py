"""Findings as a tree of files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.theme import icons

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ORDER = list(Severity)
_FILE = 0
"""Internal id of the row of a file; a finding's is its file's row plus one."""


class ProblemModel(QAbstractItemModel):
    """Files with findings, the worst first, and their findings below."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[tuple[str, list[Finding]]] = []

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self.beginResetModel()
        groups: dict[str, list[Finding]] = {}
        for finding in findings:
            groups.setdefault(finding.file, []).append(finding)
        for rows in groups.values():
            rows.sort(key=lambda one: (_ORDER.index(one.severity), one.line))
        self._groups = sorted(
            groups.items(), key=lambda group: (_ORDER.index(group[1][0].severity), group[0])
        )
        self.endResetModel()

    def placed(self) -> list[Finding]:
        """Return the findings that have a file, in the order of the rows."""
        return [one for _file, rows in self._groups for one in rows if one.file]

    def finding(self, index: Index) -> Finding | None:
        """Return the finding of a row, None for a file."""
        if not index.isValid() or index.internalId() == _FILE:
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def index_of(self, finding: Finding | None) -> QModelIndex:
        """Return the row of a finding."""
        for number, (_file, rows) in enumerate(self._groups):
            if finding in rows:
                return self.createIndex(rows.index(finding), 0, number + 1)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a row."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _FILE)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the file of a finding."""
        if not index.isValid() or index.internalId() == _FILE:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _FILE)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count files, or the findings of one."""
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()][1]) if parent.internalId() == _FILE else 0

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the columns."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows."""
        finding = self.finding(index)
        if finding is None:
            return self._file_data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            place = f"  [{finding.line}:{finding.column}]" if finding.line else ""
            code = f"  {finding.code}" if finding.code else ""
            return f"{finding.message}{code}{place}"
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.severity_icon(finding.severity)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (finding.message, finding.hint)))
        return None

    def _file_data(self, index: Index, role: int) -> Any:
        file, rows = self._groups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{file or tr('problems.app')}  ·  {len(rows)}"
        return icons.icon("file") if role == Qt.ItemDataRole.DecorationRole else None
