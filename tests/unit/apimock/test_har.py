"""HAR: recorded from what the phone did, read from anywhere, replayed byte for byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from apimock.calls import Outcome
from apimock.har import LIMIT, Entry, HarError, Message, Replay, load_har, read_har, write_har
from apimock.state.device import SnapshotError
from apimock.transport import Response
from tests.unit.apimock.bench import Bench
from tests.unit.apimock.test_network import URL, Net

BYTES = bytes(range(256)) + b"\xff\xfe"
BASE = "https://api.example"


def replayed(*entries: Entry, **options: Any) -> Net:
    net = Net()
    net.phone.wires.play(Replay(tuple(entries), **options))
    return net


def got(net: Bench, name: str = "request", /, **params: Any) -> dict[str, Any]:
    replies = net.start(name, {"url": URL, **params})
    net.clock.advance(0)
    assert len(replies) == 1
    return dict(replies[0].result)


def test_what_is_recorded_plays_back_byte_for_byte() -> None:
    net = Net()
    net.phone.wires.record()
    net.start(
        "request", {"url": URL, "method": "POST", "data": BYTES, "responseType": "arraybuffer"}
    )
    net.clock.advance(40)
    _, listener = net.wires.requests.pop(0)
    listener.head(Response(201, {"X-A": "1"}, ("a=1; Path=/", "b=2")))
    net.clock.advance(60)
    listener.chunk(BYTES[:100])
    listener.chunk(BYTES[100:])
    listener.done()
    net.start("request", {"url": f"{BASE}/text"})
    net.wires.answer("\ufeffä\r\n".encode(), **{"Content-Type": "text/plain"})
    net.start("downloadFile", {"url": f"{BASE}/pic.png"})
    net.wires.answer(BYTES)
    path = net.phone.files.add_temporary(BYTES, ".bin")
    net.start("uploadFile", {"url": f"{BASE}/up", "name": "f", "filePath": path})
    net.wires.answer(b"taken")
    net.start("request", {"url": f"{BASE}/down"})
    net.wires.requests.pop(0)[1].failed("dns")
    text = write_har(net.phone.wires.stop_recording())
    assert not net.phone.wires.recording
    entries = read_har(text)
    assert (entries[0].wait, entries[0].receive) == (40, 60)
    assert json.loads(text)["log"]["entries"][0]["response"]["content"]["encoding"] == "base64"
    assert write_har(entries) == text

    again = replayed(*entries, strict=True)
    result = got(again, method="POST", data=BYTES, responseType="arraybuffer")
    assert (result["data"], result["statusCode"]) == (BYTES, 201)
    assert result["cookies"] == ["a=1; Path=/", "b=2"]
    assert got(again, url=f"{BASE}/text")["data"] == "\ufeffä\r\n"
    place = got(again, "downloadFile", url=f"{BASE}/pic.png")["tempFilePath"]
    assert again.phone.files.read(place.removeprefix("wxfile://")) == BYTES
    path = again.phone.files.add_temporary(BYTES, ".bin")
    upload = {"url": f"{BASE}/up", "name": "f", "filePath": path}
    again.phone.random.random()
    assert got(again, "uploadFile", **upload)["data"] == "taken", "the boundary is another one"
    assert "ERR_NAME_NOT_RESOLVED" in got(again, url=f"{BASE}/down")["errMsg"]


def test_repeated_requests_get_their_answers_in_order() -> None:
    entries = [Entry("GET", URL, status=200, body=text) for text in (b"1", b"2", b"3")]
    net = replayed(*entries)
    assert [got(net)["data"] for _ in range(4)] == [1, 2, 3, 3]


def test_strict_compares_query_and_body_lenient_prefers_them() -> None:
    near = Entry("GET", f"{BASE}/items?a=2", status=200, body=b'"near"')
    exact = Entry("GET", f"{BASE}/items?a=1", status=200, body=b'"exact"')
    assert got(replayed(near, exact))["data"] == "exact"
    assert got(replayed(near))["data"] == "near"
    missing = got(replayed(near, strict=True))
    assert missing == {"errMsg": f"request:fail no recorded answer to GET {URL}", "errno": 600000}
    kind = (("Content-Type", "application/json"),)
    posts = [
        Entry("POST", BASE, kind, b'{"b": 1, "a": 2}', 200, body=b"1"),
        Entry("POST", BASE, kind, b'{"a": 3}', 200, body=b"2"),
    ]
    assert got(replayed(*posts), url=BASE, method="POST", data={"a": 3})["data"] == 2
    assert (
        got(replayed(*posts, strict=True), url=BASE, method="POST", data={"a": 2, "b": 1})["data"]
        == 1
    )
    assert "no recorded" in got(replayed(*posts), url=BASE, method="PUT", data={"a": 3})["errMsg"]


def test_what_is_not_recorded_can_go_to_the_network() -> None:
    net = replayed(passing=True)
    replies = net.start("request", {"url": URL})
    net.wires.answer(b"1")
    assert replies[0].outcome is Outcome.OK
    net.phone.wires.play(None)
    assert net.phone.wires.replay is None


def test_recorded_times_are_kept_when_wanted() -> None:
    entry = Entry("GET", URL, status=200, body=b"1", wait=300, receive=200)
    net = replayed(entry, timing=True)
    replies = net.start("request", {"url": URL}, id=4)
    net.clock.advance(300)
    assert net.named("task:4:headersReceived")
    net.clock.advance(199)
    assert not replies
    net.clock.advance(1)
    assert replies
    net = replayed(entry, timing=True)
    replies = net.start("request", {"url": URL}, id=4)
    net.call("RequestTask.abort", target=4)
    net.clock.advance(10_000)
    assert [reply.result["errMsg"] for reply in replies] == ["request:fail abort"]
    assert not net.named("task:4:headersReceived")


def test_redirections_are_followed_inside_the_recording() -> None:
    moved = Entry("POST", URL, status=302, headers=(("Location", "/b"),))
    target = Entry("GET", f"{BASE}/b", status=200, body=b"7")
    assert got(replayed(moved, target), method="POST", data="x")["data"] == 7
    manual = got(replayed(moved, target), method="POST", redirect="manual")
    assert manual["statusCode"] == 302
    circle = Entry("GET", URL, status=301, headers=(("location", URL),))
    assert got(replayed(circle)) == {
        "errMsg": "request:fail network reach the max redirect count",
        "errno": 600008,
    }


def test_a_browsers_har_is_read() -> None:
    entry = {
        "startedDateTime": "2026-05-01T08:00:00.000+08:00",
        "request": {
            "method": "post",
            "url": f"{BASE}/form",
            "headers": [
                {"name": ":authority", "value": "x"},
                {"name": "Content-Type", "value": "application/x-www-form-urlencoded"},
            ],
            "postData": {"mimeType": "", "params": [{"name": "a", "value": "ö"}]},
        },
        "response": {
            "status": 200,
            "headers": [
                {"name": "Content-Encoding", "value": "gzip"},
                {"name": "Set-Cookie", "value": "a=1\nb=2"},
                {"name": "X", "value": "1"},
                {"name": "x", "value": "2"},
            ],
            "content": {"size": 3, "mimeType": "text/plain", "text": "b2s=", "encoding": "base64"},
        },
        "timings": {"wait": -1, "receive": 2.5},
    }
    failed = {
        "request": {"url": BASE},
        "response": {"status": 0, "_error": "net::ERR_CERT_DATE_INVALID"},
    }
    entries = read_har(json.dumps({"log": {"entries": [entry, failed]}}))
    assert entries[0].error == "tls"
    net = replayed(*entries, strict=True)
    form = {"content-type": "application/x-www-form-urlencoded"}
    result = got(net, url=f"{BASE}/form", method="POST", header=form, data={"a": "ö"})
    assert result["data"] == "ok"
    assert result["cookies"] == ["a=1", "b=2"]
    assert result["header"]["X"] == "1,2"
    assert "Content-Encoding" not in result["header"]
    assert result["header"]["Content-Length"] == "2"


MESSAGES = (
    Message(True, 0, "hello"),
    Message(False, 100, "welcome"),
    Message(False, 400, b"\0\1"),
    Message(True, 500, "bye"),
)
WS = "wss://ws.example/chat?t=1"


def test_sockets_are_recorded_and_played() -> None:
    net = Net()
    net.phone.wires.record()
    net.ok("connectSocket", {"url": WS}, id=8)
    net.clock.advance(0)
    (listener,) = net.wires.sockets
    listener.opened({"a": "b"})
    net.ok("SocketTask.send", {"data": "hello"}, target=8)
    net.clock.advance(30)
    listener.message(b"\0\1")
    listener.closed(4001, "over")
    assert net.wires.wire.out == ["hello"]
    (entry,) = read_har(write_har(net.phone.wires.recorded()))
    assert entry.messages is not None
    assert [(m.sent, m.data) for m in entry.messages] == [(True, "hello"), (False, b"\0\1")]
    again = replayed(entry)
    again.ok("connectSocket", {"url": WS}, id=8)
    again.clock.advance(10)
    assert not again.named("task:8:message")
    again.ok("SocketTask.send", {"data": "hello"}, target=8)
    again.clock.advance(10)
    assert again.named("task:8:message") == [{"data": b"\0\1"}]
    assert again.named("task:8:close") == [{"code": 4001, "reason": "over"}]


def test_a_played_socket_keeps_times_and_order() -> None:
    net = replayed(Entry("GET", WS, messages=MESSAGES, status=101), timing=True)
    net.ok("connectSocket", {"url": WS}, id=8)
    net.clock.advance(1000)
    net.ok("SocketTask.send", {"data": "anything"}, target=8)
    net.clock.advance(99)
    assert not net.named("task:8:message")
    net.clock.advance(1)
    assert net.named("task:8:message") == [{"data": "welcome"}]
    net.clock.advance(300)
    assert len(net.named("task:8:message")) == 2
    net.ok("SocketTask.close", {}, target=8)
    net.clock.advance(1000)


def test_a_strict_socket_refuses_what_was_not_recorded() -> None:
    net = replayed(Entry("GET", WS, messages=MESSAGES, status=101), strict=True)
    net.ok("connectSocket", {"url": WS}, id=8)
    net.clock.advance(0)
    net.ok("SocketTask.send", {"data": "other"}, target=8)
    assert net.named("task:8:close") == [{"code": 1008, "reason": "this message was not recorded"}]
    net.ok("connectSocket", {"url": "wss://other.example/"}, id=9)
    net.clock.advance(0)
    assert "no recorded connection" in net.named("task:9:error")[0]["errMsg"]


LOG = '{"log": {"entries": [%s]}}'
TO = '"request": {"url": "http://a"}'
MISTAKES = [
    ("{", 1, ""),
    ('{"log": {\n"entries": 1}}', 2, "log.entries"),
    ('{"log": 3}', 1, "log"),
    (LOG % '\n{"request": {"url": "a"}, "response": {}}', 2, "log.entries[0].request.url"),
    (LOG % f"\n{{{TO}}}", 2, "log.entries[0].response"),
    (
        LOG % f'{{{TO},\n"response": {{\n"content": {{"text": "%", "encoding": "base64"}}}}}}',
        3,
        "log.entries[0].response.content.text",
    ),
    (
        LOG % f'{{"startedDateTime": "x",\n{TO}, "response": {{}}}}',
        1,
        "log.entries[0].startedDateTime",
    ),
    (
        LOG % f'{{"_webSocketMessages": [\n{{}}], {TO}, "response": {{}}}}',
        2,
        "log.entries[0]._webSocketMessages[0]",
    ),
]


@pytest.mark.parametrize(
    ("text", "line", "field"), MISTAKES, ids=[m[2] or "json" for m in MISTAKES]
)
def test_a_mistake_names_file_line_and_field(text: str, line: int, field: str) -> None:
    with pytest.raises(HarError) as caught:
        read_har(text, "a.har")
    error = caught.value
    assert (error.file, error.line, error.field) == ("a.har", line, field)


def test_a_har_of_100_mb_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.har"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(HarError, match=r"large\.har: the file has 100\.0 MB; at most 64 MB"):
        load_har(large)
    with pytest.raises(HarError, match="at most 64 MB"):
        read_har(" " * (LIMIT + 1))


def test_listeners_hear_of_recording_and_replaying() -> None:
    net, heard = Net(), []
    net.phone.wires.watch(lambda: heard.append((net.phone.wires.recording, net.phone.wires.replay)))
    net.phone.wires.record()
    net.phone.wires.stop_recording()
    net.phone.wires.play(Replay(()))
    assert heard == [(True, None), (False, None), (False, Replay(()))]


def test_a_snapshot_takes_recordings_along_with_how_far_they_are() -> None:
    first, second = (Entry("GET", URL, status=200, body=text) for text in (b"one", b"two"))
    net = replayed(first, second, passing=True)
    net.phone.wires.record()
    assert got(net)["data"] == "one"
    other = Net()
    other.phone.restore(json.loads(json.dumps(net.phone.snapshot())))
    assert other.phone.wires.replay == net.phone.wires.replay
    assert [one.url for one in other.phone.wires.recorded()] == [URL]
    assert got(other)["data"] == "two"
    assert got(other)["data"] == "two", "the last answers again"
    assert len(other.phone.wires.recorded()) == 3
    other.phone.restore(Net().phone.snapshot())
    assert other.phone.wires.replay is None
    assert not other.phone.wires.recording


@pytest.mark.parametrize("part", [{"played": {}}, {"played": 7, "recorded": None}, "x"])
def test_a_snapshot_with_a_damaged_recording_changes_nothing(part: object) -> None:
    net = replayed(Entry("GET", URL, status=200, body=b"one"))
    before = net.phone.snapshot()
    with pytest.raises(SnapshotError):
        net.phone.restore({**before, "wires": part})
    used = {**before["wires"]["played"], "used": [9]}
    with pytest.raises(SnapshotError):
        net.phone.restore({**before, "wires": {**before["wires"], "played": used}})
    assert net.phone.snapshot() == before
