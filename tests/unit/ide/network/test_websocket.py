"""WebSockets over the real network, against a server on this computer."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection

from ide.network.live import LiveNetwork
from tests.unit.ide.network.loopback import LIMIT_S, Heard, PhoneThread, Server, socket_server


def test_messages_go_both_ways_in_order(network: LiveNetwork, phone_thread: PhoneThread) -> None:
    seen: list[object] = []

    def talk(connection: ServerConnection) -> None:
        seen.append(connection.request and connection.request.headers["X-Token"])
        for message in connection:
            connection.send(message)
            if message == b"bye":
                connection.close(4001, "enough")
                return

    heard = Heard()
    with socket_server(talk) as url:
        line = network.socket(url, {"X-Token": "t", "User-Agent": "mine"}, (), heard)
        phone_thread.run_until(lambda: heard.names == ["opened"])
        for message in ("one", "二", b"\x00\x01", b"bye"):
            line.send(message)
        phone_thread.run_until(lambda: heard.over)
    assert seen == ["t"]
    assert [event[1] for event in heard.events[1:-1]] == ["one", "二", b"\x00\x01", b"bye"]
    assert heard.events[-1] == ("closed", 4001, "enough")
    assert heard.threads == {threading.current_thread()}


def test_the_app_closes_after_what_it_sent(network: LiveNetwork, phone_thread: PhoneThread) -> None:
    came: list[str | bytes] = []
    codes: list[int | None] = []
    gone = threading.Event()

    def talk(connection: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                came.append(connection.recv())
        codes.append(connection.close_code)
        gone.set()

    heard = Heard()
    with socket_server(talk) as url:
        line = network.socket(url, {}, (), heard)
        phone_thread.run_until(lambda: heard.names == ["opened"])
        line.send("last words")
        line.close(3456, "done")
        assert gone.wait(LIMIT_S)
        other = network.socket(url, {}, (), Heard())
        gone.clear()
        other.close(1006, "what nobody may send")
        assert gone.wait(LIMIT_S)
    phone_thread.run_all()
    assert came == ["last words"]
    assert codes == [3456, 1000]
    assert heard.names == ["opened"]


def test_a_connection_that_breaks_is_closed_abnormally(
    network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    def talk(connection: ServerConnection) -> None:
        connection.socket.shutdown(socket.SHUT_RDWR)

    heard = Heard()
    with socket_server(talk) as url:
        network.socket(url, {}, (), heard)
        phone_thread.run_until(lambda: heard.over)
    assert heard.events[-1] == ("closed", 1006, "")


def test_what_does_not_open_fails(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    for url, reason in {
        f"ws://127.0.0.1:{port}/": "refused",
        server.url("/missing").replace("http:", "ws:"): "Unexpected response code: 404",
        "http://127.0.0.1/": "invalid url",
    }.items():
        heard = Heard()
        network.socket(url, {}, (), heard)
        phone_thread.run_until(lambda heard=heard: heard.over)
        assert heard.events == [("failed", reason)]
