"""Answers the app from a recording instead of the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from apimock.clock import Clock
from apimock.har.matching import Matcher
from apimock.har.model import Entry, Message
from apimock.transport import Request, RequestListener, Response, Socket, SocketListener

MAX_REDIRECTS = 20
BLOCK = 64 * 1024
_DECODED = frozenset(("content-encoding", "content-length", "transfer-encoding"))


@dataclass(frozen=True)
class Replay:
    """A recording and how it is played.

    ``strict`` compares query and body too; ``timing`` keeps the recorded times; ``passing`` sends
    what is not recorded to the network instead of failing it.
    """

    entries: tuple[Entry, ...]
    strict: bool = False
    timing: bool = False
    passing: bool = False


class Player:
    """Plays a recording; repeated requests get its answers in their order."""

    def __init__(self, clock: Clock, replay: Replay, used: Iterable[int] = ()) -> None:
        self.replay = replay
        self._clock = clock
        self._matcher = Matcher(replay.entries, strict=replay.strict, used=used)

    def used(self) -> tuple[int, ...]:
        """The places of entries that have answered."""
        return self._matcher.used()

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None] | None:
        """Answer a request; returns how to abort it, None when the network has to."""
        entry = self._matcher.request(request)
        for _ in range(MAX_REDIRECTS):
            target = _redirect(request, entry)
            if not target or entry is None:
                break
            request = _redirected(request, entry.status, target)
            entry = self._matcher.request(request)
        else:
            return self._soon(lambda: listener.failed("redirects"), 0.0)
        if entry is None:
            if self.replay.passing:
                return None
            said = f"no recorded answer to {request.method} {request.url}"
            return self._soon(lambda: listener.failed(said), 0.0)
        return self._answer(entry, request, listener)

    def socket(self, url: str, listener: SocketListener) -> Socket | None:
        """Open a recorded WebSocket; None when the network has to."""
        entry = self._matcher.socket(url)
        if entry is not None:
            return PlayedSocket(self._clock, entry, listener, self.replay)
        if self.replay.passing:
            return None
        missing = Entry("GET", url, error=f"no recorded connection to {url}")
        return PlayedSocket(self._clock, missing, listener, self.replay)

    def _answer(
        self, entry: Entry, request: Request, listener: RequestListener
    ) -> Callable[[], None]:
        wait = entry.wait if self.replay.timing else 0.0
        receive = entry.receive if self.replay.timing else 0.0
        cancels: list[Callable[[], None]] = []

        def head() -> None:
            if entry.error:
                listener.failed(entry.error)
                return
            if request.body:
                listener.sent(len(request.body), len(request.body))
            listener.head(_response(entry))
            cancels.append(self._soon(body, receive))

        def body() -> None:
            for start in range(0, len(entry.body), BLOCK):
                listener.chunk(entry.body[start : start + BLOCK])
            listener.done()

        cancels.append(self._soon(head, wait))

        def abort() -> None:
            for cancel in cancels:
                cancel()

        return abort

    def _soon(self, action: Callable[[], None], delay: float) -> Callable[[], None]:
        return self._clock.later(delay, action)


def _redirect(request: Request, entry: Entry | None) -> str:
    """Where a recorded answer sends the request on to, '' when it ends there."""
    if entry is None or request.redirect == "manual" or not 300 <= entry.status < 400:
        return ""
    found = next((v for k, v in entry.headers if k.lower() == "location"), "")
    return urljoin(request.url, found) if found else ""


def _redirected(request: Request, status: int, url: str) -> Request:
    if status in {307, 308} or request.method == "HEAD":
        return replace(request, url=url)
    return replace(request, url=url, method="GET", body=b"")


def _response(entry: Entry) -> Response:
    headers: dict[str, str] = {}
    known: dict[str, str] = {}
    cookies = []
    for name, value in entry.headers:
        lower = name.lower()
        if lower == "set-cookie":
            cookies += value.split("\n")
        elif lower not in _DECODED:
            first = known.setdefault(lower, name)
            headers[first] = f"{headers[first]},{value}" if first in headers else value
    headers["Content-Length"] = str(len(entry.body))
    if cookies:
        headers["Set-Cookie"] = ",".join(cookies)
    return Response(entry.status, headers, tuple(cookies))


class PlayedSocket:
    """A recorded WebSocket: what it received comes once what was sent before has been sent."""

    def __init__(
        self, clock: Clock, entry: Entry, listener: SocketListener, replay: Replay
    ) -> None:
        self._clock = clock
        self._entry = entry
        self._listener = listener
        self._replay = replay
        self._messages = list(entry.messages or ())
        self._waiting_since = 0.0
        self._cancel = clock.later(0, self._open)
        self._over = False

    def send(self, data: str | bytes) -> None:
        if self._over:
            return
        wanted = next((message for message in self._messages if message.sent), None)
        if wanted is None or (self._replay.strict and wanted.data != data):
            if self._replay.strict:
                self._end(1008, "this message was not recorded")
            return
        while self._messages:
            message = self._messages.pop(0)
            if message.sent:
                self._waiting_since = message.at
                break
            self._listener.message(message.data)
        self._cancel()
        self._next()

    def close(self, code: int, reason: str) -> None:
        self._over = True
        self._cancel()

    def _open(self) -> None:
        if self._entry.error:
            self._over = True
            self._listener.failed(self._entry.error)
            return
        self._listener.opened(dict(self._entry.headers))
        self._next()

    def _next(self) -> None:
        """Wait for what comes next: a message received, the close, or one to be sent."""
        if self._over:
            return
        if self._messages and not self._messages[0].sent:
            message = self._messages[0]
            delay = max(0.0, message.at - self._waiting_since) if self._replay.timing else 0.0
            self._cancel = self._clock.later(delay, lambda: self._receive(message))
        elif not self._messages and self._entry.closed is not None:
            code, reason = self._entry.closed
            self._cancel = self._clock.later(0, lambda: self._end(code, reason))

    def _receive(self, message: Message) -> None:
        self._messages.pop(0)
        self._waiting_since = message.at
        self._listener.message(message.data)
        self._next()

    def _end(self, code: int, reason: str) -> None:
        if not self._over:
            self._over = True
            self._cancel()
            self._listener.closed(code, reason)
