"""What can be seen from a call: watched expressions, then its scopes as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTreeView, QVBoxLayout, QWidget

from ide.debugger.pause import Frame, Property, Value
from ide.i18n import tr
from ide.widgets.texts import bind
from ide.widgets.values import Node, ValueModel

_SCOPE = "scope"
_WATCH = "watch"


class Variables(QWidget):
    """A tree of values, and a line to add expressions that are watched."""

    fetch_wanted = Signal(object)  # Node
    watch_wanted = Signal(str)  # expression

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watched: list[str] = []
        self._frame: Frame | None = None
        self.model = ValueModel(self.fetch_wanted.emit, self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.header().resizeSection(0, 110)
        self.tree.installEventFilter(self)
        bind(self.tree, self.tree.setAccessibleName, "debug.variables")
        self.input = QLineEdit()
        bind(self.input, self.input.setPlaceholderText, "debug.watch")
        bind(self.input, self.input.setAccessibleName, "debug.watch")
        self.input.returnPressed.connect(self._on_entered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.tree, 1)
        below = QHBoxLayout()
        below.setContentsMargins(4, 0, 4, 4)
        below.addWidget(self.input)
        layout.addLayout(below)

    @property
    def watched(self) -> list[str]:
        """The expressions watched."""
        return list(self._watched)

    def show_frame(self, frame: Frame) -> None:
        """Show what can be seen from a call."""
        self._frame = frame
        scopes = [self._scope_node(scope.kind, scope.name, scope.handle) for scope in frame.scopes]
        receiver = frame.receiver
        this = Node("this", receiver.text, receiver.kind, receiver.handle)
        watches = [Node(text, "…", "note", data=_WATCH) for text in self._watched]
        self.model.set_roots([*watches, *scopes[:1], this, *scopes[1:]])
        if scopes:
            self.tree.expand(self.model.index(len(watches), 0))
        for text in self._watched:
            self.watch_wanted.emit(text)

    def show_nothing(self) -> None:
        """The app runs: no value can be looked at; expressions wait for the next pause."""
        self._frame = None
        waiting = [
            Node(text, tr("debug.not_paused"), "note", data=_WATCH) for text in self._watched
        ]
        self.model.set_roots(waiting)

    def show_watched(self, expression: str, value: Value) -> None:
        """Show what an expression is worth."""
        for node in self.model.roots():
            if node.data == _WATCH and node.name == expression:
                self.model.change(node, value.text, value.kind, value.handle)

    def deliver(self, node: object, properties: Sequence[Property]) -> None:
        """Put what is inside a value into its row."""
        if isinstance(node, Node):
            self.model.deliver(node, [_node(one) for one in properties])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Remove a watched expression with Delete."""
        if (
            watched is self.tree
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
        ):
            node = self.model.node(self.tree.currentIndex())
            if node.data == _WATCH:
                self._watched.remove(node.name)
                self._show_again()
                return True
        return False

    def _scope_node(self, kind: str, name: str, handle: str) -> Node:
        return Node(tr(f"debug.scope.{kind}"), name, _SCOPE, handle)

    def _on_entered(self) -> None:
        text = self.input.text().strip()
        if text and text not in self._watched:
            self._watched.append(text)
            self._show_again()
        self.input.clear()

    def _show_again(self) -> None:
        if self._frame is not None:
            self.show_frame(self._frame)
        else:
            self.show_nothing()


def _node(one: Property) -> Node:
    return Node(one.name, one.value.text, one.value.kind, one.value.handle, own=one.own)
