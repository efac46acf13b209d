"""One running transfer of the app: what slows it down, what it tells, how it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from apimock.calls import Event
from apimock.context import Context
from apimock.pacing import Pacer
from apimock.rules.conditions import names
from apimock.transport import Request, Response

if TYPE_CHECKING:
    from random import Random

    from apimock.phone import Phone
    from apimock.state.network import Network

MAX_DOWNLOAD = 200 * 1024 * 1024

_REASONS: Mapping[str, tuple[str, int | None]] = {
    "timeout": ("timeout", 5),
    "offline": (
        "errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED",
        600001,
    ),
    "dns": ("errcode:-105 cronet_error_code:-105 error_msg:net::ERR_NAME_NOT_RESOLVED", 600001),
    "refused": (
        "errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED",
        600001,
    ),
    "reset": ("errcode:-101 cronet_error_code:-101 error_msg:net::ERR_CONNECTION_RESET", 600001),
    "proxy": (
        "errcode:-130 cronet_error_code:-130 error_msg:net::ERR_PROXY_CONNECTION_FAILED",
        600001,
    ),
    "tls": ("ssl hand shake error", 600001),
    "redirects": ("network reach the max redirect count", 600008),
    "invalid url": ("invalid url", 600009),
    "abort": ("abort", None),
    "interrupted": ("interrupted", 600003),
    "too-large": ("exceed max file size", 603301),
    "save": ("download save file error", 603300),
}
REASONS = tuple(_REASONS)


def describe(reason: str) -> tuple[str, int | None]:
    """What follows ``fail`` for a reason of the transport, and the errno."""
    return _REASONS.get(reason, (reason, 600000))


def trouble_of(network: Network, url: str, random: Random) -> str:
    """The reason a connection to ``url`` fails for as the network is now, '' for none."""
    if network.type == "none":
        return "offline"
    host = (urlsplit(url).hostname or "").lower()
    for glob, reason in network.failing_hosts.items():
        if names(glob, host):
            return reason
    return "reset" if network.loss > 0 and random.random() < network.loss else ""


def delay_of(network: Network, random: Random) -> float:
    """How long the way to a server takes now, ms."""
    low, high = network.latency, network.latency_max
    return low if high <= low else low + (high - low) * random.random()


@dataclass
class Received:
    """What has come of an answer so far; times in ms since 1970."""

    response: Response = field(default_factory=lambda: Response(0))
    body: bytearray = field(default_factory=bytearray)
    sent_bytes: int = 0
    started: float = 0.0
    sent_at: float = 0.0
    head_at: float = 0.0
    ended: float = 0.0


Deliver = Callable[[Context, Received], None]


class Task:
    """One running transfer, and the listener of its transport."""

    def __init__(self, context: Context, request: Request, deliver: Deliver, *, chunked: bool):
        self.context = context
        self.phone: Phone = context.phone
        self.number = context.call.id or context.phone.new_number()
        self.request = request
        self._deliver = deliver
        self._chunked = chunked
        self._got = Received(started=context.clock.now(), sent_bytes=len(request.body))
        self._abort: Callable[[], None] = lambda: None
        self._down: Pacer | None = None
        self._up: Pacer | None = None
        self.phone.objects[self.number] = self
        context.closing.append(self.dispose)

    def start(self) -> None:
        """Send it, after the delay and the losses a tester has set."""
        network, random = self.phone.device.network, self.phone.random
        trouble = trouble_of(network, self.request.url, random)
        self.context.later(self.request.timeout, lambda: self.failed("timeout"))
        if trouble == "timeout":
            return
        self.context.later(delay_of(network, random), lambda: self._go(trouble))

    def _go(self, trouble: str) -> None:
        network = self.phone.device.network
        if trouble:
            self.failed(trouble)
            return
        if network.bandwidth > 0:
            self._down = Pacer(self.phone.clock, network.bandwidth, self._arrived)
        if network.bandwidth_up > 0 and self.request.body:
            self._send_slowly(network.bandwidth_up)
        else:
            self._send()

    def _send(self) -> None:
        self._got.sent_at = self.phone.clock.now()
        self._abort = self.phone.wires.request(self.request, self)

    def _send_slowly(self, rate: float) -> None:
        total, gone = len(self.request.body), 0

        def left(part: bytes) -> None:
            nonlocal gone
            gone += len(part)
            self._tell_sent(gone, total)

        self._up = Pacer(self.phone.clock, rate, left)
        self._up.put(self.request.body)
        self._up.end(self._send)

    def abort(self) -> None:
        """The app gave up."""
        self.failed("abort")

    def dispose(self) -> None:
        """Stop whatever still runs."""
        self.phone.objects.pop(self.number, None)
        for pacer in (self._up, self._down):
            if pacer is not None:
                pacer.stop()
        abort, self._abort = self._abort, lambda: None
        abort()

    def tell(self, event: str, detail: Mapping[str, Any]) -> None:
        """Send an event of the task."""
        self.phone.emit(Event(f"task:{self.number}:{event}", detail))

    def sent(self, bytes_sent: int, bytes_total: int) -> None:
        if self._up is None:
            self._tell_sent(bytes_sent, bytes_total)

    def _tell_sent(self, bytes_sent: int, bytes_total: int) -> None:
        if self.context.name != "uploadFile" or self.context.answered:
            return
        detail = {
            "progress": _percent(bytes_sent, bytes_total),
            "totalBytesSent": bytes_sent,
            "totalBytesExpectedToSend": bytes_total,
        }
        self.tell("progressUpdate", detail)

    def head(self, response: Response) -> None:
        if self.context.answered:
            return
        self._got.response = response
        self._got.head_at = self.phone.clock.now()
        detail = {
            "header": dict(response.headers),
            "statusCode": response.status,
            "cookies": list(response.cookies),
        }
        self.tell("headersReceived", detail)

    def chunk(self, data: bytes) -> None:
        if self._down is not None:
            self._down.put(data)
        else:
            self._arrived(data)

    def _arrived(self, data: bytes) -> None:
        if self.context.answered:
            return
        self._got.body += data
        if self._chunked:
            self.tell("chunkReceived", {"data": data})
        if self.context.name == "downloadFile":
            self._tell_written()

    def _tell_written(self) -> None:
        written = len(self._got.body)
        if written > MAX_DOWNLOAD:
            self.failed("too-large")
            return
        length = header(self._got.response.headers, "content-length")
        expected = max(written, int(length)) if length.isdigit() else written
        detail = {
            "progress": _percent(written, expected),
            "totalBytesWritten": written,
            "totalBytesExpectedToWrite": expected,
        }
        self.tell("progressUpdate", detail)

    def done(self) -> None:
        if self._down is not None:
            self._down.end(self._finish)
        else:
            self._finish()

    def _finish(self) -> None:
        if not self.context.answered:
            self._abort = lambda: None
            self._got.ended = self.phone.clock.now()
            self._deliver(self.context, self._got)

    def failed(self, reason: str) -> None:
        if self.context.answered:
            return
        text, errno = describe(reason)
        self.context.fail(text, errno=errno)


def _percent(part: int, whole: int) -> int:
    return 100 if whole <= 0 else min(100, part * 100 // whole)


def header(headers: Mapping[str, str], name: str) -> str:
    """A header whatever the case of its name, '' when missing."""
    return next((value for key, value in headers.items() if key.lower() == name), "")


def running(phone: Phone) -> list[Task]:
    """The transfers under way."""
    return [item for item in phone.objects.values() if isinstance(item, Task)]


def profile(got: Received, shape: Mapping[str, Any]) -> dict[str, Any]:
    """The times and sizes of a transfer, in the documented members."""
    went = got.sent_at or got.started
    times = {
        "invokeStart": got.started, "fetchStart": got.started, "queueStart": got.started,
        "queueEnd": got.started, "domainLookUpStart": got.started, "domainLookUpEnd": went,
        "connectStart": went, "connectEnd": went, "SSLconnectionStart": went,
        "SSLconnectionEnd": went, "requestStart": went, "requestEnd": went,
        "responseStart": got.head_at, "responseEnd": got.ended,
        "rtt": max(0, round(got.head_at - got.started)),
        "sendBytesCount": got.sent_bytes, "receivedBytedCount": len(got.body),
        "receivedBytesCount": len(got.body), "port": 443,
    }  # fmt: skip
    return {**shape, **{name: value for name, value in times.items() if name in shape}}
