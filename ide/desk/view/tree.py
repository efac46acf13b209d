"""The submissions at the left: those that wait for review, then each app's versions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

from ide.desk.model.board import Board
from ide.desk.model.submission import IN_REVIEW, Submission
from ide.desk.model.wording import state_text, tone_of
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.texts import bind

_ID = Qt.ItemDataRole.UserRole


class SubmissionTree(QTreeView):
    """One row a version; what is chosen stays so while the rows change."""

    chosen = Signal(str)  # id of a submission

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QStandardItemModel(0, 2, self)
        self.setModel(self._rows)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(0)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        bind(self, self.setAccessibleName, "desk.tree")

    def show_boards(self, boards: Sequence[Board]) -> None:
        """Show all submissions; the one that was chosen stays so when it is still there."""
        before = self.current
        blocked = self.selectionModel().blockSignals(True)
        self._rows.removeRows(0, self._rows.rowCount())
        waiting = [
            (board, each)
            for board in boards
            for each in board.submissions
            if each.state in IN_REVIEW and not each.fault
        ]
        if waiting:
            group = self._group(f"{tr('desk.queue')} · {len(waiting)}")
            for board, each in sorted(waiting, key=lambda row: row[1].events[-1].seq):
                name = f"{board.name} {each.facts.version}"
                group.appendRow(_row(board, each, name))
        for board in boards:
            group = self._group(board.name)
            for each in reversed(board.submissions):
                group.appendRow(_row(board, each, each.facts.version or each.id))
        self.expandAll()
        for number in range(self._rows.rowCount()):
            self.setFirstColumnSpanned(number, QModelIndex(), True)
        self.selectionModel().blockSignals(blocked)
        self.choose(before)

    @property
    def current(self) -> str:
        """The id of the submission that is chosen, empty for none."""
        return str(self.currentIndex().siblingAtColumn(0).data(_ID) or "")

    def choose(self, submission_id: str) -> None:
        """Choose a submission, its row among the versions of its app first."""
        found = [
            self._rows.index(row, 0, group)
            for group in map(lambda at: self._rows.index(at, 0), range(self._rows.rowCount()))
            for row in range(self._rows.rowCount(group))
            if self._rows.index(row, 0, group).data(_ID) == submission_id
        ]
        if found:
            flags = QItemSelectionModel.SelectionFlag
            how = flags.ClearAndSelect | flags.Rows
            self.selectionModel().setCurrentIndex(found[-1], how)

    def _group(self, name: str) -> QStandardItem:
        item = QStandardItem(name)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self._rows.appendRow([item, QStandardItem()])
        return item

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(str(current.siblingAtColumn(0).data(_ID) or ""))


def _row(board: Board, submission: Submission, name: str) -> list[QStandardItem]:
    first = QStandardItem(icons.icon("dot", tone_of(board, submission)), name)
    first.setData(submission.id, _ID)
    said = state_text(board, submission)
    second = QStandardItem(said)
    for item in (first, second):
        item.setToolTip(f"{name}\n{said}")
    return [first, second]
