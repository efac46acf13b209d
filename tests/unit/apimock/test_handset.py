"""Battery, screen, clipboard, calls, contacts, sensors, Bluetooth, Wi-Fi."""

from __future__ import annotations

import math
from typing import Any

import pytest

from apimock import incidents
from apimock.app import AppFacts
from apimock.calls import Outcome
from tests.unit.apimock.bench import Bench


def test_battery(bench: Bench) -> None:
    bench.device.battery.level = 12
    assert bench.value("getBatteryInfoSync")["level"] == 12
    bench.device.battery.low_power = True
    bench.device.battery.charging = True
    assert bench.named("onBatteryInfoChange") == [{"isLowPowerModeEnabled": True}]
    assert bench.ok("getBatteryInfo")["isCharging"] is True


def test_screen(bench: Bench) -> None:
    bench.ok("setScreenBrightness", {"value": 0.25})
    assert bench.ok("getScreenBrightness")["value"] == 0.25
    assert bench.call("setScreenBrightness", {"value": 2}).outcome is Outcome.FAIL
    bench.ok("setKeepScreenOn", {"keepScreenOn": True})
    assert bench.device.screen.keep_on
    bench.device.screen.recording = True
    assert bench.named("onScreenRecordingStateChanged") == [{"state": "start"}]
    assert bench.ok("getScreenRecordingState")["state"] == "on"


def test_vibration(bench: Bench) -> None:
    bench.ok("vibrateShort", {"type": "heavy"})
    assert (bench.device.screen.vibrations, bench.device.screen.last_vibration) == (1, "heavy")
    reply = bench.call("vibrateShort", {"type": "violent"})
    assert reply.result == {"errMsg": "vibrateShort:fail style is not support", "errno": 500001}
    bench.ok("vibrateLong")
    assert bench.device.screen.vibrations == 2


def test_clipboard(bench: Bench) -> None:
    bench.ok("setClipboardData", {"data": "one"})
    bench.ok("setClipboardData", {"data": "two"})
    assert bench.ok("getClipboardData")["data"] == "two"
    assert bench.device.clipboard.history == ["one"]


def test_phone_call(bench: Bench) -> None:
    replies = bench.start("makePhoneCall", {"phoneNumber": "110"})
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "makePhoneCall:fail cancel"
    bench.start("makePhoneCall", {"phoneNumber": "110"})
    bench.answer("call")
    assert bench.device.address.calls[0]["number"] == "110"


def test_contacts(bench: Bench) -> None:
    assert bench.fails("addPhoneContact", {}) == (
        "addPhoneContact:fail parameter error: parameter.firstName should not be empty String;"
    )
    replies = bench.start("addPhoneContact", {"firstName": "Eve", "mobilePhoneNumber": "1"})
    bench.answer("ok")
    assert replies[0].outcome is Outcome.OK
    assert bench.device.address.contacts[-1]["displayName"] == "Eve"
    replies = bench.start("chooseContact")
    bench.answer("choose", bench.device.address.contacts[-1])
    assert replies[0].result["phoneNumber"] == "1"
    replies = bench.start("chooseContact")
    bench.answer("no-permission")
    assert replies[0].result["errMsg"] == "chooseContact:fail permission denied"


def test_calendar(bench: Bench) -> None:
    entry = {"title": "Lesson", "startTime": 1}
    bench.start("addPhoneCalendar", entry, gesture=True)
    bench.answer("ok")
    assert bench.device.address.calendar == [entry]


def test_system_information_follows_the_state(bench: Bench) -> None:
    bench.device.switches.wifi = False
    bench.device.permissions.set_system("camera", "denied")
    bench.device.system.platform = "android"
    facts = bench.phone.system_info()
    assert facts["wifiEnabled"] is False
    assert facts["cameraAuthorized"] is False
    assert facts["SDKVersion"] == bench.device.system.library
    assert bench.value("getSystemSetting")["wifiEnabled"] is False
    assert bench.value("getAppAuthorizeSetting")["cameraAuthorized"] == "denied"
    bench.device.permissions.set_system("camera", "not determined")
    assert bench.value("getAppAuthorizeSetting")["cameraAuthorized"] == "denied"
    bench.device.system.platform = "ios"
    assert bench.value("getAppAuthorizeSetting")["cameraAuthorized"] == "not determined"


def test_theme_is_told_to_apps_that_declare_it() -> None:
    for config, heard in (({"darkmode": True}, 1), ({}, 0)):
        bench = Bench(app=AppFacts(config=config))
        bench.device.system.theme = "dark"
        assert len(bench.named("onThemeChange")) == heard


@pytest.mark.parametrize(
    ("name", "event", "state", "detail"),
    [
        (
            "Accelerometer",
            "onAccelerometerChange",
            {"acceleration": (0.1, 0.2, -1.0)},
            {"x": 0.1, "y": 0.2, "z": -1.0},
        ),
        ("Gyroscope", "onGyroscopeChange", {"rotation": (1.0, 2.0, 3.0)}, {"x": 1, "y": 2, "z": 3}),
        (
            "DeviceMotionListening",
            "onDeviceMotionChange",
            {"attitude": (-90.0, 190.0, 100.0)},
            {
                "alpha": math.radians(270),
                "beta": math.radians(-170),
                "gamma": math.radians(-80),
            },
        ),
        ("Compass", "onCompassChange", {"heading": 370.0}, {"direction": 10.0, "accuracy": 5.0}),
    ],
)
def test_sensor(
    bench: Bench, name: str, event: str, state: dict[str, Any], detail: dict[str, Any]
) -> None:
    for field, value in state.items():
        setattr(bench.device.motion, field, value)
    bench.ok(f"start{name}", {"interval": "normal"})
    bench.clock.advance(1000)
    assert len(bench.named(event)) == 5
    assert bench.named(event)[0] == pytest.approx(detail)
    bench.phone.set_foreground(False)
    bench.clock.advance(1000)
    assert len(bench.named(event)) == 5, "asleep in the background"
    bench.phone.set_foreground(True)
    bench.ok(f"stop{name}")
    bench.clock.advance(1000)
    assert len(bench.named(event)) == 5


def test_interval(bench: Bench) -> None:
    bench.ok("startAccelerometer", {"interval": "game"})
    bench.clock.advance(200)
    assert len(bench.named("onAccelerometerChange")) == 10


def test_listening_alone_starts_two_of_the_sensors(bench: Bench) -> None:
    for name in ("onAccelerometerChange", "onCompassChange", "onGyroscopeChange"):
        bench.call("$listen", {"name": name, "on": True})
    bench.clock.advance(200)
    assert {event.name for event in bench.events} == {"onAccelerometerChange", "onCompassChange"}
    bench.call("$listen", {"name": "onAccelerometerChange", "on": False})
    bench.events.clear()
    bench.clock.advance(200)
    assert {event.name for event in bench.events} == {"onCompassChange"}


def test_android_compass_has_words_for_accuracy(bench: Bench) -> None:
    bench.device.system.platform = "android"
    bench.ok("startCompass")
    bench.clock.advance(200)
    assert bench.named("onCompassChange")[0]["accuracy"] == "high"


def test_incidents(bench: Bench) -> None:
    incidents.capture_screen(bench.phone)
    incidents.memory_warning(bench.phone, 15)
    incidents.copy_link(bench.phone, "a=1")
    incidents.keyboard(bench.phone, 300)
    bench.device.system.platform = "android"
    incidents.memory_warning(bench.phone, 15)
    assert [(event.name, dict(event.detail)) for event in bench.events] == [
        ("onUserCaptureScreen", {}),
        ("onMemoryWarning", {}),
        ("onCopyUrl", {"query": "a=1"}),
        ("onKeyboardHeightChange", {"height": 300}),
        ("onMemoryWarning", {"level": 15}),
    ]


def test_reports_are_kept_and_do_nothing(bench: Bench) -> None:
    reply = bench.call("reportEvent", {"eventId": "a", "data": {"b": 1}}, sync=True)
    assert reply.simulated
    assert bench.device.apps.reports == [{"api": "reportEvent", "eventId": "a", "data": {"b": 1}}]
    bench.device.apps.experiments = {"x": "1"}
    assert bench.value("getExptInfoSync", {"keys": ["x", "y"]}) == {"x": "1"}


def test_random_values(bench: Bench) -> None:
    first = bench.ok("getRandomValues", {"length": 8})["randomValues"]
    assert len(first) == 8
    assert Bench().ok("getRandomValues", {"length": 8})["randomValues"] == first, "seeded"
    assert bench.call("getRandomValues", {"length": -1}).outcome is Outcome.FAIL
