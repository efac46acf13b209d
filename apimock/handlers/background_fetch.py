"""Data the client fetches for the app beforehand: at its start, and every twelve hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from apimock.calls import Event
from apimock.context import Context
from apimock.observable import Change
from apimock.registry import handles, reacts, starts

if TYPE_CHECKING:
    from apimock.phone import Phone

MAX_BYTES = 256 * 1024
MAX_TOKEN = 1024
PERIOD = 12 * 3600 * 1000.0
KINDS = ("pre", "periodic")
_TIMER = "periodic-fetch"


def fetch(phone: Phone, kind: str) -> None:
    """Fetch now, as the client does by itself: what ``Network.fetches`` has for ``kind``.

    The app hears of it by onBackgroundFetchData. Nothing comes without a connection or an answer.
    Raises ValueError when it is not set up, for an unknown kind, and for more than 256 KB.
    """
    if kind not in KINDS:
        raise ValueError(f"“{kind}” is no kind of background fetch; there are {', '.join(KINDS)}")
    if not phone.device.apps.fetch_enabled:
        raise ValueError("background fetch is not set up for this mini-program")
    answer = phone.device.network.fetches.get(kind)
    if answer is None or phone.device.network.type == "none":
        return
    body = str(answer.get("body", ""))
    size = len(body.encode())
    if size > MAX_BYTES:
        raise ValueError(f"the data have {size // 1024} KB; at most 256 KB are kept")
    phone.clock.later(float(answer.get("latency", 0)), lambda: _arrived(phone, kind, body))


def _arrived(phone: Phone, kind: str, body: str) -> None:
    apps = phone.device.apps
    query = apps.entered.get("query", "")
    record = {
        "fetchedData": body,
        "timeStamp": int(phone.clock.now()),
        "path": str(apps.entered.get("path", "")),
        "query": urlencode(query) if isinstance(query, Mapping) else str(query),
        "scene": phone.scene,
    }
    apps.fetch_data = {**(apps.fetch_data or {}), kind: record}
    phone.emit(Event("onBackgroundFetchData", {"fetchType": kind, **record}))


@starts
def started(phone: Phone) -> None:
    """The client fetches while the mini-program starts, where that is set up and answered."""
    if phone.device.apps.fetch_enabled and "pre" in phone.device.network.fetches:
        fetch(phone, "pre")


@reacts("apps.foreground")
def backgrounded(phone: Phone, change: Change) -> None:
    """In the background the periodic fetch goes on, every twelve hours at most."""
    cancel = phone.running.pop(_TIMER, None)
    if cancel is not None:
        cancel()
    if not change.new and phone.device.apps.fetch_enabled:
        _wait(phone)


def _wait(phone: Phone) -> None:
    def due() -> None:
        phone.running.pop(_TIMER, None)
        if phone.device.apps.fetch_enabled and "periodic" in phone.device.network.fetches:
            fetch(phone, "periodic")
        _wait(phone)

    phone.running[_TIMER] = phone.clock.later(PERIOD, due)


@handles("setBackgroundFetchToken")
def set_fetch_token(context: Context) -> None:
    """Keep the token sent with background fetches."""
    token = context.text("token")
    if len(token) > MAX_TOKEN:
        context.fail("token is too long", errno=1001)
        return
    context.device.apps.fetch_token = token
    context.ok()


@handles("getBackgroundFetchToken")
def get_fetch_token(context: Context) -> None:
    """The token, which has to be set."""
    token = context.device.apps.fetch_token
    if token:
        context.ok({"token": token})
    else:
        context.fail("token not set, maybe you should setBackgroundFetchToken first")


@handles("getBackgroundFetchData")
def get_fetch_data(context: Context) -> None:
    """What was fetched beforehand; where it is set up and there is none, platforms differ."""
    apps = context.device.apps
    kind = context.text("fetchType")
    record: Any = (apps.fetch_data or {}).get(kind)
    if not apps.fetch_enabled:
        context.fail("no permission", code=-10007)
    elif kind not in KINDS:
        context.fail("parameter error: parameter.fetchType should be pre or periodic;", errno=1001)
    elif isinstance(record, Mapping):
        context.ok(dict(record))
    elif context.dialect == "ios":
        context.ok({"fetchedData": ""})
    else:
        context.fail("no cached data")
