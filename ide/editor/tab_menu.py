"""The menu of a tab: what can be closed, copied, shown elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ide.i18n import tr

_CHOICES = (
    "close",
    "close_others",
    "close_right",
    "close_all",
    "",
    "copy_path",
    "copy_relative_path",
    "reveal",
    "",
    "split",
)


def tab_menu(
    parent: QWidget, choose: Callable[[str], None], enabled: Callable[[str], bool]
) -> QMenu:
    """Return the menu; ``choose`` is called with what was chosen."""
    menu = QMenu(parent)
    for choice in _CHOICES:
        if not choice:
            menu.addSeparator()
            continue
        action = QAction(tr(f"editor.tab.{choice}"), menu)
        action.setObjectName(choice)
        action.setEnabled(enabled(choice))
        action.triggered.connect(lambda _checked=False, name=choice: choose(name))
        menu.addAction(action)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
