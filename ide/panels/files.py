"""The project's files as a tree; a click or Enter opens one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QTreeView, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.widgets.texts import follow


class FileModel(Protocol):
    """What the panel needs of a model of files."""

    @property
    def root_index(self) -> QModelIndex: ...

    def path(self, index: QModelIndex) -> str: ...

    def index_of(self, path: str) -> QModelIndex: ...


class FilesPanel(QWidget):
    """Shows a tree of files and asks to open them."""

    open_requested = Signal(str)  # path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: FileModel | None = None
        self.tree = QTreeView()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.tree.activated.connect(self._on_activated)
        self.tree.clicked.connect(self._on_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        follow(self, self._retranslate)

    def set_model(self, model: FileModel, items: QAbstractItemModel) -> None:
        """Show the files of a model; ``items`` is the same object as Qt sees it."""
        self._model = model
        self.tree.setModel(items)
        self.tree.setRootIndex(model.root_index)

    def clear(self) -> None:
        """Show nothing: the project was closed."""
        self._model = None
        self.tree.setModel(None)

    def reveal(self, path: str) -> None:
        """Select a file without opening it."""
        if self._model is None or not path:
            return
        index = self._model.index_of(path)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def _on_activated(self, index: QModelIndex) -> None:
        path = self._model.path(index) if self._model else ""
        if path:
            self.open_requested.emit(path)
        elif self.sender() is self.tree:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _retranslate(self) -> None:
        self.tree.setAccessibleName(tr("dock.files"))
