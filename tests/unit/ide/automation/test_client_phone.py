"""What the parts of the phone send."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.automation import MiniProgram
from ide.automation.client.durations import milliseconds
from ide.automation.errors import TimedOutError
from tests.unit.ide.automation.speaking import Speaker

Deed = Callable[[MiniProgram], Any]


@pytest.mark.parametrize(
    ("deed", "channel", "values"),
    [
        (
            lambda m: m.device.location.set(1, 2, failure=""),
            "location",
            {"latitude": 1, "longitude": 2, "failure": ""},
        ),
        (
            lambda m: m.device.network.set(type="2g", loss=0.1, latency=800),
            "network",
            {"networkType": "2g", "loss": 0.1, "latency": 800},
        ),
        (lambda m: m.device.battery.set(level=0), "battery", {"level": 0}),
        (lambda m: m.device.sensor.shake(), "motion", {"activity": "shake"}),
        (lambda m: m.device.sensor.rest(), "motion", {"activity": ""}),
        (lambda m: m.device.sensor.compass(90), "compass", {"direction": 90}),
        (lambda m: m.device.scan.queue(["x"]), "scan", {"result": "x"}),
        (lambda m: m.device.ble.set(enabled=False), "ble", {"enabled": False}),
        (lambda m: m.device.wifi.set(connected="home"), "wifi", {"connected": "home"}),
        (lambda m: m.device.nfc.hold("t"), "nfc", {"present": "t"}),
        (lambda m: m.device.call.incoming(), "call", {"do": "ring"}),
        (
            lambda m: m.device.soter.next("freeze"),
            "person",
            {"answer": "freeze", "kind": "biometrics"},
        ),
        (lambda m: m.device.clipboard.set("a"), "clipboard", {"text": "a"}),
        (
            lambda m: m.device.permission("scope.record", "denied"),
            "permission",
            {"scope": "scope.record", "state": "denied"},
        ),
        (lambda m: m.device.emit("onX", a=1), "event:onX", {"detail": {"a": 1}}),
        (lambda m: m.device.memory_warning(), "memory", {"level": 10}),
        (lambda m: m.device.set_theme("dark"), "theme", {"theme": "dark"}),
        (lambda m: m.device.apply("steps", today=4), "steps", {"today": 4}),
    ],
)
def test_a_part_of_the_phone_is_a_channel(
    speaker: Speaker, mini: MiniProgram, deed: Deed, channel: str, values: dict[str, Any]
) -> None:
    deed(mini)
    assert speaker.said("Device.apply") == [{"channel": channel, "values": values}]


def test_a_way_is_played(speaker: Speaker, mini: MiniProgram, tmp_path: Path) -> None:
    file = tmp_path / "x.gpx"
    mini.device.location.play(file, speed=4, loop=True)
    mini.device.location.pause()
    mini.device.location.seek(2.5)
    assert speaker.said("Device.route") == [
        {"do": "play", "file": str(file), "speed": 4, "loop": True},
        {"do": "pause"},
        {"do": "seek", "position": 2500},
    ]


def test_time_is_given_as_people_write_it(speaker: Speaker, mini: MiniProgram) -> None:
    mini.clock.fast_forward("5min")
    mini.clock.fast_forward(1.5)
    mini.clock.set(datetime(2026, 1, 1, tzinfo=UTC))
    mini.device.battery.ramp(80, 15, timedelta(minutes=10))
    assert [one["ms"] for one in speaker.said("Clock.fastForward")] == [300_000, 1500]
    assert speaker.said("Clock.set") == [{"now": 1_767_225_600_000}]
    assert speaker.said("Device.ramp") == [
        {"channel": "battery", "value": "level", "from": 80, "to": 15, "ms": 600_000}
    ]


@pytest.mark.parametrize("wrong", ["", "5", "5 minutes", "min", "1h x", "-1s"])
def test_a_duration_that_is_none_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        milliseconds(wrong)


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 999))
def test_durations_add_up(hours: int, minutes: int, ms: int) -> None:
    wanted = hours * 3_600_000 + minutes * 60_000 + ms
    assert milliseconds(f"{hours}h {minutes}min{ms}ms") == wanted


CHOICES = [{"id": "allowed", "label": "Allow"}, {"id": "denied", "label": "Reject"}]
QUESTION = {"id": 4, "kind": "permission", "api": "authorize", "choices": CHOICES}


@pytest.mark.parametrize(("answer", "choice"), [(True, "allowed"), (False, "denied")])
def test_a_permission_is_waited_for(
    speaker: Speaker, mini: MiniProgram, answer: bool, choice: str
) -> None:
    asked = iter([[], [{**QUESTION, "kind": "share"}], [QUESTION]])
    speaker.answers["Device.questions"] = lambda params: {"questions": next(asked)}
    mini.native.allow_authorize(answer)
    assert speaker.said("Device.answer") == [{"id": 4, "choice": choice}]


def test_a_question_that_never_comes_is_a_timeout(speaker: Speaker, mini: MiniProgram) -> None:
    speaker.answers["Device.questions"] = {"questions": []}
    with pytest.raises(TimedOutError, match="did not ask for share within 0 s"):
        mini.native.forward_miniprogram(timeout=0)


def test_mocks_are_rules(speaker: Speaker, mini: MiniProgram) -> None:
    numbers = iter(range(9))
    speaker.answers["Mock.addRule"] = lambda params: {"id": str(next(numbers))}
    mini.app.mock_request("a.*", success={"n": 1}, reverse=True)
    mini.app.mock_request_once({"url": "b"}, fail="broken")
    mini.app.mock_call_function("login", success=5)
    mini.app.mock_show_modal(False)
    mini.app.mock_show_action_sheet(-1)
    sent = speaker.said("Mock.addRule")
    whole = {"data": {"n": 1}, "statusCode": 200, "header": {}, "cookies": []}
    assert sent[0]["rule"] == {"api": "request", "rule": "a.*", "success": whole}
    assert (sent[0]["first"], sent[0]["once"], sent[0]["bypass"]) == (True, False, True)
    assert sent[1]["rule"]["fail"] == {"errMsg": "request:fail broken"}
    assert sent[1]["once"]
    assert sent[2]["rule"] == {
        "api": "cloud.callFunction",
        "rule": {"name": "login"},
        "success": {"result": 5},
    }
    assert sent[3]["rule"]["outcome"]["data"] == {"confirm": False, "cancel": True}
    assert sent[4]["rule"]["outcome"] == {"type": "cancel"}
    mini.app.restore_request()
    assert speaker.said("Mock.removeRule") == [{"id": "0"}, {"id": "1"}]


def test_a_mocked_function_of_wx_is_sent_as_one(speaker: Speaker, mini: MiniProgram) -> None:
    mini.app.mock_wx_method("a", "() => 1", args=[2])
    mini.app.mock_wx_method("b", result={"x": 1})
    mini.app.mock_wx_method("c", result="no", success=False)
    mini.app.mock_wx_method("d", result="function () { return 4 }")
    mini.app.restore_wx_method("a")
    assert speaker.said("App.mockWxMethod") == [
        {"method": "a", "functionDeclaration": "() => 1", "args": [2]},
        {"method": "b", "result": {"x": 1}},
        {"method": "c", "result": {"errMsg": "c:fail no"}},
        {"method": "d", "functionDeclaration": "function () { return 4 }", "args": []},
        {"method": "a"},
    ]
