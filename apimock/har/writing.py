"""Writes exchanges as HAR 1.2; whatever is no UTF-8 text goes in as base64."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from apimock.har.model import Entry, Message


def write_har(entries: Iterable[Entry]) -> str:
    """The exchanges as the text of a HAR; reading it gives the same bytes."""
    log = {
        "version": "1.2",
        "creator": {"name": "Minideck", "version": "1"},
        "entries": [_entry(entry) for entry in entries],
    }
    return json.dumps({"log": log}, ensure_ascii=False, indent=1) + "\n"


def _entry(entry: Entry) -> dict[str, Any]:
    moment = datetime.fromtimestamp(entry.started / 1000, UTC)
    body: dict[str, Any] = {
        "startedDateTime": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "time": entry.wait + entry.receive,
        "request": _request(entry),
        "response": _response(entry),
        "cache": {},
        "timings": {"send": 0, "wait": entry.wait, "receive": entry.receive},
    }
    if entry.messages is not None:
        body["_resourceType"] = "websocket"
        body["_webSocketMessages"] = [_message(entry, message) for message in entry.messages]
    if entry.closed is not None:
        body["_webSocketClose"] = {"code": entry.closed[0], "reason": entry.closed[1]}
    return body


def _request(entry: Entry) -> dict[str, Any]:
    query = parse_qsl(urlsplit(entry.url).query, keep_blank_values=True)
    body: dict[str, Any] = {
        "method": entry.method,
        "url": entry.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(entry.request_headers),
        "queryString": _pairs(tuple(query)),
        "headersSize": -1,
        "bodySize": len(entry.request_body),
    }
    if entry.request_body:
        kinds = [v for k, v in entry.request_headers if k.lower() == "content-type"]
        text, encoding = _text(entry.request_body)
        posted = {"mimeType": kinds[0] if kinds else "", "text": text}
        body["postData"] = posted | ({"_encoding": encoding} if encoding else {})
    return body


def _response(entry: Entry) -> dict[str, Any]:
    text, encoding = _text(entry.body)
    content: dict[str, Any] = {"size": len(entry.body), "mimeType": entry.mime, "text": text}
    known = entry.status in HTTPStatus._value2member_map_
    body: dict[str, Any] = {
        "status": entry.status,
        "statusText": HTTPStatus(entry.status).phrase if known else "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(entry.headers),
        "content": content | ({"encoding": encoding} if encoding else {}),
        "redirectURL": next((v for k, v in entry.headers if k.lower() == "location"), ""),
        "headersSize": -1,
        "bodySize": len(entry.body),
    }
    return body | ({"_error": entry.error} if entry.error else {})


def _message(entry: Entry, message: Message) -> dict[str, Any]:
    binary = isinstance(message.data, bytes)
    data = message.data if isinstance(message.data, str) else _base64(message.data)
    return {
        "type": "send" if message.sent else "receive",
        "time": (entry.started + message.at) / 1000,
        "opcode": 2 if binary else 1,
        "data": data,
    }


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _text(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _base64(data), "base64"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
