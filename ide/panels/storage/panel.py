"""The Storage panel: keys and files of the mini-program, a tab each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from apimock.phone import Phone
from ide.i18n import tr
from ide.inspect.app_storage import AppFiles, AppStorage
from ide.panels.storage.files_view import FilesView
from ide.panels.storage.keys_view import KeysView
from ide.theme.palette import Colors
from ide.widgets.texts import follow


class StoragePanel(QWidget):
    """Follows one phone; the phone is the model, so the app and the panel agree."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = KeysView()
        self.files = FilesView()
        self.keys.refused.connect(self.refused)
        self.files.refused.connect(self.refused)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.keys, "")
        self.tabs.addTab(self.files, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.setFocusProxy(self.keys)
        follow(self, self._retranslate)

    def show_phone(self, phone: Phone) -> None:
        """Follow a phone."""
        self.keys.show_storage(AppStorage(phone))
        self.files.show_files(AppFiles(phone))

    def release(self) -> None:
        """Follow no phone."""
        self.keys.show_storage(None)
        self.files.show_files(None)

    def set_theme(self, _colors: Colors) -> None:
        """Use other colours."""
        self.keys.refresh_icons()
        self.files.refresh_icons()

    def _retranslate(self) -> None:
        self.tabs.setTabText(0, tr("storage.keys"))
        self.tabs.setTabText(1, tr("storage.files"))
        self.keys.refresh()
