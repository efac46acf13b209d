"""The phone as a whole: log, control calls, rules, queues, questions, snapshots, restart."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apimock.asking import AskMode
from apimock.calls import Call, CallLog, Outcome, Reply, Stage
from apimock.context import AnsweredTwiceError, Context
from apimock.faults import Fault
from apimock.observable import Change
from apimock.permissions import INTERACTIVE, UNATTENDED
from apimock.queues import End
from apimock.rules import RuleError, Scripted, read_rules
from apimock.state.device import Device, SnapshotError
from tests.unit.apimock.bench import Bench


def test_change_and_undo() -> None:
    device = Device()
    seen: list[Change] = []
    stop = device.watch(seen.append)
    device.battery.level = 10
    device.battery.level = 10
    (change,) = seen
    assert (change.path, change.old, change.new) == ("battery.level", 80, 10)
    setattr(getattr(device, change.section), change.field, change.old)
    assert device.battery.level == 80
    stop()
    device.battery.level = 5
    assert len(seen) == 2


def test_snapshot_goes_to_another_phone_as_json(bench: Bench) -> None:
    bench.device.location.latitude = 1.25
    bench.device.motion.attitude = (1.0, 2.0, 3.0)
    bench.value("setStorageSync", {"key": "a", "data": b"\0\1"})
    text = json.dumps(bench.phone.snapshot())
    other = Bench()
    other.phone.restore(json.loads(text))
    assert json.dumps(other.phone.snapshot()) == text
    assert other.ok("getLocation")["latitude"] == 1.25
    assert other.value("getStorageSync", {"key": "a"}) == b"\0\1"
    other.ok("startDeviceMotionListening")
    other.clock.advance(200)
    assert other.named("onDeviceMotionChange")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({}, "no snapshot"),
        ({"format": "minideck-phone-1", "device": {"moon": {}}}, "“moon” is no section"),
        (
            {"format": "minideck-phone-1", "device": {"battery": {"volts": 1}}},
            "“battery.volts” is no field",
        ),
        (
            {"format": "minideck-phone-1", "device": {"battery": {"level": "full"}}},
            "“battery.level” should be int, not str",
        ),
    ],
)
def test_wrong_snapshot_changes_nothing(
    bench: Bench, document: dict[str, Any], message: str
) -> None:
    before = bench.phone.snapshot()
    with pytest.raises(SnapshotError, match=message):
        bench.phone.restore(document)
    assert bench.phone.snapshot() == before


def test_log(bench: Bench) -> None:
    rows: list[str] = []
    bench.phone.log.watch(lambda row: rows.append(f"{row.call.name} {row.reply is not None}"))
    bench.phone.latency_range = (100, 100)
    bench.start("getNetworkType", page="pages/a")
    bench.clock.advance(100)
    (row,) = bench.phone.log
    assert rows == ["getNetworkType False", "getNetworkType True"]
    assert (row.stage, row.call.page) == (Stage.FAMILY, "pages/a")
    assert row.ended is not None
    assert row.ended - row.started == 100


def test_log_is_a_ring() -> None:
    log = CallLog(3)
    for number in range(5):
        row = log.open(Call(str(number)), 0)
        log.close(row.number, Reply(Outcome.OK), Stage.FAMILY, 1)
    assert [row.call.name for row in log] == ["2", "3", "4"]
    log.clear()
    assert len(log) == 0


def test_performed_call_is_closed_by_its_outcome(bench: Bench) -> None:
    reply = bench.call("showToast", {"title": "Hi"}, id=77)
    assert reply.outcome is Outcome.PERFORM
    assert [row.call.name for row in bench.phone.log.pending()] == ["showToast"]
    failed = {"id": 77, "name": "showToast", "outcome": "fail", "result": {"errMsg": "x"}}
    bench.call("$outcome", failed)
    (row,) = bench.phone.log
    assert row.reply is not None
    assert (row.reply.outcome, row.stage) == (Outcome.FAIL, Stage.RUNTIME)
    assert bench.phone.log.pending() == ()


def test_worker_call_is_logged(bench: Bench) -> None:
    bench.call("$log", {"name": "getStorageSync", "params": {"key": "a"}, "value": 1})
    (row,) = bench.phone.log
    assert (row.call.name, row.stage) == ("getStorageSync", Stage.WORKER)
    assert row.reply is not None
    assert row.reply.value == 1


def test_report_and_state(bench: Bench) -> None:
    seen: list[Any] = []
    bench.phone.on_report(seen.append)
    bench.call("$report", {"kind": "script", "message": "boom"})
    assert seen == [{"kind": "script", "message": "boom"}]
    bench.call("$state", {"stack": ["pages/a", "pages/b"], "ready": "pages/b"})
    assert bench.phone.route_stack == ("pages/a", "pages/b")


def test_wrong_parameters_stop_the_runtime_too(bench: Bench) -> None:
    assert bench.fails("showToast", {}).endswith(
        "parameter.title should be String instead of Undefined;"
    )


RULES = {
    "rules": [
        {
            "id": "by-args",
            "api": "wx.request",
            "match": {"args": {"url": "/items/", "data.page": 2}},
            "outcome": {"type": "ok", "data": {"data": [1], "statusCode": 200}},
            "delay": {"min": 50, "max": 50},
        },
        {"id": "second", "api": "login", "match": {"nth": [2]}, "outcome": {"type": "timeout"}},
        {"id": "off", "api": "login", "enabled": False, "outcome": {"type": "cancel"}},
        {"api": "choose*", "match": {"route": "pages/shop/*"}, "outcome": {"type": "cancel"}},
        {"api": "getLocation", "outcome": {"type": "deny"}},
        {"api": "getClipboardData", "outcome": {"type": "hang"}},
        {"api": "getBatteryInfoSync", "outcome": {"data": {"level": 3}}},
        {
            "api": "scanCode",
            "outcome": {"type": "fail", "errMsg": "scanCode:fail odd", "errno": 5, "errCode": 6},
        },
    ]
}


def test_rules(bench: Bench) -> None:
    bench.phone.rules.replace(read_rules(json.dumps(RULES)))
    url = "https://a.example/items"
    replies = bench.start("request", {"url": url, "data": {"page": 2}})
    bench.clock.advance(50)
    assert replies[0].result["data"] == [1]
    assert bench.call("request", {"url": url, "data": {"page": 3}}).outcome is Outcome.FAIL
    bench.ok("login")
    assert bench.call("login").result == {"errMsg": "login:fail timeout", "errno": 5}
    bench.ok("login")
    assert bench.fails("chooseImage", page="pages/shop/a") == "chooseImage:fail cancel"
    bench.start("chooseImage", page="pages/b")
    assert bench.phone.asking.open
    assert bench.fails("getLocation") == "getLocation:fail:auth denied"
    assert bench.start("getClipboardData") == []
    assert bench.value("getBatteryInfoSync") == {"level": 3}
    assert bench.call("scanCode").result == {
        "errMsg": "scanCode:fail odd",
        "errno": 5,
        "errCode": 6,
    }
    notes = [row.note for row in bench.phone.log if row.stage is Stage.RULE]
    assert "by-args" in notes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1"),
        ("[]", "“rules” should be a list"),
        ('{"rules": [1]}', r"rules\[0\] should be an object"),
        ('{"rules": [{}]}', r"rules\[0\]\.api should be"),
        ('{"rules": [{"api": "a", "match": []}]}', r"rules\[0\]\.match"),
        ('{"rules": [{"api": "a", "match": {"args": {"x": "/(/"}}}]}', r"match\.args\.x"),
        ('{"rules": [{"api": "a", "outcome": {"type": "explode"}}]}', r"outcome\.type"),
        ('{"rules": [{"api": "a", "delay": -1}]}', r"delay"),
    ],
)
def test_malformed_rules_name_the_place(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        read_rules(text)


def test_queue_ends(bench: Bench) -> None:
    queues = bench.phone.queues
    queues.set("getNetworkType", [Scripted("cancel"), Scripted("timeout")], End.CYCLE)
    messages = [bench.fails("getNetworkType") for _ in range(3)]
    assert [message.rpartition(" ")[2] for message in messages] == ["cancel", "timeout", "cancel"]
    queues.set("getNetworkType", [Scripted("cancel")])
    assert len(queues.remaining("getNetworkType")) == 1
    bench.fails("getNetworkType")
    bench.ok("getNetworkType")


def test_same_seed_same_faults() -> None:
    def run() -> list[str]:
        bench = Bench()
        bench.phone.faults.replace([Fault("get*", 0.5, Scripted("timeout"))])
        return [bench.call("getNetworkType").result["errMsg"] for _ in range(40)]

    first = run()
    assert first == run()
    assert set(first) == {"getNetworkType:ok", "getNetworkType:fail timeout"}
    with pytest.raises(ValueError, match="between 0 and 1"):
        Bench().phone.faults.replace([Fault("a", 2)])


def test_questions(bench: Bench) -> None:
    seen: list[int] = []
    bench.phone.asking.watch(lambda questions: seen.append(len(questions)))
    bench.start("scanCode")
    bench.start("scanCode")
    first, second = bench.phone.asking.open
    with pytest.raises(ValueError, match="no choice"):
        bench.phone.asking.answer(first.id, "explode")
    bench.phone.asking.answer(second.id, "scan")
    with pytest.raises(KeyError):
        bench.phone.asking.answer(second.id, "scan")
    assert seen == [1, 2, 1]
    bench.phone.asking.mode = AskMode.AUTO
    bench.ok("scanCode")


def test_runtime_is_told_which_calls_wait_for_a_person(bench: Bench) -> None:
    bench.ok("getLocation")
    assert bench.waiting == []
    bench.start("scanCode", id=12)
    bench.start("chooseImage", id=13)
    bench.answer_first("cancel")
    assert bench.waiting == [(12, True), (13, True), (12, False)]
    bench.phone.restart()
    assert bench.waiting[3:] == [(13, False)]


def test_policies() -> None:
    assert Bench(UNATTENDED).start("chooseImage")
    asked = Bench(INTERACTIVE)
    asked.start("getLocation")
    (question,) = asked.phone.asking.open
    assert (question.kind, question.facts["scope"]) == ("permission", "scope.userLocation")


def test_restart_forgets_what_ran(bench: Bench) -> None:
    bench.start("scanCode")
    bench.ok("startAccelerometer")
    bench.ok("startLocationUpdate")
    bench.call("createInnerAudioContext", id=3)
    bench.phone.restart()
    assert bench.phone.asking.open == ()
    assert bench.phone.log.pending() == ()
    assert bench.phone.objects == {}
    bench.clock.advance(5000)
    assert bench.events == []


def test_a_call_has_one_answer(bench: Bench) -> None:
    context = Context(bench.phone, Call("getNetworkType"), 0, lambda reply: None)
    context.ok()
    with pytest.raises(AnsweredTwiceError):
        context.ok()


def test_withdrawn_sheet_when_its_call_times_out(bench: Bench) -> None:
    bench.start("scanCode")
    (row,) = bench.phone.log.pending(waiting=True)
    assert row.call.name == "scanCode"
    bench.answer("cancel")
    assert bench.phone.log.pending() == ()
