"""Every wx.* call of the mini-program: arguments, answer and how long it took."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from apimock.calls import CallLog, CallRecord, Outcome
from ide.i18n import tr
from ide.inspect.call_texts import (
    STATES,
    CallFilter,
    as_javascript,
    as_json,
    as_python,
    details,
    families,
    plain,
)
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.json_tree import JsonTree
from ide.widgets.json_values import to_json
from ide.widgets.log_view import LogView
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import bind, follow

MOST = 10_000
_LONGEST_CELL = 400


def compact(value: Any) -> str:
    """Return a value as JSON on one line; bytes by their number."""
    return to_json(plain(value))


def _cell(value: Any) -> str:
    return compact(value)[:_LONGEST_CELL]


def _answer(row: CallRecord) -> str:
    if row.reply is None:
        return tr("calls.waiting") if row.waiting else tr("calls.pending")
    if row.call.sync and row.reply.value is not None:
        return _cell(row.reply.value)
    return _cell(row.reply.result)


def _icon(row: CallRecord) -> QIcon:
    if row.reply is None:
        return icons.icon("question", "warning")
    if row.reply.outcome is Outcome.FAIL:
        return icons.icon("error", "error")
    return icons.icon("success", "success" if row.reply.simulated else "warning")


def _ms(row: CallRecord) -> str:
    return "" if row.ended is None else f"{row.ended - row.started:.0f} ms"


def _time(row: CallRecord) -> str:
    return datetime.fromtimestamp(row.started / 1000).strftime("%H:%M:%S.%f")[:-3]


_DETAIL = 200
_COLUMNS = (
    Column[CallRecord]("calls.time", _time),
    Column[CallRecord]("calls.name", lambda row: f"wx.{row.call.name}", _icon),
    Column[CallRecord]("calls.params", lambda row: _cell(row.call.params)),
    Column[CallRecord]("calls.answer", _answer),
    Column[CallRecord]("calls.page", lambda row: row.call.page),
    Column[CallRecord]("calls.duration", _ms),
)


class CallsPanel(QWidget):
    """The call log as a table, the chosen call in full beside it."""

    refused = Signal(str)
    again_requested = Signal(object)  # CallRecord
    rule_requested = Signal(object)  # CallRecord

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: dict[int, CallRecord] = {}
        self._filter = CallFilter()
        self._model = RowModel[CallRecord](
            _COLUMNS, most=MOST, key=lambda row: row.number, parent=self
        )
        self.log = LogView(
            self._model,
            EmptyState("calls", "calls.empty.title", "calls.empty.text"),
            "dock.calls",
            bar_above=False,
        )
        self.log.clear_button.clicked.connect(self._records.clear)
        header = self.log.table.header()
        for column, width in enumerate((96, 168, 110, 110, 124, 64)):
            header.resizeSection(column, width)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.log.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.log.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.log.table.customContextMenuRequested.connect(self._show_menu)
        self._model.modelReset.connect(self._on_reset)
        self._make_filters()
        self.detail = JsonTree("calls.detail")
        self.detail.setMinimumWidth(_DETAIL)
        self.detail.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.log)
        splitter.addWidget(self.detail)
        splitter.setCollapsible(1, False)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([700, 280])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # The bar lies over the chosen call too: beside it the panel would need twice the width.
        layout.addLayout(self.log.bar)
        layout.addWidget(splitter, 1)
        self.setFocusProxy(self.log)
        follow(self, self._retranslate)

    def put(self, row: CallRecord) -> None:
        """Add a call, or show its answer."""
        self._records[row.number] = row
        while len(self._records) > MOST:
            del self._records[next(iter(self._records))]
        if self.pause_button.isChecked():
            return
        if self._filter.keeps(row):
            self._model.put(row)
        elif self._filter.state == "waiting":
            self._fill()

    def show_log(self, log: CallLog) -> None:
        """Show all calls of a log."""
        self._records = {row.number: row for row in log}
        self._fill()

    def clear(self) -> None:
        """Forget all rows."""
        self._records.clear()
        self._model.clear()

    def names(self) -> list[str]:
        """Return the names of the calls shown, oldest first."""
        return [row.call.name for row in self._model.rows()]

    def current(self) -> CallRecord | None:
        """Return the chosen call."""
        row = self.log.source_row(self.log.table.currentIndex())
        return self._model.row(row) if row >= 0 else None

    def show_only(self, *, state: str = "all", family: str = "") -> None:
        """Show calls in one state and of one family."""
        self.states.setCurrentIndex(max(0, self.states.findData(state)))
        self._list_families()
        self.families.setCurrentIndex(max(0, self.families.findData(family)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """List the families when the panel is first seen: they come from a large file."""
        self._list_families()
        super().showEvent(event)

    def export_to(self, target: Path) -> bool:
        """Write the calls that are shown as JSON; tells when that fails."""
        try:
            target.write_text(as_json(self._model.rows()), encoding="utf-8")
        except OSError as error:
            self.refused.emit(tr("calls.not_exported", reason=error.strerror or error))
            return False
        return True

    def _list_families(self) -> None:
        if self.families.count() == 1:
            for name in sorted(set(families().values())):
                self.families.addItem(tr(f"calls.family_of.{name}"), name)

    def _make_filters(self) -> None:
        self.states, self.families = QComboBox(), QComboBox()
        for state in STATES:
            self.states.addItem("", state)
        self.families.addItem("", "")
        self.families.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.families.setMinimumContentsLength(10)
        bind(self.states, self.states.setAccessibleName, "calls.state")
        bind(self.families, self.families.setAccessibleName, "calls.family")
        self.pause_button, self.export_button = QPushButton(), QPushButton()
        self.pause_button.setCheckable(True)
        bind(self.pause_button, self.pause_button.setText, "calls.pause")
        bind(self.export_button, self.export_button.setText, "calls.export")
        self.states.currentIndexChanged.connect(self._on_filter_changed)
        self.families.currentIndexChanged.connect(self._on_filter_changed)
        self.pause_button.toggled.connect(lambda paused: None if paused else self._fill())
        self.export_button.clicked.connect(self._ask_export)
        for at, widget in enumerate(
            (self.states, self.families, self.pause_button, self.export_button), start=1
        ):
            self.log.bar.insertWidget(at, widget)

    def _on_filter_changed(self) -> None:
        self._filter = CallFilter(self.states.currentData(), self.families.currentData())
        self._fill()

    def _fill(self) -> None:
        self._model.set_rows([row for row in self._records.values() if self._filter.keeps(row)])

    def _on_reset(self) -> None:
        # A selection that goes with its rows does not say that it changes.
        self.detail.setVisible(self.current() is not None)

    def _on_current_changed(self, index: QModelIndex) -> None:
        row = self.current() if index.isValid() else None
        self.detail.setVisible(row is not None)
        if row is not None:
            self.detail.show_value(details(row))

    def _show_menu(self, place: QPoint) -> None:
        row = self.current()
        if row is None:
            return
        self.menu(row).popup(self.log.table.viewport().mapToGlobal(place))

    def menu(self, row: CallRecord) -> QMenu:
        """Return what can be done with a call."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, request in (
            ("calls.fire_again", self.again_requested),
            ("calls.make_rule", self.rule_requested),
        ):
            action = menu.addAction(tr(key))
            action.setObjectName(key)
            action.triggered.connect(lambda _=False, one=request: one.emit(row))
        menu.addSeparator()
        for key, text in (
            ("calls.copy_js", as_javascript),
            ("calls.copy_python", as_python),
            ("calls.copy_json", lambda one: as_json([one])),
        ):
            menu.addAction(tr(key), _copier(text, row))
        return menu

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("calls.export"), "calls.json")
        if name:
            self.export_to(Path(name))

    def _retranslate(self) -> None:
        for at, state in enumerate(STATES):
            self.states.setItemText(at, tr(f"calls.state_of.{state}"))
        self.families.setItemText(0, tr("calls.all_families"))
        for at in range(1, self.families.count()):
            self.families.setItemText(at, tr(f"calls.family_of.{self.families.itemData(at)}"))


def _copier(text: Callable[[CallRecord], str], row: CallRecord) -> Callable[[], None]:
    return lambda: QApplication.clipboard().setText(text(row))
