"""Where clients of a project come in: loopback only, for those who know the token."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QObject, QUrlQuery, Signal
from PySide6.QtWebSockets import QWebSocket, QWebSocketProtocol

from ide.automation.errors import AutomationError
from ide.automation.server.connection import Connection
from ide.automation.server.gate import Gate
from ide.automation.server.service import Service
from ide.automation.wire import BAD_TOKEN, CONNECTION_LIMIT, NO_ROOM, error_frame

_TOKEN_BYTES = 24


class CannotListenError(AutomationError):
    """The port is taken, or nobody may listen there."""


class Server(QObject):
    """Lets clients in to a service. It listens from ``listen`` until ``close``."""

    clients_changed = Signal(int)
    client_left = Signal()
    end_requested = Signal()

    def __init__(self, service: Service, parent: QObject | None = None) -> None:
        """``service`` may be that of other servers too; whoever made it closes it."""
        super().__init__(parent)
        self.service = service
        self._clients: list[Connection] = []
        self._token: str | None = None
        self._gate = Gate(self)
        self._gate.came.connect(self._judge)

    def listen(self, port: int = 0, *, with_token: bool = True) -> None:
        """Begin to listen on a port (0: any that is free).

        Raises:
            CannotListenError: that is not possible; the sentence says why.
        """
        self._token = secrets.token_urlsafe(_TOKEN_BYTES) if with_token else None
        why = self._gate.listen(port)
        if why:
            raise CannotListenError(
                f"port {port} cannot be listened on: {why}. "
                "Choose another one, or 0 for any that is free."
            )

    @property
    def place(self) -> str:
        """Host and port."""
        return self._gate.place

    @property
    def address(self) -> str:
        """Where clients connect, with the token."""
        base = f"ws://{self.place}"
        return base if self._token is None else f"{base}/?token={self._token}"

    @property
    def listening(self) -> bool:
        """Whether anybody can connect."""
        return self._gate.listening

    @property
    def clients(self) -> int:
        """How many clients are connected."""
        return len(self._clients)

    def new_token(self) -> None:
        """Let in only who knows another token from now on; those who are in go."""
        self._token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._let_all_go()

    def close(self) -> None:
        """Let all clients go and listen no longer."""
        self._gate.close()
        self._let_all_go()

    def _let_all_go(self) -> None:
        for client in tuple(self._clients):
            client.close()

    def _judge(self, socket: QWebSocket) -> None:
        socket.disconnected.connect(socket.deleteLater)
        refusal = self._refusal(socket)
        if refusal:
            _refuse(socket, BAD_TOKEN, refusal)
        elif len(self._clients) >= CONNECTION_LIMIT:
            told = f"{CONNECTION_LIMIT} clients are connected already; let one of them go."
            _refuse(socket, NO_ROOM, told)
        else:
            self._admit(socket)

    def _refusal(self, socket: QWebSocket) -> str:
        """Return why a client may not come in, '' when it may."""
        if self._token is None:
            # A web page the person looks at could reach us; the official tools send no Origin.
            return "no web page may come in without a token." if socket.origin() else ""
        given = QUrlQuery(socket.requestUrl()).queryItemValue("token")
        if secrets.compare_digest(given.encode(), self._token.encode()):
            return ""
        how = "the address needs ?token=…; the line `listening ws://…` or the status bar shows it."
        return f"the token is {'wrong' if given else 'missing'}: {how}"

    def _admit(self, socket: QWebSocket) -> None:
        client = self.service.admit(socket)
        self._clients.append(client)
        client.end_requested.connect(self.end_requested)
        client.left.connect(lambda: self._on_left(client))
        self.clients_changed.emit(len(self._clients))

    def _on_left(self, client: Connection) -> None:
        self._clients.remove(client)
        self.clients_changed.emit(len(self._clients))
        self.client_left.emit()


def _refuse(socket: QWebSocket, code: int, why: str) -> None:
    socket.sendTextMessage(error_frame(None, why))
    socket.close(QWebSocketProtocol.CloseCode(code), why)
