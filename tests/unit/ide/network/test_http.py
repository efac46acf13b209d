"""Requests over the real network, against a server on this computer."""

from __future__ import annotations

import errno
import json
import socket
import ssl
import threading

import pytest

from apimock.transport import Request
from ide.network.http import MAX_REDIRECTS, USER_AGENT
from ide.network.live import LiveNetwork
from ide.network.reasons import reason_of
from tests.unit.ide.network.loopback import Heard, PhoneThread, Server


def ask(network: LiveNetwork, phone_thread: PhoneThread, request: Request) -> Heard:
    heard = Heard()
    network.request(request, heard)
    phone_thread.run_until(lambda: heard.over)
    return heard


def test_a_request_arrives_as_it_was_made(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    body = json.dumps({"名": "茶"}).encode()
    headers = {"content-type": "application/json", "X-Name": "茶"}
    heard = ask(network, phone_thread, Request(server.url("/echo?q=1"), "PUT", headers, body))
    method, path, sent, came = server.seen[0]
    assert (method, path, came) == ("PUT", "/echo?q=1", body)
    assert sent["X-Name"].encode("latin-1").decode() == "茶"
    assert sent["User-Agent"] == USER_AGENT
    assert sent["Content-Length"] == str(len(body))
    assert heard.response.status == 200
    assert heard.response.headers["X-Kind"] == "echo"
    assert heard.body == body
    assert heard.names == ["sent", "head", "chunk", "done"]
    assert heard.threads == {threading.current_thread()}


def test_any_status_is_an_answer(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    heard = ask(network, phone_thread, Request(server.url("/missing")))
    assert (heard.response.status, heard.body, heard.names[-1]) == (404, b"gone", "done")


def test_cookies_are_told_and_not_kept(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    heard = ask(network, phone_thread, Request(server.url("/cookies")))
    assert heard.response.cookies == ("a=1; Path=/", "b=2; Path=/")
    assert heard.response.headers["Set-Cookie"] == "a=1; Path=/,b=2; Path=/"
    ask(network, phone_thread, Request(server.url("/echo")))
    assert "Cookie" not in server.seen[-1][2]


def test_redirects_are_followed_with_the_body(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    heard = ask(network, phone_thread, Request(server.url("/away"), "POST", body=b"again"))
    assert [row[1] for row in server.seen] == ["/away", "/echo"]
    assert (heard.response.status, heard.body) == (200, b"again")


def test_redirects_are_handed_to_who_wants_them(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    heard = ask(network, phone_thread, Request(server.url("/away"), redirect="manual"))
    assert heard.response.status == 307
    assert heard.response.headers["Location"] == "/echo"


def test_redirects_come_to_an_end(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    heard = ask(network, phone_thread, Request(server.url("/circle")))
    assert heard.events[-1] == ("failed", "redirects")
    assert len(server.seen) == MAX_REDIRECTS + 1


def test_packed_answers_are_unpacked(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    assert ask(network, phone_thread, Request(server.url("/packed"))).body == b"x" * 1000


def test_uploads_and_downloads_tell_how_far_they_are(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    up = ask(network, phone_thread, Request(server.url("/echo"), "POST", body=b"u" * 200_000))
    steps = [event[1:] for event in up.events if event[0] == "sent"]
    assert steps == [(65536, 200_000), (131072, 200_000), (196608, 200_000), (200_000, 200_000)]
    down = ask(network, phone_thread, Request(server.url("/big")))
    sizes = [event[1] for event in down.events if event[0] == "chunk"]
    assert sum(sizes) == 500_000
    assert len(sizes) > 5


def test_an_answer_comes_while_it_is_sent_and_can_be_aborted(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    heard = Heard()
    abort = network.request(Request(server.url("/slow")), heard)
    phone_thread.run_until(lambda: heard.body == b"first")
    abort()
    server.gate.set()
    ask(network, phone_thread, Request(server.url("/echo")))
    phone_thread.run_all()
    assert heard.names == ["head", "chunk"]
    abort()


def test_what_takes_too_long_times_out(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    heard = ask(network, phone_thread, Request(server.url("/slow"), timeout=50))
    assert heard.events[-1] == ("failed", "timeout")


def test_a_lost_network_breaks_everything_off(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    heard = Heard()
    network.request(Request(server.url("/slow")), heard)
    phone_thread.run_until(lambda: heard.body)
    network.drop_all("offline")
    assert heard.events[-1] == ("failed", "offline")


def test_after_the_end_nothing_is_heard(server: Server, phone_thread: PhoneThread) -> None:
    network = LiveNetwork(phone_thread.post)
    heard = Heard()
    network.request(Request(server.url("/slow")), heard)
    assert server.begun.wait(20)
    network.close()
    phone_thread.run_all()
    assert heard.events == []


def test_failures_are_named(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    for url, reason in {
        f"http://127.0.0.1:{port}/": "refused",
        server.url("/broken"): "reset",
        server.url("/echo").replace("http:", "https:"): "tls",
        "ftp://127.0.0.1/": "invalid url",
    }.items():
        heard = ask(network, phone_thread, Request(url))
        assert heard.events[-1] == ("failed", reason), url
    bad = Request(server.url("/echo"), headers={"X-Bad": "a\r\nb"})
    assert ask(network, phone_thread, bad).names == ["failed"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (socket.gaierror(-2, "unknown"), "dns"),
        (ssl.SSLError("bad"), "tls"),
        (ConnectionRefusedError(), "refused"),
        (TimeoutError(), "timeout"),
        (OSError(errno.ENETUNREACH, "unreachable"), "offline"),
        (OSError("all failed"), "reset"),
    ],
)
def test_the_first_cause_decides(error: OSError, reason: str) -> None:
    outer = RuntimeError("connect")
    outer.__cause__ = ExceptionGroup("several", [OSError("other"), error])
    assert reason_of(outer) == reason
