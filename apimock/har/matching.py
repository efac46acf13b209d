"""Which recorded exchange answers a request: by method, address, query and body, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from apimock.har.model import Entry
from apimock.transport import Request

_FILE_NAME = re.compile(rb'filename="[^"]*"')
_BOUNDARY = re.compile(r"boundary=\"?([^\";,]+)")


def _place(url: str) -> str:
    parts = urlsplit(url)
    default = {"https": 443, "wss": 443, "http": 80, "ws": 80}.get(parts.scheme)
    port = parts.port or default
    return f"{parts.scheme}://{parts.hostname}:{port}{parts.path or '/'}"


def _query(url: str) -> list[tuple[str, str]]:
    return sorted(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def _header(headers: Any, name: str) -> str:
    pairs = headers.items() if hasattr(headers, "items") else headers
    return next((value for key, value in pairs if key.lower() == name), "")


def _body(data: bytes, kind: str) -> Any:
    """A body as compared: JSON by value, forms by pairs, multiparts by what is in them."""
    boundary = _BOUNDARY.search(kind)
    if boundary is not None:
        plain = data.replace(boundary[1].encode(), b"boundary")
        return _FILE_NAME.sub(b"filename", plain)  # temporary files have another name each time
    if "x-www-form-urlencoded" in kind:
        return sorted(parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True))
    try:
        return json.loads(data)
    except ValueError:
        return data


def closeness(request: Request, entry: Entry, *, strict: bool) -> int:
    """How well an entry fits: 0 not at all, 5 exactly.

    Strict, everything has to fit. Otherwise method and place are enough; query and body decide
    between several.
    """
    if entry.messages is not None or entry.method != request.method.upper():
        return 0
    if _place(entry.url) != _place(request.url):
        return 0
    same_query = _query(entry.url) == _query(request.url)
    ours = _body(request.body, _header(request.headers, "content-type"))
    theirs = _body(entry.request_body, _header(entry.request_headers, "content-type"))
    if strict and not (same_query and ours == theirs):
        return 0
    return 1 + 2 * int(same_query) + 2 * int(ours == theirs)


class Matcher:
    """Picks entries; of several that fit alike the first unused, at the end the last again."""

    def __init__(
        self, entries: tuple[Entry, ...], *, strict: bool, used: Iterable[int] = ()
    ) -> None:
        self._entries = entries
        self._strict = strict
        self._used = set(used)

    def used(self) -> tuple[int, ...]:
        """The places of those picked so far."""
        return tuple(sorted(self._used))

    def request(self, request: Request) -> Entry | None:
        """The entry for a request, None when none fits."""
        return self._pick(lambda entry: closeness(request, entry, strict=self._strict))

    def socket(self, url: str) -> Entry | None:
        """The entry for a WebSocket, None when none fits."""

        def fits(entry: Entry) -> int:
            if entry.messages is None or _place(entry.url) != _place(url):
                return 0
            same = _query(entry.url) == _query(url)
            return 0 if self._strict and not same else 1 + int(same)

        return self._pick(fits)

    def _pick(self, score: Callable[[Entry], int]) -> Entry | None:
        scores = [score(entry) for entry in self._entries]
        best = max(scores, default=0)
        if best == 0:
            return None
        fitting = [number for number, found in enumerate(scores) if found == best]
        unused = [number for number in fitting if number not in self._used]
        number = unused[0] if unused else fitting[-1]
        self._used.add(number)
        return self._entries[number]
