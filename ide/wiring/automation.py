"""The window's automation server: off until the person switches it on, gone with the project."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ide import messages
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.workbench import Workbench

if TYPE_CHECKING:
    from ide.automation.server.server import Server
    from ide.session import Session
    from ide.wiring.doors import Doors

COMMAND = "debug.automation"
PORT = "automation.port"


def wire_window(window: MainWindow, bench: Workbench, doors: Doors) -> None:
    """Connect what lives as long as the window."""
    switch = _Switch(window, bench, doors)
    bench.handle(COMMAND, switch.toggle)
    bench.session_ending.connect(lambda _session: switch.turn_off())
    window.automation_button.copy_requested.connect(switch.copy_address)
    window.automation_button.token_requested.connect(switch.renew_token)
    window.automation_button.stop_requested.connect(switch.turn_off)


class _Switch(QObject):
    """Holds the server while there is one."""

    def __init__(self, window: MainWindow, bench: Workbench, doors: Doors) -> None:
        super().__init__(window)
        self._window = window
        self._bench = bench
        self._doors = doors
        self._server: Server | None = None

    def toggle(self) -> None:
        """Switch the server of the open project on or off."""
        if self._server is not None:
            self.turn_off()
        elif self._bench.session is not None:
            self._turn_on(self._bench.session)

    def turn_off(self) -> None:
        """Let all clients go and listen no longer."""
        server, self._server = self._server, None
        if server is not None:
            self._doors.close(server)
            self._window.automation_button.show_server("", 0)

    def copy_address(self) -> None:
        """Put the address with its token into the clipboard."""
        if self._server is not None:
            QApplication.clipboard().setText(self._server.address)
            messages.info(tr("automation.copied"))

    def renew_token(self) -> None:
        """Let nobody in any more who knows the token of before."""
        if self._server is not None:
            self._server.new_token()
            messages.info(tr("automation.renewed"))

    def _turn_on(self, session: Session) -> None:
        # With the sockets, which are loaded by who wants to be driven, and by nobody else.
        from ide.automation.server.server import CannotListenError  # noqa: PLC0415

        port = self._bench.settings.number(PORT)
        try:
            server = self._doors.open(session, port)
        except CannotListenError:
            messages.error(tr("automation.taken", port=port))
            return
        self._server = server
        server.end_requested.connect(self._turn_off_soon)
        server.clients_changed.connect(partial(self._show, server))
        self._show(server, 0)
        messages.info(tr("automation.on", place=server.place))

    def _turn_off_soon(self) -> None:
        # Who asked for it is answered first.
        QTimer.singleShot(0, self, self.turn_off)

    def _show(self, server: Server, clients: int) -> None:
        if server is self._server:
            self._window.automation_button.show_server(server.place, clients)
