"""The doors through which the project in the window is driven: each a server with its own token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ide.session import Session

if TYPE_CHECKING:
    from ide.automation.server.server import Server
    from ide.automation.server.service import Service


class Doors(QObject):
    """Opens and closes servers; those of one project lead to the same service."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._open: dict[Server, Session] = {}
        self._services: dict[Session, Service] = {}

    def open(self, session: Session, port: int = 0) -> Server:
        """Return a server that listens on a port (0: any that is free).

        Raises:
            CannotListenError: that is not possible; nothing is left then.
        """
        # Sockets are loaded by who wants to be driven, and by nobody else.
        from ide.automation.server.server import CannotListenError, Server  # noqa: PLC0415

        server = Server(self._service_of(session), self)
        self._open[server] = session
        try:
            server.listen(port)
        except CannotListenError:
            self.close(server)
            raise
        return server

    def close(self, server: Server) -> None:
        """Let the clients of a server go; with the last server its service ends."""
        session = self._open.pop(server)
        server.close()
        server.deleteLater()
        if session not in self._open.values():
            service = self._services.pop(session)
            service.close()
            service.deleteLater()

    def _service_of(self, session: Session) -> Service:
        from ide.automation.server.service import Service  # noqa: PLC0415
        from ide.automation.server.session_target import SessionTarget  # noqa: PLC0415

        if session not in self._services:
            target = SessionTarget(session, self)
            service = self._services[session] = Service(target, self)
            target.setParent(service)
        return self._services[session]
