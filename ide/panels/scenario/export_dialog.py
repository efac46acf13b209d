"""Shows the Python test a scenario becomes, and asks where it shall go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.widgets.labels import plain

_SIZE = QSize(820, 560)


@dataclass(frozen=True)
class Preview:
    """A test as it would be written: coloured source, what is left out, and what is in the way."""

    html: str
    left_out: Sequence[str] = ()
    replaces: bool = False
    """Whether there is such a file, with something else in it."""
    trouble: str = ""
    """Why it cannot be written there."""


class ExportDialog(QDialog):
    """``saved`` tells the path that was chosen, from the project's root."""

    saved = Signal(str)

    def __init__(
        self, path: str, preview: Callable[[str], Preview], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scenarioExport")
        self.setWindowTitle(tr("scenario.export.title"))
        self.setModal(True)
        self.resize(_SIZE)
        self._preview = preview
        self.path = QLineEdit(path)
        self.path.setAccessibleName(tr("scenario.export.file"))
        self.path.textChanged.connect(self._show)
        label = QLabel(tr("scenario.export.file"))
        label.setBuddy(self.path)
        self.source = QTextEdit()
        self.source.setObjectName("log")
        self.source.setReadOnly(True)
        self.source.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.source.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.source.setAccessibleName(tr("scenario.export.source"))
        self.note = plain("muted", wrap=True)
        buttons = self._make_buttons()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.path, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addWidget(self.source, 1)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self._show()
        self.path.setFocus()
        self.path.setSelection(path.rfind("/") + 1, len(path))

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(tr("button.cancel"))
        self.save_button = QPushButton()
        self.save_button.setDefault(True)
        self.save_button.setProperty("primary", True)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show(self) -> None:
        shown = self._preview(self.path.text().strip())
        if shown.html:
            at = self.source.verticalScrollBar().value()
            self.source.setHtml(shown.html)
            self.source.verticalScrollBar().setValue(at)
        told = [tr("scenario.export.left_out", what=what) for what in shown.left_out]
        if shown.replaces:
            told.append(tr("scenario.export.replaces"))
        self.note.setText(shown.trouble or "\n".join(told) or tr("scenario.export.how"))
        key = "scenario.export.replace" if shown.replaces else "scenario.export.save"
        self.save_button.setText(tr(key))
        self.save_button.setEnabled(not shown.trouble)

    def _save(self) -> None:
        if self.save_button.isEnabled():
            self.saved.emit(self.path.text().strip())
            self.accept()
