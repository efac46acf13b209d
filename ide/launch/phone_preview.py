"""Says honestly what a preview on a real phone needs, and what can be done without."""

from __future__ import annotations

import shlex
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.widgets.labels import label

_WIDTH = 560


class PhonePreviewDialog(QDialog):
    """Explains, offers the command to copy, and leads to the submission."""

    submit_requested = Signal()

    def __init__(self, root: Path, app_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("phone_preview.title"))
        self.setMinimumWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(8)
        for part in ("not_here", "here", "online"):
            layout.addWidget(label(f"phone_preview.{part}.title", "heading", wrap=True))
            layout.addWidget(label(f"phone_preview.{part}.text", wrap=True))
            layout.addSpacing(8)
        self.command = QPlainTextEdit(preview_command(root, app_id))
        self.command.setReadOnly(True)
        self.command.setTabChangesFocus(True)
        self.command.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.command.setFixedHeight(84)
        self.command.setAccessibleName(tr("phone_preview.command"))
        layout.addWidget(self.command)
        layout.addWidget(label("phone_preview.key", "small", wrap=True))
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.copy = self.buttons.addButton(tr("phone_preview.copy"), role.ActionRole)
        self.submit = self.buttons.addButton(tr("phone_preview.submit"), role.ActionRole)
        self.buttons.addButton(tr("phone_preview.close"), role.RejectRole)
        self.copy.clicked.connect(self._on_copy)
        self.submit.clicked.connect(self._on_submit)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.toPlainText())

    def _on_submit(self) -> None:
        self.accept()
        self.submit_requested.emit()


def preview_command(root: Path, app_id: str) -> str:
    """Return the command of the official npm package that makes a preview from a project."""
    words = ["npx", "miniprogram-ci", "preview", "--pp", str(root)]
    words += ["--pkp", f"private.{app_id}.key", "--appid", app_id, "-r", "1"]
    return shlex.join([*words, "--qrcode-format", "terminal"])
