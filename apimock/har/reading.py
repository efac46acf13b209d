"""Reads HAR 1.2, ours or a browser's; a mistake names its place."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from apimock.har.model import Entry, HarError, Message
from apimock.json_places import MEGABYTE, field_name, line_of, parse, read_text

LIMIT = 64 * MEGABYTE
_ERRORS = {
    "NAME_NOT_RESOLVED": "dns",
    "CONNECTION_REFUSED": "refused",
    "TIMED_OUT": "timeout",
    "SSL": "tls",
    "CERT": "tls",
    "INTERNET_DISCONNECTED": "offline",
    "TOO_MANY_REDIRECTS": "redirects",
    "ABORTED": "abort",
    "PROXY": "proxy",
}
"""Parts of a browser's names of failures, and how the transport says it."""


class _MalformedError(Exception):
    def __init__(self, path: tuple[str | int, ...], said: str) -> None:
        self.path = path
        self.said = said


def read_har(text: str, file: str = "") -> tuple[Entry, ...]:
    """The exchanges of a HAR, oldest first. Raises HarError with the place of a mistake."""
    if len(text) > LIMIT:
        most = f"{len(text) / MEGABYTE:.1f} MB; at most {LIMIT / MEGABYTE:g} MB are read"
        raise HarError(f"the file has {most}", file=file)
    document = parse(text, file, HarError)
    try:
        log = _mapping(document, "log", ())
        entries = log.get("entries")
        if not isinstance(entries, list):
            raise _MalformedError(("log", "entries"), "should be a list")
        found = [_entry(body, ("log", "entries", i)) for i, body in enumerate(entries)]
    except _MalformedError as fault:
        line = line_of(text, fault.path)
        raise HarError(fault.said, file=file, line=line, field=field_name(fault.path)) from fault
    return tuple(sorted(found, key=lambda entry: entry.started))


def load_har(path: Path) -> tuple[Entry, ...]:
    """The exchanges of a file. Raises HarError, also when it is too large or cannot be read."""
    return read_har(read_text(path, LIMIT, HarError), path.name)


_Path = tuple[str | int, ...]


def _mapping(body: Any, name: str, path: _Path) -> Mapping[str, Any]:
    value = body.get(name) if isinstance(body, Mapping) else None
    if not isinstance(value, Mapping):
        raise _MalformedError((*path, name), "should be an object")
    return value


def _entry(body: Any, path: _Path) -> Entry:
    if not isinstance(body, Mapping):
        raise _MalformedError(path, "should be an object")
    request = _mapping(body, "request", path)
    response = _mapping(body, "response", path)
    url, method = request.get("url"), request.get("method", "GET")
    if not isinstance(url, str) or not urlsplit(url).scheme:
        raise _MalformedError((*path, "request", "url"), "should be an address")
    if not isinstance(method, str):
        raise _MalformedError((*path, "request", "method"), "should be text")
    status = response.get("status", 0)
    if type(status) is not int:
        raise _MalformedError((*path, "response", "status"), "should be a whole number")
    raw = response.get("content")
    content = raw if isinstance(raw, Mapping) else {}
    timings = body.get("timings")
    times = timings if isinstance(timings, Mapping) else {}
    error = _error(body, response) if status == 0 else ""
    return Entry(
        method=method.upper(),
        url=url,
        request_headers=_headers(request, (*path, "request")),
        request_body=_posted(request, (*path, "request", "postData")),
        status=status,
        headers=_headers(response, (*path, "response")),
        body=_content(content, (*path, "response", "content")),
        mime=str(content.get("mimeType") or ""),
        started=_moment(body.get("startedDateTime"), (*path, "startedDateTime")),
        wait=_ms(times.get("wait")),
        receive=_ms(times.get("receive")),
        error=error,
        messages=_messages(body, path),
        closed=_closed(body.get("_webSocketClose")),
    )


def _headers(body: Mapping[str, Any], path: _Path) -> tuple[tuple[str, str], ...]:
    rows = body.get("headers", [])
    if not isinstance(rows, list):
        raise _MalformedError((*path, "headers"), "should be a list")
    pairs = []
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping) or not isinstance(row.get("name"), str):
            raise _MalformedError((*path, "headers", index), "should be {“name”, “value”}")
        if not row["name"].startswith(":"):
            pairs.append((row["name"], str(row.get("value", ""))))
    return tuple(pairs)


def _posted(request: Mapping[str, Any], path: _Path) -> bytes:
    posted = request.get("postData")
    if posted is None:
        return b""
    if not isinstance(posted, Mapping):
        raise _MalformedError(path, "should be an object")
    text = posted.get("text")
    if isinstance(text, str):
        encoded = "base64" in {posted.get("encoding"), posted.get("_encoding")}
        return _bytes(text, (*path, "text"), encoded=encoded)
    pairs = [
        (str(row.get("name", "")), str(row.get("value", "")))
        for row in posted.get("params") or ()
        if isinstance(row, Mapping)
    ]
    return urlencode(pairs).encode()


def _content(content: Mapping[str, Any], path: _Path) -> bytes:
    text = content.get("text")
    if text is None:
        return b""
    if not isinstance(text, str):
        raise _MalformedError((*path, "text"), "should be text")
    encoding = content.get("encoding")
    if encoding not in (None, "", "base64"):
        raise _MalformedError((*path, "encoding"), "should be “base64” or missing")
    return _bytes(text, (*path, "text"), encoded=encoding == "base64")


def _bytes(text: str, path: _Path, *, encoded: bool) -> bytes:
    if not encoded:
        return text.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _MalformedError(path, "is no base64") from error


def _moment(value: Any, path: _Path) -> float:
    if value is None:
        return 0.0
    try:
        return datetime.fromisoformat(str(value)).timestamp() * 1000
    except ValueError as error:
        raise _MalformedError(path, "should be a time like 2026-01-31T12:00:00.000Z") from error


def _ms(value: Any) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return max(0.0, float(value)) if number else 0.0


def _error(body: Mapping[str, Any], response: Mapping[str, Any]) -> str:
    said = str(response.get("_error") or body.get("_error") or "")
    for part, reason in _ERRORS.items():
        if part in said:
            return reason
    return said if said and not said.startswith("net::") else "reset"


def _messages(body: Mapping[str, Any], path: _Path) -> tuple[Message, ...] | None:
    rows = body.get("_webSocketMessages")
    if rows is None:
        return () if body.get("_resourceType") == "websocket" else None
    if not isinstance(rows, list):
        raise _MalformedError((*path, "_webSocketMessages"), "should be a list")
    found: list[Message] = []
    first = 0.0
    for index, row in enumerate(rows):
        here = (*path, "_webSocketMessages", index)
        if not isinstance(row, Mapping) or row.get("type") not in {"send", "receive"}:
            raise _MalformedError(here, "should be a message of type “send” or “receive”")
        text = row.get("data")
        data: str | bytes = text if isinstance(text, str) else json.dumps(text)
        if row.get("opcode", 1) == 2:
            data = _bytes(str(data), (*here, "data"), encoded=True)
        at = _ms(row.get("time")) * 1000
        first = first or at
        found.append(Message(row["type"] == "send", max(0.0, at - first), data))
    return tuple(found)


def _closed(body: Any) -> tuple[int, str] | None:
    if not isinstance(body, Mapping) or type(body.get("code")) is not int:
        return None
    return body["code"], str(body.get("reason", ""))
