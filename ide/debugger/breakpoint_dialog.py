"""Asks for the condition or the message of a breakpoint."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ide.debugger.breakpoints import Breakpoint
from ide.i18n import tr
from ide.widgets.asking import make_primary
from ide.widgets.labels import plain

_KINDS = ("condition", "log")


class BreakpointDialog(QDialog):
    """One line to write in, and whether it is a condition or a message."""

    decided = Signal(str, int, str, str)  # path, line, condition, message

    def __init__(
        self, path: str, line: int, known: Breakpoint | None, kind: str, parent: QWidget
    ) -> None:
        """``kind`` is ``condition`` or ``log``; ``known`` is the breakpoint that is there."""
        super().__init__(parent)
        self._path, self._line = path, line
        self._texts = {
            "condition": known.condition if known else "",
            "log": known.message if known else "",
        }
        self.setWindowTitle(tr("debug.dialog.title", place=f"{path}:{line}"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self.kind = QComboBox()
        for name in _KINDS:
            self.kind.addItem(tr(f"debug.dialog.{name}"), name)
        self.kind.setCurrentIndex(_KINDS.index(kind))
        self.kind.setAccessibleName(tr("debug.dialog.kind"))
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.input = QLineEdit()
        self.input.setAccessibleName(tr("debug.dialog.text"))
        self.input.textEdited.connect(self._on_edited)
        self._help = plain("small", wrap=True)
        names = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(names.Ok | names.Cancel)
        buttons.button(names.Ok).setText(tr("button.ok"))
        buttons.button(names.Cancel).setText(tr("button.cancel"))
        make_primary(buttons)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (self.kind, self.input, self._help, buttons):
            layout.addWidget(part)
        self._on_kind_changed()
        self.input.setFocus()

    @property
    def _chosen(self) -> str:
        return str(self.kind.currentData())

    def _on_kind_changed(self) -> None:
        self.input.setText(self._texts[self._chosen])
        self.input.setPlaceholderText(tr(f"debug.example.{self._chosen}"))
        self._help.setText(tr(f"debug.help.{self._chosen}"))

    def _on_edited(self, text: str) -> None:
        self._texts[self._chosen] = text

    def _on_accepted(self) -> None:
        texts = {name: self._texts[name].strip() for name in _KINDS}
        message = texts["log"] if self._chosen == "log" else ""
        self.decided.emit(self._path, self._line, texts["condition"], message)
        self.accept()
