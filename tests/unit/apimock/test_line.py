"""The line as a tester sets it: delay, speed, failing hosts, time-outs, written servers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from apimock.app import AppFacts
from apimock.calls import Outcome
from apimock.socket_servers import ServerError, load_servers, read_servers
from apimock.transport import Response
from tests.unit.apimock.bench import Bench
from tests.unit.apimock.test_network import URL, Net

WS = "wss://echo.example/room"


@pytest.fixture
def net() -> Net:
    return Net()


def test_delays_lie_between_the_two_and_come_from_the_seed() -> None:
    def waits() -> list[float]:
        net = Net()
        net.device.network.latency, net.device.network.latency_max = 100, 300
        found = []
        for _ in range(20):
            begin, asked = net.clock.now(), len(net.wires.requests)
            net.start("request", {"url": URL})
            while len(net.wires.requests) == asked:
                net.clock.advance(1)
            found.append(net.clock.now() - begin)
            net.wires.answer(b"")
            assert not net.wires.requests
        return found

    first = waits()
    assert first == waits()
    assert min(first) >= 100
    assert max(first) <= 301
    assert len(set(first)) > 5


def test_progress_follows_the_speed_of_the_line(net: Net) -> None:
    net.device.network.bandwidth = 1000
    replies = net.start("downloadFile", {"url": URL}, id=4)
    _, listener = net.wires.requests.pop(0)
    listener.head(Response(200, {"Content-Length": "1000"}))
    listener.chunk(b"x" * 1000)
    listener.done()
    net.clock.advance(500)
    shown = [detail["progress"] for detail in net.named("task:4:progressUpdate")]
    assert shown == [10, 20, 30, 40, 50]
    assert not replies
    net.clock.advance(500)
    assert replies[0].outcome is Outcome.OK
    profile = replies[0].result["profile"]
    assert profile["responseEnd"] - profile["fetchStart"] == 1000
    assert profile["receivedBytedCount"] == 1000


def test_uploads_take_their_time_before_the_server_hears_of_them(net: Net) -> None:
    net.device.network.bandwidth_up = 1000
    path = net.phone.files.add_temporary(b"x" * 600, ".bin")
    replies = net.start("uploadFile", {"url": URL, "name": "f", "filePath": path}, id=4)
    net.clock.advance(300)
    assert not net.wires.requests
    assert len(net.named("task:4:progressUpdate")) == 3
    net.clock.advance(2000)
    assert net.named("task:4:progressUpdate")[-1]["progress"] == 100
    net.wires.answer(b"ok")
    assert replies[0].outcome is Outcome.OK


def test_a_slow_line_runs_into_the_time_out(net: Net) -> None:
    net.device.network.bandwidth = 10
    replies = net.start("request", {"url": URL, "timeout": 2000})
    net.wires.answer(b"x" * 1000)
    net.clock.advance(2000)
    assert replies[0].result == {"errMsg": "request:fail timeout", "errno": 5}


def test_chunks_come_as_they_arrive(net: Net) -> None:
    net.device.network.bandwidth = 1000
    replies = net.start("request", {"url": URL, "enableChunked": True}, id=4)
    net.wires.answer(b"abc" * 100)
    net.clock.advance(200)
    assert [len(d["data"]) for d in net.named("task:4:chunkReceived")] == [100, 100]
    net.clock.advance(100)
    assert b"".join(d["data"] for d in net.named("task:4:chunkReceived")) == b"abc" * 100
    assert replies[0].result["data"] == ""


def test_time_outs_of_the_app_and_of_the_call() -> None:
    net = Net(AppFacts(config={"networkTimeout": {"request": 3000}}))
    replies = net.start("request", {"url": URL})
    other = net.start("downloadFile", {"url": URL})
    short = net.start("request", {"url": URL, "timeout": 1000})
    net.clock.advance(1000)
    assert short
    net.clock.advance(2000)
    assert replies
    net.clock.advance(56_999)
    assert not other
    net.clock.advance(1)
    assert other[0].result["errMsg"] == "downloadFile:fail timeout"


def test_hosts_fail_by_pattern(net: Net) -> None:
    net.device.network.failing_hosts = {"*.example": "proxy"}
    assert "ERR_PROXY_CONNECTION_FAILED" in net.fails("request", {"url": URL})
    net.ok("connectSocket", {"url": WS}, id=8)
    net.clock.advance(0)
    assert "ERR_PROXY_CONNECTION_FAILED" in net.named("task:8:error")[0]["errMsg"]
    net.start("request", {"url": "https://b.test/"})
    assert net.wires.requests


def test_nothing_is_sent_from_the_background(net: Net) -> None:
    net.phone.set_foreground(False)
    net.start("request", {"url": URL})
    assert net.wires.requests
    net.clock.advance(5000)
    message = net.call("request", {"url": URL}).result
    assert message == {"errMsg": "request:fail interrupted", "errno": 600003}


def test_a_socket_that_never_opens_times_out(net: Net) -> None:
    net.ok("connectSocket", {"url": WS, "timeout": 700}, id=8)
    net.clock.advance(700)
    assert net.named("task:8:error") == [{"errMsg": "connectSocket:fail timeout"}]
    assert net.wires.wire.out == [(1006, "")]


def serve(bench: Bench, **server: Any) -> None:
    bench.device.network.servers = read_servers(
        json.dumps([{"url": "wss://echo.example/*", **server}])
    )
    bench.ok("connectSocket", {"url": WS}, id=8)
    bench.clock.advance(0)


def said(bench: Bench) -> list[Any]:
    return [detail["data"] for detail in bench.named("task:8:message")]


def test_an_echo(bench: Bench) -> None:
    serve(bench, echo=True, header={"X": "1"})
    assert bench.named("task:8:open") == [{"header": {"X": "1"}}]
    bench.ok("SocketTask.send", {"data": "a"}, target=8)
    bench.ok("SocketTask.send", {"data": b"\0"}, target=8)
    bench.clock.advance(0)
    assert said(bench) == ["a", b"\0"]


def test_a_script_with_replies_and_a_close(bench: Bench) -> None:
    serve(
        bench,
        delay=50,
        script=[
            {"send": {"hello": "@integer(4, 4)"}},
            {"after": 1000, "send": ["a", {"$buffer": "AAE="}]},
            {"after": 500, "close": {"code": 4000, "reason": "enough"}},
        ],
        replies=[
            {"when": {"contains": "type"}, "send": "typed"},
            {"when": "/^ping/", "after": 20, "send": "pong"},
        ],
    )
    assert not bench.named("task:8:open")
    bench.clock.advance(50)
    assert said(bench) == ['{"hello": 4}']
    bench.ok("SocketTask.send", {"data": "ping 1"}, target=8)
    bench.ok("SocketTask.send", {"data": '{"type": 1}'}, target=8)
    bench.ok("SocketTask.send", {"data": "nothing"}, target=8)
    bench.clock.advance(20)
    assert said(bench)[1:] == ["typed", "pong"]
    bench.clock.advance(980)
    assert said(bench)[3:] == ["a", b"\0\1"]
    bench.clock.advance(500)
    assert bench.named("task:8:close") == [{"code": 4000, "reason": "enough"}]
    assert bench.call("SocketTask.send", {"data": "x"}, target=8).outcome is Outcome.FAIL


def test_a_server_that_refuses(bench: Bench) -> None:
    serve(bench, fail="refused")
    assert "ERR_CONNECTION_REFUSED" in bench.named("task:8:error")[0]["errMsg"]


def test_the_app_closes_a_written_server(bench: Bench) -> None:
    serve(bench, script=[{"after": 1000, "send": "late"}])
    bench.ok("SocketTask.close", {"code": 1000}, target=8)
    bench.clock.advance(2000)
    assert said(bench) == []


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ('{"servers": 1}', 1, ""),
        ('[\n{"url": ""}]', 2, "[0].url"),
        ('{"servers": [{"url": "a",\n"port": 1}]}', 2, "servers[0].port"),
        ('[{"url": "a",\n"delay": -1}]', 2, "[0].delay"),
        ('[{"url": "a", "script": [\n{}]}]', 2, "[0].script[0]"),
        ('[{"url": "a", "replies": [{"send": "x",\n"when": "/(/"}]}]', 2, "[0].replies[0].when"),
        ('[{"url": "a", "script": [{"send": "x",\n"after": "1"}]}]', 2, "[0].script[0].after"),
        ('[{"url": "a", "script": [{"close": {"code": "1"}}]}]', 1, "[0].script[0].close"),
        ("[", 1, ""),
    ],
)
def test_mistakes_of_servers_name_their_place(text: str, line: int, field: str) -> None:
    with pytest.raises(ServerError) as caught:
        read_servers(text, "s.json")
    assert (caught.value.line, caught.value.field) == (line, field)


def test_a_file_of_servers(tmp_path: Path) -> None:
    path = tmp_path / "chat.sockets.json"
    path.write_text('{"servers": [{"url": "wss://a/*", "echo": true}]}', "utf-8")
    assert load_servers(path)[0]["echo"] is True
