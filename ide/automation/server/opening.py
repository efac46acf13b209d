"""A server for an open project: all that belongs to it goes with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ide.automation.server.server import CannotListenError, Server
from ide.automation.server.session_target import SessionTarget
from ide.session import Session


def open_server(
    session: Session, end: Callable[[], None], parent: QObject, port: int = 0
) -> Server:
    """Return a server that listens on a port (0: any that is free).

    ``end`` is what a client ends the automation with.

    Raises:
        CannotListenError: that is not possible; nothing is left then.
    """
    target = SessionTarget(session, end, parent)
    server = Server(target, parent)
    target.setParent(server)
    try:
        server.listen(port)
    except CannotListenError:
        server.close()
        server.deleteLater()
        raise
    return server
