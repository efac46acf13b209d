"""The button whose menu clears what an app has left behind, one kind or all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ide.i18n import tr
from ide.launch.clearing import KINDS
from ide.theme import icons
from ide.widgets.texts import follow

ALL = "all"


class ClearButton(QToolButton):
    """Asks for one of :data:`KINDS`, or for all of them."""

    clear_requested = Signal(str)  # a kind, or ALL

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menu = QMenu(self)
        self._actions = {kind: menu.addAction("") for kind in (*KINDS, ALL)}
        menu.insertSeparator(self._actions[ALL])
        for kind, action in self._actions.items():
            action.setData(kind)
            action.triggered.connect(self._on_triggered)
        self.setMenu(menu)
        self.refresh_icons()
        follow(self, self._retranslate)

    def action_of(self, kind: str) -> QAction:
        """Return the entry of the menu that clears a kind."""
        return self._actions[kind]

    def refresh_icons(self) -> None:
        """Draw the icon in the colours of the theme."""
        self.setIcon(icons.icon("clear"))

    def _retranslate(self) -> None:
        self.setText(tr("clear.button"))
        self.setToolTip(tr("clear.tip"))
        for kind, action in self._actions.items():
            action.setText(tr(f"clear.kind.{kind}"))

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.clear_requested.emit(str(action.data()))
