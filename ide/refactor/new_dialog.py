"""Asks for the name of a new page, component, file or folder and shows what will be made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind, follow

_WIDTH = 460


@dataclass(frozen=True)
class NewThing:
    """What is to be made."""

    kind: str
    """``page``, ``component``, ``file`` or ``folder``."""
    folder: str
    name: str
    own_folder: bool = False
    """Whether a page or component gets a folder of its name."""

    @property
    def path(self) -> str:
        """Its path; for a page or component without a suffix."""
        parts = (self.folder, self.name if self.own_folder else "", self.name)
        return "/".join(part.strip("/") for part in parts if part.strip("/"))


class NewDialog(QDialog):
    """Asks for folder and name; says while one types what is wrong with them."""

    chosen = Signal(object)  # NewThing

    def __init__(
        self,
        kind: str,
        folder: str,
        preview: Callable[[NewThing], tuple[list[str], str]],
        parent: QWidget | None = None,
    ) -> None:
        """``preview`` returns the files to be made and why it cannot be, empty when it can."""
        super().__init__(parent)
        self._kind = kind
        self._preview = preview
        bind(self, self.setWindowTitle, f"files.new_{kind}")
        self.setMinimumWidth(_WIDTH)
        self.name = QLineEdit()
        self.folder = QLineEdit(folder)
        self.own_folder = QCheckBox()
        bind(self.own_folder, self.own_folder.setText, "files.own_folder")
        self.own_folder.setChecked(True)
        self.files = plain("small", wrap=True)
        self.trouble = plain("error", wrap=True)
        form = QFormLayout()
        for key, field in (("files.name", self.name), ("files.folder", self.folder)):
            text = label(key)
            text.setBuddy(field)
            form.addRow(text, field)
        if kind in {"page", "component"}:
            form.addRow("", self.own_folder)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        bind(ok, ok.setText, "files.make")
        ok.setProperty("primary", True)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        bind(cancel, cancel.setText, "button.cancel")
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.files)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        for field in (self.name, self.folder):
            field.textChanged.connect(self._show)
        self.own_folder.toggled.connect(self._show)
        follow(self, self._show)

    @property
    def thing(self) -> NewThing:
        """What the fields describe."""
        own = self._kind in {"page", "component"} and self.own_folder.isChecked()
        return NewThing(self._kind, self.folder.text().strip(), self.name.text().strip(), own)

    def _show(self) -> None:
        files, trouble = self._preview(self.thing)
        self.files.setText(tr("files.will_make", files=", ".join(files)) if files else "")
        self.trouble.setText(trouble if self.name.text() else "")
        self.trouble.setVisible(bool(self.trouble.text()))
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(files) and not trouble)

    def _on_accepted(self) -> None:
        self.chosen.emit(self.thing)
        self.accept()
