"""The checks as a tree: a rule with its state, below it what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.submit.dialog.steps import worst
from ide.submit.report import left_of
from ide.submit.rules import State, Verdict
from ide.theme import icons

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TOP = 0xFFFFFFFF
"""The inner number of rules; a finding has the row of its rule."""
_STATES = {
    State.CLEAN: ("check", "success"),
    State.UNSEEN: ("dot", "muted"),
    State.HUMAN: ("person", "muted"),
    State.OPEN: ("dot", "disabled"),
}


class ChecksModel(QAbstractItemModel):
    """Rules that have warnings carry a box: the person has read and takes them."""

    confirmed_changed = Signal(object)  # frozenset of codes

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Verdict, ...] = ()
        self._verdicts: tuple[Verdict, ...] = ()
        self._confirmed: frozenset[str] = frozenset()
        self._whole = False

    def set_verdicts(self, verdicts: Sequence[Verdict], confirmed: frozenset[str]) -> bool:
        """Show verdicts; return whether the rows are others than before."""
        shown = self._shown(verdicts)
        self._all, changed = tuple(verdicts), shown != self._verdicts
        self._confirmed = confirmed
        if changed:
            self.beginResetModel()
            self._verdicts = shown
            self.endResetModel()
        elif shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, 1))
        return changed

    def show_whole(self, whole: bool) -> None:
        """Show all rules, or only those that found something."""
        self._whole = whole
        self.set_verdicts(self._all, self._confirmed)

    def verdict(self, index: Index) -> Verdict | None:
        """Return the rule of a row."""
        if not index.isValid():
            return None
        parent = int(index.internalId())
        return self._verdicts[index.row() if parent == _TOP else parent]

    def finding(self, index: Index) -> Finding | None:
        """Return the finding of a row, None for a rule's."""
        if not index.isValid() or int(index.internalId()) == _TOP:
            return None
        verdict = self.verdict(index)
        return verdict.findings[index.row()] if verdict is not None else None

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() if parent.isValid() else _TOP)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the rule of a finding."""
        if not index.isValid() or int(index.internalId()) == _TOP:
            return QModelIndex()
        return self.createIndex(int(index.internalId()), 0, _TOP)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count rules, or what one found."""
        if not parent.isValid():
            return len(self._verdicts)
        if parent.column() > 0 or int(parent.internalId()) != _TOP:
            return 0
        return len(self._verdicts[parent.row()].findings)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the columns: what, and where or how it stands."""
        return 2

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr("submit.finding" if section == 0 else "submit.place")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a rule with warnings be ticked."""
        flags = super().flags(index)
        if index.column() == 0 and self._warnings(index):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, icon or box of a cell."""
        verdict, finding = self.verdict(index), self.finding(index)
        if verdict is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            codes = self._warnings(index)
            if not codes:
                return None
            taken = codes <= self._confirmed
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        if finding is not None:
            return _of_finding(finding, index.column(), Qt.ItemDataRole(role))
        return self._of_rule(verdict, index.column(), Qt.ItemDataRole(role))

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take the warnings of a rule, or take that back."""
        codes = self._warnings(index)
        if role != Qt.ItemDataRole.CheckStateRole or not codes:
            return False
        taken = Qt.CheckState(value) == Qt.CheckState.Checked
        confirmed = self._confirmed | codes if taken else self._confirmed - codes
        self.confirmed_changed.emit(confirmed)
        return True

    def retranslate(self) -> None:
        """Show the titles in the language in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
        if self._verdicts:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._verdicts) - 1, 1))

    def _shown(self, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
        order = list(Severity)
        rows = [each for each in verdicts if self._whole or each.findings]

        def place(verdict: Verdict) -> int:
            severity = worst(verdict.findings)
            return len(order) if severity is None else order.index(severity)

        return tuple(sorted(rows, key=place))

    def _warnings(self, index: Index) -> frozenset[str]:
        """Return the codes of a rule's warnings; none where a finding is meant."""
        verdict = self.verdict(index)
        if verdict is None or self.finding(index) is not None:
            return frozenset()
        return frozenset(f.code for f in verdict.findings if f.severity is Severity.WARNING)

    def _of_rule(self, verdict: Verdict, column: int, role: Qt.ItemDataRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return f"{verdict.rule.id}  {tr(f'check.{verdict.rule.id}')}"
            return state_text(verdict)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            severity = worst(verdict.findings)
            return _state_icon(verdict) if severity is None else icons.severity_icon(severity)
        if role == Qt.ItemDataRole.ForegroundRole and column == 1:
            return QColor(icons.color("muted"))
        if role == Qt.ItemDataRole.ToolTipRole:
            left = left_of(verdict.rule)
            return tr("check_state.without", left=left) if left else None
        return None


def state_text(verdict: Verdict) -> str:
    """Return what came of a rule in a word or two."""
    if verdict.state is State.FOUND:
        return tr("submit.found_count", count=len(verdict.findings))
    return tr(f"check_state.{verdict.state}")


def _state_icon(verdict: Verdict) -> QIcon:
    return icons.icon(*_STATES.get(verdict.state, ("dot", "muted")))


def _of_finding(finding: Finding, column: int, role: Qt.ItemDataRole) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return finding.message if column == 0 else finding.place
    if role == Qt.ItemDataRole.DecorationRole and column == 0:
        return icons.severity_icon(finding.severity)
    if role == Qt.ItemDataRole.ForegroundRole and column == 1:
        return QColor(icons.color("muted"))
    if role == Qt.ItemDataRole.ToolTipRole:
        return f"{finding.message}\n{finding.hint}"
    return None
