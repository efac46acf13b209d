"""Every wx.* call of the mini-program: arguments, answer and how long it took."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from apimock.calls import CallLog, CallRecord, Outcome
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.log_view import LogView
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import bind


def compact(value: Any) -> str:
    """Return a value as JSON on one line; bytes by their number."""
    return json.dumps(value, ensure_ascii=False, default=_other)


def _other(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def _answer(row: CallRecord) -> str:
    if row.reply is None:
        return tr("calls.waiting") if row.waiting else tr("calls.pending")
    if row.call.sync and row.reply.value is not None:
        return compact(row.reply.value)
    return compact(row.reply.result)


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


_COLUMNS = (
    Column[CallRecord]("calls.time", _time),
    Column[CallRecord]("calls.name", lambda row: f"wx.{row.call.name}", _icon),
    Column[CallRecord]("calls.params", lambda row: compact(row.call.params)),
    Column[CallRecord]("calls.answer", _answer),
    Column[CallRecord]("calls.duration", _ms),
)


class CallsPanel(QWidget):
    """The call log as a table, the chosen call in full beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel[CallRecord](_COLUMNS, key=lambda row: row.number, parent=self)
        self.log = LogView(
            self._model, EmptyState("calls", "calls.empty.title", "calls.empty.text"), "dock.calls"
        )
        header = self.log.table.header()
        for column, width in enumerate((96, 150, 150, 200, 62)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.log.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._detail = QPlainTextEdit()
        self._detail.setReadOnly(True)
        self._detail.setObjectName("log")
        bind(self._detail, self._detail.setAccessibleName, "calls.detail")
        self._detail.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.log)
        splitter.addWidget(self._detail)
        splitter.setSizes([700, 320])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.setFocusProxy(self.log)

    def put(self, row: CallRecord) -> None:
        """Add a call, or show its answer."""
        self._model.put(row)

    def show_log(self, log: CallLog) -> None:
        """Show all calls of a log."""
        self._model.set_rows(list(log))

    def clear(self) -> None:
        """Forget all rows."""
        self._model.clear()

    def names(self) -> list[str]:
        """Return the names of the calls shown, oldest first."""
        return [row.call.name for row in self._model.rows()]

    def _on_current_changed(self, index: QModelIndex) -> None:
        self._detail.setVisible(index.isValid())
        if not index.isValid():
            return
        row = self._model.row(self.log.source_row(index))
        parts = [f"wx.{row.call.name}", _pretty("params", row.call.params)]
        if row.reply is not None:
            parts.append(_pretty("result", row.reply.result))
            parts.append(f"outcome: {row.reply.outcome}")
            if not row.reply.simulated:
                parts.append(tr("calls.not_simulated"))
        parts += [f"page: {row.call.page}", f"decided by: {row.stage or '–'}"]
        self._detail.setPlainText("\n".join(filter(None, [*parts, row.note])))


def _pretty(name: str, value: Any) -> str:
    return f"{name}: " + json.dumps(value, ensure_ascii=False, indent=2, default=_other)
