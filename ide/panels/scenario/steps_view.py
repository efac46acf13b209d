"""The step log of the scenario dock: every step with its result, the chosen failure in full."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from apimock.scenario.player import Passed
from ide.i18n import tr
from ide.scenario.step_log import LoggedStep, StepLog
from ide.scenario.timeline import clock_text
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import bind, follow

_MOST = 100_000
_DETAIL = 264
_PICTURE = 132


def _result(row: LoggedStep) -> str:
    if row.message:
        return row.message
    return tr(f"scenario.step.{row.passed}") if row.passed is not None else ""


def _icon(row: LoggedStep) -> QIcon:
    if row.passed is Passed.FAILED:
        return icons.icon("error", "error")
    if row.passed is Passed.DONE:
        return icons.icon("success", "success")
    return icons.icon("dot", "accent" if row.passed is Passed.BEGUN else "muted")


def _place(row: LoggedStep) -> str:
    line = str(row.line) if row.line else ""
    return f"{PurePath(row.file).name}:{line}" if row.file else line


_COLUMNS = (
    Column[LoggedStep]("scenario.step.time", lambda row: clock_text(row.time), _icon),
    Column[LoggedStep]("scenario.step.channel", lambda row: row.channel),
    Column[LoggedStep]("scenario.step.what", lambda row: row.words),
    Column[LoggedStep]("scenario.step.result", _result),
    Column[LoggedStep]("scenario.step.line", _place),
)


class StepsView(QWidget):
    """A row a step; Enter or a double click opens its line."""

    line_requested = Signal(str, int)  # file of a used scenario or '', line
    again_requested = Signal(float)  # the time the step begins at, ms

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Callable[[int], QImage | None] = lambda _row: None
        self._busy = False
        self.model = RowModel[LoggedStep](
            _COLUMNS, most=_MOST, key=lambda row: row.number, parent=self
        )
        self.table = self._make_table()
        self.detail = self._make_detail()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setCollapsible(1, False)
        splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.setFocusProxy(self.table)
        follow(self, self._show_detail)

    # what it is told

    def show_log(self, log: StepLog, pictures: Callable[[int], QImage | None]) -> None:
        """Show other steps; ``pictures`` knows what the phone showed at a row that failed."""
        self._pictures = pictures
        self.model.set_rows(log.rows)
        self._show_detail()

    def show_step(self, log: StepLog, row: int) -> None:
        """Show how far a step is, and keep it in sight."""
        self.model.put(log.rows[row])
        index = self.model.index(row, 0)
        if not self.table.currentIndex().isValid():
            self.table.scrollTo(index)
        if self.table.currentIndex().row() == row:
            self._show_detail()

    def show_failure(self, log: StepLog) -> None:
        """Choose the first step that failed."""
        if log.first_failed >= 0:
            index = self.model.index(log.first_failed, 0)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, QTreeView.ScrollHint.PositionAtCenter)

    def show_busy(self, *, busy: bool) -> None:
        """Nothing can be played again while something is recorded, or nothing runs."""
        self._busy = busy
        self.again_button.setEnabled(not busy)

    # building

    def _make_table(self) -> QTreeView:
        table = QTreeView()
        table.setModel(self.model)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        bind(table, table.setAccessibleName, "scenario.steps")
        header = table.header()
        for column, width in enumerate((84, 96, 240, 200, 64)):
            header.resizeSection(column, width)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        table.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        table.activated.connect(self._open)
        return table

    def _make_detail(self) -> QWidget:
        self.message = plain(wrap=True)
        self.message.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        bind(self.picture, self.picture.setAccessibleName, "scenario.step.picture")
        self.line_button = QPushButton()
        self.line_button.setProperty("link", True)
        self.line_button.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.again_button = QPushButton()
        bind(self.again_button, self.again_button.setText, "scenario.step.again")
        bind(self.again_button, self.again_button.setToolTip, "scenario.step.again_tip")
        self.again_button.clicked.connect(self._again)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.message)
        words.addWidget(self.line_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        detail = QWidget()
        detail.setMinimumWidth(_DETAIL)
        layout = QHBoxLayout(detail)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        detail.hide()
        return detail

    # showing and asking

    def _current(self) -> LoggedStep | None:
        at = self.table.currentIndex().row()
        return self.model.row(at) if 0 <= at < self.model.rowCount() else None

    def _show_detail(self) -> None:
        row = self._current()
        self.detail.setVisible(row is not None and row.passed is Passed.FAILED)
        if row is None:
            return
        self.message.setText(row.message)
        self.line_button.setText(tr("scenario.open_line", line=row.line or 1))
        self.line_button.setVisible(bool(row.line))
        image = self._pictures(self.table.currentIndex().row())
        self.picture.setVisible(image is not None)
        if image is not None:
            self.picture.setPixmap(self._scaled(image))

    def _scaled(self, image: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = QPixmap.fromImage(image.scaledToHeight(round(_PICTURE * ratio), smooth))
        shown.setDevicePixelRatio(ratio)
        return shown

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.model.row(index.row())
            if row.line:
                self.line_requested.emit(row.file, row.line)

    def _again(self) -> None:
        row = self._current()
        if row is not None:
            self.again_requested.emit(row.time)
