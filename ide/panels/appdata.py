"""The AppData panel: data of the app, its pages and components, live, and who set it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QIcon, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.inspect.limits import size_text
from ide.inspect.line import InspectLine, refusal
from ide.inspect.set_data import SetDataCall, SetDataLog
from ide.theme import icons
from ide.theme.palette import Colors
from ide.widgets.empty import EmptyState
from ide.widgets.json_tree import JsonTree
from ide.widgets.json_values import Path
from ide.widgets.log_view import LogView
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import bind, follow

_WHO = "appdata"
_APP = "app"
_OWNER_ROLE = Qt.ItemDataRole.UserRole
# Nobody tells of changes of globalData.
_POLL_MS = 1000


def _time(call: SetDataCall) -> str:
    return datetime.fromtimestamp(call.time / 1000).strftime("%H:%M:%S.%f")[:-3]


def _icon(call: SetDataCall) -> QIcon:
    return icons.icon("warning", "warning") if call.trouble else QIcon()


def _took(call: SetDataCall) -> str:
    shown = "…" if call.shown is None else f"{call.shown:.1f} ms"
    return f"{call.logic:.1f} / {shown}"


def _trouble(call: SetDataCall) -> str:
    return tr(call.trouble) if call.trouble else ""


_COLUMNS = (
    Column[SetDataCall]("appdata.time", _time, _icon, _trouble),
    Column[SetDataCall]("appdata.owner", lambda call: call.owner),
    Column[SetDataCall]("appdata.paths", lambda call: ", ".join(call.paths)),
    Column[SetDataCall]("appdata.size", lambda call: size_text(call.size)),
    Column[SetDataCall]("appdata.took", _took),
)


class AppDataPanel(QWidget):
    """Asks the running mini-program while it is shown; edits go through ``setData``."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = InspectLine()
        self._owner = ""
        self._chosen = False
        self._wanted = ("", "")
        self._asked = self._again = False
        self._told: Sequence[Mapping[str, Any]] = ()
        self._calls = SetDataLog()
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self.refresh)
        self._make_owners()
        self.data = JsonTree("appdata.data", editable=True)
        self.data.edit_requested.connect(self._edit)
        self.data.remove_requested.connect(self._remove)
        self.data.refused.connect(lambda text: self.refused.emit(tr("wxml.not_json", text=text)))
        self._rows = RowModel[SetDataCall](
            _COLUMNS, most=1000, key=lambda call: call.number, parent=self
        )
        empty = EmptyState("appdata", "appdata.no_calls.title", "appdata.no_calls.text")
        self.log = LogView(self._rows, empty, "appdata.calls")
        for column, width in enumerate((110, 170, 220, 80, 130)):
            self.log.table.header().resizeSection(column, width)
        self.log.table.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.log.table.header().setStretchLastSection(False)
        self._place_parts()
        self.setFocusProxy(self.data)

    def use_line(self, line: InspectLine) -> None:
        """Ask this line from now on."""
        self.line = line
        line.listen("changed", lambda _event: self.refresh())
        line.listen("started", lambda _event: self._begin())
        line.listen("ended", lambda _event: self._begin())

    def set_theme(self, _colors: Colors) -> None:
        """Use other colours."""
        self.log.refresh_icons()
        self.add_button.setIcon(icons.icon("plus"))

    def show_field(self, component: str, field: str) -> None:
        """Choose the page or the first component of a path, and a field of its data."""
        self._wanted = (component, field)
        self.refresh()
        self._follow_wanted()

    def refresh(self) -> None:
        """Ask for what changed; one question at a time."""
        if not self.isVisible():
            return
        if self._asked:
            self._again = True
            return
        self._asked = True
        owner = self._owner or _APP
        self.line.ask("app-data", self._on_data, owner=owner, since=self._calls.last)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to follow the mini-program."""
        super().showEvent(event)
        self.line.watch(_WHO, on=True)
        self._poll.start()
        self._asked = False
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Leave the mini-program alone."""
        super().hideEvent(event)
        self._poll.stop()
        self.line.watch(_WHO, on=False)

    # building

    def _make_owners(self) -> None:
        self._owners = QStandardItemModel(self)
        self.owners = QTreeView()
        self.owners.setModel(self._owners)
        self.owners.setHeaderHidden(True)
        self.owners.setUniformRowHeights(True)
        self.owners.setIndentation(14)
        self.owners.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.owners.setMinimumWidth(120)
        bind(self.owners, self.owners.setAccessibleName, "appdata.owners")
        self.owners.selectionModel().currentChanged.connect(self._on_owner_chosen)

    def _make_bar(self) -> QHBoxLayout:
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        bind(self.filter, self.filter.setPlaceholderText, "appdata.filter")
        bind(self.filter, self.filter.setAccessibleName, "appdata.filter")
        self.filter.textChanged.connect(self._apply_filter)
        self.changed_button = QPushButton()
        self.changed_button.setCheckable(True)
        bind(self.changed_button, self.changed_button.setText, "appdata.changed_only")
        bind(self.changed_button, self.changed_button.setToolTip, "appdata.changed_only_tip")
        self.changed_button.toggled.connect(self._on_changed_only)
        self.add_button = QToolButton()
        bind(self.add_button, self.add_button.setToolTip, "json.add")
        bind(self.add_button, self.add_button.setAccessibleName, "json.add")
        self.add_button.clicked.connect(self.data.add_member)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        bar.addWidget(self.filter, 20)
        bar.addWidget(self.changed_button)
        bar.addStretch(1)
        bar.addWidget(self.add_button)
        return bar

    def _place_parts(self) -> None:
        tree = QWidget()
        column = QVBoxLayout(tree)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_bar())
        column.addWidget(self.data, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(tree, "")
        self.tabs.addTab(self.log, "")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.owners)
        splitter.addWidget(self.tabs)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([200, 700])
        splitter.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("appdata", "appdata.empty.title", "appdata.empty.text"))
        self._stack.addWidget(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        follow(self, self._retranslate)

    def _retranslate(self) -> None:
        self.tabs.setTabText(0, tr("appdata.data"))
        self.tabs.setTabText(1, tr("appdata.calls"))

    # answers

    def _begin(self) -> None:
        self._owner, self._told, self._chosen = "", (), False
        self._asked = self._again = False
        self._owners.clear()
        self.data.show_value({})
        self._calls.clear()
        self._rows.clear()
        self._stack.setCurrentIndex(0)
        self.refresh()

    def _on_data(self, answer: Any) -> None:
        self._asked = False
        if refusal(answer):
            # What was shown is closed: show the page on top instead.
            self._owner, self._chosen = "", False
        else:
            self._stack.setCurrentIndex(1)
            self._show_owners(answer["owners"])
            if answer["owner"] == self._owner and not answer["same"]:
                self._show_data(answer["data"])
            for call in self._calls.take(answer["calls"]):
                self._rows.put(call)
            self._follow_wanted()
        if self._again or refusal(answer):
            self._again = False
            self.refresh()

    def _follow_wanted(self) -> None:
        """Go to the field somebody asked for, as soon as it is there."""
        component, field = self._wanted
        owner = next((row["owner"] for row in self._told if row["name"] == component), None)
        if not component or owner is None:
            return
        if self._owner != owner:
            self._chosen = True
            self._choose(str(owner))
            self.refresh()
        elif self.data.property("owner") == owner:
            self._wanted = ("", "")
            self.data.select_path((field,))
            self.data.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_data(self, data: Any) -> None:
        if self.data.property("owner") == self._owner:
            self.data.values.update_value(data)
        else:
            self.data.setProperty("owner", self._owner)
            self.data.show_value(data)

    def _show_owners(self, told: Sequence[Mapping[str, Any]]) -> None:
        if list(told) != list(self._told):
            self._told = list(told)
            self._fill_owners()
        top = next((row["owner"] for row in told if row.get("top")), _APP)
        known = {row["owner"] for row in told}
        if self._owner not in known or (not self._chosen and self._owner != top):
            self._chosen = False
            self._choose(str(top))

    def _fill_owners(self) -> None:
        self._owners.clear()
        items: dict[str, QStandardItem] = {}
        for row in self._told:
            text = row["name"]
            if row["kind"] == "component":
                text = f"<{row['tag']}>" if row.get("tag") else row["name"]
            item = QStandardItem(text)
            item.setToolTip(str(row["name"]))
            item.setData(row["owner"], _OWNER_ROLE)
            items[row["owner"]] = item
            parent = items.get(str(row.get("parent") or ""))
            (parent or self._owners.invisibleRootItem()).appendRow(item)
        if self._owner in items:
            self._select(items[self._owner])

    def _choose(self, owner: str) -> None:
        self._owner = owner
        for item in self._items():
            if item.data(_OWNER_ROLE) == owner:
                self._select(item)
        self._again = True

    def _items(self) -> list[QStandardItem]:
        waiting = [self._owners.invisibleRootItem()]
        found = []
        while waiting:
            item = waiting.pop()
            inside = [item.child(row) for row in range(item.rowCount())]
            found += inside
            waiting += inside
        return found

    def _select(self, item: QStandardItem) -> None:
        selection = self.owners.selectionModel()
        selection.blockSignals(True)
        self.owners.setCurrentIndex(item.index())
        selection.blockSignals(False)
        self.owners.viewport().update()

    def _on_owner_chosen(self, index: QModelIndex) -> None:
        owner = index.data(_OWNER_ROLE)
        if owner and owner != self._owner:
            self._owner, self._chosen = str(owner), True
            self.refresh()

    # edits and filters

    def _edit(self, path: Path, value: Any) -> None:
        self._change(path=list(path), value=value)

    def _remove(self, path: Path) -> None:
        self._change(path=list(path), remove=True)

    def _change(self, **args: Any) -> None:
        self.line.ask("edit-data", self._on_edited, owner=self._owner or _APP, **args)

    def _on_edited(self, answer: Any) -> None:
        if refusal(answer):
            self.refused.emit(tr("wxml.refused", reason=refusal(answer)))
        elif answer["owner"] == self._owner:
            self._show_data(answer["data"])

    def _on_changed_only(self, on: bool) -> None:
        if on:
            self.data.values.forget_changes()
        self._apply_filter()

    def _apply_filter(self) -> None:
        self.data.filter(self.filter.text(), changed_only=self.changed_button.isChecked())
