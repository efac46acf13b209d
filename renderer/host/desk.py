"""The desk where the calls of a running mini-program arrive and wait for the phone."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, Signal

from renderer.api import ApiHandler, Call, Outcome, Reply
from renderer.host.calls import (
    CALL_HEADER,
    LOAD_HEADER,
    PART_CALL,
    PART_HEADER,
    BadCallError,
    Uploads,
    decode_call,
    encode_reply,
)
from renderer.host.mime import JSON
from renderer.host.scheme import Request

_ACCEPTED = b'{"outcome": "ok", "result": {}, "value": null, "simulated": true}'
_HOST_CALLS = {
    "$automation",
    "$chrome",
    "$inspection",
    "$launched",
    "$pong",
    "$report",
    "$result",
    "$state",
    "$updated",
}

log = logging.getLogger("minideck.calls")


@dataclass(frozen=True)
class CallRecord:
    """A call that was answered, and how long that took in milliseconds."""

    call: Call
    reply: Reply
    ms: float


@dataclass(frozen=True)
class _Waiting:
    call: Call
    since: float


class CallDesk(QObject):
    """Decodes calls, hands them to the phone and sends its replies back."""

    called = Signal(object)  # CallRecord
    told = Signal(str, object)  # name and params of a message meant for the host itself
    failed = Signal(str)  # an internal fault, in words

    def __init__(self, handler: ApiHandler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.load = 0
        """Number of the running start; calls of another one come from a page that was left, and are
        not found."""
        self._handler = handler
        self._uploads = Uploads()
        self._waiting: dict[int, _Waiting] = {}
        self._number = 0

    def use(self, handler: ApiHandler) -> None:
        """Answer from another phone; replies of the former one are dropped."""
        self._handler = handler
        self.forget()

    def forget(self) -> None:
        """Drop what is waiting: the page that asked is gone."""
        self._uploads = Uploads()
        self._waiting.clear()

    def waiting(self, *, sync: bool = False, since: float = 0.0) -> list[Call]:
        """Return the calls without an answer: all or synchronous ones, made after ``since``."""
        return [
            entry.call
            for entry in self._waiting.values()
            if (entry.call.sync or not sync) and entry.since >= since
        ]

    def serve(self, request: Request) -> None:
        """Serve a request for ``api/<name>``."""
        name = request.address.name
        current = b"%d" % self.load
        if request.headers.get(LOAD_HEADER, current) != current:
            request.refuse()
            return
        try:
            if name == PART_CALL:
                label = request.headers.get(PART_HEADER, b"")
                self._uploads.add(label, request.headers.get(CALL_HEADER, b""))
                request.send(JSON, _ACCEPTED)
                return
            call = decode_call(name, request.headers, self._uploads)
        except BadCallError as error:
            self.failed.emit(str(error))
            request.refuse(found=True)
            return
        if name in _HOST_CALLS:
            request.send(JSON, _ACCEPTED)
            self.told.emit(name, call.params)
            return
        self._pass_on(call, request)

    def _pass_on(self, call: Call, request: Request) -> None:
        self._number += 1
        number, started = self._number, perf_counter()
        self._waiting[number] = _Waiting(call, started)
        request.on_gone(partial(self._give_up, number))

        def respond(reply: Reply) -> None:
            if self._waiting.pop(number, None) is None:
                return
            record = CallRecord(call, reply, (perf_counter() - started) * 1000)
            request.send(JSON, self._encoded(record))
            self.called.emit(record)

        self._answer(call, respond)

    def _give_up(self, number: int) -> None:
        self._waiting.pop(number, None)

    def _answer(self, call: Call, respond: Callable[[Reply], None]) -> None:
        """Let the phone answer. Its faults end the call, never the mini-program."""
        try:
            self._handler(call, respond)
        except Exception as error:
            log.exception("the phone failed on %s", call.name)
            self.failed.emit(f"{call.name}: {type(error).__name__}: {error}")
            respond(_fault(call, error))

    def _encoded(self, record: CallRecord) -> bytes:
        try:
            return encode_reply(record.reply)
        except (TypeError, ValueError) as error:
            log.exception("the reply to %s is no JSON", record.call.name)
            self.failed.emit(f"{record.call.name}: {error}")
            return encode_reply(_fault(record.call, error))


def _fault(call: Call, error: Exception) -> Reply:
    message: dict[str, Any] = {"errMsg": f"{call.name}:fail internal error: {error}"}
    return Reply(Outcome.FAIL, json.loads(json.dumps(message)))
