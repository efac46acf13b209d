"""Every failure recorded for location, short-range radio and the handset, provoked on a phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from apimock.app import AppFacts
from apimock.calls import Reply
from apimock.permissions import INTERACTIVE
from apimock.spec import find
from apimock.wording import rows
from tests.unit.apimock.bench import Bench

LOCATION = (
    "getLocation",
    "getFuzzyLocation",
    "startLocationUpdate",
    "startLocationUpdateBackground",
    "chooseLocation",
    "choosePoi",
)
FAMILIES = (
    *LOCATION,
    "makePhoneCall",
    "sendSms",
    "chooseContact",
    "addPhoneContact",
    "addPhoneCalendar",
    "chooseLicensePlate",
    "getWeRunData",
    "setClipboardData",
    "vibrateShort",
    "openBluetoothAdapter",
    "startBluetoothDevicesDiscovery",
    "createBLEConnection",
    "getConnectedWifi",
    "connectWifi",
    "startSoterAuthentication",
)
GIVEN: Mapping[str, Mapping[str, Any]] = {
    "makePhoneCall": {"phoneNumber": "12066660001"},
    "addPhoneContact": {"firstName": "Eve"},
    "addPhoneCalendar": {"title": "Lesson", "startTime": 1},
    "setClipboardData": {"data": "x"},
    "createBLEConnection": {"deviceId": "C8:0F:10:00:00:01", "timeout": 100},
    "connectWifi": {"SSID": "Guest", "password": ""},
    "startSoterAuthentication": {"requestAuthModes": ["fingerPrint"], "challenge": "c"},
}
ONLY_BY_RULE = {
    "getLocation:fail:auth canceled",
    "getLocation:fail timeout",
    "startLocationUpdate:fail 开发者工具暂时不支持此 API 调试，请使用真机进行开发",
    "addPhoneContact:fail system permission denied",
    "getWeRunData:fail system permission denied",
    "getWeRunData:fail",
    "getConnectedWifi:fail no wifi is connected.",
    "setClipboardData:fail parameter error: parameter.data should be String",
}
"""What no state of the phone leads to: another client's wording, or a cause nobody knows."""


def no_signal(kind: str) -> Callable[[Bench], None]:
    return lambda bench: setattr(bench.device.location, "failure", kind)


def off(switch: str) -> Callable[[Bench], None]:
    return lambda bench: setattr(bench.device.switches, switch, False)


def asked_twice(bench: Bench) -> None:
    bench.device.location.frequency_limit = True
    bench.ok("getLocation")


def place_denied(bench: Bench) -> None:
    bench.ok("openBluetoothAdapter")
    bench.device.permissions.set_system("location", "denied")


def found(bench: Bench) -> None:
    bench.ok("openBluetoothAdapter")
    bench.ok("startBluetoothDevicesDiscovery")
    bench.clock.advance(1_000)


def linked(bench: Bench) -> None:
    found(bench)
    bench.start("createBLEConnection", {"deviceId": "C8:0F:10:00:00:01"})
    bench.clock.advance(1_000)


def wifi(**fields: Any) -> Callable[[Bench], None]:
    def prepare(bench: Bench) -> None:
        bench.ok("startWifi")
        for name, value in fields.items():
            setattr(bench.device.wifi, name, value)

    return prepare


def wifi_off(bench: Bench) -> None:
    bench.ok("startWifi")
    bench.device.switches.wifi = False


def broken_point(bench: Bench) -> None:
    bench.ok("startWifi")
    point = {"SSID": "Guest", "secure": False, "fails": 12010}
    bench.device.wifi.access_points = [point]


def biometrics(name: str, value: Any) -> Callable[[Bench], None]:
    return lambda bench: setattr(bench.device.biometrics, name, value)


CAUSES: Mapping[str, Callable[[Bench], None]] = {
    "getLocation:fail:ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF": off("location"),
    "getLocation:fail:ERROR_NETWORK": no_signal("network"),
    "getLocation:fail:ERROR_SERVER_NOT_LOCATION": no_signal("no-signal"),
    "getLocation:fail:timeout": no_signal("timeout"),
    "getLocation:fail error": no_signal("error"),
    "getLocation:fail 频繁调用会增加电量损耗，可考虑使用 wx.onLocationChange "
    "监听地理位置变化": asked_twice,
    "openBluetoothAdapter:fail:not available": off("bluetooth"),
    "openBluetoothAdapter:fail already opened": found,
    "startBluetoothDevicesDiscovery:fail:location permission is denied": place_denied,
    "startBluetoothDevicesDiscovery:fail:not init": lambda bench: None,
    "createBLEConnection:fail:already connect": linked,
    "createBLEConnection:fail no device": lambda bench: (bench.ok("openBluetoothAdapter"), None)[1],
    "createBLEConnection:fail connect time out": found,
    "getConnectedWifi:fail:currentWifi is null": wifi(connected=""),
    "connectWifi:fail:wifi is disable": wifi_off,
    "connectWifi:fail:can't gain current wifi": broken_point,
    "startSoterAuthentication:fail not support soter": biometrics("modes", []),
    "startSoterAuthentication:fail no corresponding mode": biometrics("modes", ["facial"]),
    "startSoterAuthentication:fail authenticate freeze. please try again later": biometrics(
        "frozen", True
    ),
    "startSoterAuthentication:fail no fingerprint enrolled": biometrics("enrolled", []),
}
CHOICES = {
    "chooseContact:fail permission denied": "no-permission",
    "makePhoneCall:fail": "fail",
    "startSoterAuthentication:fail auth key update error": "key-error",
    "startSoterAuthentication:fail": "freeze",
}
"""Outcomes a person chooses in the sheet."""


def call(bench: Bench, api: str, *choices: str, **params: Any) -> Reply:
    replies = bench.start(api, {**GIVEN.get(api, {}), **params}, gesture=True)
    for choice in choices:
        bench.answer(choice)
    bench.clock.advance(2_000)
    assert len(replies) == 1, f"{api} is not answered"
    return replies[0]


def provoked(api: str, row: Mapping[str, Any], bench: Bench) -> Reply:
    """The reply of a phone on which the row's cause was brought about."""
    message, kind = row["errMsg"], row["kind"]
    if message in CAUSES:
        CAUSES[message](bench)
        return call(bench, api)
    if message in CHOICES:
        return call(bench, api, CHOICES[message])
    if message.endswith("authorize no response"):
        bench.phone.policy = INTERACTIVE
        return call(bench, api, "closed")
    if kind == "parameter":
        return call(bench, api, firstName="")
    if api == "vibrateShort":
        return call(bench, api, type="violent")
    if kind == "cancel" and api != "getWeRunData":
        return call(bench, api, "cancel")
    refuse(api, kind, bench)
    return call(bench, api)


def refuse(api: str, kind: str, bench: Bench) -> None:
    """Take away what an API needs: a scope, the system's consent, a declaration, WeRun itself."""
    if kind == "deny":
        spec = find(api)
        assert spec is not None
        bench.device.permissions.set_scope(spec.scope, "denied")
    elif kind == "system":
        bench.device.permissions.set_system(
            "calendar" if "Calendar" in api else "location", "denied"
        )
    elif kind == "privacy":
        bench.device.permissions.privacy_declared = []
    elif kind == "cancel":
        bench.device.user.steps_open = False


RECORDED = [(api, row) for api in FAMILIES for row in rows(api)]
PROVOKED = [(api, row) for api, row in RECORDED if row["errMsg"] not in ONLY_BY_RULE]


@pytest.mark.parametrize(
    ("api", "row"), PROVOKED, ids=[f"{row['errMsg'][:60]}" for _, row in PROVOKED]
)
def test_a_recorded_failure_is_said_in_its_words(api: str, row: Mapping[str, Any]) -> None:
    app = AppFacts(config={"pages": []}) if row["kind"] == "declaration" else None
    bench = Bench(app=app)
    bench.device.system.platform = row.get("dialect", "android")
    if row["errMsg"] == "startSoterAuthentication:fail":
        bench.device.system.platform = "ios"
    result = dict(provoked(api, row, bench).result)
    expected = {key: row[key] for key in ("errMsg", "errCode", "errno") if key in row}
    assert {key: result.get(key) for key in expected} == expected


@pytest.mark.parametrize("api", [api for api in LOCATION if find(api).scope])  # type: ignore[union-attr]
@pytest.mark.parametrize(
    ("platform", "words"),
    [("ios", ":auth denied"), ("android", " auth deny"), ("devtools", " auth deny")],
)
def test_a_denied_place_is_spelled_per_platform(api: str, platform: str, words: str) -> None:
    bench = Bench()
    bench.device.system.platform = platform
    spec = find(api)
    assert spec is not None
    bench.device.permissions.set_scope(spec.scope, "denied")
    assert call(bench, api).result["errMsg"] == f"{api}:fail{words}"


def test_the_list_of_what_only_rules_say_is_no_longer_than_needed() -> None:
    assert {row["errMsg"] for _, row in RECORDED} >= ONLY_BY_RULE
