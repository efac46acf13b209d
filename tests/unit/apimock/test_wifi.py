"""Wi-Fi: the list, joining with a password, what fails with which code, on each platform."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.apimock.bench import Bench

LAB = {"SSID": "Minideck-Lab", "password": "12345678"}


@pytest.fixture
def android() -> Bench:
    bench = Bench()
    bench.device.system.platform = "android"
    bench.ok("startWifi")
    return bench


def joined(bench: Bench, **params: Any) -> dict[str, Any]:
    replies = bench.start("connectWifi", params)
    bench.clock.advance(1_000)
    return dict(replies[0].result)


def test_nothing_before_start(bench: Bench) -> None:
    for name in ("getWifiList", "getConnectedWifi", "connectWifi", "stopWifi"):
        reply = bench.call(name, LAB)
        assert reply.result["errCode"] == 12000, name
        assert reply.result["errno"] == 1505001
    bench.ok("startWifi")
    bench.ok("stopWifi")
    assert bench.call("getConnectedWifi").result["errCode"] == 12000


def test_the_list_comes_as_an_event_strongest_first(android: Bench) -> None:
    android.ok("getWifiList")
    # Who listens once the call has succeeded hears of them, as looking takes its time.
    assert not android.named("onGetWifiList")
    android.clock.advance(300)
    (detail,) = android.named("onGetWifiList")
    assert [point["SSID"] for point in detail["wifiList"]] == ["Minideck-Lab", "Guest"]
    assert set(detail["wifiList"][0]) == {
        "SSID", "BSSID", "secure", "signalStrength", "frequency",
    }  # fmt: skip
    android.device.switches.location = False
    assert android.call("getWifiList").result["errCode"] == 12006
    android.device.switches.location = True
    android.device.permissions.set_system("location", "denied")
    assert android.call("getWifiList").result["errCode"] == 12007


def test_an_iphone_shows_its_settings_and_finds_access_points_there(bench: Bench) -> None:
    bench.ok("startWifi")
    replies = bench.start("getWifiList")
    (question,) = bench.phone.asking.open
    assert (question.kind, question.facts["page"]) == ("system-settings", "wifi")
    bench.phone.asking.answer(question.id, "back")
    bench.clock.advance(300)
    assert replies[0].result["errMsg"] == "getWifiList:ok"
    assert len(bench.named("onGetWifiList")[0]["wifiList"]) == 2


def test_joining_is_told_and_changes_the_one_in_use(android: Bench) -> None:
    assert joined(android, SSID="Guest", password="")["errMsg"] == "connectWifi:ok"
    assert android.named("onWifiConnected")[0]["wifi"]["SSID"] == "Guest"
    assert android.named("onWifiConnectedWithPartialInfo") == [{"wifi": {"SSID": "Guest"}}]
    assert android.ok("getConnectedWifi")["wifi"]["frequency"] == 2437
    assert android.ok("getConnectedWifi", {"partialInfo": True})["wifi"] == {"SSID": "Guest"}
    android.events.clear()
    joined(android, **LAB, partialInfo=True)
    assert [event.name for event in android.events] == ["onWifiConnectedWithPartialInfo"]
    joined(android, **LAB)
    assert android.named("onWifiConnected")[0]["wifi"]["SSID"] == "Minideck-Lab"


@pytest.mark.parametrize(
    ("params", "code", "message"),
    [
        ({"SSID": "Nowhere", "password": ""}, 12008, ":invalid SSID"),
        ({**LAB, "BSSID": "00:00"}, 12008, ":invalid SSID"),
        ({**LAB, "password": "wrong password"}, 12002, ":password error Wi-Fi"),
        ({**LAB, "password": "short"}, 12014, ":invalid WEP / WPA password"),
    ],
)
def test_what_fails(android: Bench, params: dict[str, Any], code: int, message: str) -> None:
    result = joined(android, **params)
    assert (result["errCode"], result["errMsg"]) == (code, f"connectWifi:fail{message}")


@pytest.mark.parametrize("code", [12003, 12007, 12009, 12010, 12013])
def test_an_access_point_may_fail_as_told(android: Bench, code: int) -> None:
    points = android.device.wifi.access_points
    android.device.wifi.access_points = [{**points[0], "fails": code}, *points[1:]]
    result = joined(android, **LAB)
    assert result["errCode"] == code
    assert result["errMsg"].startswith("connectWifi:fail")


def test_one_at_a_time_and_only_in_front(android: Bench) -> None:
    first = android.start("connectWifi", LAB)
    assert android.call("connectWifi", LAB).result["errCode"] == 12004
    android.clock.advance(1_000)
    assert first[0].result["errMsg"] == "connectWifi:ok"
    android.phone.set_foreground(False)
    assert android.call("connectWifi", LAB).result["errCode"] == 12011


def test_switch_and_no_connection(android: Bench) -> None:
    android.device.switches.wifi = False
    assert android.call("connectWifi", LAB).result == {
        "errMsg": "connectWifi:fail:wifi is disable",
        "errCode": 12005,
        "errno": 1505002,
    }
    assert android.call("getWifiList").result["errCode"] == 12005
    android.device.switches.wifi = True
    android.device.wifi.connected = ""
    assert android.fails("getConnectedWifi") == "getConnectedWifi:fail:currentWifi is null"


def test_ios_asks_the_person_and_keeps_a_wrong_password_to_itself(bench: Bench) -> None:
    bench.ok("startWifi")
    bench.device.wifi.connected = ""
    replies = bench.start("connectWifi", LAB)
    bench.answer("cancel")
    assert replies[0].result["errCode"] == 12007
    replies = bench.start("connectWifi", {**LAB, "password": "wrong one"})
    bench.answer("join")
    bench.clock.advance(1_000)
    assert replies[0].result["errMsg"] == "connectWifi:ok"
    assert bench.named("onWifiConnected") == []
    bench.start("connectWifi", LAB)
    bench.answer("join")
    bench.clock.advance(1_000)
    assert bench.device.wifi.connected == "Minideck-Lab"
    bench.ok("setWifiList", {"wifiList": [LAB]})
    assert bench.device.wifi.offered == [LAB]


def test_by_hand_in_the_settings(android: Bench) -> None:
    replies = android.start("connectWifi", {**LAB, "maunal": True})
    assert android.phone.asking.open[0].facts["page"] == "wifi"
    android.device.wifi.connected = "Guest"
    android.answer("back")
    assert replies[0].result["errMsg"] == "connectWifi:ok"
    assert android.named("onWifiConnected")[0]["wifi"]["SSID"] == "Guest"
