"""The calls of an app over the real network: request, download, upload and socket."""

from __future__ import annotations

from typing import Any

from websockets.sync.server import ServerConnection

from apimock.calls import Call, Event, Reply
from apimock.clock import ManualClock
from apimock.phone import Phone
from ide.network.live import LiveNetwork
from tests.unit.ide.network.loopback import PhoneThread, Server, socket_server


class App:
    """Calls a phone that has a network."""

    def __init__(self, network: LiveNetwork, phone_thread: PhoneThread) -> None:
        self.clock = ManualClock()
        self.phone = Phone(self.clock, transport=network)
        self.thread = phone_thread
        self.events: list[Event] = []
        self.phone.listen(self.events.append)
        self._last = 0

    def begin(self, name: str, /, **params: Any) -> list[Reply]:
        replies: list[Reply] = []
        self._last += 1
        self.phone.call(Call(name, params, id=self._last), replies.append)
        self.clock.advance(1)
        return replies

    def call(self, name: str, /, **params: Any) -> Reply:
        replies = self.begin(name, **params)

        def answered() -> bool:
            self.clock.advance(1)
            return bool(replies)

        self.thread.run_until(answered)
        return replies[0]

    def details(self, name: str) -> list[Any]:
        return [event.detail for event in self.events if event.name.endswith(f":{name}")]


def test_a_request_gets_its_answer(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    app = App(network, phone_thread)
    reply = app.call("request", url=server.url("/echo"), method="POST", data={"茶": 1})
    assert reply.outcome == "ok"
    assert (reply.result["statusCode"], reply.result["data"]) == (200, {"茶": 1})
    assert server.seen[0][2]["Referer"].startswith("https://servicewechat.com/")


def test_a_file_comes_and_goes(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    app = App(network, phone_thread)
    down = app.call("downloadFile", url=server.url("/big"))
    path = down.result["tempFilePath"]
    content = app.phone.files.read(path.removeprefix("wxfile://"))
    assert content == b"0123456789" * 50_000
    assert app.details("progressUpdate")[-1]["progress"] == 100
    app.events.clear()
    up = app.call(
        "uploadFile", url=server.url("/echo"), filePath=path, name="f", formData={"k": "v"}
    )
    assert up.result["statusCode"] == 200
    sent = server.seen[-1][3]
    assert content in sent
    assert b'name="k"' in sent
    assert app.details("progressUpdate")[-1]["totalBytesSent"] == len(sent)


def test_without_a_connection_nothing_leaves(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    app = App(network, phone_thread)
    app.phone.device.network.type = "none"
    replies = app.begin("request", url=server.url("/echo"))
    assert "ERR_INTERNET_DISCONNECTED" in replies[0].result["errMsg"]
    app.phone.device.network.type = "wifi"
    app.phone.device.network.loss = 1.0
    replies = app.begin("request", url=server.url("/echo"))
    assert "ERR_CONNECTION_RESET" in replies[0].result["errMsg"]
    assert server.seen == []


def test_a_socket_talks(network: LiveNetwork, phone_thread: PhoneThread) -> None:
    def talk(connection: ServerConnection) -> None:
        for message in connection:
            connection.send(f"heard {message!r}")
            connection.close(1000, "bye")

    app = App(network, phone_thread)
    with socket_server(talk) as url:
        app.begin("connectSocket", url=url)
        phone_thread.run_until(lambda: app.details("open"))
        app.phone.call(Call("SocketTask.send", {"data": "hi"}, target=1), lambda _reply: None)
        phone_thread.run_until(lambda: app.details("close"))
    assert app.details("message") == [{"data": "heard 'hi'"}]
    assert app.details("close") == [{"code": 1000, "reason": "bye"}]
