"""The project's files as a tree: a click or Enter opens one, its menu makes, renames, removes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QTreeView, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.widgets.letter_delegate import LetterDelegate
from ide.widgets.texts import follow

_NEW = ("page", "component", "file", "folder")


class FileModel(Protocol):
    """What the panel needs of a model of files."""

    @property
    def root_index(self) -> QModelIndex: ...

    @property
    def change_role(self) -> int: ...

    def path(self, index: QModelIndex) -> str: ...

    def place(self, index: QModelIndex) -> str: ...

    def index_of(self, path: str) -> QModelIndex: ...


class FilesPanel(QWidget):
    """Shows a tree of files and asks for what the person wants done with them."""

    open_requested = Signal(str)  # path
    create_requested = Signal(str, str)  # page, component, file or folder; the folder to make it in
    rename_requested = Signal(str)  # path
    duplicate_requested = Signal(str)  # path
    remove_requested = Signal(list)  # paths
    reveal_requested = Signal(str)  # path
    search_requested = Signal(str)  # folder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: FileModel | None = None
        self.tree = QTreeView()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_menu_requested)
        self.tree.activated.connect(self._on_activated)
        self.tree.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self._add_key(Qt.Key.Key_F2, self._on_rename)
        self._add_key(QKeySequence.StandardKey.Delete, self._on_remove)
        self._add_key(QKeySequence.StandardKey.Copy, self._on_copy)
        follow(self, self._retranslate)

    @property
    def folder(self) -> str:
        """The folder that is chosen, or that holds the chosen file."""
        place, is_file = self._place(), bool(self._file())
        return place.rpartition("/")[0] if is_file else place

    def set_model(self, model: FileModel, items: QAbstractItemModel) -> None:
        """Show the files of a model; ``items`` is the same object as Qt sees it."""
        self._model = model
        self.tree.setItemDelegate(LetterDelegate(model.change_role, self.tree))
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

    def menu(self) -> QMenu:
        """Return what can be done with what is chosen."""
        menu = QMenu(self)
        for kind in _NEW:
            self._add(menu, f"files.new_{kind}", partial(self._on_create, kind))
        menu.addSeparator()
        self._add(menu, "files.find_here", lambda: self.search_requested.emit(self.folder))
        place = self._place()
        if place:
            self._add(menu, "files.copy_path", self._on_copy)
        self._add(menu, "files.reveal", lambda: self.reveal_requested.emit(place))
        if place:
            menu.addSeparator()
            self._add(menu, "files.duplicate", lambda: self.duplicate_requested.emit(place))
            self._add(menu, "files.rename", self._on_rename, "F2")
            self._add(menu, "files.remove", self._on_remove, "Del")
        return menu

    def _add(self, menu: QMenu, key: str, act: Callable[[], object], keys: str = "") -> None:
        action = menu.addAction(tr(key) + (f"\t{keys}" if keys else ""))
        action.setObjectName(key)
        action.triggered.connect(lambda _checked=False: act())

    def _add_key(self, keys: Qt.Key | QKeySequence.StandardKey, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.tree)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _place(self) -> str:
        index = self.tree.currentIndex()
        return self._model.place(index) if self._model and index.isValid() else ""

    def _file(self) -> str:
        index = self.tree.currentIndex()
        return self._model.path(index) if self._model and index.isValid() else ""

    def _chosen(self) -> list[str]:
        model, rows = self._model, self.tree.selectionModel()
        if model is None or rows is None:
            return []
        places = sorted(filter(None, (model.place(index) for index in rows.selectedIndexes())))
        # What lies in a chosen folder goes with it.
        return [
            place
            for place in places
            if not any(place.startswith(f"{other}/") for other in places if other != place)
        ]

    def _on_menu_requested(self, point: QPoint) -> None:
        if self._model is None:
            return
        if not self.tree.indexAt(point).isValid():
            self.tree.setCurrentIndex(QModelIndex())
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.tree.viewport().mapToGlobal(point))

    def _on_activated(self, index: QModelIndex) -> None:
        path = self._model.path(index) if self._model else ""
        if path:
            self.open_requested.emit(path)
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _on_clicked(self, index: QModelIndex) -> None:
        keys = QApplication.keyboardModifiers()
        choosing = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not keys & choosing:
            self._on_activated(index)

    def _on_create(self, kind: str) -> None:
        self.create_requested.emit(kind, self.folder)

    def _on_rename(self) -> None:
        if self._place():
            self.rename_requested.emit(self._place())

    def _on_remove(self) -> None:
        if self._chosen():
            self.remove_requested.emit(self._chosen())

    def _on_copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._chosen()))

    def _retranslate(self) -> None:
        self.tree.setAccessibleName(tr("dock.files"))
