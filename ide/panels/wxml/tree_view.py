"""The component tree as the person sees it: unfolding, marks in the phone, keys and a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QTreeView, QWidget

from ide.i18n import tr
from ide.inspect.outline import line_of, selector_of
from ide.panels.wxml.row_painter import RowPainter
from ide.panels.wxml.tree_model import TreeModel
from ide.theme.palette import Colors
from ide.widgets.texts import bind

_MOST_COPIED = 500


class ComponentTree(QTreeView):
    """Rows of a :class:`TreeModel`; says which one the person looks at."""

    looked_at = Signal(int)  # node under the mouse, 0 for none
    source_requested = Signal()

    def __init__(self, model: TreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setObjectName("componentTree")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setIndentation(14)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(header.ResizeMode.ResizeToContents)
        self._painter = RowPainter(self)
        self.setItemDelegate(self._painter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.entered.connect(self._on_entered)
        self.doubleClicked.connect(lambda _index: self.source_requested.emit())
        bind(self, self.setAccessibleName, "wxml.tree")

    def set_theme(self, colors: Colors) -> None:
        """Use other colours."""
        self._painter.set_theme(colors)
        self.viewport().update()

    def expand_loaded(self) -> None:
        """Unfold what the model already knows the inside of."""
        for row in self._model.loaded():
            self.expand(self._model.index_of(row))

    def scrollTo(  # noqa: N802
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll up and down only: where a line begins stays in sight."""
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(across)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with Ctrl+C, go to the source with Enter."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_element()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F12}:
            self.source_requested.emit()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nothing is looked at outside."""
        self.looked_at.emit(0)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keyboard is elsewhere, and so are the eyes."""
        self.looked_at.emit(0)
        super().focusOutEvent(event)

    def copy_element(self) -> None:
        """Copy the chosen row with what is unfolded inside it."""
        lines: list[str] = []
        self._collect(self.currentIndex(), 0, lines)
        if lines:
            QApplication.clipboard().setText("\n".join(lines))

    def copy_selector(self) -> None:
        """Copy a selector of the chosen row."""
        facts = self._model.facts(self.currentIndex())
        if facts is not None:
            QApplication.clipboard().setText(selector_of(facts))

    def _collect(self, index: QModelIndex, depth: int, lines: list[str]) -> None:
        facts = self._model.facts(index)
        if facts is None or len(lines) >= _MOST_COPIED:
            return
        inside = self._model.rowCount(index)
        lines.append("  " * depth + line_of(facts, open_=inside > 0))
        for row in range(inside):
            self._collect(self._model.index(row, 0, index), depth + 1, lines)
        if inside and facts.kind in {"element", "component", "slot"}:
            lines.append("  " * depth + f"</{facts.tag}>")

    def _on_entered(self, index: QModelIndex) -> None:
        facts = self._model.facts(index)
        self.looked_at.emit(facts.node if facts is not None else 0)

    def _show_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("wxml.go_to_source"), self.source_requested.emit)
        menu.addSeparator()
        menu.addAction(tr("wxml.copy_element"), self.copy_element)
        menu.addAction(tr("wxml.copy_selector"), self.copy_selector)
        menu.popup(self.viewport().mapToGlobal(place))
