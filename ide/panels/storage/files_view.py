"""The mini-program's files on the phone: list, preview, open, export, import, delete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPixmap, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from apimock.files.space import USER_LIMIT
from ide.i18n import tr
from ide.inspect.app_storage import AppFiles, PhoneFile
from ide.inspect.limits import size_text
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_POLL_MS = 1000
_PATH_ROLE = Qt.ItemDataRole.UserRole
_LONGEST_PREVIEW = 200_000
_TITLES = ("storage.name", "storage.size", "storage.modified")


class FilesView(QWidget):
    """Looks at the phone's files once a second while it is shown."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: AppFiles | None = None
        self._shown: list[PhoneFile] = []
        self._model = QStandardItemModel(self)
        self.table = QTreeView()
        self.table.setModel(self._model)
        self.table.setUniformRowHeights(True)
        self.table.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        bind(self.table, self.table.setAccessibleName, "storage.files")
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self.refresh)
        self._make_preview()
        self._place_parts()
        self.setFocusProxy(self.table)
        follow(self, self._retranslate)

    def show_files(self, files: AppFiles | None) -> None:
        """Show the files of another phone, or none."""
        self._files = files
        self._shown = []
        self.refresh(anew=True)

    def refresh(self, *, anew: bool = False) -> None:
        """Show what is there now, when it is something else."""
        found = self._files.all() if self._files is not None else []
        if found == self._shown and not anew:
            return
        self._shown = found
        self._fill(found)
        used = self._files.used if self._files is not None else 0
        self.used.setText(
            tr("storage.files_used", used=size_text(used), limit=size_text(USER_LIMIT))
        )

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.refresh(anew=True)

    def current(self) -> PhoneFile | None:
        """Return the chosen file or folder."""
        path = self.table.currentIndex().siblingAtColumn(0).data(_PATH_ROLE)
        return next((file for file in self._shown if file.path == path), None)

    def export_to(self, target: Path) -> bool:
        """Write the chosen file to the computer; tells when that fails."""
        file = self.current()
        if file is None or file.folder or self._files is None:
            return False
        try:
            target.write_bytes(self._files.read(file.path))
        except OSError as error:
            self.refused.emit(tr("storage.not_exported", reason=error.strerror or error))
            return False
        return True

    def import_from(self, sources: Sequence[Path]) -> None:
        """Put files of the computer into the chosen folder, else among the app's own."""
        file = self.current()
        folder = "usr" if file is None else file.path
        if file is not None and not file.folder:
            folder = file.path.rpartition("/")[0]
        for source in sources:
            try:
                if self._files is not None:
                    self._files.write(folder, source.name, source.read_bytes())
            except OSError as error:
                self.refused.emit(tr("storage.not_imported", reason=error.strerror or error))
        self.refresh()

    def remove_current(self) -> None:
        """Remove what is chosen; a root becomes empty."""
        file = self.current()
        if file is not None and self._files is not None:
            self._files.remove(file.path)
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to look."""
        super().showEvent(event)
        self._poll.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Look no more."""
        super().hideEvent(event)
        self._poll.stop()

    # building

    def _make_preview(self) -> None:
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setObjectName("log")
        bind(self.text, self.text.setAccessibleName, "storage.preview")
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(self.picture, self.picture.setAccessibleName, "storage.preview")
        self._preview = QStackedWidget()
        self._preview.addWidget(self.text)
        self._preview.addWidget(self.picture)

    def _place_parts(self) -> None:
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(220)
        bind(self.filter, self.filter.setPlaceholderText, "storage.find_file")
        bind(self.filter, self.filter.setAccessibleName, "storage.find_file")
        self.filter.textChanged.connect(lambda _text: self.refresh(anew=True))
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        bar.addWidget(self.filter, 20)
        self.buttons: dict[str, QPushButton] = {}
        for key, act in (
            ("storage.import", self._ask_import),
            ("storage.export", self._ask_export),
            ("storage.delete", self.remove_current),
        ):
            button = QPushButton()
            bind(button, button.setText, key)
            button.clicked.connect(act)
            bar.addWidget(button)
            self.buttons[key] = button
        bar.addStretch(1)
        self.used = plain("small")
        self.used.setContentsMargins(8, 3, 8, 3)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.table)
        splitter.addWidget(self._preview)
        splitter.setSizes([600, 340])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.used)

    def _fill(self, files: Sequence[PhoneFile]) -> None:
        chosen = self.table.currentIndex().siblingAtColumn(0).data(_PATH_ROLE)
        self._model.removeRows(0, self._model.rowCount())
        wanted = self.filter.text().strip().lower()
        items: dict[str, QStandardItem] = {}
        for file in files:
            if wanted and not file.folder and wanted not in file.path.lower():
                continue
            root = "/" not in file.path
            item = QStandardItem(tr(f"storage.root.{file.path}") if root else file.name)
            item.setIcon(icons.icon("folder" if file.folder else "file"))
            item.setData(file.path, _PATH_ROLE)
            item.setToolTip(file.address)
            size = QStandardItem("" if file.folder else size_text(file.size))
            changed = datetime.fromtimestamp(file.modified / 1000).strftime("%Y-%m-%d %H:%M:%S")
            parent = items.get(file.path.rpartition("/")[0]) or self._model.invisibleRootItem()
            parent.appendRow([item, size, QStandardItem("" if root else changed)])
            items[file.path] = item
        self.table.expandAll()
        if chosen in items:
            self.table.setCurrentIndex(items[chosen].index())
        self._on_current_changed(self.table.currentIndex())

    def _on_current_changed(self, index: QModelIndex) -> None:
        file = self.current() if index.isValid() else None
        self.buttons["storage.export"].setEnabled(file is not None and not file.folder)
        self.buttons["storage.delete"].setEnabled(file is not None)
        self.text.clear()
        self._preview.setCurrentWidget(self.text)
        if file is None or file.folder or self._files is None:
            return
        try:
            data = self._files.read(file.path)
        except (OSError, KeyError):
            return
        self._show_preview(data)

    def _show_preview(self, data: bytes) -> None:
        picture = QPixmap()
        if picture.loadFromData(data):
            room = self._preview.size()
            if picture.width() > room.width() or picture.height() > room.height():
                picture = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            self.picture.setPixmap(picture)
            self._preview.setCurrentWidget(self.picture)
            return
        try:
            self.text.setPlainText(data[:_LONGEST_PREVIEW].decode("utf-8"))
        except UnicodeDecodeError:
            self.text.setPlainText(data[:2048].hex(" ", 1))

    def _ask_export(self) -> None:
        file = self.current()
        if file is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, tr("storage.export"), file.name)
        if name:
            self.export_to(Path(name))

    def _ask_import(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, tr("storage.import"))
        self.import_from([Path(name) for name in names])

    def _retranslate(self) -> None:
        self._model.setHorizontalHeaderLabels([tr(key) for key in _TITLES])
        for column, width in enumerate((300, 90, 150)):
            self.table.header().resizeSection(column, width)
        self.refresh(anew=True)
