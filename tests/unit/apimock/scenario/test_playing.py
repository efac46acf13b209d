"""Playing: order, time, seeking, expectations, a person's answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apimock.calls import Call, Event, Reply
from apimock.clock import ManualClock
from apimock.permissions import INTERACTIVE
from apimock.phone import Phone
from apimock.scenario.document import parse
from apimock.scenario.host import Done, Sight
from apimock.scenario.model import Scenario
from apimock.scenario.player import ScenarioPlayer, play_through
from apimock.scenario.reading import read
from apimock.scenario.virtual_clock import VirtualClock
from apimock.state.device import SnapshotError

START = 1_777_593_600_000.0


def scenario(*tracks: Mapping[str, Any], **members: Any) -> Scenario:
    body = {"version": 1, "tracks": list(tracks), **members}
    return read(parse(json.dumps(body).encode(), "a.json"), Path("a.json"))


def keys(channel: str, *values: Mapping[str, Any]) -> dict[str, Any]:
    return {"channel": channel, "keys": list(values)}


class App:
    """An app that does what it is told when it is let."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []
        self.waiting: list[Done] = []
        self.shows = ""
        self.prompt = True

    def _take(self, what: str, values: Any, done: Done) -> None:
        self.told.append((what, values))
        if self.prompt:
            done("")
        else:
            self.waiting.append(done)

    def touch(self, values: Mapping[str, Any], done: Done) -> None:
        self._take("touch", values, done)

    def lead(self, channel: str, values: Mapping[str, Any], done: Done) -> None:
        self._take(channel, values, done)

    def look(self, sight: Sight, done: Done) -> None:
        found = sight.text is not None and sight.text in self.shows
        done("" if found else f"“{self.shows}” is shown, not “{sight.text}”")


class Desk:
    """A phone, its clock and a player."""

    def __init__(self, found: Scenario, app: App | None = None) -> None:
        self.clock = VirtualClock(0)
        self.phone = Phone(self.clock, policy=INTERACTIVE)
        self.events: list[Event] = []
        self.phone.listen(self.events.append)
        self.player = ScenarioPlayer(self.phone, found, self.clock, host=app)
        self.player.prepare()

    def play(self, milliseconds: float) -> None:
        if not self.player.playing:
            self.player.start()
        self.clock.run_for(milliseconds)


NETWORK = keys(
    "network",
    {"t": 0, "networkType": "4g"},
    {"t": 100, "networkType": "none"},
    {"t": 200, "networkType": "2g", "weakNet": True},
)


def test_state_follows_the_keys_at_their_times() -> None:
    desk = Desk(scenario(NETWORK, clock={"start": "2026-05-01T00:00:00Z"}))
    assert desk.clock.now() == START
    network = desk.phone.device.network
    seen = []
    for _ in range(4):
        desk.play(50)
        seen.append((network.type, network.weak))
    desk.play(100)
    assert seen == [("4g", False), ("none", False), ("none", False), ("2g", True)]
    assert desk.player.ended
    types = [e.detail["networkType"] for e in desk.events if e.name == "onNetworkStatusChange"]
    assert types[-2:] == ["none", "2g"]


def test_values_of_axes_lists_and_permissions() -> None:
    desk = Desk(
        scenario(
            keys("accelerometer", {"t": 0, "x": 2}, {"t": 10, "z": 3}),
            keys("steps", {"t": 0, "today": 77}),
            keys("scan", {"t": 0, "result": "a"}, {"t": 5, "result": "b", "scanType": "EAN_13"}),
            keys("message", {"t": 5, "title": "Paid"}),
            keys("permission", {"t": 0, "scope": "scope.record", "state": "denied"}),
            keys("permission", {"t": 1, "system": "camera", "state": "denied"}),
            keys("permission", {"t": 2, "privacyAgreed": True}),
            keys("state", {"t": 2, "set": {"payment.merchant": "Bikes"}}),
            keys("theme", {"t": 2, "theme": "dark"}),
            keys("beacon", {"t": 2, "around": []}),
            keys("nfc", {"t": 2, "enabled": False}),
        )
    )
    desk.play(10)
    device = desk.phone.device
    assert device.motion.acceleration == (2, 0.0, 3)
    assert device.user.steps[-1] == 77
    assert [scan["result"] for scan in device.media.scans] == ["a", "b"]
    assert device.user.inbox[-1]["title"] == "Paid"
    assert device.permissions.scopes == {"scope.record": "denied"}
    assert device.permissions.system["camera"] == "denied"
    assert device.permissions.privacy_agreed
    assert device.payment.merchant == "Bikes"
    assert device.system.theme == "dark"
    assert (device.beacons.around, device.switches.nfc) == ([], False)


def test_queues_events_and_incidents() -> None:
    desk = Desk(
        scenario(
            {"channel": "api:login", "queue": [{"type": "fail"}, {"type": "ok"}], "end": "last"},
            keys("event:onKeyDown", {"t": 1, "detail": {"code": 1}}),
            keys("memory", {"t": 2, "level": 15}),
            keys("capture", {"t": 3}),
            keys("call", {"t": 4, "do": "ring"}, {"t": 5, "do": "end"}),
            keys("keyboard", {"t": 6, "height": 300}),
        )
    )
    desk.play(10)
    replies: list[Reply] = []
    for _ in range(3):
        desk.phone.call(Call("login"), replies.append)
    assert [str(reply.outcome) for reply in replies] == ["fail", "ok", "ok"]
    told = [(e.name, dict(e.detail)) for e in desk.events if e.name.startswith("on")]
    assert told == [
        ("onKeyDown", {"code": 1}),
        ("onMemoryWarning", {}),
        ("onUserCaptureScreen", {}),
        ("onAudioInterruptionBegin", {}),
        ("onAudioInterruptionEnd", {}),
        ("onKeyboardHeightChange", {"height": 300}),
    ]


def test_the_app_is_led_and_what_follows_waits_for_it() -> None:
    app = App()
    app.prompt = False
    desk = Desk(
        scenario(
            keys("app", {"t": 10, "do": "hide"}),
            keys("ui", {"t": 10, "tap": "#a"}),
            keys("battery", {"t": 20, "level": 5}),
        ),
        app,
    )
    desk.play(100)
    assert desk.player.busy
    assert [what for what, _ in app.told] == ["app"]
    assert not desk.phone.device.apps.foreground
    app.waiting.pop()("")
    desk.play(0)
    assert [what for what, _ in app.told] == ["app", "touch"]
    assert desk.phone.device.battery.level != 5
    app.waiting.pop()("there is no #a")
    desk.play(0)
    assert desk.phone.device.battery.level == 5
    (finding,) = desk.player.findings
    assert (finding.ok, finding.message) == (False, "there is no #a")


def test_expectations_of_calls_state_and_screen() -> None:
    app = App()
    desk = Desk(
        scenario(
            keys(
                "expect",
                {"t": 10, "called": "login"},
                {"t": 10, "called": "wx.request", "times": 1, "args": {"url": "/example/"}},
                {"t": 10, "called": "request", "times": 0, "outcome": "ok"},
                {"t": 10, "called": "login", "times": 2},
                {"t": 10, "state": {"battery": {"level": 80}, "network.type": "5g"}},
                {"t": 20, "text": "Paid", "within": "1s"},
            )
        ),
        app,
    )
    desk.player.start()
    desk.phone.call(Call("login"), lambda reply: None)
    desk.phone.call(Call("request", {"url": "https://example.com"}), lambda reply: None)
    desk.clock.run_for(500)
    assert desk.player.busy, "the last waits for its text"
    app.shows = "Paid 1.00"
    desk.clock.run_for(100)
    assert [finding.ok for finding in desk.player.findings] == [
        True,
        True,
        True,
        False,
        False,
        True,
    ]
    assert "login was called 1 times, not 2 times" in desk.player.findings[3].message
    assert "network.type is 'wifi', not '5g'" in desk.player.findings[4].message
    assert desk.player.ended


def test_an_expectation_gives_up_when_its_time_has_passed() -> None:
    desk = Desk(scenario(keys("expect", {"t": 0, "text": "x", "within": 200})), App())
    desk.play(150)
    assert desk.player.busy
    desk.play(200)
    (finding,) = desk.player.findings
    assert not finding.ok
    assert desk.player.ended


def test_a_phone_without_an_app_says_so() -> None:
    desk = Desk(scenario(keys("ui", {"t": 0, "tap": "a"}), keys("expect", {"t": 0, "text": "b"})))
    desk.play(10)
    assert all("there is no app" in finding.message for finding in desk.player.findings)
    assert len(desk.player.findings) == 2


def test_answers_wait_for_their_question() -> None:
    desk = Desk(
        scenario(
            keys(
                "person",
                {"t": 0, "answer": "denied", "kind": "permission", "api": "wx.getLocation"},
                {"t": 0, "answer": "sell", "api": "chooseLocation"},
                {"t": 0, "answer": "choose", "api": "chooseImage"},
            )
        )
    )
    desk.play(10)
    replies: list[Reply] = []
    desk.phone.call(Call("getLocation"), replies.append)
    assert "auth" in replies[0].result["errMsg"]
    desk.phone.device.permissions.set_scope("scope.userLocation", "allowed")
    desk.phone.call(Call("chooseLocation"), replies.append)
    messages = [(finding.ok, finding.message) for finding in desk.player.finish()]
    assert messages[0] == (True, "")
    assert "offers no choice “sell”" in messages[1][1]
    assert "it offers choose, cancel" in messages[1][1]
    assert messages[2] == (False, "nothing asked about chooseImage, so “choose” was kept")


def test_pause_speed_and_loop() -> None:
    driver = ManualClock(0)
    clock = VirtualClock(0, driver)
    phone = Phone(clock)
    player = ScenarioPlayer(phone, scenario(NETWORK, clock={"speed": 20}), clock)
    player.prepare()
    player.start()
    clock.resume()
    driver.advance(5)
    assert phone.device.network.type == "none"
    player.pause()
    driver.advance(1000)
    assert (phone.device.network.type, player.position) == ("none", 100)
    player.loop = True
    player.resume()
    driver.advance(5)
    assert phone.device.network.type == "2g"
    driver.advance(5)
    assert phone.device.network.type == "4g", "round it goes"
    player.stop()
    driver.advance(1000)
    assert phone.device.network.type == "4g"


def test_on_a_real_clock_the_scenario_itself_goes_faster() -> None:
    clock = ManualClock(0)
    phone = Phone(clock)
    player = ScenarioPlayer(phone, scenario(NETWORK, clock={"mode": "real", "speed": 4}), clock)
    player.prepare()
    player.start()
    clock.advance(25)
    assert phone.device.network.type == "none"
    clock.advance(25)
    assert phone.device.network.type == "2g"


def test_seeking_leaves_what_the_app_keeps_alone() -> None:
    desk = Desk(scenario(NETWORK))
    desk.play(250)
    desk.phone.call(Call("setStorageSync", {"key": "a", "data": 1}, True), lambda reply: None)
    desk.player.seek(120)
    assert desk.phone.device.network.type == "none"
    assert not desk.phone.device.network.weak
    assert "a" in next(iter(desk.phone.device.storage.spaces.values()))
    desk.play(100)
    assert desk.phone.device.network.type == "2g"


_VALUES = {
    "battery": st.fixed_dictionaries({"level": st.integers(0, 100)}),
    "network": st.fixed_dictionaries({"networkType": st.sampled_from(["wifi", "none", "2g"])}),
    "compass": st.fixed_dictionaries({"direction": st.integers(0, 360)}),
    "scan": st.fixed_dictionaries({"result": st.text(max_size=3)}),
    "permission": st.fixed_dictionaries(
        {"scope": st.just("scope.record"), "state": st.sampled_from(["allowed", "unasked"])}
    ),
}
_TRACKS = st.lists(
    st.sampled_from(sorted(_VALUES)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.lists(st.tuples(st.integers(0, 30), _VALUES[name]), min_size=1, max_size=5),
        )
    ),
    max_size=5,
)


def state(desk: Desk) -> dict[str, Any]:
    """The phone's state but for how fast it turns, which depends on how long ago it was turned."""
    found = desk.phone.device.to_json()
    found["motion"].pop("rotation")
    return found


@settings(max_examples=60, deadline=None)
@given(_TRACKS, st.integers(0, 35), st.integers(0, 35))
def test_seeking_gives_the_state_that_playing_gives(
    tracks: list[tuple[str, list[tuple[int, dict[str, Any]]]]], there: int, first: int
) -> None:
    found = scenario(
        *(keys(name, *({"t": t, **values} for t, values in body)) for name, body in tracks)
    )
    played, sought = Desk(found), Desk(found)
    played.play(there)
    sought.play(first)
    sought.player.seek(there)
    assert state(sought) == state(played)
    for desk in (played, sought):
        desk.play(60)
    assert state(sought) == state(played)


def test_a_start_that_does_not_fit_changes_nothing() -> None:
    snapshot = Phone(ManualClock()).snapshot()
    snapshot["device"]["battery"]["level"] = "full"
    found = scenario(NETWORK, start=snapshot)
    clock = VirtualClock(0)
    phone = Phone(clock)
    before = phone.snapshot()
    with pytest.raises(SnapshotError, match=r"battery\.level"):
        ScenarioPlayer(phone, found, clock).prepare()
    assert phone.snapshot()["device"] == before["device"]


def test_ten_minutes_of_track_at_twenty_times_lose_no_sample(tmp_path: Path) -> None:
    rows = "\n".join(f"{second},{31 + second / 1e5},{121.0}" for second in range(601))
    (tmp_path / "way.csv").write_text(f"time,latitude,longitude\n{rows}\n")
    body = {
        "version": 1,
        "clock": {"speed": 20},
        "tracks": [{"channel": "location", "source": {"file": "way.csv"}}],
    }
    file = tmp_path / "a.json"
    found = read(parse(json.dumps(body).encode(), str(file)), file)
    driver = ManualClock(0)
    clock = VirtualClock(0, driver)
    phone = Phone(clock)
    seen: list[float] = []
    phone.device.location.watch(lambda c: seen.append(c.new) if c.field == "latitude" else None)
    player = ScenarioPlayer(phone, found, clock)
    player.prepare()
    player.start()
    clock.resume()
    for _ in range(400):
        driver.advance(100)
    assert seen == [31 + second / 1e5 for second in range(601)]
    assert player.ended


def test_a_scenario_is_played_through_at_once() -> None:
    clock = VirtualClock(0)
    phone = Phone(clock)
    found = scenario(NETWORK, keys("expect", {"t": "1h", "state": {"network.type": "2g"}}))
    findings = play_through(ScenarioPlayer(phone, found, clock), clock)
    assert [finding.ok for finding in findings] == [True]
    assert findings[0].name.startswith("3600 s: expect")


@settings(max_examples=30, deadline=None)
@given(_TRACKS, st.integers(0, 35))
def test_a_scenario_goes_on_from_a_snapshot(
    tracks: list[tuple[str, list[tuple[int, dict[str, Any]]]]], there: int
) -> None:
    found = scenario(
        *(keys(name, *({"t": t, **values} for t, values in body)) for name, body in tracks)
    )
    first, other = Desk(found), Desk(found)
    first.play(there)
    document = json.loads(json.dumps(first.phone.snapshot()))
    assert document["scenario"]["position"] == first.player.position
    other.phone.restore(document)
    other.player.go_on(document["scenario"])
    for desk in (first, other):
        desk.clock.run_for(60)
        desk.player.stop()
    assert state(other) == state(first)
    assert "scenario" not in first.phone.snapshot()


def test_a_person_does_something_to_a_bluetooth_device() -> None:
    lock = "C8:0F:10:00:00:03"
    desk = Desk(
        scenario(
            keys(
                "peripheral",
                {"t": 0, "address": lock.lower(), "distance": 80},
                {"t": 10, "address": lock, "action": "close lock"},
                {"t": 20, "address": lock, "action": "open it"},
                {"t": 30, "address": "C8:0F:10:00:00:FF", "action": "close lock"},
            )
        )
    )
    desk.play(100)
    near = {one["address"]: one for one in desk.phone.device.bluetooth.peripherals}
    assert near[lock]["distance"] == 80
    assert [finding.message for finding in desk.player.findings] == [
        "Bike lock has no action “open it”, only close lock",
        "no Bluetooth device near the phone has the address C8:0F:10:00:00:FF",
    ]
