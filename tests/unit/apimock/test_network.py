"""Network: state and events, requests, files, sockets, the domain list, trouble."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from apimock import domains
from apimock.app import AppFacts
from apimock.calls import Outcome, Reply
from apimock.transport import Request, RequestListener, Response, SocketListener
from tests.unit.apimock.bench import Bench

URL = "https://api.example/items?a=1"
OFFLINE = "errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED"


class Wire:
    """A socket of the fake transport."""

    def __init__(self) -> None:
        self.out: list[Any] = []

    def send(self, data: str | bytes) -> None:
        self.out.append(data)

    def close(self, code: int, reason: str) -> None:
        self.out.append((code, reason))


class FakeTransport:
    """Keeps requests until the test answers them."""

    def __init__(self) -> None:
        self.requests: list[tuple[Request, RequestListener]] = []
        self.sockets: list[SocketListener] = []
        self.wire = Wire()
        self.aborted = 0

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        self.requests.append((request, listener))
        return self._abort

    def _abort(self) -> None:
        self.aborted += 1

    def socket(
        self,
        url: str,
        headers: Mapping[str, str],
        protocols: tuple[str, ...],
        listener: SocketListener,
    ) -> Wire:
        self.sockets.append(listener)
        return self.wire

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        _, listener = self.requests.pop(0)
        listener.head(Response(status, headers, ("a=1; Path=/",)))
        listener.chunk(body)
        listener.done()


class Net(Bench):
    """A phone on a fake transport."""

    def __init__(self, app: AppFacts | None = None) -> None:
        self.wires = FakeTransport()
        super().__init__(app=app, transport=self.wires)


@pytest.fixture
def net() -> Net:
    return Net()


def test_state_and_events(bench: Bench) -> None:
    assert bench.ok("getNetworkType")["networkType"] == "wifi"
    bench.device.network.type = "none"
    bench.device.network.type = "4g"
    bench.device.network.weak = True
    assert bench.named("onNetworkStatusChange") == [
        {"isConnected": False, "networkType": "none"},
        {"isConnected": True, "networkType": "4g"},
    ]
    assert bench.named("onNetworkWeakChange") == [{"weakNet": True, "networkType": "4g"}]


def test_without_transport_the_phone_is_offline(bench: Bench) -> None:
    reply = bench.call("request", {"url": URL})
    assert reply.result == {"errMsg": f"request:fail {OFFLINE}", "errno": 600001}
    assert bench.fails("downloadFile", {"url": URL}) == f"downloadFile:fail {OFFLINE}"


def test_request_sends_what_the_app_gave(net: Net) -> None:
    net.start("request", {"url": URL, "data": {"q": "ä b", "n": 1}, "header": {"X": "y"}})
    request, _ = net.wires.requests[0]
    assert request.url == f"{URL}&q=%C3%A4%20b&n=1"
    assert request.headers["X"] == "y"
    assert request.headers["Referer"].startswith("https://servicewechat.com/")
    net.start("request", {"url": URL, "method": "POST", "data": {"a": [1]}})
    assert json.loads(net.wires.requests[1][0].body) == {"a": [1]}
    form = {"content-type": "application/x-www-form-urlencoded"}
    net.start("request", {"url": URL, "method": "post", "data": {"a": "ö"}, "header": form})
    assert net.wires.requests[2][0].body == b"a=%C3%B6"


@pytest.mark.parametrize(
    ("options", "body", "data"),
    [
        ({}, b'{"a": 1}', {"a": 1}),
        ({}, b"<html>", "<html>"),
        ({"dataType": "text"}, b'{"a": 1}', '{"a": 1}'),
        ({"responseType": "arraybuffer"}, b"\0\1", b"\0\1"),
    ],
)
def test_answer(net: Net, options: dict[str, Any], body: bytes, data: Any) -> None:
    replies = net.start("request", {"url": URL, **options})
    net.wires.answer(body, 404)
    result = replies[0].result
    assert replies[0].outcome is Outcome.OK, "any status is a success"
    assert (result["data"], result["statusCode"]) == (data, 404)
    assert result["cookies"] == ["a=1; Path=/"]


def test_headers_and_chunks_come_as_events(net: Net) -> None:
    net.start("request", {"url": URL, "enableChunked": True}, id=9)
    net.wires.answer(b"part")
    assert net.named("task:9:headersReceived")[0]["statusCode"] == 200
    assert net.named("task:9:chunkReceived") == [{"data": b"part"}]


def test_abort(net: Net) -> None:
    replies = net.start("request", {"url": URL}, id=5)
    net.call("RequestTask.abort", target=5)
    assert replies[0].result["errMsg"] == "request:fail abort"
    assert net.wires.aborted == 1
    net.call("RequestTask.abort", target=5)


def test_timeout(net: Net) -> None:
    replies = net.start("request", {"url": URL, "timeout": 3000})
    net.clock.advance(2999)
    assert not replies
    net.clock.advance(1)
    assert replies[0].result == {"errMsg": "request:fail timeout", "errno": 5}


def test_ten_at_a_time(net: Net) -> None:
    for _ in range(10):
        net.start("request", {"url": URL})
    assert net.fails("request", {"url": URL}) == "request:fail network exceed max task count"
    net.wires.answer(b"")
    net.start("request", {"url": URL})


def test_background_interrupts_after_five_seconds(net: Net) -> None:
    replies = net.start("request", {"url": URL})
    net.phone.set_foreground(False)
    net.clock.advance(4000)
    net.phone.set_foreground(True)
    net.clock.advance(4000)
    assert not replies
    net.phone.set_foreground(False)
    net.clock.advance(5000)
    assert replies[0].result == {"errMsg": "request:fail interrupted", "errno": 600003}


def test_trouble(net: Net) -> None:
    network = net.device.network
    network.failing_hosts = {"api.example": "dns"}
    assert "ERR_NAME_NOT_RESOLVED" in net.fails("request", {"url": URL})
    network.failing_hosts = {"api.example": "tls"}
    assert net.fails("request", {"url": URL}) == "request:fail ssl hand shake error"
    network.failing_hosts = {"api.example": "timeout"}
    replies = net.start("request", {"url": URL})
    net.clock.advance(60_000)
    assert replies[0].result["errno"] == 5
    network.failing_hosts, network.loss = {}, 1.0
    assert "ERR_CONNECTION_RESET" in net.fails("request", {"url": URL})
    network.loss, network.latency, network.bandwidth = 0.0, 300, 1000
    replies = net.start("request", {"url": URL})
    net.clock.advance(300)
    net.wires.answer(b"x" * 500)
    net.clock.advance(499)
    assert not replies
    net.clock.advance(1)
    assert replies[0].outcome is Outcome.OK


def test_same_seed_same_losses() -> None:
    def run() -> list[Outcome]:
        net = Net()
        net.device.network.loss = 0.5
        replies: list[list[Reply]] = []
        for _ in range(30):
            replies.append(net.start("request", {"url": URL}))
            if not replies[-1]:
                net.wires.answer(b"")
        return [each[0].outcome for each in replies]

    first = run()
    assert first == run()
    assert {Outcome.OK, Outcome.FAIL} == set(first)


def test_domain_list() -> None:
    listed = {"request": ("https://api.example",), "socket": ("wss://api.example:8443",)}
    net = Net(AppFacts(url_check=True, domains=listed))
    net.start("request", {"url": URL})
    assert net.wires.requests
    other = net.call("request", {"url": "https://other.example/"})
    assert other.result == {"errMsg": "request:fail url not in domain list", "errno": 600002}
    assert "domain list" in net.fails("request", {"url": "http://api.example/"})
    assert "domain list" in net.fails("downloadFile", {"url": URL})
    assert "domain list" in net.fails("connectSocket", {"url": "wss://api.example/"})
    net.device.network.verify_domains = False
    net.start("request", {"url": "https://other.example/"})
    assert len(net.wires.requests) == 2


@pytest.mark.parametrize(
    "url", ["", "example.com/a", "/relative", "ftp://a/b", "https://", "http://[a"]
)
def test_invalid_url(net: Net, url: str) -> None:
    assert net.call("request", {"url": url}).result == {
        "errMsg": "request:fail invalid url",
        "errno": 600009,
    }


def test_listing_wants_the_same_host_and_port() -> None:
    assert domains.listed("https://a.example:443/x", "request", ["https://a.example"])
    assert not domains.listed("https://b.a.example/", "request", ["https://a.example"])
    assert not domains.listed("https://a.example:8080/", "request", ["https://a.example"])


def test_download(net: Net) -> None:
    replies = net.start("downloadFile", {"url": "https://a.example/p/pic.png?x"}, id=4)
    _, listener = net.wires.requests[0]
    listener.head(Response(200, {"Content-Length": "8"}))
    listener.chunk(b"1234")
    listener.chunk(b"5678")
    listener.done()
    path = str(replies[0].result["tempFilePath"])
    assert path.endswith(".png")
    assert net.phone.files.read(path.removeprefix("wxfile://")) == b"12345678"
    assert [detail["progress"] for detail in net.named("task:4:progressUpdate")] == [50, 100]


def test_download_to_a_user_file(net: Net) -> None:
    replies = net.start("downloadFile", {"url": URL, "filePath": "wxfile://usr/a.bin"})
    net.wires.answer(b"x")
    assert replies[0].result["filePath"] == "wxfile://usr/a.bin"
    assert net.phone.files.read("usr/a.bin") == b"x"
    replies = net.start("downloadFile", {"url": URL, "filePath": "wxfile://usr/no/a.bin"})
    net.wires.answer(b"x")
    assert replies[0].result["errno"] == 1300002


def test_upload(net: Net) -> None:
    params = {"url": URL, "name": "file", "formData": {"a": "1"}}
    assert net.fails("uploadFile", {**params, "filePath": "wxfile://tmp/none"}) == (
        "uploadFile:fail file not found"
    )
    path = net.phone.files.add_temporary(b"\0PNG", ".png")
    replies = net.start("uploadFile", {**params, "filePath": path}, id=3)
    request, listener = net.wires.requests[0]
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="a"\r\n\r\n1\r\n' in request.body
    assert b"Content-Type: image/png\r\n\r\n\0PNG\r\n" in request.body
    listener.sent(10, 20)
    assert net.named("task:3:progressUpdate")[0]["progress"] == 50
    net.wires.answer(b"{}", 201)
    assert dict(replies[0].result) == {"data": "{}", "statusCode": 201, "errMsg": "uploadFile:ok"}


def test_socket(net: Net) -> None:
    net.ok("connectSocket", {"url": "wss://a.example/"}, id=8)
    assert net.call("SocketTask.send", {"data": "x"}, target=8).outcome is Outcome.FAIL
    net.clock.advance(0)
    (listener,) = net.wires.sockets
    listener.opened({"a": "b"})
    listener.message("hi")
    net.call("SocketTask.send", {"data": b"\1"}, target=8)
    net.call("sendSocketMessage", {"data": "old"})
    assert net.wires.wire.out == [b"\1", "old"]
    net.call("SocketTask.close", {"code": 1000, "reason": "bye"}, target=8)
    listener.message("late")
    names = [event.name for event in net.events]
    assert names == [
        "task:8:open",
        "onSocketOpen",
        "task:8:message",
        "onSocketMessage",
        "task:8:close",
        "onSocketClose",
    ]


def test_socket_offline(bench: Bench) -> None:
    bench.ok("connectSocket", {"url": "wss://a.example/"}, id=8)
    bench.clock.advance(0)
    assert bench.named("task:8:error") == [{"errMsg": f"connectSocket:fail {OFFLINE}"}]
    assert bench.named("task:8:close")[0]["code"] == 1006


def test_five_sockets(net: Net) -> None:
    for _ in range(5):
        net.ok("connectSocket", {"url": "wss://a.example/"})
    assert net.fails("connectSocket", {"url": "wss://a.example/"}) == (
        "connectSocket:fail reach max websocket connect count 5"
    )
    net.phone.set_foreground(False)
    net.clock.advance(5000)
    assert len(net.named("onSocketClose")) == 5
    net.ok("connectSocket", {"url": "wss://a.example/"})
