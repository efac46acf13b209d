"""Questions in a dialog: one with buttons, one for a line of text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QMessageBox, QWidget

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import restyle

_ICON = 32
_WIDTH = 380


def question(parent: QWidget, text: str, detail: str = "") -> QMessageBox:
    """Return a box that asks ``text``, with ``detail`` below; its caller adds the buttons."""
    box = QMessageBox(parent)
    ratio = parent.devicePixelRatioF()
    box.setIconPixmap(icons.pixmap("question", "accent", _ICON, ratio))
    box.setText(text)
    box.setInformativeText(detail)
    return box


def line_question(parent: QWidget, title: str, words: str, accept: str) -> QInputDialog:
    """Return a dialog for one line of text; ``accept`` is what its first button says."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(words)
    dialog.setOkButtonText(accept)
    dialog.setCancelButtonText(tr("button.cancel"))
    dialog.resize(_WIDTH, dialog.sizeHint().height())
    make_primary(dialog.findChild(QDialogButtonBox))
    return dialog


def make_primary(buttons: QDialogButtonBox | None) -> None:
    """Let the button that accepts stand out."""
    if buttons is None:
        return
    for button in buttons.buttons():
        if buttons.buttonRole(button) == QDialogButtonBox.ButtonRole.AcceptRole:
            button.setProperty("primary", True)
            restyle(button)
