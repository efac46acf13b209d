"""The Styles tab: rules of an element, changed at once in the phone and written to their source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.inspect.place import Place
from ide.inspect.sheet import SourceRule
from ide.inspect.source_edit import (
    NotEditableError,
    SourceEdit,
    add,
    change_attribute,
    change_value,
    remove,
    switch,
    typed,
)
from ide.inspect.styles import INLINE_HEAD, Block, Line, Styles
from ide.panels.wxml.styles_model import BLOCK_ROLE, StylesModel
from ide.theme import icons
from ide.widgets.json_painter import CellPainter
from ide.widgets.texts import bind, follow

UNSAVED, SAVED, PHONE = "file", "save", "phone"
_MODES = (UNSAVED, SAVED, PHONE)


class _Tree(QTreeView):
    """Rules whose declarations go with Del; Enter edits or opens."""

    remove_requested = Signal()
    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        editing = self.state() == QTreeView.State.EditingState
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and not editing:
            self.remove_requested.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            value = index.siblingAtColumn(1)
            if value.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(value)
            elif index.siblingAtColumn(0).flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index.siblingAtColumn(0))
            else:
                self.opened.emit(index)
        else:
            super().keyPressEvent(event)


class StylesView(QWidget):
    """Shows :class:`Styles`; says what to change on the page and in the source."""

    live_requested = Signal(object)  # arguments of set-style
    edit_requested = Signal(object, bool)  # SourceEdit, whether to save
    open_requested = Signal(str, int)  # package path, line
    pressed = Signal(bool)  # show the hover-class or not
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.styles = Styles()
        self._place: Callable[[], Place | None] = lambda: None
        self.model = StylesModel(self)
        self.model.itemChanged.connect(self._on_item_changed)
        self.tree = _Tree()
        self.tree.setModel(self.model)
        self.tree.setItemDelegateForColumn(1, CellPainter(self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(12)
        triggers = QTreeView.EditTrigger
        self.tree.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.tree.doubleClicked.connect(self._open)
        self.tree.opened.connect(self._open)
        self.tree.remove_requested.connect(self.remove_current)
        bind(self.tree, self.tree.setAccessibleName, "wxml.styles")
        self._place_parts()
        self.setFocusProxy(self.tree)

    def use_place(self, place: Callable[[], Place | None]) -> None:
        """Find the element's own place in a template by this."""
        self._place = place

    @property
    def mode(self) -> str:
        """Where edits go: ``file``, ``save`` or ``phone``."""
        return str(self.modes.currentData())

    def show_styles(self, styles: Styles) -> None:
        """Show styles, unless they are shown or somebody types."""
        if self.tree.state() == QTreeView.State.EditingState:
            return
        same_node = styles.node == self.styles.node
        if same_node and styles.sections == self.styles.sections and self.model.rowCount():
            return
        if not same_node:
            self.hover.setChecked(False)
        self.styles = styles
        self.hover.setVisible(bool(styles.hover))
        self._fill()

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.add_button.setIcon(icons.icon("plus"))
        self._fill()

    def remove_current(self) -> None:
        """Take the chosen declaration away."""
        item = self.model.itemFromIndex(self.tree.currentIndex().siblingAtColumn(0))
        line = self.model.line(item) if item is not None else None
        block = self.model.block(item) if item is not None else None
        if line is None or block is None or not self.model.editable[item.data(BLOCK_ROLE)]:
            return
        changes: dict[int, tuple[str, str] | None] = {}
        if line.live is not None:
            changes[line.live] = None
        at = line.source
        self._apply(
            block, block.body(changes), lambda rule: remove(rule, at) if at is not None else None
        )

    def add_to_current(self) -> None:
        """Edit the empty row of the chosen rule, else of the element's own style."""
        index = self.tree.currentIndex().siblingAtColumn(0)
        while index.parent().isValid():
            index = index.parent()
        if not index.isValid() or not self.model.rowCount(index):
            index = self.model.index(0, 0)
        last = self.model.index(self.model.rowCount(index) - 1, 0, index)
        self.tree.expand(index)
        self.tree.setCurrentIndex(last)
        self.tree.edit(last)

    # building

    def _place_parts(self) -> None:
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        bind(self.filter, self.filter.setPlaceholderText, "styles.filter")
        bind(self.filter, self.filter.setAccessibleName, "styles.filter")
        self.filter.textChanged.connect(lambda _text: self._fill())
        self.hover = QPushButton()
        self.hover.setCheckable(True)
        bind(self.hover, self.hover.setText, "styles.pressed")
        bind(self.hover, self.hover.setToolTip, "styles.hover")
        self.hover.toggled.connect(self.pressed)
        self.hover.hide()
        self.add_button = QToolButton()
        bind(self.add_button, self.add_button.setToolTip, "styles.add")
        bind(self.add_button, self.add_button.setAccessibleName, "styles.add")
        self.add_button.clicked.connect(self.add_to_current)
        self.modes = QComboBox()
        for mode in _MODES:
            self.modes.addItem("", mode)
        bind(self.modes, self.modes.setAccessibleName, "styles.target")
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 4, 6, 4)
        bar.addWidget(self.filter, 1)
        for widget in (self.hover, self.add_button, self.modes):
            bar.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.tree, 1)
        follow(self, self._retranslate)

    def _retranslate(self) -> None:
        for at, mode in enumerate(_MODES):
            self.modes.setItemText(at, tr(f"styles.mode.{mode}"))
            self.modes.setItemData(at, tr(f"styles.mode_tip.{mode}"), Qt.ItemDataRole.ToolTipRole)
        self._fill()

    def _fill(self) -> None:
        scroll = self.tree.verticalScrollBar().value()
        self.model.show_styles(self.styles, self.filter.text())
        self.tree.expandAll()
        self.tree.header().resizeSection(0, max(180, self.tree.width() * 55 // 100))
        self.tree.verticalScrollBar().setValue(scroll)

    # edits

    def _on_item_changed(self, item: QStandardItem) -> None:
        block = self.model.block(item)
        if self.model.filling or block is None:
            return
        line, text = self.model.line(item), item.text()
        on = item.checkState() == Qt.CheckState.Checked
        if line is None:
            act = partial(self._add_typed, block, text)
        elif item.column() == 1:
            act = partial(self._change, block, line, text)
        elif on != line.enabled:
            act = partial(self._switch, block, line)
        else:
            return
        # The rows are made anew by this, and the view still holds the one that changed.
        QTimer.singleShot(0, self, act)

    def _add_typed(self, block: Block, text: str) -> None:
        declaration = typed(text)
        if declaration is None:
            if text.strip():
                self.refused.emit(tr("styles.not_a_declaration", text=text))
            self._fill()
            return
        self._apply(block, block.body({}, declaration), lambda rule: add(rule, *declaration))

    def _change(self, block: Block, line: Line, text: str) -> None:
        value = text.strip()
        shown = f"{line.value}{' !important' if line.important else ''}"
        if not value or value == shown:
            self._fill()
            return
        plain = value.removesuffix("!important").strip() if line.important else value
        changes: dict[int, tuple[str, str] | None] = {}
        if line.live is not None:
            changes[line.live] = (line.name, plain)
        at = line.source
        self._apply(
            block,
            block.body(changes),
            lambda rule: change_value(rule, at, plain) if at is not None else None,
        )

    def _switch(self, block: Block, line: Line) -> None:
        on = not line.enabled
        changes: dict[int, tuple[str, str] | None] = {}
        if line.live is not None:
            changes[line.live] = None
        new = [(line.name, line.value)] if on else []
        at = line.source
        self._apply(
            block,
            block.body(changes, *new),
            lambda rule: switch(rule, at, on=on) if at is not None else None,
        )

    def _apply(
        self, block: Block, body: str, edit: Callable[[SourceRule], SourceEdit | None]
    ) -> None:
        """Change the page at once, then the source where that is wished and can be."""
        self.live_requested.emit(
            {
                "key": block.key,
                "ordinal": block.ordinal,
                "selector": block.selector,
                "body": body,
                "node": self.styles.node,
            }
        )
        if self.mode == PHONE:
            return
        try:
            made = _edit_of(block, edit)
            if not block.key:
                made = self._inline_edit(made)
        except NotEditableError as error:
            self.refused.emit(tr(str(error), file=block.file))
            return
        self.edit_requested.emit(made, self.mode == SAVED)

    def _inline_edit(self, made: SourceEdit) -> SourceEdit:
        """Return the edit of the template that changes the element's ``style`` so."""
        place = self._place()
        if place is None:
            raise NotEditableError("styles.no_source")
        return change_attribute(place, "style", made.after[len(INLINE_HEAD) : -1].strip())

    def _open(self, index: QModelIndex) -> None:
        item = self.model.itemFromIndex(index)
        block = self.model.block(item) if item is not None else None
        if block is not None and self.model.line(item) is None and not self.model.is_new(item):
            if block.rule is not None:
                self.open_requested.emit(block.file, block.rule.line)
            elif block.file:
                self.open_requested.emit(block.file, 1)


def _edit_of(block: Block, edit: Callable[[SourceRule], SourceEdit | None]) -> SourceEdit:
    if block.rule is None:
        if not block.key:
            raise NotEditableError("attributes.bound")
        preprocessed = block.file.endswith((".less", ".scss", ".sass"))
        raise NotEditableError("styles.preprocessed" if preprocessed else "styles.no_source")
    made = edit(block.rule)
    if made is None:
        raise NotEditableError("styles.no_source")
    return made
