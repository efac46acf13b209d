"""Wi-Fi: access points in reach, joining them, the one in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apimock.asking import Choice
from apimock.calls import Event
from apimock.context import Context
from apimock.handlers.coded import fail_code, switch_off
from apimock.observable import Change
from apimock.registry import handles, reacts

if TYPE_CHECKING:
    from apimock.phone import Phone

_DONE = {"errCode": 0}
_JOINING = "wifi-joining"
_SHORTEST_PASSWORD = 8


def _fails(context: Context, code: int) -> None:
    fail_code(context, "WifiError", code)


def _ready(context: Context) -> bool:
    device = context.device
    if not device.wifi.started:
        _fails(context, 12000)
    elif not device.switches.wifi:
        _fails(context, 12005)
    elif not device.apps.foreground:
        _fails(context, 12011)
    else:
        return True
    return False


def _public(point: dict[str, Any]) -> dict[str, Any]:
    names = ("SSID", "BSSID", "secure", "signalStrength", "frequency")
    return {name: point[name] for name in names if name in point}


@handles("startWifi")
def start_wifi(context: Context) -> None:
    """Begin to use the Wi-Fi module."""
    context.device.wifi.started = True
    context.ok(_DONE)


@handles("stopWifi")
def stop_wifi(context: Context) -> None:
    """End using the Wi-Fi module."""
    switch_off(context, context.device.wifi, "started", "WifiError", 12000)


_SCAN = 300.0
"""ms the phone looks for access points."""


@handles("getWifiList")
def wifi_list(context: Context) -> None:
    """Ask for the access points, which come as an event.

    Android wants to know the place; an iPhone shows its settings and finds them there.
    """
    if not _ready(context):
        return
    if context.dialect == "android" and not context.device.switches.location:
        _fails(context, 12006)
        return
    if context.dialect == "android" and (
        context.device.permissions.system.get("location") == "denied"
    ):
        _fails(context, 12007)
        return
    if context.dialect == "ios":
        _settings(context, lambda: _list(context))
    else:
        _list(context)


def _list(context: Context) -> None:
    points = sorted(
        context.device.wifi.access_points, key=lambda one: -float(one.get("signalStrength", 0))
    )
    context.ok(_DONE)
    found = {"wifiList": [_public(point) for point in points]}
    # Looking takes its time: who listens once the call has succeeded hears of it.
    context.clock.later(_SCAN, lambda: context.emit("onGetWifiList", found))


def _settings(context: Context, then: Callable[[], None]) -> None:
    """The page of the system's settings where the person sees and joins access points."""
    facts = {"page": "wifi", "access_points": context.device.wifi.access_points}
    context.ask("system-settings", (Choice("back", "Back"),), lambda _: then(), facts=facts)


def _point(phone: Phone, ssid: str, bssid: str = "") -> dict[str, Any] | None:
    points = phone.device.wifi.access_points
    fitting = [p for p in points if p["SSID"] == ssid and bssid in {"", p.get("BSSID", "")}]
    return fitting[0] if fitting else None


@handles("getConnectedWifi")
def connected_wifi(context: Context) -> None:
    """The access point in use."""
    if not _ready(context):
        return
    point = _point(context.phone, context.device.wifi.connected)
    if point is None:
        context.fail_recorded("currentWifi is null")
        return
    wifi = _public(point)
    context.ok({"wifi": {"SSID": wifi["SSID"]} if context.flag("partialInfo") else wifi, **_DONE})


@handles("connectWifi")
def connect_wifi(context: Context) -> None:
    """Join an access point with its password; on iOS once the person agrees."""
    device = context.device
    if device.wifi.started and not device.switches.wifi:
        fail_code(context, "WifiError", 12005)
        return
    if not _ready(context):
        return
    if context.phone.running.get(_JOINING):
        _fails(context, 12004)
        return
    if context.flag("maunal"):  # spelled so in the documentation
        _settings(context, lambda: context.ok(_DONE))
        return
    point = _point(context.phone, context.text("SSID"), context.text("BSSID"))
    if point is None:
        _fails(context, 12008)
    elif context.dialect == "ios":
        choices = (Choice("join", "Join"), Choice("cancel", "Cancel"))
        facts = {"SSID": point["SSID"]}
        context.ask(
            "wifi-join",
            choices,
            lambda answer: _join(context, point) if answer.choice == "join" else _denied(context),
            facts=facts,
        )
    else:
        _join(context, point)


def _denied(context: Context) -> None:
    _fails(context, 12007)


def _join(context: Context, point: dict[str, Any]) -> None:
    running = context.phone.running
    running[_JOINING] = lambda: None
    context.closing.append(lambda: running.pop(_JOINING, None))
    context.later(context.device.wifi.join_time, lambda: _joined(context, point))


def _joined(context: Context, point: dict[str, Any]) -> None:
    password, fails = context.text("password"), point.get("fails")
    wrong = point.get("secure") and password != point.get("password", "")
    if isinstance(fails, int):
        _fails(context, fails)
    elif wrong and context.dialect == "ios":
        context.note = "the password is wrong; iOS tells the person, not the app"
        context.ok(_DONE)
    elif wrong and len(password) < _SHORTEST_PASSWORD:
        _fails(context, 12014)
    elif wrong:
        _fails(context, 12002)
    else:
        wifi = context.device.wifi
        context.ok(_DONE)
        wifi.partial = context.flag("partialInfo")
        if wifi.connected == point["SSID"]:
            _tell(context.phone, point)
        wifi.connected = point["SSID"]


@handles("setWifiList")
def set_wifi_list(context: Context) -> None:
    """Passwords for access points in reach, which the person may then join (iOS)."""
    if not _ready(context):
        return
    listed = context.param("wifiList")
    rows = [dict(one) for one in listed if isinstance(one, dict)] if listed else []
    context.device.wifi.offered = rows
    context.ok(_DONE)


@reacts("wifi.connected")
def wifi_changed(phone: Phone, change: Change) -> None:
    """Joined another access point: the app is told, the radio link follows."""
    point = _point(phone, str(change.new))
    if point is not None:
        _tell(phone, point)


def _tell(phone: Phone, point: dict[str, Any]) -> None:
    if not phone.device.wifi.started:
        return
    if not phone.device.wifi.partial:
        phone.emit(Event("onWifiConnected", {"wifi": _public(point)}))
    phone.emit(Event("onWifiConnectedWithPartialInfo", {"wifi": {"SSID": point["SSID"]}}))
    phone.device.wifi.partial = False
