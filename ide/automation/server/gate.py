"""The socket clients come to: loopback, and only so many who have not yet said what they want."""

from __future__ import annotations

from time import monotonic

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpServer, QTcpSocket
from PySide6.QtWebSockets import QWebSocket, QWebSocketServer

HOST = "127.0.0.1"
GREETING_LIMIT = 256
"""How many may be greeting; the system keeps the others waiting, so files do not run out."""
_WAITING_LIMIT = 4096
_GREETING_S = 10.0
_LOOK_MS = 100
_Peer = tuple[str, int]


def _peer(socket: QTcpSocket | QWebSocket) -> _Peer:
    """Address and port: loopback has many addresses, each with ports of its own."""
    return socket.peerAddress().toString(), socket.peerPort()


class Gate(QObject):
    """Listens, and hands on everybody who has become a WebSocket."""

    came = Signal(QWebSocket)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._greeting: dict[_Peer, tuple[QTcpSocket, float]] = {}
        """By who greets: the socket, and when patience ends."""
        self._tcp = QTcpServer(self)
        self._tcp.setListenBacklogSize(_WAITING_LIMIT)
        self._tcp.newConnection.connect(self._on_new)
        self._tcp.acceptError.connect(self._on_error)
        mode = QWebSocketServer.SslMode.NonSecureMode
        self._sockets = QWebSocketServer("Minideck", mode, self)
        self._sockets.newConnection.connect(self._on_socket)
        # Slots of our own on a socket that Qt takes over would be cut off, with a warning.
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_after)

    def listen(self, port: int) -> str:
        """Begin to listen; returns why that is not possible, or ''."""
        return "" if self._tcp.listen(QHostAddress(HOST), port) else self._tcp.errorString()

    @property
    def place(self) -> str:
        """Host and port."""
        return f"{HOST}:{self._tcp.serverPort()}"

    @property
    def listening(self) -> bool:
        """Whether anybody can connect."""
        return self._tcp.isListening()

    @property
    def greeting(self) -> int:
        """How many have connected and are no WebSocket yet."""
        return len(self._greeting)

    def close(self) -> None:
        """Listen no longer."""
        self._tcp.close()
        self._look.stop()
        for caller, _until in self._greeting.values():
            if shiboken6.isValid(caller):
                caller.abort()
        self._greeting.clear()

    def _on_new(self) -> None:
        # Qt accepts no more once some wait to be taken.
        while len(self._greeting) < GREETING_LIMIT:
            caller = self._tcp.nextPendingConnection()
            if caller is None:
                return
            self._greeting[_peer(caller)] = (caller, monotonic() + _GREETING_S)
            self._sockets.handleConnection(caller)
            if not self._look.isActive():
                self._look.start()

    def _on_error(self) -> None:
        # No file was free, and Qt accepts nobody any more: there will be one soon.
        self._look.start()

    def _on_socket(self) -> None:
        while (socket := self._sockets.nextPendingConnection()) is not None:
            self._greeting.pop(_peer(socket), None)
            self.came.emit(socket)
        self._on_new()

    def _look_after(self) -> None:
        """Forget who has gone, and let go who says nothing."""
        now = monotonic()
        for peer, (caller, until) in tuple(self._greeting.items()):
            there = shiboken6.isValid(caller)
            if there and now > until:
                caller.abort()
            elif there and caller.state() == QAbstractSocket.SocketState.ConnectedState:
                continue
            del self._greeting[peer]
        if not self._greeting:
            self._look.stop()
            self._tcp.resumeAccepting()
        self._on_new()
