"""Beacons: which are around, how near, told again and again while the app looks for them."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any

from apimock.calls import Event
from apimock.context import Context
from apimock.handlers.coded import fail_code
from apimock.observable import Change
from apimock.peripherals.document import REACH, full_uuid
from apimock.registry import handles, reacts

if TYPE_CHECKING:
    from apimock.phone import Phone

_RUNNING = "beacons"
_INTERVAL = 1000.0
_IMMEDIATE, _NEAR = 0.5, 3.0


def _fails(context: Context, code: int) -> None:
    fail_code(context, "BeaconError", code)


def proximity(distance: float) -> int:
    """0 unknown, 1 at the phone, 2 near, 3 far."""
    if distance > REACH:
        return 0
    return 1 if distance <= _IMMEDIATE else 2 if distance <= _NEAR else 3


def heard(phone: Phone) -> list[dict[str, Any]]:
    """The beacons in reach that the app looks for, as it is told of them."""
    beacons = phone.device.beacons
    random = Random(int(phone.clock.now()) // 1000)
    return [
        {
            "uuid": full_uuid(str(one["uuid"])),
            "major": int(one.get("major", 0)),
            "minor": int(one.get("minor", 0)),
            "proximity": proximity(float(one["distance"])),
            "accuracy": float(one["distance"]),
            "rssi": round(
                float(one.get("tx", -59))
                - 20 * math.log10(max(0.1, float(one["distance"])))
                + random.uniform(-2, 2)
            ),
        }
        for one in beacons.around
        if full_uuid(str(one["uuid"])) in beacons.discovering and float(one["distance"]) <= REACH
    ]


class _Discovery:
    """Tells the app of the beacons once a second; calling it ends that."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._cancel: Callable[[], None] = phone.clock.later(_INTERVAL, self._tick)

    def __call__(self) -> None:
        self._cancel()
        self._phone.device.beacons.discovering = []

    def _tick(self) -> None:
        self._cancel = self._phone.clock.later(_INTERVAL, self._tick)
        device = self._phone.device
        if device.apps.foreground and device.switches.bluetooth and device.switches.location:
            self._phone.emit(Event("onBeaconUpdate", {"beacons": heard(self._phone)}))


@handles("startBeaconDiscovery")
def start(context: Context) -> None:
    """Look for beacons with these UUIDs."""
    device, wanted = context.device, context.param("uuids")
    uuids = [full_uuid(str(one)) for one in wanted] if isinstance(wanted, list) else []
    if not device.beacons.supported:
        _fails(context, 11000)
    elif not device.switches.bluetooth and not context.flag("ignoreBluetoothAvailable"):
        _fails(context, 11001)
    elif not device.switches.location or (
        device.permissions.system.get("location", "authorized") == "denied"
    ):
        _fails(context, 11002)
    elif device.beacons.discovering:
        _fails(context, 11003)
    elif not uuids or not all(uuids):
        _fails(context, 11006)
    else:
        device.beacons.discovering = uuids
        context.phone.running[_RUNNING] = _Discovery(context.phone)
        context.ok({"errCode": 0})


@handles("stopBeaconDiscovery")
def stop(context: Context) -> None:
    """Look for them no longer."""
    running = context.phone.running.pop(_RUNNING, None)
    if running is None:
        _fails(context, 11004)
        return
    running()
    context.ok({"errCode": 0})


@handles("getBeacons")
def get_beacons(context: Context) -> None:
    """Those heard at the moment."""
    if context.device.beacons.discovering:
        context.ok({"beacons": heard(context.phone), "errCode": 0})
    else:
        _fails(context, 11004)


@reacts("switches.bluetooth", "switches.location", "beacons.discovering")
def service_changed(phone: Phone, change: Change) -> None:
    """The receiver became available or not, or began or ended looking."""
    device = phone.device
    if not device.beacons.discovering and change.section == "switches":
        return
    available = device.switches.bluetooth and device.switches.location
    discovering = available and bool(device.beacons.discovering)
    detail = {"available": available, "discovering": discovering}
    phone.emit(Event("onBeaconServiceChange", detail))
