"""The settings dialog, generated from settings.toml: groups, search, shortcuts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.settings.rows import SettingRows
from ide.settings.shortcut_page import Named, ShortcutPage
from ide.settings.shortcuts import Shortcuts
from ide.settings.store import Settings
from ide.widgets.labels import label
from ide.widgets.texts import follow


class SettingsDialog(QDialog):
    """What is changed counts at once, in every window."""

    file_requested = Signal()

    def __init__(
        self,
        store: Settings,
        shortcuts: Shortcuts,
        commands: Sequence[Named],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(840, 560)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.groups = QListWidget()
        self.groups.setFixedWidth(180)
        self._nothing = label("settings.nothing", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self.rows = SettingRows(store, self._on_counted)
        self.shortcuts = ShortcutPage(commands, shortcuts)
        for page in (self.rows, self.shortcuts, self._nothing):
            self._stack.addWidget(page)
        for _group in (*self.rows.groups, "shortcuts"):
            self.groups.addItem("")
        buttons = QDialogButtonBox()
        self._file = buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._close = buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self._file.setAutoDefault(False)
        self._file.clicked.connect(self.file_requested)
        buttons.rejected.connect(self.reject)
        columns = QHBoxLayout()
        columns.setSpacing(8)
        columns.addWidget(self.groups)
        columns.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.search)
        layout.addLayout(columns, 1)
        layout.addWidget(buttons)
        self.search.textChanged.connect(self._on_search)
        self.groups.currentRowChanged.connect(self._on_group_changed)
        self.groups.itemClicked.connect(self._on_group_clicked)
        follow(self, self._retranslate)
        self.groups.setCurrentRow(0)
        self.search.setFocus()

    def show_shortcuts(self) -> None:
        """Show the keys of the commands."""
        self.groups.setCurrentRow(self.groups.count() - 1)
        self.shortcuts.search.setFocus()

    def _on_search(self, words: str) -> None:
        # What is found is of all groups.
        self.groups.currentItem().setSelected(not words.strip())
        if words.strip():
            self.rows.search(words)
        else:
            self._on_group_changed(self.groups.currentRow())

    def _on_group_changed(self, row: int) -> None:
        if row < 0:
            return
        self.search.clear()
        if row == len(self.rows.groups):
            self._stack.setCurrentWidget(self.shortcuts)
        else:
            self.rows.show_group(self.rows.groups[row])

    def _on_group_clicked(self, item: QListWidgetItem) -> None:
        item.setSelected(True)
        self._on_group_changed(self.groups.row(item))

    def _on_counted(self, count: int) -> None:
        self._stack.setCurrentWidget(self.rows if count else self._nothing)

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("settings.title"))
        for row, group in enumerate(self.rows.groups):
            self.groups.item(row).setText(tr(f"settings.group.{group}"))
        self.groups.item(self.groups.count() - 1).setText(tr("shortcuts.title"))
        for row in range(self.groups.count()):
            self.groups.item(row).setSizeHint(QSize(0, 32))
        self.groups.setAccessibleName(tr("settings.groups"))
        self.search.setPlaceholderText(tr("settings.search"))
        self.search.setAccessibleName(tr("settings.search"))
        self._file.setText(tr("settings.open_file"))
        self._close.setText(tr("button.close"))
