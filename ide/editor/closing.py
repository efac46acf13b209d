"""Asks what becomes of unsaved text before files close."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from ide.i18n import tr
from ide.widgets.asking import question

_MOST_NAMED = 12


def closing_question(window: QWidget, paths: Sequence[str]) -> QMessageBox:
    """Return the question what becomes of the unsaved text of ``paths``."""
    named = "\n".join(paths[:_MOST_NAMED])
    box = question(window, tr("editor.close_question", count=len(paths)), named)
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    for button, key in ((buttons.Save, "save"), (buttons.Discard, "discard")):
        box.button(button).setText(tr(f"button.{key}"))
    box.button(buttons.Cancel).setText(tr("button.cancel"))
    box.setDefaultButton(buttons.Save)
    box.button(buttons.Save).setProperty("primary", True)
    return box


def may_close(window: QWidget, paths: Sequence[str], save: Callable[[str], bool]) -> bool:
    """Ask about files with unsaved text; ``save`` writes one. Return whether they may close."""
    buttons = QMessageBox.StandardButton
    chosen = closing_question(window, paths).exec()
    if chosen == buttons.Save:
        return all([save(path) for path in paths])
    return chosen == buttons.Discard
