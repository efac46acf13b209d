"""Beside the component tree: all about the chosen node, a tab for each matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.inspect.line import InspectLine, refusal
from ide.inspect.outline import Facts
from ide.inspect.place import Place, Read, find_place
from ide.inspect.source_edit import is_bound
from ide.inspect.styles import Styles, read_styles
from ide.panels.wxml.attributes_view import AttributesView
from ide.panels.wxml.computed_view import ComputedView
from ide.panels.wxml.styles_view import SAVED, StylesView
from ide.theme.palette import Colors
from ide.widgets.empty import EmptyState
from ide.widgets.json_tree import JsonTree
from ide.widgets.json_values import Path
from ide.widgets.texts import follow

# Styles cost the page a look at every rule.
_STYLES_MS = 250


class Side(QWidget):
    """Shows what the runtime says of one row, again whenever the tree is."""

    refused = Signal(str)
    edit_requested = Signal(object, bool)  # SourceEdit, whether to save
    open_requested = Signal(str, int)  # package path, line
    data_requested = Signal(str, str)  # component, field
    described = Signal()  # details of the row have come

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = InspectLine()
        self._read: Read = lambda _path: None
        self._facts: Facts | None = None
        self._told: Mapping[str, Any] | None = None
        self.details: Mapping[str, Any] = {}
        self.styles = StylesView()
        self.computed = ComputedView()
        self.attributes = AttributesView()
        self.dataset = JsonTree("wxml.dataset")
        self.data = JsonTree("wxml.data", editable=True)
        self._connect_parts()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._titles: dict[str, QWidget] = {
            "wxml.styles": self.styles,
            "wxml.computed": self.computed,
            "wxml.attributes": self.attributes,
            "wxml.data": self.data,
            "wxml.dataset": self.dataset,
        }
        for widget in self._titles.values():
            self.tabs.addTab(widget, "")
        self.tabs.currentChanged.connect(lambda _tab: self._ask_styles())
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("wxml", "wxml.none.title", "wxml.none.text"))
        self._stack.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumWidth(240)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_STYLES_MS)
        self._later.timeout.connect(self._ask_styles)
        follow(self, self._retranslate)

    def use_line(self, line: InspectLine) -> None:
        """Ask this line from now on."""
        self._line = line

    def use_sources(self, read: Read) -> None:
        """Find places in these sources."""
        self._read = read

    def set_theme(self, _colors: Colors) -> None:
        """Use other colours."""
        for view in (self.styles, self.computed, self.attributes):
            view.refresh_icons()

    def show_row(self, facts: Facts | None) -> None:
        """Show another row, or none."""
        self._facts = facts
        self.details = {}
        self._stack.setCurrentIndex(0 if facts is None else 1)
        self.data.show_value({})
        self.dataset.show_value({})
        if facts is not None:
            self._line.ask("details", self._on_details, row=facts.id)

    def refresh(self, facts: Facts | None) -> None:
        """Ask again about the row shown."""
        if facts is not None and self._facts is not None and facts.id == self._facts.id:
            self._facts = facts
            self._line.ask("details", self._on_details, row=facts.id)
            if not self._later.isActive():
                self._later.start()

    def place(self) -> Place | None:
        """Return where the chosen node is written, None when that is not known."""
        written = self.details.get("place")
        if not isinstance(written, Mapping):
            return None
        return find_place(self._read, str(written["component"]), written["steps"])

    def _connect_parts(self) -> None:
        self.data.edit_requested.connect(self._edit)
        self.data.remove_requested.connect(self._remove)
        self.data.refused.connect(lambda text: self.refused.emit(tr("wxml.not_json", text=text)))
        self.styles.use_place(self.place)
        self.styles.live_requested.connect(self._change_style)
        self.styles.edit_requested.connect(self._edit_source)
        self.styles.open_requested.connect(self.open_requested)
        self.styles.pressed.connect(self._press)
        self.styles.refused.connect(self.refused)
        self.attributes.edit_requested.connect(self._edit_template)
        self.attributes.data_requested.connect(self._ask_data)
        self.attributes.refused.connect(self.refused)

    # answers

    def _on_details(self, answer: Any) -> None:
        if self._facts is None or refusal(answer) or answer["id"] != self._facts.id:
            return
        known = bool(self.details)
        self.details = answer
        for tree, value in ((self.dataset, answer["dataset"]), (self.data, answer["data"] or {})):
            if known:
                tree.values.update_value(value)
            else:
                tree.show_value(value)
        self.tabs.setTabVisible(self.tabs.indexOf(self.data), bool(answer["component"]))
        self.attributes.show_place(self.place(), self._facts)
        if not known:
            self._ask_styles()
        self.described.emit()

    def _ask_styles(self) -> None:
        shown = self.tabs.currentWidget()
        if self._facts is None or shown not in {self.styles, self.computed}:
            return
        computed = shown is self.computed
        self._line.ask("styles", self._on_styles, node=self._facts.node, computed=computed)

    def _on_styles(self, answer: Any) -> None:
        if refusal(answer) or self._facts is None:
            self._told = None
            self.styles.show_styles(Styles())
            return
        self._told = answer
        self._show_styles(answer)

    def _show_styles(self, answer: Mapping[str, Any]) -> None:
        styles = read_styles(answer, self._read, self._written_style())
        if answer["computed"] is None:
            self.styles.show_styles(styles)
        else:
            self.computed.show_styles(styles)

    def _written_style(self) -> str | None:
        """Return the element's style as its template has it, None when that comes from data."""
        place = self.place()
        if place is None or not place.node.name:
            return None
        written = place.template.value(place.node, "style") or ""
        return None if is_bound(written) else written

    # edits

    def _change_style(self, change: Mapping[str, Any]) -> None:
        self._line.ask("set-style", lambda _done: self._ask_styles(), **change)

    def _press(self, on: bool) -> None:
        if self._facts is not None:
            self._line.ask("press", lambda _done: self._ask_styles(), node=self._facts.node, on=on)

    def _edit_source(self, edit: object, save: bool) -> None:
        self.edit_requested.emit(edit, save)
        # The next edit may come before the page has answered: it needs the new source.
        if self._told is not None:
            self._show_styles(self._told)

    def _edit_template(self, edit: object) -> None:
        self.edit_requested.emit(edit, self.styles.mode == SAVED)

    def _ask_data(self, field: str) -> None:
        written = self.details.get("place")
        if isinstance(written, Mapping):
            self.data_requested.emit(str(written["component"]), field)

    def _edit(self, path: Path, value: Any) -> None:
        self._change(path=list(path), value=value)

    def _remove(self, path: Path) -> None:
        self._change(path=list(path), remove=True)

    def _change(self, **args: Any) -> None:
        if self._facts is not None:
            self._line.ask("edit-data", self._on_changed, owner=f"row:{self._facts.id}", **args)

    def _on_changed(self, answer: Any) -> None:
        if refusal(answer):
            self.refused.emit(tr("wxml.refused", reason=refusal(answer)))
        if self._facts is not None:
            self._line.ask("details", self._on_details, row=self._facts.id)

    def _retranslate(self) -> None:
        for key, widget in self._titles.items():
            self.tabs.setTabText(self.tabs.indexOf(widget), tr(key))
