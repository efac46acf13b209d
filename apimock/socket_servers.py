"""WebSocket servers a tester writes: echo, greetings, replies, a script of messages, a close.

A server is ``{"url": glob, "delay": ms, "fail": reason, "header": {}, "protocol": "", "echo": true,
"replies": [{"when": condition, "after": ms, "send": message, "close": {"code", "reason"}}],
"script": [{"after": ms, "send": message, "close": …}]}``. A message is text, an object that is
sent as JSON with its template filled, or ``{"$buffer": base64}``; a list is several.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from apimock.clock import Clock
from apimock.json_places import MEGABYTE, DocumentError, field_name, line_of, parse, read_text
from apimock.jsonable import decode
from apimock.rules.conditions import fits, names, problem
from apimock.rules.template import Template, check
from apimock.transport import SocketListener

LIMIT = 10 * MEGABYTE
_SERVER = frozenset(("url", "delay", "fail", "header", "protocol", "echo", "replies", "script"))
_STEP = frozenset(("when", "after", "send", "close"))


class ServerError(DocumentError):
    """Servers that cannot be read; the message names the file, the line and the field."""


def server_of(servers: Sequence[Mapping[str, Any]], url: str) -> Mapping[str, Any] | None:
    """The first server that answers an address."""
    return next((one for one in servers if names(str(one.get("url", "*")), url)), None)


class ScriptedSocket:
    """The connection to a written server, seen from the app."""

    def __init__(
        self, clock: Clock, server: Mapping[str, Any], listener: SocketListener, seed: str
    ) -> None:
        self._clock = clock
        self._server = server
        self._listener = listener
        self._template = Template(seed, clock.now())
        self._timers: list[Callable[[], None]] = []
        self._open = False
        self._later(float(server.get("delay", 0)), self._connect)

    def send(self, data: str | bytes) -> None:
        if not self._open:
            return
        if self._server.get("echo"):
            self._later(0, lambda: self._say(data))
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        for reply in self._server.get("replies", ()):
            if fits(reply.get("when", "/.*/s"), _parsed(text, reply.get("when"))):
                self._later(float(reply.get("after", 0)), lambda reply=reply: self._step(reply))  # type: ignore[misc]
                break

    def close(self, code: int, reason: str) -> None:
        self._end()

    def _connect(self) -> None:
        reason = str(self._server.get("fail", ""))
        if reason:
            self._end()
            self._listener.failed(reason)
            return
        self._open = True
        headers = {str(k): str(v) for k, v in self._server.get("header", {}).items()}
        if self._server.get("protocol"):
            headers["Sec-WebSocket-Protocol"] = str(self._server["protocol"])
        self._listener.opened(headers)
        at = 0.0
        for step in self._server.get("script", ()):
            at += float(step.get("after", 0))
            self._later(at, lambda step=step: self._step(step))  # type: ignore[misc]

    def _step(self, step: Mapping[str, Any]) -> None:
        if not self._open:
            return
        if "send" in step:
            messages = step["send"] if isinstance(step["send"], list) else [step["send"]]
            for message in messages:
                self._say(self._made(message))
        if "close" in step:
            closing = step["close"] if isinstance(step["close"], Mapping) else {}
            self._end()
            self._listener.closed(int(closing.get("code", 1000)), str(closing.get("reason", "")))

    def _made(self, message: Any) -> str | bytes:
        plain = decode(message)
        if isinstance(plain, bytes):
            return plain
        filled = self._template.fill(message)
        return filled if isinstance(filled, str) else json.dumps(filled, ensure_ascii=False)

    def _say(self, data: str | bytes) -> None:
        if self._open:
            self._listener.message(data)

    def _later(self, delay: float, action: Callable[[], None]) -> None:
        self._timers.append(self._clock.later(delay, action))

    def _end(self) -> None:
        self._open = False
        for cancel in self._timers:
            cancel()
        self._timers.clear()


def _parsed(text: str, condition: Any) -> Any:
    """The text, or the value it holds when the condition asks for something inside."""
    if isinstance(condition, (str, type(None))):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def read_servers(text: str, file: str = "") -> list[dict[str, Any]]:
    """The servers of a file ``{"servers": […]}``, for ``Network.servers``.

    Raises ServerError with file, line and field of the first mistake.
    """
    document = parse(text, file, ServerError)
    servers = document.get("servers") if isinstance(document, Mapping) else document
    if not isinstance(servers, list):
        raise ServerError("“servers” should be a list", file=file, line=1)
    start: tuple[str | int, ...] = ("servers",) if isinstance(document, Mapping) else ()
    for index, server in enumerate(servers):
        found = _problem(server)
        if found is not None:
            path = (*start, index, *found[0])
            line = line_of(text, path)
            raise ServerError(found[1], file=file, line=line, field=field_name(path))
    return servers


def load_servers(path: Path) -> list[dict[str, Any]]:
    """The servers of a file on disk; raises ServerError."""
    return read_servers(read_text(path, LIMIT, ServerError), path.name)


_Problem = tuple[tuple[str | int, ...], str]


def _problem(server: Any) -> _Problem | None:
    if not isinstance(server, Mapping):
        return (), "should be an object"
    unknown = next((key for key in server if key not in _SERVER), None)
    if unknown is not None:
        return (unknown,), f"is unknown; known are {', '.join(sorted(_SERVER))}"
    if not isinstance(server.get("url"), str) or not server["url"]:
        return ("url",), "should be the address of the server, * for any part of it"
    wrong = problem(server["url"])
    if wrong is not None:
        return ("url",), wrong[1]
    if not _is_time(server.get("delay", 0)):
        return ("delay",), "should be milliseconds"
    if not isinstance(server.get("header", {}), Mapping):
        return ("header",), "should be an object"
    return _steps_problem(server, "replies") or _steps_problem(server, "script")


def _steps_problem(server: Mapping[str, Any], part: str) -> _Problem | None:
    steps = server.get(part, [])
    if not isinstance(steps, list):
        return (part,), "should be a list"
    for index, step in enumerate(steps):
        found = _step_problem(step)
        if found is not None:
            return (part, index, *found[0]), found[1]
    return None


def _step_problem(step: Any) -> _Problem | None:
    if not isinstance(step, Mapping):
        return (), "should be an object"
    for key in step:
        if key not in _STEP:
            return (key,), f"is unknown; known are {', '.join(sorted(_STEP))}"
    if "send" not in step and "close" not in step:
        return (), "should “send” or “close”"
    if not _is_time(step.get("after", 0)):
        return ("after",), "should be milliseconds"
    wrong = problem(step.get("when"))
    if wrong is not None:
        return ("when", *wrong[0]), wrong[1]
    said = check(step.get("send"))
    if said:
        return ("send",), said
    close = step.get("close", {})
    right = close is True or (isinstance(close, Mapping) and type(close.get("code", 0)) is int)
    return None if right else (("close",), "should be {“code”, “reason”}")


def _is_time(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
