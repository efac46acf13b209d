"""The facts of the getSystemInfo family that do not depend on the window."""

from __future__ import annotations

from typing import Any

from apimock.state.device import Device


def authorisations(device: Device) -> dict[str, bool]:
    """The ``…Authorized`` flags of getSystemInfo."""
    system = device.permissions.system
    ios = device.system.platform == "ios"
    names = {
        "albumAuthorized": "album" if ios else "",
        "cameraAuthorized": "camera",
        "locationAuthorized": "location",
        "microphoneAuthorized": "microphone",
        "notificationAuthorized": "notification",
        "notificationAlertAuthorized": "notification" if ios else "",
        "notificationBadgeAuthorized": "notification" if ios else "",
        "notificationSoundAuthorized": "notification" if ios else "",
        "phoneCalendarAuthorized": "calendar",
    }
    return {
        flag: system.get(name, "authorized") == "authorized" for flag, name in names.items() if name
    }


def device_info(device: Device) -> dict[str, Any]:
    """getDeviceInfo."""
    system = device.system
    facts: dict[str, Any] = {
        "brand": system.brand,
        "model": system.model,
        "system": system.system,
        "platform": system.platform,
        "benchmarkLevel": system.benchmark_level,
        "memorySize": str(system.memory_mb),
    }
    if system.platform == "android":
        facts |= {"abi": system.abi, "deviceAbi": system.abi, "cpuType": system.cpu}
    return facts


def app_base_info(device: Device) -> dict[str, Any]:
    """getAppBaseInfo."""
    system = device.system
    return {
        "SDKVersion": system.library,
        "enableDebug": system.debug,
        "host": {"appId": system.host_app_id, "env": "WeChat"},
        "language": system.language,
        "version": system.version,
        "theme": system.theme,
        "fontSizeScaleFactor": system.font_scale,
        "fontSizeSetting": system.font_size,
    }


def system_setting(device: Device) -> dict[str, Any]:
    """getSystemSetting."""
    return {
        "bluetoothEnabled": device.switches.bluetooth,
        "locationEnabled": device.switches.location,
        "wifiEnabled": device.switches.wifi,
        "deviceOrientation": device.system.orientation,
    }


def app_authorize_setting(device: Device) -> dict[str, Any]:
    """getAppAuthorizeSetting; *not determined* exists on iOS only."""
    ios = device.system.platform == "ios"
    system = device.permissions.system

    def state(name: str) -> str:
        value = system.get(name, "authorized")
        return value if ios or value != "not determined" else "denied"

    flags: dict[str, Any] = {
        "bluetoothAuthorized": state("bluetooth"),
        "cameraAuthorized": state("camera"),
        "locationAuthorized": state("location"),
        "locationReducedAccuracy": False,
        "microphoneAuthorized": state("microphone"),
        "notificationAuthorized": state("notification"),
        "phoneCalendarAuthorized": state("calendar"),
    }
    if ios:
        flags["albumAuthorized"] = state("album")
        for kind in ("Alert", "Badge", "Sound"):
            flags[f"notification{kind}Authorized"] = state("notification")
    return flags


def system_facts(device: Device) -> dict[str, Any]:
    """All of it in one object, as the runtime is given it when an app starts."""
    return {
        **device_info(device),
        **app_base_info(device),
        **system_setting(device),
        **authorisations(device),
        "locationReducedAccuracy": False,
    }
