"""The Wxml panel: the component tree of the page on top, live, and all about the chosen node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.inspect.line import InspectLine, refusal
from ide.inspect.outline import label_of
from ide.inspect.place import Place, Read
from ide.panels.wxml.side import Side
from ide.panels.wxml.tree_model import TreeModel
from ide.panels.wxml.tree_view import ComponentTree
from ide.theme import icons
from ide.theme.palette import Colors
from ide.widgets.empty import EmptyState
from ide.widgets.labels import plain
from ide.widgets.texts import bind

_WHO = "wxml"
_SEARCH_MS = 150


class WxmlPanel(QWidget):
    """Asks the running mini-program while it is shown; costs nothing while it is not."""

    source_requested = Signal(object)  # Place, None when it is not known
    pick_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = InspectLine()
        self._open: set[int] = set()
        self._chain: list[int] = []
        self._asked = self._again = self._picked = False
        self._found: list[list[int]] = []
        self._at = -1
        self.model = TreeModel(self)
        self.tree = ComponentTree(self.model)
        self.side = Side()
        self._path = QHBoxLayout()
        self._make_bar()
        self._place_parts()
        self.tree.expanded.connect(self._on_expanded)
        self.tree.collapsed.connect(self._on_collapsed)
        self.tree.looked_at.connect(self._highlight)
        self.tree.source_requested.connect(self.go_to_source)
        self.side.described.connect(self._on_described)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.setFocusProxy(self.tree)

    def use_line(self, line: InspectLine) -> None:
        """Ask this line from now on."""
        self.line = line
        line.listen("changed", lambda _event: self.refresh())
        line.listen("started", lambda _event: self._show_nothing())
        line.listen("ended", lambda _event: self._show_nothing())
        line.listen("picked", self._on_picked)
        self.side.use_line(line)

    def use_sources(self, read: Read) -> None:
        """Find places in these templates."""
        self.side.use_sources(read)

    def refresh(self) -> None:
        """Ask for what changed; one question at a time."""
        if not self.isVisible():
            return
        if self._asked:
            self._again = True
            return
        self._asked = True
        self.line.ask("outline", self._on_outline, open=sorted(self._open))

    def show_node(self, page: int | None, node: int) -> None:
        """Unfold the tree to a node of the view, choose it and show it in the phone."""
        self.line.ask("chain", self._on_chain, page=page, node=node)

    def place(self) -> Place | None:
        """Return where the chosen node is written, None when that is not known."""
        return self.side.place()

    def go_to_source(self) -> None:
        """Ask to see where the chosen node is written."""
        if self.side.details:
            self.source_requested.emit(self.place())

    def set_picking(self, *, on: bool) -> None:
        """Show whether the next click in the phone chooses."""
        self.pick_button.setChecked(on)

    def set_theme(self, colors: Colors) -> None:
        """Use other colours."""
        self.tree.set_theme(colors)
        self.side.set_theme(colors)
        for button, icon in (
            (self.pick_button, "picker"),
            (self._previous, "chevron-up"),
            (self._next, "chevron-down"),
        ):
            button.setIcon(icons.icon(icon))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to follow the mini-program."""
        super().showEvent(event)
        self.line.watch(_WHO, on=True)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Leave the mini-program alone."""
        super().hideEvent(event)
        self._highlight(0)
        self.line.watch(_WHO, on=False)

    # building

    def _make_bar(self) -> None:
        self.pick_button = QToolButton()
        self.pick_button.setCheckable(True)
        bind(self.pick_button, self.pick_button.setToolTip, "wxml.pick")
        bind(self.pick_button, self.pick_button.setAccessibleName, "wxml.pick")
        self.pick_button.clicked.connect(self.pick_requested)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(320)
        bind(self.search, self.search.setPlaceholderText, "wxml.search")
        bind(self.search, self.search.setAccessibleName, "wxml.search")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_SEARCH_MS)
        self._typing.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(lambda: self.step(1))
        self.count = plain("small")
        self._previous, self._next = QToolButton(), QToolButton()
        for button, step, key in (
            (self._previous, -1, "wxml.previous"),
            (self._next, 1, "wxml.next"),
        ):
            bind(button, button.setToolTip, key)
            bind(button, button.setAccessibleName, key)
            button.clicked.connect(lambda _checked=False, step=step: self.step(step))

    def _place_parts(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        for widget in (self.pick_button, self.search, self._previous, self._next, self.count):
            bar.addWidget(widget, 20 if widget is self.search else 0)
        bar.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.tree, 1)
        self._path.setContentsMargins(6, 2, 6, 2)
        self._path.setSpacing(0)
        path = QWidget()
        path.setLayout(self._path)
        # A long way down must not widen the panel.
        path.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        path.setFixedHeight(30)
        column.addWidget(path)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(left)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([600, 400])
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("wxml", "wxml.empty.title", "wxml.empty.text"))
        self._stack.addWidget(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    # the tree

    def _show_nothing(self) -> None:
        self._open.clear()
        self._chain = []
        self._asked = self._again = False
        self._found, self._at = [], -1
        self.count.clear()
        self.model.clear()
        self.side.show_row(None)
        self._show_path()
        self._stack.setCurrentIndex(0)
        self.set_picking(on=False)
        self.refresh()

    def _on_outline(self, answer: Any) -> None:
        self._asked = False
        if refusal(answer) or not answer["root"]:
            return
        self._stack.setCurrentIndex(1)
        if self.model.take(answer):
            self._open = set(self.model.loaded())
            self.tree.expand_loaded()
            self.side.show_row(None)
            self._show_path()
        self._open = self.model.unfolded(self._open)
        self._follow_chain()
        if self._again:
            self._again = False
            self.refresh()
        self.side.refresh(self.model.facts(self.tree.currentIndex()))

    def _follow_chain(self) -> None:
        """Unfold down to the row that is to be chosen, as far as it is there."""
        if not self._chain:
            return
        target = self.model.index_of(self._chain[-1])
        for row in self._chain[:-1]:
            index = self.model.index_of(row)
            if index.isValid():
                self.tree.expand(index)
        if target.isValid():
            self._chain = []
            self.tree.setCurrentIndex(target)
            self.tree.scrollTo(target, ComponentTree.ScrollHint.PositionAtCenter)

    def _go(self, chain: Sequence[int]) -> None:
        self._chain = list(chain)
        self._open |= set(chain[:-1])
        self._follow_chain()
        if self._chain:
            self.refresh()

    def _on_chain(self, chain: Any) -> None:
        if isinstance(chain, list) and chain:
            self._go([int(row) for row in chain])
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, event: Mapping[str, Any]) -> None:
        self.set_picking(on=False)
        self._picked = bool(event.get("node"))
        if event.get("node"):
            self.show_node(int(event["page"]), int(event["node"]))

    def _on_described(self) -> None:
        """What was picked in the phone is shown in the editor too."""
        if self._picked and not self._chain:
            self._picked = False
            self.go_to_source()

    def _on_expanded(self, index: QModelIndex) -> None:
        facts = self.model.facts(index)
        if facts is not None and facts.id not in self._open:
            self._open.add(facts.id)
            self.refresh()

    def _on_collapsed(self, index: QModelIndex) -> None:
        facts = self.model.facts(index)
        if facts is not None:
            self._open.discard(facts.id)

    def _on_current_changed(self, index: QModelIndex) -> None:
        facts = self.model.facts(index)
        self.side.show_row(facts)
        self._show_path()
        if facts is not None:
            self.line.ask("reveal", node=facts.node)
            self._highlight(facts.node if self.tree.hasFocus() else 0)

    def _highlight(self, node: int) -> None:
        self.line.ask("highlight", node=node)

    def _show_path(self) -> None:
        """Show the rows above the chosen one as buttons below the tree."""
        while (item := self._path.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        chain = self.model.chain(self.tree.currentIndex())[-6:]
        for at, facts in enumerate(chain):
            if at:
                self._path.addWidget(QLabel("›"))
            button = QToolButton()
            button.setText(label_of(facts))
            bind(button, button.setAccessibleName, "wxml.choose", node=label_of(facts))
            button.clicked.connect(lambda _checked=False, row=facts.id: self._choose(row))
            self._path.addWidget(button)
        self._path.addStretch(1)

    def _choose(self, row: int) -> None:
        self.tree.setCurrentIndex(self.model.index_of(row))
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # search

    def _find(self) -> None:
        text = self.search.text().strip()
        self._found, self._at = [], -1
        self.count.clear()
        if text:
            self.line.ask("find", self._on_found, text=text)

    def _on_found(self, answer: Any) -> None:
        if refusal(answer) or answer["text"].strip() != self.search.text().strip():
            return
        self._found = answer["found"]
        if self._found:
            self.step(1)
        else:
            self.count.setText(tr("wxml.not_found"))

    def step(self, distance: int) -> None:
        """Choose the next row that was found, or the one before."""
        if self._typing.isActive():
            self._typing.stop()
            self._find()
        elif self._found:
            self._at = (self._at + distance) % len(self._found)
            self.count.setText(tr("wxml.found", at=self._at + 1, count=len(self._found)))
            self._go(self._found[self._at])
