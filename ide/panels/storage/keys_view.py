"""The storage's keys with search, editing, quota, and the chosen value in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.inspect.app_storage import AppStorage, Entry, RefusedError
from ide.inspect.limits import size_text
from ide.panels.storage.keys import SORT_ROLE, KeysModel
from ide.theme import icons
from ide.widgets.asking import line_question
from ide.widgets.empty import EmptyState
from ide.widgets.json_tree import JsonTree
from ide.widgets.json_values import Path, to_json
from ide.widgets.labels import plain
from ide.widgets.texts import bind


class _Table(QTreeView):
    """A table that copies with Ctrl+C and deletes with Del."""

    copy_requested = Signal()
    remove_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        editing = self.state() == QTreeView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            if self.currentIndex().isValid():
                self.edit(self.currentIndex().siblingAtColumn(1))
        else:
            super().keyPressEvent(event)


class KeysView(QWidget):
    """Shows an :class:`AppStorage` and edits it."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._storage: AppStorage | None = None
        self._stop: Callable[[], None] = lambda: None
        self._model = KeysModel(self)
        self._model.edit_requested.connect(self._edit)
        self._model.refused.connect(lambda text: self.refused.emit(tr("wxml.not_json", text=text)))
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setSortRole(SORT_ROLE)
        self._make_table()
        self.value = JsonTree("storage.value", editable=True)
        self.value.edit_requested.connect(self._edit_inside)
        self.value.remove_requested.connect(self._remove_inside)
        self.value.refused.connect(lambda text: self.refused.emit(tr("wxml.not_json", text=text)))
        self._place_parts()
        self.setFocusProxy(self.table)

    def show_storage(self, storage: AppStorage | None) -> None:
        """Follow a storage, or none."""
        self._stop()
        self._stop = lambda: None
        self._storage = storage
        if storage is not None:
            self._stop = storage.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is there now."""
        entries = self._storage.entries if self._storage is not None else []
        self._model.show_entries(entries)
        self._stack.setCurrentIndex(1 if entries else 0)
        limit = AppStorage.limit
        used = sum(entry.size for entry in entries)
        self.quota.setValue(round(1000 * used / limit))
        self.quota.setProperty("full", used > 0.9 * limit)
        self.used.setText(
            tr("storage.used", used=size_text(used), limit=size_text(limit), count=len(entries))
        )
        self.clear_button.setEnabled(bool(entries))
        self._show_value()

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.add_button.setIcon(icons.icon("plus"))
        self.remove_button.setIcon(icons.icon("close"))

    def current(self) -> Entry | None:
        """Return the chosen entry."""
        return self._model.entry(self._proxy.mapToSource(self.table.currentIndex()).row())

    def remove_current(self) -> None:
        """Forget the chosen key."""
        entry = self.current()
        if entry is not None and self._storage is not None:
            self._storage.remove(entry.key, encrypted=entry.encrypted)

    def clear(self) -> None:
        """Forget every key."""
        if self._storage is not None:
            self._storage.clear()

    def add(self, key: str) -> None:
        """Set a key that is not there to an empty text and edit it."""
        if self._storage is None or not key:
            return
        if key not in {entry.key for entry in self._storage.entries}:
            self.put(key, "")
        for row in range(self._proxy.rowCount()):
            index = self._proxy.index(row, 0)
            if index.data() == key:
                self.table.setCurrentIndex(index)
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                self.table.edit(index.siblingAtColumn(1))

    # building

    def _make_table(self) -> None:
        self.table = _Table()
        self.table.setModel(self._proxy)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        triggers = QTreeView.EditTrigger
        self.table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        bind(self.table, self.table.setAccessibleName, "storage.keys")
        header = self.table.header()
        header.setStretchLastSection(False)
        for column, width in enumerate((150, 200, 140, 72)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.copy_requested.connect(self._copy)
        self.table.remove_requested.connect(self.remove_current)
        self.table.selectionModel().currentChanged.connect(self._show_value)

    def _make_bar(self) -> QHBoxLayout:
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        bind(self.filter, self.filter.setPlaceholderText, "appdata.filter")
        bind(self.filter, self.filter.setAccessibleName, "appdata.filter")
        self.filter.textChanged.connect(self._proxy.setFilterFixedString)
        self.add_button, self.remove_button = QToolButton(), QToolButton()
        for button, key, act in (
            (self.add_button, "storage.add", self._ask_key),
            (self.remove_button, "storage.remove", self.remove_current),
        ):
            bind(button, button.setToolTip, key)
            bind(button, button.setAccessibleName, key)
            button.clicked.connect(act)
        self.clear_button = QPushButton()
        bind(self.clear_button, self.clear_button.setText, "storage.clear")
        self.clear_button.clicked.connect(self.clear)
        self.quota = QProgressBar()
        self.quota.setRange(0, 1000)
        self.quota.setTextVisible(False)
        self.quota.setFixedSize(120, 6)
        bind(self.quota, self.quota.setAccessibleName, "storage.quota")
        self.used = plain("small")
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        bar.addWidget(self.filter, 20)
        bar.addWidget(self.add_button)
        bar.addWidget(self.remove_button)
        bar.addWidget(self.clear_button)
        bar.addStretch(1)
        return bar

    def _place_parts(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.table)
        splitter.addWidget(self.value)
        splitter.setSizes([640, 300])
        splitter.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("storage", "storage.empty.title", "storage.empty.text"))
        self._stack.addWidget(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_bar())
        layout.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 3, 8, 3)
        foot.setSpacing(6)
        foot.addWidget(self.quota)
        foot.addWidget(self.used)
        foot.addStretch(1)
        layout.addLayout(foot)

    # edits

    def _show_value(self, _index: QModelIndex | None = None) -> None:
        entry = self.current()
        shown = self.value.property("key")
        value = {} if entry is None else entry.value
        if entry is not None and shown == entry.key:
            self.value.values.update_value(value)
        else:
            self.value.setProperty("key", entry.key if entry is not None else None)
            self.value.show_value(value)

    def _edit(self, entry: Entry, value: Any) -> None:
        self.put(entry.key, value, encrypted=entry.encrypted)

    def _edit_inside(self, path: Path, value: Any) -> None:
        self._change(path, lambda holder, key: _put_in(holder, key, value))

    def _remove_inside(self, path: Path) -> None:
        self._change(path, lambda holder, key: holder.pop(key))

    def _change(self, path: Path, change: Callable[[Any, str | int], object]) -> None:
        entry = self.current()
        if entry is None or not path:
            return
        copy = _copy(entry.value)
        holder = copy
        for key in path[:-1]:
            holder = holder[key]
        change(holder, path[-1])
        self.put(entry.key, copy, encrypted=entry.encrypted)

    def put(self, key: str, value: Any, *, encrypted: bool = False) -> None:
        """Set a key; tells why when the phone refuses."""
        if self._storage is None:
            return
        try:
            self._storage.put(key, value, encrypted=encrypted)
        except RefusedError as error:
            self.refused.emit(tr(str(error)))

    def _ask_key(self) -> None:
        asked = line_question(self, tr("storage.add"), tr("json.new_key"), tr("button.ok"))
        asked.textValueSelected.connect(self.add)
        asked.open()

    def _copy(self) -> None:
        entry = self.current()
        if entry is not None:
            QApplication.clipboard().setText(to_json(entry.value, indent=2))


def _put_in(holder: Any, key: str | int, value: Any) -> None:
    if isinstance(holder, list) and key == len(holder):
        holder.append(value)
    else:
        holder[key] = value


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(member) for key, member in value.items()}
    return [_copy(member) for member in value] if isinstance(value, (list, tuple)) else value
