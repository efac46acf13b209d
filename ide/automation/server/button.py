"""The automation server in the status bar: where it listens, who is in, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.texts import follow


class AutomationButton(QToolButton):
    """Shown while the server listens; a click opens its menu."""

    copy_requested = Signal()
    token_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = ""
        self._clients = 0
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.copy = menu.addAction("", self.copy_requested.emit)
        self.token = menu.addAction("", self.token_requested.emit)
        menu.addSeparator()
        self.stop = menu.addAction("", self.stop_requested.emit)
        self.setMenu(menu)
        self.refresh_icons()
        self.hide()
        follow(self, self._retranslate)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self.setIcon(icons.icon("dot", "error"))
        self.copy.setIcon(icons.icon("copy"))
        self.token.setIcon(icons.icon("refresh"))
        self.stop.setIcon(icons.icon("stop"))

    def show_server(self, place: str, clients: int) -> None:
        """Show where it listens (host and port) and how many clients are connected."""
        self._place, self._clients = place, clients
        self._retranslate()
        self.setVisible(bool(place))

    def _retranslate(self) -> None:
        self.copy.setText(tr("automation.copy"))
        self.token.setText(tr("automation.new_token"))
        self.stop.setText(tr("automation.stop"))
        self.setText(tr("automation.light", place=self._place, clients=self._clients))
        words = tr("automation.about", place=self._place, clients=self._clients)
        self.setToolTip(words)
        self.setAccessibleName(words)
