"""Labels in the roles the style sheet knows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ide.widgets.texts import bind


def label(key: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label with the text of ``key``; roles are listed in base.qss."""
    made = plain(role, wrap=wrap)
    bind(made, made.setText, key)
    return made


def plain(role: str = "", text: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label for a text that is no part of the catalogue, such as a path."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def line() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setProperty("line", True)
    return made


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
