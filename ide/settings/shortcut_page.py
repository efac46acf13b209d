"""The page of the settings where keys are looked up, changed and reset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.settings.shortcuts import Shortcuts
from ide.widgets.labels import plain
from ide.widgets.texts import follow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_COLUMNS = ("shortcuts.command", "shortcuts.keys", "shortcuts.origin")
_MOST_STROKES = 2


@dataclass(frozen=True)
class Named:
    """A command and how to write its title in the language in use."""

    id: str
    title: Callable[[], str]


class _Rows(QAbstractTableModel):
    def __init__(self, commands: Sequence[Named], shortcuts: Shortcuts) -> None:
        super().__init__()
        self._commands = commands
        self._shortcuts = shortcuts

    def command(self, row: int) -> Named:
        return self._commands[row]

    def refresh(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._commands) - 1, 2))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._commands)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802
        return len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command = self._commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(command, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return command.id
        if role == Qt.ItemDataRole.FontRole and self._shortcuts.is_changed(command.id):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _text(self, command: Named, column: int) -> str:
        if column == 0:
            return command.title()
        if column == 1:
            return shown_keys(self._shortcuts[command.id])
        changed = self._shortcuts.is_changed(command.id)
        return tr("shortcuts.own" if changed else "shortcuts.usual")

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(_COLUMNS[section])
        return None


def shown_keys(portable: str) -> str:
    """Return keys as this computer writes them."""
    keys = QKeySequence.fromString(portable, QKeySequence.SequenceFormat.PortableText)
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


class ShortcutPage(QWidget):
    """A table of commands; below it the keys of the current one, pressed to be changed."""

    def __init__(self, commands: Sequence[Named], shortcuts: Shortcuts) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self._rows = _Rows(commands, shortcuts)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._rows)
        self._found.setFilterKeyColumn(-1)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.pressed = QPushButton()
        self.pressed.setCheckable(True)
        self.table = QTreeView()
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setModel(self._found)
        header = self.table.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.keys = QKeySequenceEdit()
        self.keys.setMaximumSequenceLength(_MOST_STROKES)
        self._of = plain("muted")
        self.warning = plain("error", wrap=True)
        self.assign_button, self.clear_button = QPushButton(), QPushButton()
        self.reset_button, self.reset_all_button = QPushButton(), QPushButton()
        self._lay_out()
        self._connect()
        follow(self, self._retranslate)
        self.table.setCurrentIndex(self._found.index(0, 0))

    @property
    def current(self) -> str:
        """Return the id of the command that the table is on, empty for none."""
        index = self._found.mapToSource(self.table.currentIndex())
        return self._rows.command(index.row()).id if index.isValid() else ""

    def choose(self, command: str) -> None:
        """Put the table on a command."""
        for row in range(self._found.rowCount()):
            source = self._found.mapToSource(self._found.index(row, 0))
            if self._rows.command(source.row()).id == command:
                self.table.setCurrentIndex(self._found.index(row, 0))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """While keys are searched for, write those that are pressed into the search."""
        if not self.pressed.isChecked() or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress or event.key() in _MODIFIERS:
            return False
        keys = QKeySequence(event.keyCombination())
        self.search.setText(keys.toString(QKeySequence.SequenceFormat.NativeText))
        return True

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.pressed)
        edit = QHBoxLayout()
        edit.setSpacing(8)
        edit.addWidget(self.keys, 1)
        for button in (self.assign_button, self.clear_button, self.reset_button):
            edit.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self.warning, 1)
        foot.addWidget(self.reset_all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._of)
        layout.addLayout(edit)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.search.installEventFilter(self)
        self.pressed.toggled.connect(self._on_pressed_toggled)
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self.table.activated.connect(self.keys.setFocus)
        self.keys.keySequenceChanged.connect(self._on_keys_changed)
        self.assign_button.clicked.connect(self._assign)
        self.clear_button.clicked.connect(self._clear)
        self.reset_button.clicked.connect(self._reset)
        self.reset_all_button.clicked.connect(self._reset_all)
        self.destroyed.connect(self._shortcuts.listen(self._on_changed))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _typed(self) -> str:
        return self.keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _on_pressed_toggled(self, checked: bool) -> None:
        self.search.clear()
        key = "shortcuts.press" if checked else "shortcuts.search"
        self.search.setPlaceholderText(tr(key))
        self.search.setFocus()

    def _show_current(self) -> None:
        command = self.current
        self.keys.setEnabled(bool(command))
        keys = self._shortcuts[command] if command else ""
        self.keys.setKeySequence(QKeySequence.fromString(keys))
        index = self.table.currentIndex().siblingAtColumn(0)
        self._of.setText(str(index.data() or ""))
        self._on_keys_changed()

    def _on_keys_changed(self) -> None:
        command, keys = self.current, self._typed()
        taken = self._shortcuts.clashes(command, keys) if command else []
        titles = {row.id: row.title() for row in map(self._rows.command, range(self._count()))}
        names = ", ".join(titles[each] for each in taken)
        self.warning.setText(tr("shortcuts.clash", commands=names) if taken else "")
        self.assign_button.setText(tr("shortcuts.take" if taken else "shortcuts.assign"))
        self.assign_button.setEnabled(bool(command) and keys != self._shortcuts[command])
        self.clear_button.setEnabled(bool(command) and bool(self._shortcuts[command]))
        self.reset_button.setEnabled(bool(command) and self._shortcuts.is_changed(command))

    def _count(self) -> int:
        return self._rows.rowCount()

    def _assign(self) -> None:
        self._shortcuts.put(self.current, self._typed(), take=True)

    def _clear(self) -> None:
        self._shortcuts.put(self.current, "")

    def _reset(self) -> None:
        self._shortcuts.reset(self.current)

    def _reset_all(self) -> None:
        self._shortcuts.reset()

    def _on_changed(self) -> None:
        self._rows.refresh()
        self._show_current()

    def _retranslate(self) -> None:
        for button, key in (
            (self.pressed, "shortcuts.by_keys"),
            (self.clear_button, "shortcuts.clear"),
            (self.reset_button, "settings.reset"),
            (self.reset_all_button, "shortcuts.reset_all"),
        ):
            button.setText(tr(key))
        self.search.setPlaceholderText(tr("shortcuts.search"))
        self.search.setAccessibleName(tr("shortcuts.search"))
        self.table.setAccessibleName(tr("shortcuts.title"))
        # The field inside has the focus: its name is what is read out.
        for part in (self.keys, *self.keys.findChildren(QLineEdit)):
            part.setAccessibleName(tr("shortcuts.keys"))
        self._rows.refresh()
        self.table.setColumnWidth(1, 150)
        self.table.setColumnWidth(2, 110)
        self._show_current()


_MODIFIERS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
)
