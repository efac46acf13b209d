"""A tree of JSON with search, inline editing, keys for all of it and a menu."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QTreeView, QWidget

from ide.i18n import tr
from ide.widgets.asking import line_question
from ide.widgets.json_model import CHANGED_ROLE, PATH_ROLE, VALUE_ROLE, Index, JsonModel
from ide.widgets.json_painter import CellPainter
from ide.widgets.json_values import Path, kind, path_text, to_json
from ide.widgets.texts import bind


class _Filter(QSortFilterProxyModel):
    """Rows with a text in key or value, perhaps only those that changed, and all around them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRecursiveFilteringEnabled(True)
        self.text = ""
        self.changed_only = False

    def put(self, text: str, *, changed_only: bool) -> None:
        self.text, self.changed_only = text.lower(), changed_only
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802
        """Tell whether a row is wanted by itself."""
        if not self.text and not self.changed_only:
            return True
        model = self.sourceModel()
        index = model.index(row, 0, parent)
        if self.changed_only and not index.data(CHANGED_ROLE):
            return False
        texts = (index.data(), index.siblingAtColumn(1).data())
        return any(self.text in str(text).lower() for text in texts)


class JsonTree(QTreeView):
    """Shows one value; edits are requests."""

    edit_requested = Signal(object, object)  # Path, value
    remove_requested = Signal(object)  # Path
    refused = Signal(str)  # what was typed is no JSON

    def __init__(self, name: str, parent: QWidget | None = None, *, editable: bool = False) -> None:
        """``name`` is the key of the accessible name."""
        super().__init__(parent)
        self._editable = editable
        self.values = JsonModel(self, editable=editable)
        self.values.edit_requested.connect(self.edit_requested)
        self.values.refused.connect(self.refused)
        self._filter = _Filter(self)
        self._filter.setSourceModel(self.values)
        self.setModel(self._filter)
        self.setItemDelegate(CellPainter(self))
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        triggers = QTreeView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.header().resizeSection(0, 170)
        self.header().resizeSection(1, 200)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        bind(self, self.setAccessibleName, name)

    def set_editable(self, *, editable: bool) -> None:
        """Let values be edited, or not."""
        self._editable = self.values.editable = editable

    def show_value(self, value: Any) -> None:
        """Show another value, its first levels unfolded."""
        self.values.show_value(value)
        self.expandToDepth(0)

    def filter(self, text: str, *, changed_only: bool = False) -> None:
        """Show rows with a text, or only those that changed."""
        self._filter.put(text, changed_only=changed_only)
        if text or changed_only:
            self.expandAll()

    def current_path(self) -> Path:
        """Return the path of the row with the keyboard, empty for none."""
        path = self.currentIndex().data(PATH_ROLE)
        return tuple(path) if path else ()

    def select_path(self, path: Path) -> bool:
        """Go to a row; return whether there is one."""
        index = QModelIndex()
        for key in path:
            inside = (
                self._filter.index(row, 0, index) for row in range(self._filter.rowCount(index))
            )
            index = next((one for one in inside if one.data(PATH_ROLE)[-1] == key), QModelIndex())
            if not index.isValid():
                return False
            self.expand(index.parent())
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with Ctrl+C, edit with Enter, delete with Del, add with Insert."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._edit_current()
        elif event.key() == Qt.Key.Key_Delete and self._editable:
            self._ask_removal()
        elif event.key() == Qt.Key.Key_Insert and self._editable:
            self.add_member()
        else:
            super().keyPressEvent(event)

    def copy_value(self) -> None:
        """Copy the value of the current row as JSON."""
        index = self.currentIndex()
        value = index.data(VALUE_ROLE) if index.isValid() else self.values.value
        QApplication.clipboard().setText(to_json(value, indent=2))

    def copy_path(self) -> None:
        """Copy the path of the current row."""
        QApplication.clipboard().setText(path_text(self.current_path()))

    def add_member(self) -> None:
        """Ask for a new key, or put a null behind the last item of an array."""
        path, value = self.current_path(), self.currentIndex().data(VALUE_ROLE)
        if not path:
            value = self.values.value
        elif kind(value) not in {"array", "object"}:
            path = path[:-1]
            parent = self.currentIndex().parent()
            value = parent.data(VALUE_ROLE) if parent.isValid() else self.values.value
        if kind(value) == "array":
            self.edit_requested.emit((*path, len(value)), None)
            return
        asked = line_question(self, tr("json.add"), tr("json.new_key"), tr("button.ok"))
        asked.textValueSelected.connect(
            lambda key: self.edit_requested.emit((*path, key), None) if key else None
        )
        asked.open()

    def _edit_current(self) -> None:
        index = self.currentIndex()
        # The Enter that ends an edit comes here too.
        editing = self.state() == QTreeView.State.EditingState
        if self._editable and index.isValid() and not editing:
            self.edit(index.siblingAtColumn(1))

    def _ask_removal(self) -> None:
        if self.current_path():
            self.remove_requested.emit(self.current_path())

    def _show_menu(self, place: QPoint) -> None:
        self.setCurrentIndex(self.indexAt(place))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("json.copy_value"), self.copy_value)
        if self.current_path():
            menu.addAction(tr("json.copy_path"), self.copy_path)
        if self._editable:
            menu.addSeparator()
            if self.current_path():
                menu.addAction(tr("json.edit"), self._edit_current)
            menu.addAction(tr("json.add"), self.add_member)
            if self.current_path():
                menu.addAction(tr("json.remove"), self._ask_removal)
        menu.popup(self.viewport().mapToGlobal(place))
