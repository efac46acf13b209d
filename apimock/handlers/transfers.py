"""request, downloadFile, uploadFile: tasks over the injected transport."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from apimock import domains
from apimock.calls import Event
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.multipart import multipart
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.transport import Request, Response

if TYPE_CHECKING:
    from apimock.phone import Phone

MAX_TASKS = 10
MAX_DOWNLOAD = 200 * 1024 * 1024
BACKGROUND_GRACE = 5000.0
DEFAULT_TIMEOUT = 60_000.0

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
    "tls": ("ssl hand shake error", 600001),
    "redirects": ("network reach the max redirect count", 600008),
    "abort": ("abort", None),
    "interrupted": ("interrupted", 600003),
    "too-large": ("exceed max file size", 603301),
    "save": ("download save file error", 603300),
}


def describe(reason: str) -> tuple[str, int | None]:
    """What follows ``fail`` for a reason of the transport, and the errno."""
    return _REASONS.get(reason, (reason, 600000))


def allowed(context: Context, kind: str, url: str) -> bool:
    """Check the URL; fails the call and returns False when it may not be used."""
    if domains.parse(url) is None:
        context.fail("invalid url", errno=600009)
        return False
    override = context.device.network.verify_domains
    verify = context.app.url_check if override is None else override
    if verify and not domains.listed(url, kind, context.app.domains.get(kind, ())):
        context.fail("url not in domain list", errno=600002)
        return False
    return True


@dataclass
class Received:
    """What has come of an answer so far."""

    response: Response = field(default_factory=lambda: Response(0))
    body: bytearray = field(default_factory=bytearray)


Deliver = Callable[[Context, Received], None]


class Task:
    """One running transfer, and the listener of its transport."""

    def __init__(self, context: Context, request: Request, deliver: Deliver, *, chunked: bool):
        self.context = context
        self.phone: Phone = context.phone
        self.number = context.call.id or context.phone.new_number()
        self.request = request
        self.started = context.clock.now()
        self._deliver = deliver
        self._chunked = chunked
        self._got = Received()
        self._abort: Callable[[], None] = lambda: None
        self.phone.objects[self.number] = self
        context.closing.append(self.dispose)

    def start(self) -> None:
        """Send it, after the delay and the losses a tester has set."""
        network = self.phone.device.network
        host = urlsplit(self.request.url).hostname or ""
        trouble = network.failing_hosts.get(host, "")
        if network.type == "none":
            trouble = "offline"
        elif not trouble and network.loss > 0 and self.phone.random.random() < network.loss:
            trouble = "reset"
        self.context.later(self.request.timeout, lambda: self.failed("timeout"))
        if trouble == "timeout":
            return
        self.context.later(network.latency, lambda: self._go(trouble))

    def _go(self, trouble: str) -> None:
        if trouble:
            self.failed(trouble)
        else:
            self._abort = self.phone.transport.request(self.request, self)

    def abort(self) -> None:
        """The app gave up."""
        self.failed("abort")

    def dispose(self) -> None:
        """Stop whatever still runs."""
        self.phone.objects.pop(self.number, None)
        abort, self._abort = self._abort, lambda: None
        abort()

    def tell(self, event: str, detail: Mapping[str, Any]) -> None:
        """Send an event of the task."""
        self.phone.emit(Event(f"task:{self.number}:{event}", detail))

    def sent(self, bytes_sent: int, bytes_total: int) -> None:
        self.tell(
            "progress",
            {
                "progress": _percent(bytes_sent, bytes_total),
                "totalBytesSent": bytes_sent,
                "totalBytesExpectedToSend": bytes_total,
            },
        )

    def head(self, response: Response) -> None:
        self._got.response = response
        detail = {
            "header": dict(response.headers),
            "statusCode": response.status,
            "cookies": list(response.cookies),
        }
        self.tell("headersReceived", detail)

    def chunk(self, data: bytes) -> None:
        if self.context.answered:
            return
        self._got.body += data
        if self._chunked:
            self.tell("chunkReceived", {"data": data})
        if self.context.name == "downloadFile":
            self._download_progress()

    def _download_progress(self) -> None:
        written = len(self._got.body)
        if written > MAX_DOWNLOAD:
            self.failed("too-large")
            return
        length = header(self._got.response.headers, "content-length")
        expected = int(length) if length.isdigit() else written
        self.tell(
            "progress",
            {
                "progress": _percent(written, expected),
                "totalBytesWritten": written,
                "totalBytesExpectedToWrite": expected,
            },
        )

    def done(self) -> None:
        bandwidth = self.phone.device.network.bandwidth
        wait = len(self._got.body) / bandwidth * 1000 if bandwidth > 0 else 0.0

        def finish() -> None:
            if not self.context.answered:
                self._abort = lambda: None
                self._deliver(self.context, self._got)

        self.context.later(wait, finish)

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


def _headers(context: Context, content_type: str = "") -> dict[str, str]:
    given = context.param("header")
    headers: dict[str, str] = {}
    if isinstance(given, Mapping):
        headers = {str(k): str(v) for k, v in given.items() if v is not None}
    headers = {k: v for k, v in headers.items() if k.lower() != "referer"}
    if content_type and not header(headers, "content-type"):
        headers["content-type"] = content_type
    version = context.app.version or "0"
    headers["Referer"] = f"https://servicewechat.com/{context.app.app_id}/{version}/page-frame.html"
    return headers


def _timeout(context: Context) -> float:
    asked = context.number_of("timeout", 0.0)
    return asked if asked > 0 else DEFAULT_TIMEOUT


def _start(context: Context, request: Request, deliver: Deliver, *, chunked: bool = False) -> None:
    if len(running(context.phone)) >= MAX_TASKS:
        context.fail("network exceed max task count", errno=600007)
        return
    Task(context, request, deliver, chunked=chunked).start()


def encode_query(url: str, data: Mapping[str, Any]) -> str:
    """A URL with the members of ``data`` in its query, as a GET sends them."""
    pairs = [(k, _plain(v)) for k, v in data.items()]
    if not pairs:
        return url
    base, mark, fragment = url.partition("#")
    joiner = "&" if "?" in base else "?"
    return f"{base}{joiner}{urlencode(pairs, quote_via=quote)}{mark}{fragment}"


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def encode_body(data: Any, content_type: str) -> bytes:
    """The body of a POST: text and buffers as they are, objects by content type."""
    if data is None:
        return b""
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    if isinstance(data, str):
        return data.encode()
    if "x-www-form-urlencoded" in content_type and isinstance(data, Mapping):
        return urlencode([(k, _plain(v)) for k, v in data.items()], quote_via=quote).encode()
    return _plain(data).encode()


@handles("request")
def request(context: Context) -> None:
    """HTTP; any status code is a success."""
    url = context.text("url")
    if not allowed(context, "request", url):
        return
    method = (context.text("method") or "GET").upper()
    headers = _headers(context, "application/json")
    data = context.param("data")
    body = b""
    if method in {"GET", "HEAD", "DELETE", "OPTIONS"} and isinstance(data, Mapping):
        url = encode_query(url, data)
    elif method not in {"GET", "HEAD"}:
        body = encode_body(data, header(headers, "content-type"))
    redirect = context.text("redirect") or "follow"
    made = Request(url, method, headers, body, _timeout(context), redirect)
    _start(context, made, deliver_response, chunked=context.flag("enableChunked"))


def deliver_response(context: Context, got: Received) -> None:
    """Turn an answer into what ``success`` receives."""
    data: Any = bytes(got.body)
    if context.text("responseType", "text") != "arraybuffer":
        data = got.body.decode("utf-8", "replace")
        if context.text("dataType", "json") == "json":
            with contextlib.suppress(ValueError):  # what is no JSON is handed over as text
                data = json.loads(data)
    context.ok(
        {
            "data": "" if context.flag("enableChunked") else data,
            "statusCode": got.response.status,
            "header": dict(got.response.headers),
            "cookies": list(got.response.cookies),
        }
    )


@handles("downloadFile")
def download_file(context: Context) -> None:
    """HTTP into a temporary file, or a user file when ``filePath`` says so."""
    url = context.text("url")
    if not allowed(context, "download", url):
        return
    _start(context, Request(url, "GET", _headers(context), b"", _timeout(context)), _save_download)


def _save_download(context: Context, got: Received) -> None:
    files = context.phone.files
    target = context.text("filePath")
    result: dict[str, Any] = {"statusCode": got.response.status}
    try:
        if target:
            files.put(files.place(target, "open"), bytes(got.body), "open")
            result["filePath"] = target
        else:
            name = urlsplit(context.text("url")).path.rpartition("/")[2]
            dot = name.rfind(".")
            suffix = name[dot:] if dot >= 0 and len(name) - dot <= 8 else ""
            result["tempFilePath"] = files.add_temporary(bytes(got.body), suffix)
    except FileFault as fault:
        context.fail(fault.message, errno=fault.code)
        return
    context.ok(result)


@handles("uploadFile")
def upload_file(context: Context) -> None:
    """A file and form fields as multipart/form-data."""
    url = context.text("url")
    if not allowed(context, "upload", url):
        return
    files = context.phone.files
    path = context.text("filePath")
    try:
        content = files.content(files.place(path, "open"), "open")
    except FileFault:
        context.fail_recorded("file not found")
        return
    form = context.param("formData")
    fields = {k: _plain(v) for k, v in form.items()} if isinstance(form, Mapping) else {}
    boundary = f"----minideck{context.random.getrandbits(64):016x}"
    body = multipart(
        fields, context.text("name", "file"), path.rpartition("/")[2], content, boundary
    )
    given = {k: v for k, v in _headers(context).items() if k.lower() != "content-type"}
    headers = {**given, "content-type": f"multipart/form-data; boundary={boundary}"}
    _start(context, Request(url, "POST", headers, body, _timeout(context)), _deliver_upload)


def _deliver_upload(context: Context, got: Received) -> None:
    text = got.body.decode("utf-8", "replace")
    context.ok({"data": text, "statusCode": got.response.status})


@handles("RequestTask.abort", "DownloadTask.abort", "UploadTask.abort")
def abort(context: Context) -> None:
    """Give up a transfer; one that has ended is left alone."""
    task = context.phone.objects.get(context.call.target)
    if isinstance(task, Task):
        task.abort()
    context.ok()


@reacts("apps.foreground")
def backgrounded(phone: Phone, change: Change) -> None:
    """Five seconds in the background end what is still under way."""
    if change.new:
        cancel = phone.running.pop("transfer-grace", None)
        if cancel is not None:
            cancel()
        return

    def interrupt() -> None:
        phone.running.pop("transfer-grace", None)
        for task in running(phone):
            task.failed("interrupted")

    phone.running["transfer-grace"] = phone.clock.later(BACKGROUND_GRACE, interrupt)
