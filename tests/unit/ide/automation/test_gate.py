"""Who knocks and says nothing takes no room for long; what is too long or half is bounded."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QHostAddress, QTcpSocket
from PySide6.QtWebSockets import QWebSocket
from pytestqt.qtbot import QtBot

from ide.automation.server import connection, gate
from ide.automation.server.gate import Gate
from ide.automation.server.server import Server
from tests.unit.ide.automation.wired import Caller

GREETING = (
    b"GET /?token={} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@pytest.fixture
def knock(qtbot: QtBot, server: Server) -> list[QTcpSocket]:
    """Three who have connected and say nothing."""
    host, port = server.place.split(":")
    sockets = [QTcpSocket() for _ in range(3)]
    for one in sockets:
        one.connectToHost(host, int(port))
    qtbot.waitUntil(lambda: _gate(server).greeting == 3)
    return sockets


def _gate(server: Server) -> Gate:
    found = server.findChild(Gate)
    assert found is not None
    return found


def test_who_says_nothing_keeps_nobody_out(
    qtbot: QtBot, server: Server, knock: list[QTcpSocket]
) -> None:
    caller = Caller(qtbot, server.address).ready()
    caller.ask(1, "Tool.getInfo")
    assert "result" in caller.answer(1)
    for one in knock:
        one.abort()
    qtbot.waitUntil(lambda: _gate(server).greeting == 0)


def test_patience_with_who_says_nothing_has_an_end(
    qtbot: QtBot, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_GREETING_S", 0.0)
    silent = QTcpSocket()
    host, port = server.place.split(":")
    silent.connectToHost(host, int(port))
    qtbot.waitUntil(lambda: silent.state() == QTcpSocket.SocketState.ConnectedState)
    qtbot.waitUntil(lambda: silent.state() == QTcpSocket.SocketState.UnconnectedState)
    qtbot.waitUntil(lambda: _gate(server).greeting == 0)


def test_the_others_wait_until_there_is_room(
    qtbot: QtBot, server: Server, knock: list[QTcpSocket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "GREETING_LIMIT", 3)
    late = Caller(qtbot, server.address)
    qtbot.waitUntil(lambda: late.socket.isValid() or late.socket.peerPort() > 0)
    assert not late.connected
    knock[0].abort()
    late.ready()
    assert server.clients <= 1


def test_half_a_frame_is_no_request(qtbot: QtBot, server: Server) -> None:
    half = QTcpSocket()
    host, port = server.place.split(":")
    half.connectToHost(host, int(port))
    token = server.address.partition("token=")[2].encode()
    half.write(GREETING.replace(b"{}", token) + b"\x81\xfe\x10\x00abc")
    qtbot.waitUntil(lambda: server.clients == 1)
    caller = Caller(qtbot, server.address).ready()
    caller.ask(1, "Tool.getInfo")
    assert "result" in caller.answer(1)
    half.abort()
    qtbot.waitUntil(lambda: server.clients == 1)


def test_a_frame_that_is_too_long_ends_its_connection(
    qtbot: QtBot, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "FRAME_LIMIT_BYTES", 1000)
    caller = Caller(qtbot, server.address).ready()
    other = Caller(qtbot, server.address).ready()
    caller.send("x" * 1001)
    qtbot.waitUntil(lambda: caller.gone)
    other.ask(1, "Tool.getInfo")
    assert "result" in other.answer(1)
    qtbot.waitUntil(lambda: server.clients == 1)


def test_a_client_that_never_reads_is_let_go(
    qtbot: QtBot, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "UNREAD_LIMIT_BYTES", 1_000_000)
    deaf = QTcpSocket()
    deaf.setReadBufferSize(1)
    host, port = server.place.split(":")
    deaf.connectToHost(host, int(port))
    token = server.address.partition("token=")[2].encode()
    deaf.write(GREETING.replace(b"{}", token))
    qtbot.waitUntil(lambda: server.clients == 1)
    text = "x" * 1_000_000

    def gone() -> bool:
        server.service.context.tell_all("Log.called", {"text": text})
        return server.clients == 0

    qtbot.waitUntil(gone)


def test_clients_leave_no_objects_behind(qtbot: QtBot, server: Server) -> None:
    def come_and_go() -> None:
        callers = [Caller(qtbot, server.address).ready() for _ in range(5)]
        for caller in callers:
            caller.ask(1, "Tool.native", method="shareConfirm")
            caller.ask(2, "Tool.getInfo")
            caller.answer(2)
        for caller in callers:
            caller.leave()
        qtbot.waitUntil(lambda: server.clients == 0)

    come_and_go()
    qtbot.waitUntil(lambda: not server.findChildren(QWebSocket))
    before = len(server.findChildren(QObject))
    come_and_go()
    qtbot.waitUntil(lambda: len(server.findChildren(QObject)) == before)
    assert server.service.runtime.waiting == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one address of its own only")
def test_the_same_port_of_another_address_is_another_caller(qtbot: QtBot, server: Server) -> None:
    host, port = server.place.split(":")
    sockets = [QTcpSocket() for _ in range(2)]
    assert sockets[0].bind(QHostAddress("127.0.0.1"))
    assert sockets[1].bind(QHostAddress("127.0.0.2"), sockets[0].localPort())
    for one in sockets:
        one.connectToHost(host, int(port))
    qtbot.waitUntil(lambda: _gate(server).greeting == 2)
    for one in sockets:
        one.abort()
    qtbot.waitUntil(lambda: _gate(server).greeting == 0)
