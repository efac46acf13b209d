"""Location: fixes, updates in fore- and background, choosing and showing places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apimock import geo
from apimock.asking import Answer, Choice
from apimock.calls import Event
from apimock.context import Context
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.state.device import Device
from apimock.wording import Failure, recorded

if TYPE_CHECKING:
    from apimock.phone import Phone

_FAILURES = {
    "network": "ERROR_NETWORK",
    "no-signal": "ERROR_SERVER_NOT_LOCATION",
    "timeout": ":timeout",
    "error": "fail error",
}
_CITY = "广州市"
"""The city of a place that does not tell its own."""
_LIMIT = 30_000.0
_RUNNING = "location"
_LAST = "location-last-fix"
_TOLD = "location-told"


def fix(device: Device, kind: str) -> dict[str, float]:
    """A position as getLocation and onLocationChange give it; ``kind`` is wgs84 or gcj02."""
    here = device.location
    latitude, longitude = here.latitude, here.longitude
    if kind == "gcj02":
        latitude, longitude = geo.to_gcj02(latitude, longitude)
    vertical = 0.0 if device.system.platform == "android" else here.vertical_accuracy
    return {
        "latitude": latitude,
        "longitude": longitude,
        "speed": here.speed,
        "accuracy": here.accuracy,
        "altitude": here.altitude,
        "verticalAccuracy": vertical,
        "horizontalAccuracy": here.horizontal_accuracy,
    }


def _failure(device: Device) -> Failure | None:
    """Why no fix is to be had, in the words of getLocation; None when one is."""
    if not device.switches.location:
        return recorded("getLocation", "LOCATIONSWITCHOFF")
    if device.location.failure in _FAILURES:
        return recorded("getLocation", _FAILURES[device.location.failure])
    return None


def _unavailable(context: Context) -> bool:
    """Fail when no fix is to be had."""
    failure = _failure(context.device)
    if failure is None:
        return False
    reason = failure.message.removeprefix("getLocation:fail")
    context.fail(reason.lstrip(" "), errno=failure.errno, code=failure.code)
    return True


@handles("getLocation")
def get_location(context: Context) -> None:
    """A single fix; high accuracy takes until highAccuracyExpireTime at most."""
    here = context.device.location
    wait = here.fix_time
    if context.flag("isHighAccuracy"):
        wait = min(wait, max(3000.0, context.number_of("highAccuracyExpireTime", 3000.0)))

    def answer() -> None:
        if _unavailable(context):
            return
        now = context.clock.now()
        last = context.phone.running.get(_LAST)
        if here.frequency_limit and last is not None and now - last < _LIMIT:
            context.fail_recorded("频繁调用")
            return
        context.phone.running[_LAST] = now
        context.ok(fix(context.device, context.text("type", "wgs84").lower()))

    context.later(wait, answer)


@handles("getFuzzyLocation")
def get_fuzzy_location(context: Context) -> None:
    """The position to about a kilometre."""
    if _unavailable(context):
        return
    here = fix(context.device, context.text("type", "wgs84").lower())
    context.ok({key: round(here[key], 2) for key in ("latitude", "longitude")})


def _lost(device: Device) -> bool:
    return bool(device.location.failure) or not device.switches.location


class _Updates:
    """Location updates until they are stopped."""

    def __init__(self, phone: Phone, kind: str, background: bool) -> None:
        self.phone = phone
        self.kind = kind
        self.background = background
        self._cancel: Callable[[], None] = lambda: None
        self._next()

    def __call__(self) -> None:
        self._cancel()

    def _next(self) -> None:
        self._cancel()
        interval = max(20.0, self.phone.device.location.interval)
        if self.phone.device.route.state == "playing":
            interval *= 1.5  # the route's own fixes come first
        self._cancel = self.phone.clock.later(interval, self.send)

    def send(self) -> None:
        """Tell the app where the phone is, unless it is asleep; the next time an interval later."""
        self._next()
        device = self.phone.device
        if not device.apps.foreground and not self.background:
            return
        if _lost(device):
            failure = _failure(device)
            code = failure.code if failure and failure.code is not None else -1
            self.phone.emit(Event("onLocationChangeError", {"errCode": code}))
        else:
            self.phone.emit(Event("onLocationChange", fix(device, self.kind)))


@handles("startLocationUpdate", "startLocationUpdateBackground")
def start_updates(context: Context) -> None:
    """Begin to send onLocationChange, about once a second."""
    if _unavailable(context):
        return
    stop_running(context.phone)
    background = context.name.endswith("Background")
    kind = context.text("type", "gcj02").lower()
    context.phone.running[_RUNNING] = _Updates(context.phone, kind, background)
    context.ok()


@handles("stopLocationUpdate")
def stop_updates(context: Context) -> None:
    """End the updates."""
    stop_running(context.phone)
    context.ok()


def stop_running(phone: Phone) -> None:
    """End location updates, if any."""
    updates = phone.running.pop(_RUNNING, None)
    if updates is not None:
        updates()


@reacts("location.latitude", "location.longitude")
def moved(phone: Phone, change: Change) -> None:
    """A move of the phone reaches a listening app at once, once for both coordinates."""
    updates = phone.running.get(_RUNNING)
    if updates is None or _TOLD in phone.running or phone.device.route.state == "playing":
        return

    def tell() -> None:
        phone.running.pop(_TOLD, None)
        now = phone.running.get(_RUNNING)
        if now is not None:
            now.send()

    phone.running[_TOLD] = phone.clock.later(0, tell)


@reacts("location.fixes")
def fixed(phone: Phone, change: Change) -> None:
    """Each fix of a route reaches the app by itself, at once."""
    waiting = phone.running.pop(_TOLD, None)
    if waiting is not None:
        waiting()
    updates = phone.running.get(_RUNNING)
    if updates is not None:
        updates.send()


@reacts("location.failure", "switches.location")
def signal_changed(phone: Phone, change: Change) -> None:
    """A lost signal is told at once."""
    updates = phone.running.get(_RUNNING)
    if updates is not None and _lost(phone.device):
        updates.send()


def _place(place: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": str(place.get("name", "")),
        "address": str(place.get("address", "")),
        "latitude": float(place.get("latitude", 0.0)),
        "longitude": float(place.get("longitude", 0.0)),
    }


@handles("chooseLocation")
def choose_location(context: Context) -> None:
    """The person picks one of the places or a point of the map (GCJ-02)."""
    here = fix(context.device, "gcj02")
    centre = {
        "latitude": context.number_of("latitude", here["latitude"]),
        "longitude": context.number_of("longitude", here["longitude"]),
    }
    places = context.device.location.places
    first = _place(places[0]) if places else {"name": "", "address": "", **centre}

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        else:
            context.ok(_place({**first, **answer.data}))

    context.ask(
        "choose-location",
        (Choice("choose", "Choose"), Choice("cancel", "Cancel")),
        done,
        data=first,
        facts={"places": places, "centre": centre},
    )


@handles("choosePoi")
def choose_poi(context: Context) -> None:
    """The person picks a city (type 1) or a place in it (type 2)."""
    places = context.device.location.places
    first = _place(places[0]) if places else _place({})
    cities = {str(place.get("name")): str(place.get("city", "")) for place in places}

    def city(answer: Answer) -> str:
        name = str(answer.data.get("name", first["name"]))
        return str(answer.data.get("city") or cities.get(name) or _CITY)

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        elif answer.choice == "city":
            context.ok({"type": 1, "city": city(answer)})
        else:
            chosen = _place({**first, **answer.data})
            context.ok({"type": 2, "city": city(answer), **chosen})

    context.ask(
        "choose-poi",
        (Choice("place", "Choose"), Choice("city", "Only the city"), Choice("cancel", "Cancel")),
        done,
        data=first,
        facts={"places": places},
    )


@handles("openLocation")
def open_location(context: Context) -> None:
    """A map with a pin covers the app until it is closed."""
    context.device.location.opened = {
        "latitude": context.number_of("latitude", 0.0),
        "longitude": context.number_of("longitude", 0.0),
        "scale": min(18.0, max(5.0, context.number_of("scale", 18.0))),
        "name": context.text("name"),
        "address": context.text("address"),
    }
    context.ok()
