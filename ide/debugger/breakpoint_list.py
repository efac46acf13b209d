"""All breakpoints of the project as a list that can be ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ide.debugger.breakpoints import Breakpoint
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import label
from ide.widgets.texts import bind

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BreakpointModel(QAbstractListModel):
    """One row for each breakpoint; its box says whether it stops."""

    ticked = Signal(int, bool)  # number, whether it stops

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Breakpoint] = []
        self._lines: dict[int, int] = {}

    def show_breakpoints(self, rows: Sequence[Breakpoint], lines: Mapping[int, int]) -> None:
        """Show other breakpoints."""
        self._lines = dict(lines)
        if [one.number for one in rows] == [one.number for one in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: Index) -> Breakpoint | None:
        """Return the breakpoint of a row."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Give each row a box."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            file = row.path.rpartition("/")[2]
            return f"{file}:{row.line}   {row.message or row.condition}".rstrip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(row, self._lines.get(row.number))
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.enabled else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and row.number not in self._lines:
            return icons.qcolor("muted")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Take a click on a box."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        checked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.ticked.emit(self._rows[index.row()].number, checked)
        return True


class BreakpointList(QWidget):
    """The list, or a word on how to set the first one."""

    open_requested = Signal(str, int, int)  # path, line, column
    enabled = Signal(int, bool)  # number, whether it stops
    all_enabled = Signal(bool)
    removed = Signal(int)  # number
    cleared = Signal()
    edit_requested = Signal(str, int)  # path, line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = BreakpointModel(self)
        self._model.ticked.connect(self.enabled)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setUniformItemSizes(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.activated.connect(self._on_activated)
        self.list.clicked.connect(self._on_activated)
        self.list.installEventFilter(self)
        bind(self.list, self.list.setAccessibleName, "debug.breakpoints")
        nothing = label("debug.no_breakpoints", "muted", wrap=True)
        nothing.setContentsMargins(8, 2, 8, 8)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        nothing.setProperty("surface", True)
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_breakpoints(self, rows: Sequence[Breakpoint], lines: Mapping[int, int]) -> None:
        """Show these; ``lines`` tells where those stop that are in the running app."""
        self._model.show_breakpoints(rows, lines)
        self._stack.setCurrentIndex(1 if rows else 0)

    def refresh_icons(self) -> None:
        """Draw in the colours of the theme."""
        self.list.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Remove with Delete."""
        if watched is self.list and isinstance(event, QKeyEvent):
            row = self._model.row(self.list.currentIndex())
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete and row:
                self.removed.emit(row.number)
                return True
        return False

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self.open_requested.emit(row.path, row.line, 1)

    def _on_menu(self, at: QPoint) -> None:
        row = self._model.row(self.list.indexAt(at))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row is not None:
            path, line, number = row.path, row.line, row.number
            edit = menu.addAction(tr("debug.edit"))
            edit.triggered.connect(lambda: self.edit_requested.emit(path, line))
            remove = menu.addAction(tr("debug.remove"))
            remove.triggered.connect(lambda: self.removed.emit(number))
            menu.addSeparator()
        enable = menu.addAction(tr("debug.enable_all"))
        enable.triggered.connect(lambda: self.all_enabled.emit(True))
        disable = menu.addAction(tr("debug.disable_all"))
        disable.triggered.connect(lambda: self.all_enabled.emit(False))
        clear = menu.addAction(tr("debug.remove_all"))
        clear.triggered.connect(self.cleared)
        menu.popup(self.list.viewport().mapToGlobal(at))


def hint(row: Breakpoint, line: int | None) -> str:
    """Say what a breakpoint does, and whether it is in the running app."""
    place = f"{row.path}:{row.line}"
    if not row.enabled:
        return tr("debug.hint.off", place=place)
    if line is None:
        return tr("debug.hint.pending", place=place)
    if line != row.line:
        return tr("debug.hint.moved", place=place, line=line)
    return tr(f"debug.hint.{row.kind}", place=place, text=row.message or row.condition)
