"""WebSockets: connectSocket and its task, and the older calls that mean the only socket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apimock import grace
from apimock.calls import Event
from apimock.context import Context
from apimock.handlers.transfers import allowed, timeout_of
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.transfer import delay_of, describe, trouble_of
from apimock.transport import Socket

if TYPE_CHECKING:
    from apimock.phone import Phone

MAX_SOCKETS = 5


class SocketTask:
    """One WebSocket of the app, and the listener of its transport."""

    def __init__(self, phone: Phone, number: int) -> None:
        self.phone = phone
        self.number = number
        self.state = "connecting"
        self.socket: Socket | None = None
        phone.objects[number] = self

    def dispose(self) -> None:
        """Close without a word."""
        self.state = "closed"
        if self.socket is not None:
            self.socket.close(1001, "")

    def tell(self, event: str, detail: Mapping[str, Any]) -> None:
        """Send an event of the task, and of the older global listeners."""
        self.phone.emit(Event(f"task:{self.number}:{event}", detail))
        self.phone.emit(Event(f"onSocket{event.capitalize()}", detail))

    def opened(self, headers: Mapping[str, str]) -> None:
        if self.state == "connecting":
            self.state = "open"
            self.tell("open", {"header": dict(headers)})

    def message(self, data: str | bytes) -> None:
        if self.state == "open":
            self.tell("message", {"data": data})

    def closed(self, code: int, reason: str) -> None:
        if self.state != "closed":
            self.state = "closed"
            self.phone.objects.pop(self.number, None)
            self.tell("close", {"code": code, "reason": reason})

    def failed(self, reason: str) -> None:
        if self.state == "closed":
            return
        text, _ = describe(reason)
        self.tell("error", {"errMsg": f"connectSocket:fail {text}"})
        self.closed(1006, "abnormal closure")

    def too_late(self) -> None:
        """The time to connect is over."""
        if self.state == "connecting":
            if self.socket is not None:
                self.socket.close(1006, "")
            self.failed("timeout")

    def close(self, code: int, reason: str) -> None:
        """The app closes the socket."""
        if self.socket is not None:
            self.socket.close(code, reason)
        self.closed(code, reason)


def _sockets(phone: Phone) -> list[SocketTask]:
    return [item for item in phone.objects.values() if isinstance(item, SocketTask)]


@handles("connectSocket")
def connect_socket(context: Context) -> None:
    """Begin to connect; the result comes as open or error."""
    url = context.text("url")
    if not allowed(context, "socket", url):
        return
    phone = context.phone
    if len(_sockets(phone)) >= MAX_SOCKETS:
        context.fail_recorded("reach max websocket connect count 5")
        return
    task = SocketTask(phone, context.call.id or phone.new_number())
    given = context.param("header")
    headers = {str(k): str(v) for k, v in given.items()} if isinstance(given, Mapping) else {}
    protocols = tuple(str(item) for item in context.param("protocols") or ())

    def connect() -> None:
        if task.state == "closed":
            return
        trouble = trouble_of(phone.device.network, url, phone.random)
        if trouble == "timeout":
            return
        if trouble:
            task.failed(trouble)
        else:
            task.socket = phone.wires.socket(url, headers, protocols, task)

    context.ok({"socketTaskId": task.number})
    phone.clock.later(delay_of(phone.device.network, phone.random), connect)
    phone.clock.later(timeout_of(context), task.too_late)


def _target(context: Context) -> SocketTask | None:
    task = context.phone.objects.get(context.call.target)
    if isinstance(task, SocketTask):
        return task
    known = _sockets(context.phone)
    return known[-1] if known and not context.call.target else None


@handles("SocketTask.send", "sendSocketMessage")
def send(context: Context) -> None:
    """Send text or bytes over an open socket."""
    task = _target(context)
    data = context.param("data")
    if task is None or task.state != "open" or task.socket is None:
        context.fail("WebSocket is not connected")
    elif not isinstance(data, (str, bytes)):
        context.fail("parameter error: parameter.data should be String instead of Object;")
    else:
        task.socket.send(data)
        context.ok()


@handles("SocketTask.close", "closeSocket")
def close(context: Context) -> None:
    """Close a socket."""
    task = _target(context)
    if task is None:
        context.fail("WebSocket is not connected")
        return
    context.ok()
    task.close(int(context.number_of("code", 1000)), context.text("reason"))


@reacts("apps.foreground")
def backgrounded(phone: Phone, change: Change) -> None:
    """Five seconds in the background close the sockets."""

    def interrupt() -> None:
        for task in _sockets(phone):
            task.close(1006, "interrupted")

    grace.follow(phone, "sockets", bool(change.new), interrupt)
