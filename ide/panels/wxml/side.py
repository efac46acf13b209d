"""Beside the component tree: all about the chosen node, a tab for each matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.inspect.line import InspectLine, refusal
from ide.inspect.outline import Facts
from ide.inspect.place import Read
from ide.theme.palette import Colors
from ide.widgets.empty import EmptyState
from ide.widgets.json_tree import JsonTree
from ide.widgets.json_values import Path
from ide.widgets.texts import follow


class Side(QWidget):
    """Shows what the runtime says of one row, again whenever the tree is."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: InspectLine | None = None
        self._read: Read = lambda _path: None
        self._row = 0
        self.details: Mapping[str, Any] = {}
        self.dataset = JsonTree("wxml.dataset")
        self.data = JsonTree("wxml.data", editable=True)
        self.data.edit_requested.connect(self._edit)
        self.data.remove_requested.connect(self._remove)
        self.data.refused.connect(self.refused)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._titles = {"wxml.data": self.data, "wxml.dataset": self.dataset}
        for widget in self._titles.values():
            self.tabs.addTab(widget, "")
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("wxml", "wxml.none.title", "wxml.none.text"))
        self._stack.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumWidth(260)
        follow(self, self._retranslate)

    def use_line(self, line: InspectLine) -> None:
        """Ask this line from now on."""
        self._line = line

    def use_sources(self, read: Read) -> None:
        """Find places in these sources."""
        self._read = read

    def set_theme(self, colors: Colors) -> None:
        """Use other colours."""

    def show_row(self, facts: Facts | None) -> None:
        """Show another row, or none."""
        self._row = facts.id if facts is not None else 0
        self.details = {}
        self._stack.setCurrentIndex(0 if facts is None else 1)
        self.data.show_value({})
        self.dataset.show_value({})
        self.refresh()

    def refresh(self) -> None:
        """Ask again about the row shown."""
        if self._line is not None and self._row:
            self._line.ask("details", self._on_details, row=self._row)

    def _on_details(self, answer: Any) -> None:
        if refusal(answer) or answer["id"] != self._row:
            return
        known = bool(self.details)
        self.details = answer
        for tree, value in ((self.dataset, answer["dataset"]), (self.data, answer["data"] or {})):
            if known:
                tree.values.update_value(value)
            else:
                tree.show_value(value)
        self.tabs.setTabVisible(self.tabs.indexOf(self.data), bool(answer["component"]))

    def _edit(self, path: Path, value: Any) -> None:
        self._change(path=list(path), value=value)

    def _remove(self, path: Path) -> None:
        self._change(path=list(path), remove=True)

    def _change(self, **args: Any) -> None:
        if self._line is not None and self._row:
            self._line.ask("edit-data", self._on_changed, owner=f"row:{self._row}", **args)

    def _on_changed(self, answer: Any) -> None:
        if refusal(answer):
            self.refused.emit(refusal(answer))
        self.refresh()

    def _retranslate(self) -> None:
        for key, widget in self._titles.items():
            self.tabs.setTabText(self.tabs.indexOf(widget), tr(key))
