"""What only we say over the wire: carried out on a real phone, without a web engine."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from apimock.calls import Call, Outcome, Reply
from apimock.clock import ManualClock
from apimock.peripherals.radio import radio
from apimock.phone import Phone
from apimock.scenario.channels import channels
from ide.automation.server import idle, scenarios
from ide.automation.server.server import Server
from ide.automation.server.service import Service
from ide.scenario.phase import Phase
from renderer.host.page import ConsoleRecord
from renderer.host.player import AppState, Report
from renderer.host.screen import devices
from tests.unit.ide.automation.wired import Caller, FakeTarget


class Asker:
    """Asks and waits for the answer."""

    def __init__(self, qtbot: QtBot, server: Server) -> None:
        self.caller = Caller(qtbot, server.address).ready()
        self._numbers = iter(range(1, 10_000))

    def send(self, method: str, /, **params: Any) -> int:
        number = next(self._numbers)
        self.caller.ask(number, method, **params)
        return number

    def __call__(self, method: str, /, **params: Any) -> Any:
        answer = self.caller.answer(self.send(method, **params))
        assert "result" in answer, answer
        return answer["result"]

    def refused(self, method: str, /, **params: Any) -> str:
        return str(self.caller.answer(self.send(method, **params))["error"]["message"])


@pytest.fixture
def ask(qtbot: QtBot, server: Server) -> Asker:
    return Asker(qtbot, server)


def called(target: FakeTarget, name: str, **params: Any) -> Reply:
    replies: list[Reply] = []
    target.phone.call(Call(name, params), replies.append)
    return replies[0]


def test_it_tells_about_itself(ask: Asker, target: FakeTarget) -> None:
    info = ask("Minideck.getInfo")
    assert (info["name"], info["pages"]) == ("Test", ["pages/a/a", "pages/b/b"])
    assert (info["entryPage"], info["device"]) == ("pages/a/a", target.handset.preset.id)


def test_state_is_told_and_set_whole_or_not_at_all(ask: Asker, target: FakeTarget) -> None:
    ask("Device.setState", values={"battery.level": 7, "network.type": "3g"})
    assert target.phone.device.battery.level == 7
    assert ask("Device.getState", path="network.type") == {"value": "3g"}
    assert ask("Device.getState", path="battery")["value"]["level"] == 7
    assert set(ask("Device.getState")["value"]) == set(target.phone.device.sections())
    told = ask.refused("Device.setState", values={"battery.level": 9, "battery.nothing": 1})
    assert "“battery.nothing” is no field of the phone" in told
    assert target.phone.device.battery.level == 7
    assert "is no section" in ask.refused("Device.getState", path="nothing.x")
    assert "battery has" in ask.refused("Device.getState", path="battery.x")


def test_every_channel_is_known(ask: Asker) -> None:
    for name in channels():
        subject = {"api:": "api:scanCode", "event:": "event:onX"}.get(name, name)
        told = ask.refused("Device.apply", channel=subject, values={"noSuchValue": 1})
        assert f"{subject}.noSuchValue: is not known here" in told


@pytest.mark.parametrize(
    ("channel", "values", "path", "now"),
    [
        ("location", {"latitude": 1.5, "longitude": 2}, "location.latitude", 1.5),
        ("network", {"networkType": "2g", "loss": 0.1, "latency": 800}, "network.loss", 0.1),
        ("accelerometer", {"y": 0.5}, "motion.acceleration", [0.0, 0.5, -1.0]),
        ("motion", {"activity": "shake"}, "motion.activity", "shake"),
        ("scan", {"result": "x"}, "media.scans", [{"result": "x", "scanType": "QR_CODE"}]),
        ("biometrics", {"frozen": True}, "biometrics.frozen", True),
        ("clipboard", {"text": "abc"}, "clipboard.text", "abc"),
        ("theme", {"theme": "dark"}, "system.theme", "dark"),
        ("state", {"set": {"battery.level": 12}}, "battery.level", 12),
    ],
)
def test_what_happens_changes_the_phone(
    ask: Asker, channel: str, values: dict[str, Any], path: str, now: Any
) -> None:
    ask("Device.apply", channel=channel, values=values)
    found = ask("Device.getState", path=path)["value"]
    assert json.loads(json.dumps(found)) == now


@pytest.mark.parametrize(
    ("channel", "values", "told"),
    [
        ("batery", {"level": 1}, "there is no channel “batery” – did you mean “battery”?"),
        ("battery", {"level": "low"}, "battery.level: should be a number"),
        ("battery", {}, "changes nothing"),
        ("peripheral", {"address": "00:00", "distance": 1}, "no Bluetooth device near the phone"),
        ("expect", {"state": {"battery": {"level": 1}}}, "battery is {"),
    ],
)
def test_what_cannot_happen_is_refused(
    ask: Asker, channel: str, values: dict[str, Any], told: str
) -> None:
    assert told in ask.refused("Device.apply", channel=channel, values=values)


def test_an_answer_waits_for_its_question(ask: Asker, target: FakeTarget) -> None:
    ask("Device.apply", channel="person", values={"answer": "freeze", "kind": "biometrics"})
    target.phone.device.user.persona = target.phone.device.user.persona
    challenge = {"requestAuthModes": ["fingerPrint"], "challenge": "1"}
    reply = called(target, "startSoterAuthentication", **challenge)
    assert reply.outcome is Outcome.FAIL
    assert target.phone.device.biometrics.frozen


def test_a_question_is_listed_and_answered(ask: Asker, target: FakeTarget) -> None:
    replies: list[Reply] = []
    target.phone.call(Call("makePhoneCall", {"phoneNumber": "1"}, gesture=True), replies.append)
    (question,) = ask("Device.questions")["questions"]
    assert question["kind"] == "phone-call"
    told = ask.refused("Device.answer", id=question["id"], choice="sing")
    assert "offers no choice “sing”, only" in told
    ask("Device.answer", id=question["id"], choice=question["choices"][0]["id"])
    assert replies[0].outcome is Outcome.OK
    assert ask("Device.questions") == {"questions": []}
    assert "no question 99 is open" in ask.refused("Device.answer", id=99, choice="x")


def test_a_ramp_goes_with_the_time(ask: Asker, target: FakeTarget) -> None:
    target.clock.virtual.resume()
    params = {"channel": "battery", "value": "level", "from": 80, "to": 20, "ms": 60_000}
    ask("Device.ramp", **params)
    target.driver.advance(30_000)
    assert target.phone.device.battery.level == pytest.approx(50, abs=1)
    target.driver.advance(30_000)
    assert target.phone.device.battery.level == 20
    assert "should be" in ask.refused("Device.ramp", **{**params, "ms": -1})


def test_a_track_is_played(ask: Asker, target: FakeTarget, tmp_path: Path) -> None:
    target.clock.virtual.resume()
    line = {"type": "LineString", "coordinates": [[8.0, 47.0], [8.01, 47.0]]}
    length = ask("Device.route", do="play", document=line, speed=4, loop=True)["durationMs"]
    route = target.phone.device.route
    assert (route.speed, route.loop, route.state) == (4, True, "playing")
    assert target.phone.device.location.latitude == pytest.approx(47.0)
    ask("Device.route", do="seek", position=length / 2)
    assert route.position == pytest.approx(length / 2)
    ask("Device.route", do="pause")
    assert route.state == "paused"
    bad = tmp_path / "way.gpx"
    bad.write_text("<gpx>", "utf-8")
    assert "way.gpx" in ask.refused("Device.route", do="play", file=str(bad))
    assert "not between 0.25 and 20" in ask.refused(
        "Device.route", do="play", document=line, speed=99
    )
    assert "do is 'fly'" in ask.refused("Device.route", do="fly")


def test_a_peripheral_comes_near(ask: Asker, target: FakeTarget, tmp_path: Path) -> None:
    lock = {"name": "Lock", "address": "C8:0F:10:00:00:99", "services": [{"uuid": "FEE7"}]}
    assert ask("Device.addPeripheral", document=lock) == {"address": lock["address"]}
    near = [one.address for one in radio(target.phone).around()]
    assert lock["address"] in near
    ask("Device.apply", channel="peripheral", values={"address": lock["address"], "distance": 3})
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: x", "utf-8")
    assert "bad.yaml" in ask.refused("Device.addPeripheral", file=str(bad))


def test_a_file_lands_on_the_phone(ask: Asker, target: FakeTarget) -> None:
    data = base64.b64encode(b"abc").decode()
    path = ask("Device.addFile", name="a.txt", data=data)["path"]
    assert target.phone.files.read(path.removeprefix("wxfile://")) == b"abc"
    assert "cannot be kept" in ask.refused("Device.addFile", data="%")


REQUEST = {"url": "https://a.example/x"}


def test_rules_answer_and_go_with_their_client(
    qtbot: QtBot, ask: Asker, target: FakeTarget, server: Server
) -> None:
    cloud = {"api": "request", "rule": r"a\.example", "success": {"data": {"n": 1}}}
    first = ask("Mock.addRule", rule=cloud, bypass=True)["id"]
    native = {"api": "request", "outcome": {"type": "fail", "errMsg": "request:fail mine"}}
    second = ask("Mock.addRule", rule=native, first=True, once=True, bypass=True)["id"]
    assert called(target, "request", **REQUEST).result["errMsg"] == "request:fail mine"
    assert called(target, "request", **REQUEST).result["data"] == {"n": 1}
    rows = {row["id"]: row["seen"] for row in ask("Mock.rules")["rules"]}
    assert rows == {second: 2, first: 1}
    other = Asker(qtbot, server)
    third = other("Mock.addRule", rule=native)["id"]
    other.caller.leave()
    qtbot.waitUntil(lambda: third not in {one.id for one in target.phone.rules.all})
    ask("Mock.removeRule", id=second)
    ask("Mock.removeRule", id="gone")
    assert [row["id"] for row in ask("Mock.rules")["rules"]] == [first]
    ask("Mock.clear")
    assert ask("Mock.rules") == {"rules": []}
    assert "outcome.type" in ask.refused(
        "Mock.addRule", rule={"api": "x", "outcome": {"type": "y"}}
    )


def test_queues_and_faults_are_laid_out(ask: Asker, target: FakeTarget) -> None:
    ask(
        "Mock.queue",
        api="wx.getClipboardData",
        outcomes=["cancel", {"type": "ok", "data": {"data": "q"}}],
    )
    assert called(target, "getClipboardData").outcome is Outcome.FAIL
    assert called(target, "getClipboardData").result["data"] == "q"
    ask("Mock.faults", faults=[{"api": "getClipboardData", "share": 1}], seed=3)
    assert called(target, "getClipboardData").outcome is Outcome.FAIL
    assert "should be one of" in ask.refused("Mock.queue", api="x", outcomes=["sing"])
    assert "faults[0].often is not known" in ask.refused("Mock.faults", faults=[{"often": 1}])
    assert "between 0 and 1" in ask.refused("Mock.faults", faults=[{"share": 2}])


@pytest.mark.parametrize("how", ["clear", "leave", "close"])
def test_a_recording_is_written_however_it_ends(
    qtbot: QtBot, target: FakeTarget, tmp_path: Path, how: str
) -> None:
    server = Server(Service(target))
    server.listen()
    ask, file = Asker(qtbot, server), tmp_path / "a.har"
    ask("Mock.har", file=str(file), update=True)
    if how == "clear":
        ask("Mock.clear")
    elif how == "leave":
        ask.caller.leave()
    if how == "close":
        server.service.close()
    qtbot.waitUntil(file.exists)
    assert not target.phone.wires.recording
    server.close()
    if how != "close":
        server.service.close()


def test_a_recording_is_written_and_played(ask: Asker, target: FakeTarget, tmp_path: Path) -> None:
    file = tmp_path / "a.har"
    ask("Mock.har", file=str(file), update=True)
    assert target.phone.wires.recording
    ask("Mock.har", file="")
    assert json.loads(file.read_text("utf-8"))["log"]["entries"] == []
    ask("Mock.har", file=str(file), strict=True)
    assert target.phone.wires.replay is not None
    assert target.phone.wires.replay.strict
    assert "none.har" in ask.refused("Mock.har", file=str(tmp_path / "none.har"))


def test_calls_and_lines_are_kept_and_told(ask: Asker, target: FakeTarget) -> None:
    ask("Minideck.subscribe", events=["Log.called", "Device.changed"])
    called(target, "getBatteryInfo")
    told = ask.caller.frame(lambda one: one.get("method") == "Log.called")["params"]
    assert (told["name"], told["outcome"]) == ("getBatteryInfo", "ok")
    ask("Device.setState", values={"battery.level": 3})
    changed = ask.caller.frame(lambda one: one.get("method") == "Device.changed")["params"]
    assert changed == {"path": "battery.level", "value": 3}
    called(target, "getClipboardData")
    names = [row["name"] for row in ask("Log.calls")["calls"]]
    assert names == ["getBatteryInfo", "getClipboardData"]
    assert [row["name"] for row in ask("Log.calls", name="getClipboardData")["calls"]] == names[1:]
    assert len(ask("Log.calls", since=told["number"])["calls"]) == 1
    player = target.player
    player.console.emit(ConsoleRecord("info", "x", "wxapp://a/1/runtime/logic.js", 1))
    player.console.emit(ConsoleRecord("warning", "engine", "wxapp://a/1/pages/a.js", 4))
    player.reported.emit(Report("console", "hi", file="a.js", line=2, level="log"))
    player.reported.emit(Report("script", "boom", file="a.js", line=3))
    lines = ask("Log.console")["entries"]
    assert [(one["type"], one["text"]) for one in lines] == [
        ("warn", "engine"),
        ("log", "hi"),
        ("error", "boom"),
    ]
    assert ask("Log.console", since=lines[1]["number"])["entries"] == lines[2:]
    assert "there is no event X" in ask.refused("Minideck.subscribe", events=["X"])


def test_an_app_that_is_entered_anew_or_terminated_is_no_failure(
    qtbot: QtBot, ask: Asker, target: FakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = target.player
    monkeypatch.setattr(target, "restart", lambda _: (player.start_again(), player.launch()))
    entering = ask.send("Device.apply", channel="app", values={"do": "enter", "path": "pages/a/a"})
    for _ in range(2):
        qtbot.waitUntil(lambda: bool(player.heard))
        player.rest()
    assert ask.caller.answer(entering)["result"] == {}
    assert ask("Device.apply", channel="app", values={"do": "terminate"}) == {}
    assert not player.running


def test_an_app_is_idle_when_two_looks_are_the_same(
    qtbot: QtBot, ask: Asker, target: FakeTarget
) -> None:
    player = target.player
    number = ask.send("App.waitIdle", timeout=60)
    for facts in ({"open": 1}, {"due": 50}, {"told": 1}, {"told": 2}, {"told": 2}):
        qtbot.waitUntil(lambda: bool(player.heard))
        player.rest(**facts)
    assert ask.caller.answer(number)["result"] == {"idle": True}


def test_a_start_that_never_comes_is_a_failure(
    ask: Asker, target: FakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "START_S", 0.01)
    target.player.state = AppState(stack=("pages/a/a",), ready="")
    other = next(one for one in devices() if one != target.handset.preset.id)
    for method, params in (
        ("App.restart", {}),
        ("Minideck.reset", {}),
        ("Device.use", {"id": other}),
    ):
        told = ask.refused(method, **params)
        assert told == "the app has not started within 0.01 s: its page is not ready."


def test_an_app_that_never_rests_is_told_why(ask: Asker, target: FakeTarget) -> None:
    target.player.state = AppState(stack=("pages/a/a",), ready="")
    told = ask.refused("App.waitIdle", timeout=0.01)
    assert told == "the app did not come to rest within 0.01 s: its page is not ready."
    assert ask("App.waitIdle", timeout=0.01, lenient=True) == {"idle": False}


def test_a_change_is_news_once(qtbot: QtBot, ask: Asker, target: FakeTarget) -> None:
    player = target.player
    first = ask.send("App.waitChange")
    qtbot.waitUntil(lambda: bool(player.heard))
    player.rest(told=7)
    assert ask.caller.answer(first)["result"] == {"now": 7}
    # nobody answers any more: a moment later it is over all the same
    assert ask("App.waitChange", since=7) == {"now": 7}


def test_time_can_be_set_stand_and_go_on(ask: Asker, target: FakeTarget) -> None:
    target.clock.virtual.resume()
    ask("Clock.set", now=5_000)
    assert ask("Clock.get") == {"now": 5_000, "paused": False, "kept": True}
    ask("Clock.pause")
    target.driver.advance(1000)
    assert ask("Clock.get")["now"] == 5_000
    ask("Clock.resume")
    target.driver.advance(1000)
    assert ask("Clock.get")["now"] == 6_000
    assert target.player.times == [(5_000, 1.0), (5_000, 0.0), (5_000, 1.0)]
    assert "not between 0 and" in ask.refused("Clock.fastForward", ms=-1)


def test_a_phone_taken_afresh_forgets(ask: Asker, target: FakeTarget) -> None:
    target.clock.virtual.resume()
    ask("Mock.addRule", rule={"api": "request", "outcome": {"type": "ok"}})
    ask("Clock.pause")
    called(target, "getBatteryInfo")
    reset = ask.send("Minideck.reset", path="/pages/b/b", query={"x": 1}, theme="dark")
    restarted = ask.caller.answer(ask.send("Clock.get"))["result"]
    assert (restarted["kept"], restarted["paused"]) == (False, False)
    assert target.done[0] == ("reset", None)
    name, launch = target.done[1]  # type: ignore[misc]
    assert (name, launch.path, dict(launch.query)) == ("restart", "pages/b/b", {"x": "1"})
    assert target.phone.device.system.theme == "dark"
    assert ask("Log.calls") == {"calls": []}
    assert all(one.get("id") != reset for one in ask.caller.frames)
    assert "theme is 'pink'" in ask.refused("Minideck.reset", theme="pink")
    assert "no device 'x'" in ask.refused("Minideck.reset", device="x")


def test_what_needs_a_project_or_an_app_says_so(ask: Asker, target: FakeTarget) -> None:
    assert ask.refused("Scenario.play", document={}) == "scenarios need an open project."
    assert "nothing is recorded" in ask.refused("Scenario.stop")
    assert "/nowhere" in ask.refused("Project.files")
    target.use_player(None)
    for method, params in (
        ("App.restart", {}),
        ("Input.do", {"tap": "x"}),
    ):
        assert "not compiled" in ask.refused(method, **params)
    assert "not running" in ask.refused("Clock.fastForward", ms=1)


def test_a_snapshot_is_told(ask: Asker, target: FakeTarget) -> None:
    state = ask("Snapshot.save")["state"]
    assert state["device"]["battery"]["level"] == target.phone.device.battery.level


def test_relative_paths_begin_at_the_project(
    ask: Asker, target: FakeTarget, tmp_path: Path
) -> None:
    target.project = replace(target.project, root=tmp_path)
    (tmp_path / "mock").mkdir()
    (tmp_path / "bad.yaml").write_text("name: x", "utf-8")
    track = {"type": "LineString", "coordinates": [[1, 2], [1.1, 2]]}
    (tmp_path / "track.geojson").write_text(json.dumps(track), "utf-8")
    ask("Mock.har", file="mock/a.har", update=True)
    ask("Mock.har", file="mock/a.har")
    assert (tmp_path / "mock" / "a.har").exists()
    assert target.phone.wires.replay is not None
    assert ask("Device.route", do="play", file="track.geojson")["durationMs"] > 0
    ask("Device.route", do="stop")
    told = ask.refused("Device.addPeripheral", file="bad.yaml")
    assert "bad.yaml" in told
    assert "No such file" not in told


def test_a_recording_is_written_before_the_phone_is_another(
    ask: Asker, target: FakeTarget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Phone(ManualClock()).snapshot()
    monkeypatch.setattr(target, "reset", lambda state=None: target.phone.restore(fresh))
    file = tmp_path / "a.har"
    ask("Mock.har", file=str(file), update=True)
    ask.send("Minideck.reset")
    ask("Minideck.getInfo")
    assert json.loads(file.read_text("utf-8"))["log"]["entries"] == []
    assert not target.phone.wires.recording


class FakeStage(QObject):
    """Records as long as nobody ends it."""

    ended = Signal(bool)
    changed = Signal()
    recorded = Signal(object, float)

    def __init__(self, *_: object) -> None:
        super().__init__()
        self.phase = Phase.IDLE

    def record(self, _title: str) -> bool:
        self.phase = Phase.RECORDING
        return True

    def close(self) -> None:
        self.phase = Phase.IDLE


def test_a_scenario_is_recorded_as_long_as_somebody_wants_it(
    qtbot: QtBot, server: Server, target: FakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = FakeStage()
    monkeypatch.setattr(scenarios, "SessionTarget", FakeTarget)
    monkeypatch.setattr(scenarios, "Stage", lambda *_: stage)
    monkeypatch.setattr(target, "session", None, raising=False)
    target.clock.virtual.resume()
    one, other = Asker(qtbot, server), Asker(qtbot, server)
    one.send("Scenario.record")
    qtbot.waitUntil(lambda: stage.phase is Phase.RECORDING)
    assert "recorded already" in other.refused("Scenario.record")
    other.caller.leave()
    qtbot.waitUntil(lambda: server.clients == 1)
    assert stage.phase is Phase.RECORDING
    one.caller.leave()
    qtbot.waitUntil(lambda: stage.phase is Phase.IDLE)
