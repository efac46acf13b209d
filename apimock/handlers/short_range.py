"""Bluetooth, Wi-Fi, beacons and NFC: the adapters and what is in reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apimock import wording
from apimock.calls import Event, Outcome
from apimock.context import Context
from apimock.observable import Change
from apimock.registry import Level, handles, reacts

if TYPE_CHECKING:
    from apimock.phone import Phone

_ERRNO = {10000: 1500101, 10001: 1500102, 10002: 1509006, 10006: 1509003}


def _bluetooth_fails(context: Context, code: int) -> None:
    text = wording.code_text("BluetoothError", code)
    context.fail(f":{text}", errno=_ERRNO.get(code), code=code)


@handles("openBluetoothAdapter")
def open_bluetooth(context: Context) -> None:
    """Switch the adapter on for the app."""
    bluetooth = context.device.bluetooth
    if not context.device.switches.bluetooth:
        found = wording.recorded("openBluetoothAdapter", "not available")
        result = found.as_result()
        if context.dialect == "ios":
            result["state"] = 4
        context.finish(Outcome.FAIL, result, None)
        return
    if bluetooth.opened:
        context.fail_recorded("already opened")
        return
    bluetooth.mode = context.text("mode", "central")
    bluetooth.opened = True
    context.ok()


@handles("closeBluetoothAdapter")
def close_bluetooth(context: Context) -> None:
    """Give the adapter back; scanning ends."""
    bluetooth = context.device.bluetooth
    if not bluetooth.opened:
        _bluetooth_fails(context, 10000)
        return
    bluetooth.opened, bluetooth.discovering = False, False
    context.ok()


def _ready(context: Context) -> bool:
    if not context.device.bluetooth.opened:
        _bluetooth_fails(context, 10000)
    elif not context.device.switches.bluetooth:
        _bluetooth_fails(context, 10001)
    else:
        return True
    return False


@handles("getBluetoothAdapterState")
def bluetooth_state(context: Context) -> None:
    """Whether the adapter is there and scanning."""
    if _ready(context):
        context.ok({"discovering": context.device.bluetooth.discovering, "available": True})


@handles("startBluetoothDevicesDiscovery", note="no peripheral is in reach")
def start_discovery(context: Context) -> None:
    """Scan; no peripheral is in reach."""
    if not _ready(context):
        return
    android = context.dialect == "android"
    if android and context.device.permissions.system.get("location") == "denied":
        context.fail_recorded("location permission is denied")
        return
    context.device.bluetooth.discovering = True
    context.ok({"isDiscovering": True})


@handles("stopBluetoothDevicesDiscovery")
def stop_discovery(context: Context) -> None:
    """Scan no longer."""
    if _ready(context):
        context.device.bluetooth.discovering = False
        context.ok()


@handles("getBluetoothDevices", "getConnectedBluetoothDevices", note="no peripheral is in reach")
def bluetooth_devices(context: Context) -> None:
    """Peripherals found or connected: none."""
    if _ready(context):
        context.ok({"devices": []})


_WITH_DEVICE = (
    "createBLEConnection",
    "closeBLEConnection",
    "getBLEDeviceServices",
    "getBLEDeviceCharacteristics",
    "readBLECharacteristicValue",
    "writeBLECharacteristicValue",
    "notifyBLECharacteristicValueChange",
    "getBLEDeviceRSSI",
    "getBLEMTU",
    "setBLEMTU",
    "makeBluetoothPair",
    "isBluetoothDevicePaired",
)


@handles(*_WITH_DEVICE, note="no peripheral is in reach, so these fail as without one")
def with_device(context: Context) -> None:
    """Anything that needs a peripheral."""
    if _ready(context):
        connecting = context.name in {"createBLEConnection", "makeBluetoothPair"}
        _bluetooth_fails(context, 10002 if connecting else 10006)


@reacts("switches.bluetooth", "bluetooth.discovering")
def adapter_changed(phone: Phone, change: Change) -> None:
    """The adapter went on or off, or began or ended scanning."""
    bluetooth = phone.device.bluetooth
    if not bluetooth.opened:
        return
    available = phone.device.switches.bluetooth
    detail = {"available": available, "discovering": available and bluetooth.discovering}
    phone.emit(Event("onBluetoothAdapterStateChange", detail))


def _wifi_fails(context: Context, code: int) -> None:
    context.fail(f":{wording.code_text('WifiError', code)}", code=code)


def _wifi_ready(context: Context) -> bool:
    if not context.device.wifi.started:
        _wifi_fails(context, 12000)
    elif not context.device.switches.wifi:
        _wifi_fails(context, 12005)
    else:
        return True
    return False


def _public(point: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in point.items() if key != "password"}


@handles("startWifi")
def start_wifi(context: Context) -> None:
    """Begin to use the Wi-Fi module."""
    context.device.wifi.started = True
    context.ok()


@handles("stopWifi")
def stop_wifi(context: Context) -> None:
    """End using the Wi-Fi module."""
    if context.device.wifi.started:
        context.device.wifi.started = False
        context.ok()
    else:
        _wifi_fails(context, 12000)


@handles("getWifiList")
def wifi_list(context: Context) -> None:
    """Ask for the access points, which come as an event."""
    if not _wifi_ready(context):
        return
    if context.dialect == "android" and not context.device.switches.location:
        _wifi_fails(context, 12006)
        return
    points = [_public(point) for point in context.device.wifi.access_points]
    context.ok()
    context.emit("onGetWifiList", {"wifiList": points})


def _point(context: Context, ssid: str) -> dict[str, Any] | None:
    points = context.device.wifi.access_points
    return next((point for point in points if point["SSID"] == ssid), None)


@handles("getConnectedWifi")
def connected_wifi(context: Context) -> None:
    """The access point in use."""
    if not _wifi_ready(context):
        return
    point = _point(context, context.device.wifi.connected)
    if point is None:
        context.fail_recorded("currentWifi is null")
        return
    wifi = _public(point)
    if context.flag("partialInfo"):
        wifi = {"SSID": wifi["SSID"]}
    context.ok({"wifi": wifi})


@handles("connectWifi")
def connect_wifi(context: Context) -> None:
    """Join an access point with its password."""
    if not context.device.switches.wifi:
        context.fail_recorded("wifi is disable")
        return
    if not _wifi_ready(context):
        return
    point = _point(context, context.text("SSID"))
    if point is None:
        _wifi_fails(context, 12008)
    elif point["secure"] and context.text("password") != point.get("password", ""):
        _wifi_fails(context, 12002)
    else:
        context.device.wifi.connected = point["SSID"]
        context.ok()


@handles("setWifiList")
def set_wifi_list(context: Context) -> None:
    """Passwords and texts for the access points in reach (iOS)."""
    if _wifi_ready(context):
        context.ok()


@reacts("wifi.connected")
def wifi_changed(phone: Phone, change: Change) -> None:
    """Joined another access point."""
    points = phone.device.wifi.access_points
    point = next((p for p in points if p["SSID"] == change.new), None)
    if point is not None and phone.device.wifi.started:
        phone.emit(Event("onWifiConnected", {"wifi": _public(point)}))
        phone.emit(Event("onWifiConnectedWithPartialInfo", {"wifi": {"SSID": point["SSID"]}}))


def _without_hardware(family: str, code: int) -> Callable[[Context], None]:
    def answer(context: Context) -> None:
        text = wording.code_text(family, code)
        context.fail(f":{text}" if text else "", code=code)

    return answer


handles(
    "startBeaconDiscovery", "stopBeaconDiscovery", "getBeacons",
    level=Level.CANNED, note="the phone has no beacon receiver",
)(_without_hardware("BeaconError", 11000))  # fmt: skip
handles(
    "getHCEState", "startHCE", "stopHCE", "sendHCEMessage",
    level=Level.CANNED, note="the phone has no NFC",
)(_without_hardware("NFCError", 13000))  # fmt: skip
handles(
    "NFCAdapter.startDiscovery", "NFCAdapter.stopDiscovery",
    level=Level.CANNED, note="the phone has no NFC",
)(_without_hardware("Nfcrwerror", 13000))  # fmt: skip


@handles("checkIsSupportSoterAuthentication", level=Level.CANNED, note="no biometric sensor")
def soter_support(context: Context) -> None:
    """No biometric sensor."""
    context.ok({"supportMode": []})


@handles("checkIsSoterEnrolledInDevice", level=Level.CANNED, note="no biometric sensor")
def soter_enrolled(context: Context) -> None:
    """Nothing is enrolled."""
    context.ok({"isEnrolled": False})


@handles("startSoterAuthentication", level=Level.CANNED, note="no biometric sensor")
def soter(context: Context) -> None:
    """No biometric sensor."""
    context.fail_recorded("not support soter")
