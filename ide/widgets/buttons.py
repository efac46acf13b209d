"""Buttons that only show an icon."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from ide.theme import icons
from ide.widgets.texts import bind


def icon_button(icon: str, key: str) -> QToolButton:
    """Return a button with an icon; ``key`` is the text of its tip and its accessible name."""
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setMinimumSize(28, 28)
    bind(button, button.setToolTip, key)
    bind(button, button.setAccessibleName, key)
    return button
