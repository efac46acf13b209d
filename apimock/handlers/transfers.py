"""request, downloadFile, uploadFile: what they send and what becomes of the answer."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from apimock import domains, generic, grace
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.multipart import multipart
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.spec import find
from apimock.transfer import Deliver, Received, Task, header, profile, running
from apimock.transport import Request

if TYPE_CHECKING:
    from apimock.phone import Phone

MAX_TASKS = 10
DEFAULT_TIMEOUT = 60_000.0


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


def timeout_of(context: Context) -> float:
    """The time-out of a call, else the app's (``networkTimeout``), else a minute."""
    asked = context.number_of("timeout", 0.0)
    if asked <= 0:
        config = (context.app.config or {}).get("networkTimeout")
        own = config.get(context.name) if isinstance(config, Mapping) else None
        asked = float(own) if isinstance(own, (int, float)) and own > 0 else 0.0
    return asked if asked > 0 else DEFAULT_TIMEOUT


def _start(context: Context, request: Request, deliver: Deliver, *, chunked: bool = False) -> None:
    phone = context.phone
    if len(running(phone)) >= MAX_TASKS:
        context.fail("network exceed max task count", errno=600007)
    elif not phone.device.apps.foreground and not grace.left(phone, "transfers"):
        context.fail("interrupted", errno=600003)
    else:
        Task(context, request, deliver, chunked=chunked).start()


def _profile(context: Context, got: Received) -> dict[str, Any]:
    """The member ``profile`` of a result, unless the app does without."""
    spec = find(context.name)
    fields = [field for field in spec.success if field.name == "profile"] if spec else []
    if not fields or not context.flag("enableProfile", True):
        return {}
    return {"profile": profile(got, generic.shape(fields[0].fields))}


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
    made = Request(url, method, headers, body, timeout_of(context), redirect)
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
            **_profile(context, got),
        }
    )


@handles("downloadFile")
def download_file(context: Context) -> None:
    """HTTP into a temporary file, or a user file when ``filePath`` says so."""
    url = context.text("url")
    if not allowed(context, "download", url):
        return
    _start(
        context, Request(url, "GET", _headers(context), b"", timeout_of(context)), _save_download
    )


def _save_download(context: Context, got: Received) -> None:
    files = context.phone.files
    target = context.text("filePath")
    result: dict[str, Any] = {"statusCode": got.response.status, **_profile(context, got)}
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
    _start(context, Request(url, "POST", headers, body, timeout_of(context)), _deliver_upload)


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

    def interrupt() -> None:
        for task in running(phone):
            task.failed("interrupted")

    grace.follow(phone, "transfers", bool(change.new), interrupt)
