"""The Attributes tab: what the template says of an element beside what it is now."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QTreeView, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.inspect.outline import Facts
from ide.inspect.place import Place
from ide.inspect.source_edit import (
    NotEditableError,
    SourceEdit,
    change_attribute,
    change_text,
    is_bound,
    remove_attribute,
)
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_NAME = re.compile(r"\{\{[^A-Za-z_$}]*([A-Za-z_$][\w$]*)")
_TITLES = ("attributes.name", "attributes.written", "attributes.now")
_TEXT = "#text"
_NEW = ""
_KEY_ROLE = Qt.ItemDataRole.UserRole


class _Table(QTreeView):
    """Enter edits, Del takes an attribute away."""

    remove_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        editing = self.state() == QTreeView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing:
            self.remove_requested.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class AttributesView(QWidget):
    """Edits go into the template; what comes from data leads there instead."""

    edit_requested = Signal(object)  # SourceEdit
    data_requested = Signal(str)  # name of the field behind a binding
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._shown: object = None
        self._filling = False
        self._model = QStandardItemModel(self)
        self._model.itemChanged.connect(self._on_item_changed)
        self.table = _Table()
        self.table.setModel(self._model)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setEditTriggers(QTreeView.EditTrigger.EditKeyPressed)
        self.table.doubleClicked.connect(self._on_activated)
        self.table.remove_requested.connect(self.remove_current)
        bind(self.table, self.table.setAccessibleName, "wxml.attributes")
        self.add_button = QToolButton()
        bind(self.add_button, self.add_button.setToolTip, "attributes.add")
        bind(self.add_button, self.add_button.setAccessibleName, "attributes.add")
        self.add_button.clicked.connect(self.add)
        self.where = plain("small")
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 6, 4)
        bar.setSpacing(6)
        bar.addWidget(self.where, 1)
        bar.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        follow(self, self._retranslate)

    def show_place(self, place: Place | None, facts: Facts | None) -> None:
        """Show what is written at a place and what came of it."""
        known = (place, facts)
        if self.table.state() == QTreeView.State.EditingState or known == self._shown:
            return
        self._shown, self._place = known, place
        self._filling = True
        self._model.removeRows(0, self._model.rowCount())
        file = "" if place is None else f"{place.file}:{place.line}"
        self.where.setText(file or tr("wxml.no_source"))
        self.add_button.setEnabled(place is not None and bool(place.node.name))
        if facts is not None:
            self._fill(place, facts)
        self._filling = False

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.add_button.setIcon(icons.icon("plus"))

    def add(self) -> None:
        """Edit an empty row for a new attribute: ``name="value"``."""
        row = [QStandardItem(""), QStandardItem(""), QStandardItem("")]
        row[0].setData(_NEW, _KEY_ROLE)
        self._filling = True
        self._model.appendRow(row)
        self._filling = False
        index = row[0].index()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def remove_current(self) -> None:
        """Take the chosen attribute out of the template."""
        name = self.table.currentIndex().siblingAtColumn(0).data(_KEY_ROLE)
        if self._place is not None and name and name != _TEXT:
            self._ask(remove_attribute, str(name))

    def _fill(self, place: Place | None, facts: Facts) -> None:
        now = dict(facts.attributes)
        written: dict[str, str] = {}
        if place is not None and place.node.name:
            for one in place.node.attributes:
                value = place.template.value(place.node, one.name)
                written[one.name] = value or ""
        for name, value in written.items():
            self._add_row(name, value, now.pop(name, ""), editable=True)
        for name, value in now.items():
            if not name.startswith(("bind:", "catch:", "capture-")):
                self._add_row(name, "", value, editable=False)
        text = facts.text or facts.inline
        if text:
            self._add_row(_TEXT, _written_text(place), text, editable=place is not None)

    def _add_row(self, name: str, written: str, now: str, *, editable: bool) -> None:
        items = [QStandardItem(name), QStandardItem(written), QStandardItem(now)]
        for item in items:
            item.setEditable(False)
            item.setData(name, _KEY_ROLE)
        if is_bound(written):
            items[1].setIcon(icons.icon("appdata"))
            items[1].setToolTip(tr("attributes.bound_tip"))
        else:
            items[1].setEditable(editable)
        self._model.appendRow(items)

    def _on_activated(self, index: QModelIndex) -> None:
        written = index.siblingAtColumn(1)
        if written.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(written)
            return
        bound = _NAME.search(str(written.data() or ""))
        if bound is not None:
            self.data_requested.emit(bound.group(1))

    def _on_item_changed(self, item: QStandardItem) -> None:
        if self._filling or self._place is None:
            return
        name, text = str(item.data(_KEY_ROLE) or ""), item.text()
        if name == _TEXT:
            self._ask(change_text, text)
        elif name:
            self._ask(change_attribute, name, text)
        else:
            new, _, value = text.partition("=")
            if new.strip():
                self._ask(change_attribute, new.strip(), value.strip().strip("\"'"))
        self._shown = None

    def _ask(self, edit: Callable[..., SourceEdit], *arguments: str) -> None:
        try:
            self.edit_requested.emit(edit(self._place, *arguments))
        except NotEditableError as error:
            self.refused.emit(tr(str(error), file=self._place.file if self._place else ""))

    def _retranslate(self) -> None:
        self._model.setHorizontalHeaderLabels([tr(key) for key in _TITLES])
        for column, width in enumerate((100, 130, 100)):
            self.table.header().resizeSection(column, width)


def _written_text(place: Place | None) -> str:
    if place is None:
        return ""
    node, text = place.node, place.template.text
    if not node.name:
        return text[node.start : node.end].strip()
    return text[node.open_end : max(node.open_end, node.close_start)].strip()
