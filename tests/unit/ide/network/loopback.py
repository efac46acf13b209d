"""A small server on this computer, and a phone's thread to hear its answers on."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from typing import Any

from websockets.sync.server import ServerConnection, serve

from apimock.transport import Response

LIMIT_S = 20


class Server(ThreadingHTTPServer):
    """Answers by path; ``seen`` holds what came."""

    daemon_threads = True
    # A machine under load answers slowly, it does not lose connections.
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.gate = threading.Event()
        """Lets the second half of /slow go."""
        self.begun = threading.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    """What the server answers."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        self.server.seen.append((self.command, self.path, dict(self.headers.items()), body))
        name = self.path.partition("?")[0].strip("/").replace("-", "_")
        getattr(self, f"on_{name}")(body)

    do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

    def on_echo(self, body: bytes) -> None:
        self.answer(body, X_Kind="echo")

    def on_cookies(self, _body: bytes) -> None:
        self.send_response(200)
        self.send_header("Set-Cookie", "a=1; Path=/")
        self.send_header("Set-Cookie", "b=2; Path=/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def on_missing(self, _body: bytes) -> None:
        self.answer(b"gone", 404)

    def on_away(self, _body: bytes) -> None:
        self.answer(b"", 307, Location="/echo")

    def on_circle(self, _body: bytes) -> None:
        self.answer(b"", 302, Location="/circle")

    def on_packed(self, _body: bytes) -> None:
        self.answer(gzip.compress(b"x" * 1000), Content_Encoding="gzip")

    def on_big(self, _body: bytes) -> None:
        self.answer(b"0123456789" * 50_000)

    def on_broken(self, _body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"half")
        self.wfile.flush()
        self.close_connection = True

    def on_slow(self, _body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "10")
        self.end_headers()
        self.wfile.write(b"first")
        self.wfile.flush()
        self.server.begun.set()
        self.server.gate.wait(LIMIT_S)
        self.wfile.write(b"later")


@contextmanager
def http_server() -> Iterator[Server]:
    """Run a server on a free port of this computer."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.gate.set()
        server.shutdown()
        thread.join(LIMIT_S)


@contextmanager
def socket_server(talk: Callable[[ServerConnection], None]) -> Iterator[str]:
    """Run a WebSocket server; yields its address."""
    with serve(talk, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        port = server.socket.getsockname()[1]
        yield f"ws://127.0.0.1:{port}/"
        server.shutdown()
        thread.join(LIMIT_S)


class PhoneThread:
    """Runs on the test's own thread what the network posts."""

    def __init__(self) -> None:
        self._posted: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def post(self, action: Callable[[], None]) -> None:
        self._posted.put(action)

    def run_until(self, done: Callable[[], Any]) -> None:
        while not done():
            self._posted.get(timeout=LIMIT_S)()

    def run_all(self) -> None:
        while not self._posted.empty():
            self._posted.get()()


class Heard:
    """Notes what a request or a socket tells, and on which thread."""

    def __init__(self) -> None:
        self.events: list[tuple[Any, ...]] = []
        self.response = Response(0)
        self.body = b""
        self.threads: set[threading.Thread] = set()

    @property
    def names(self) -> list[str]:
        return [event[0] for event in self.events]

    @property
    def over(self) -> bool:
        return bool({"done", "failed", "closed"} & set(self.names))

    def _note(self, *event: Any) -> None:
        self.threads.add(threading.current_thread())
        self.events.append(event)

    def sent(self, bytes_sent: int, bytes_total: int) -> None:
        self._note("sent", bytes_sent, bytes_total)

    def head(self, response: Response) -> None:
        self.response = response
        self._note("head")

    def chunk(self, data: bytes) -> None:
        self.body += data
        self._note("chunk", len(data))

    def done(self) -> None:
        self._note("done")

    def opened(self, headers: Mapping[str, str]) -> None:
        self._note("opened", dict(headers))

    def message(self, data: str | bytes) -> None:
        self._note("message", data)

    def closed(self, code: int, reason: str) -> None:
        self._note("closed", code, reason)

    def failed(self, reason: str) -> None:
        self._note("failed", reason)
