"""All that is asked of one project, whichever server its clients came to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWebSockets import QWebSocket

from ide.automation.server.connection import Connection
from ide.automation.server.context import Context
from ide.automation.server.dispatch import Dispatch
from ide.automation.server.domains import domains
from ide.automation.server.runtime import Runtime
from ide.automation.server.target import Target


class Service(QObject):
    """Answers clients. There is one for each project: they share its app, its phone and its time,
    so what one leaves is taken back only when no other needs it."""

    def __init__(self, target: Target, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clients: list[Connection] = []
        self.runtime = Runtime(target, self)
        self.context = Context(target, self.runtime, self._tell_all, self)
        self.dispatch = Dispatch(self.context, domains(self.context))

    def admit(self, socket: QWebSocket) -> Connection:
        """Take a client in; it is answered from now on."""
        client = Connection(socket, self)
        self._clients.append(client)
        client.asked.connect(self.dispatch.take)
        client.left.connect(partial(self._clients.remove, client))
        return client

    def close(self) -> None:
        """Let all clients go, and give back what is held of the project."""
        for client in tuple(self._clients):
            client.close()
        self.dispatch.close()

    def _tell_all(self, event: str, params: Mapping[str, Any]) -> None:
        for client in tuple(self._clients):
            client.tell(event, params)
