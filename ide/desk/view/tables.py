"""The report's findings, what changed since another version, and what happened, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ide.desk.model.board import Board
from ide.desk.model.compare import Change
from ide.desk.model.events import Event
from ide.desk.model.submission import Submission
from ide.desk.model.wording import event_text, size_text, time_text, words_text
from ide.finding import Severity
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import label, plain
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import bind, follow

_NAMED_SIZES = ("total", "main")


def _table(model: RowModel[Any], wide: int, key: str) -> QTableView:
    """Return a table whose column ``wide`` takes the room that is left."""
    view = QTableView()
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(True)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    header = view.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    bind(view, view.setAccessibleName, key)
    return view


@dataclass(frozen=True)
class Found:
    """A row of a report."""

    check: str
    severity: str
    message: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}" if self.line else self.file


class ReportPage(QWidget):
    """What the checks found before the package was made."""

    open_requested = Signal(str, int)  # path, line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, int] | None = None
        columns: list[Column[Found]] = [
            Column("desk.report.check", lambda row: row.check, _severity_icon),
            Column("desk.report.finding", lambda row: row.message),
            Column("desk.report.place", lambda row: row.place),
        ]
        self._rows = RowModel(columns, parent=self)
        self.table = _table(self._rows, 1, "desk.tab.report")
        self.table.activated.connect(self._on_activated)
        bind(self.table, self.table.setToolTip, "desk.report.tip")
        self._said = plain("muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        said = QHBoxLayout()
        said.setContentsMargins(16, 0, 16, 0)
        said.addWidget(self._said)
        layout.addLayout(said)
        layout.addWidget(self.table, 1)
        follow(self, self._say)

    def show_report(self, report: Mapping[str, Any]) -> None:
        """Show the findings of a report; what is not as ours is left out."""
        listed = report.get("findings")
        known = isinstance(listed, list)
        rows = [_found(row) for row in listed or () if isinstance(row, Mapping)] if known else []
        weights = [str(severity) for severity in Severity]
        rows.sort(key=lambda row: weights.index(row.severity) if row.severity in weights else 9)
        self._rows.set_rows(rows)
        counts = [row.severity for row in rows]
        self._counts = (counts.count("error"), counts.count("warning")) if known else None
        self._say()

    def _say(self) -> None:
        if self._counts is None:
            self._said.setText(tr("desk.report.none"))
        else:
            errors, warnings = self._counts
            self._said.setText(tr("desk.report.summary", errors=errors, warnings=warnings))

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row.file:
            self.open_requested.emit(row.file, row.line or 1)


def _severity_icon(row: Found) -> Any:
    known = row.severity in set(Severity)
    return icons.severity_icon(Severity(row.severity) if known else Severity.INFO)


def _found(row: Mapping[str, Any]) -> Found:
    line = row.get("line")
    return Found(
        str(row.get("check", "")),
        str(row.get("severity", "")),
        str(row.get("message", "")),
        str(row.get("file", "") or ""),
        line if isinstance(line, int) else 0,
    )


class ChangesPage(QWidget):
    """What differs from another version of the app."""

    compare_requested = Signal(str)  # id of the other submission, empty for nothing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: list[Column[Change]] = [
            Column("desk.changes.kind", lambda row: tr(f"desk.kind.{row.kind}")),
            Column("desk.changes.what", _name),
            Column("desk.changes.how", _how),
        ]
        self._rows = RowModel(columns, most=20_000, parent=self)
        self.table = _table(self._rows, 1, "desk.tab.changes")
        self.other = QComboBox()
        self.other.currentIndexChanged.connect(
            lambda _row: self.compare_requested.emit(self.chosen)
        )
        bind(self.other, self.other.setAccessibleName, "desk.changes.against")
        self._count = plain("muted")
        against = label("desk.changes.against", "muted")
        against.setBuddy(self.other)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(8)
        bar.addWidget(against)
        bar.addWidget(self.other)
        bar.addStretch(1)
        bar.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)
        follow(self, self._retranslate)

    @property
    def chosen(self) -> str:
        """The submission compared with, empty for nothing."""
        return str(self.other.currentData() or "")

    def show_others(self, board: Board, submission: Submission) -> None:
        """Offer the other versions, the one before first."""
        before = [each for each in board.submissions if each.seq < submission.seq]
        after = [each for each in board.submissions if each.seq > submission.seq]
        with QSignalBlocker(self.other):
            self.other.clear()
            for each in (*reversed(before), *after):
                self.other.addItem(each.facts.version, each.id)
            self.other.addItem(tr("desk.changes.nothing"), "")
            self.other.setCurrentIndex(0)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show what differs."""
        self._rows.set_rows(changes)
        self._say()

    def _say(self) -> None:
        self._count.setText(tr("desk.changes.count", count=self._rows.rowCount()))

    def _retranslate(self) -> None:
        at = self.other.findData("")
        if at >= 0:
            self.other.setItemText(at, tr("desk.changes.nothing"))
        self._say()


def _name(row: Change) -> str:
    return (
        tr(f"desk.size.{row.name}") if row.kind == "size" and row.name in _NAMED_SIZES else row.name
    )


def _how(row: Change) -> str:
    how = tr(f"desk.change.{row.how}")
    if row.kind not in ("size", "file"):
        return how
    if row.before is None or row.after is None:
        return f"{how}, {size_text(row.before or row.after or 0)}"
    if row.before == row.after:
        return how
    sign = "+" if row.after > row.before else "−"
    return f"{size_text(row.after)} ({sign}{size_text(abs(row.after - row.before))})"


@dataclass(frozen=True)
class _Happened:
    event: Event
    submission: Submission
    board: Board


class HistoryPage(QWidget):
    """Everything that happened to an app at the desk, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: list[Column[_Happened]] = [
            Column("desk.history.when", lambda row: time_text(row.event.at)),
            Column("desk.version", lambda row: row.submission.facts.version),
            Column("desk.history.who", lambda row: row.event.by),
            Column("desk.history.what", lambda row: event_text(row.event, row.board)),
            Column("desk.history.words", lambda row: words_text(row.event)),
        ]
        self._rows = RowModel(columns, most=20_000, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(_table(self._rows, 4, "desk.tab.history"))

    def show_history(self, board: Board) -> None:
        """Show the events of an app."""
        self._rows.set_rows([_Happened(event, each, board) for event, each in board.events[::-1]])
