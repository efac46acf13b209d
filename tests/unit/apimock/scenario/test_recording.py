"""A recorded scenario replays to the same log, three times, whatever was done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apimock import incidents
from apimock.calls import Call
from apimock.faults import Fault
from apimock.permissions import HEADLESS, INTERACTIVE, Policy
from apimock.phone import Phone
from apimock.rules import Rule, Scripted
from apimock.scenario.document import parse
from apimock.scenario.model import Scenario
from apimock.scenario.player import ScenarioPlayer, play_through
from apimock.scenario.reading import read
from apimock.scenario.recorder import Recorder
from apimock.scenario.transcript import Line, Transcript, difference, recorded
from apimock.scenario.virtual_clock import VirtualClock

BEGIN = 1_777_593_600_000.0


class Hand:
    """A person with a phone: changes, calls and answers on a clock moved by hand."""

    def __init__(self, policy: Policy = INTERACTIVE) -> None:
        self.clock = VirtualClock(BEGIN)
        self.phone = Phone(self.clock, policy=policy)
        self._id = 0

    def call(self, name: str, params: dict[str, Any] | None = None, *, sync: bool = False) -> None:
        self._id += 1
        call = Call(name, params or {}, sync, "pages/a", 0, True, self._id)
        self.phone.call(call, lambda reply: None)

    def answer(self, pick: int) -> None:
        questions = self.phone.asking.open
        if questions:
            question = questions[pick % len(questions)]
            choice = question.choices[pick % len(question.choices)]
            self.phone.asking.answer(question.id, choice.id)


def scenario_of(document: dict[str, Any]) -> Scenario:
    """The document after a way through a file."""
    file = Path("recorded.scenario.json")
    return read(parse(json.dumps(document).encode(), str(file)), file)


def replayed(scenario: Scenario, policy: Policy = INTERACTIVE) -> list[Line]:
    clock = VirtualClock(0)
    phone = Phone(clock, policy=policy)
    player = ScenarioPlayer(phone, scenario, clock, calls=True)
    player.prepare()
    transcript = Transcript(phone)
    player.prepare()
    play_through(player, clock)
    return transcript.lines


def assert_same_three_times(document: dict[str, Any]) -> list[Line]:
    scenario = scenario_of(document)
    wanted = recorded(scenario)
    assert wanted is not None
    for _ in range(3):
        assert difference(wanted, replayed(scenario)) == ""
    return wanted


def test_a_recording_replays_to_the_same_log_three_times() -> None:
    hand = Hand()
    phone = hand.phone
    phone.random.seed(7)
    phone.latency_range = (20.0, 80.0)
    phone.faults.replace([Fault("getNetworkType", 0.5)], 11)
    phone.rules.replace([Rule("slow", "getBatteryInfo", Scripted(delay=(100.0, 400.0)))])
    phone.queues.set("requestPayment", [Scripted("cancel"), Scripted()])
    recorder = Recorder(phone, title="Ride")
    phone.device.network.type = "4g"
    hand.call("getNetworkType")
    hand.clock.run_for(30)
    hand.call("getLocation", {"type": "gcj02"})
    hand.answer(0)
    hand.clock.run_for(200)
    for _ in range(4):
        hand.call("getNetworkType")
        hand.call("getBatteryInfo")
        hand.call("login")
        hand.clock.run_for(500)
    phone.device.location.latitude = 31.0
    hand.call("getLocation")
    hand.call("setStorage", {"key": "a", "data": {"b": [1, 2]}})
    hand.call("getStorageSync", {"key": "a"}, sync=True)
    hand.clock.run_for(1000)
    lines = assert_same_three_times(recorder.stop())
    names = [line["name"] for line in lines if "name" in line]
    assert names.count("getNetworkType") == 5
    answers = [line for line in lines if "outcome" in line]
    assert {line["outcome"] for line in answers} == {"ok", "fail"}, "chance made some fail"
    assert len(answers) == len(names)


def test_what_a_call_changes_is_recorded_as_the_call_alone() -> None:
    hand = Hand()
    recorder = Recorder(hand.phone)
    hand.call("setClipboardData", {"data": "x"})
    hand.call("setStorageSync", {"key": "a", "data": 1}, sync=True)
    hand.phone.device.clipboard.text = "from outside"
    tracks = {track["channel"]: track["keys"] for track in recorder.stop()["tracks"]}
    assert set(tracks) == {"log", "reply", "clipboard", "person"}
    assert [key["text"] for key in tracks["clipboard"]] == ["from outside"]


def test_changes_go_to_the_channel_that_says_the_same() -> None:
    hand = Hand()
    recorder = Recorder(hand.phone)
    device = hand.phone.device
    device.battery.level = 12
    hand.clock.run_for(5)
    device.network.type = "2g"
    device.location.fix_time = 50.0
    device.motion.acceleration = (0.0, 1.0, 0.0)
    tracks = {track["channel"]: track["keys"] for track in recorder.stop()["tracks"]}
    assert tracks == {
        "battery": [{"t": 0, "order": 1, "level": 12}],
        "network": [{"t": 5, "order": 2, "networkType": "2g"}],
        "state": [
            {"t": 5, "order": 3, "set": {"location.fix_time": 50.0}},
            {"t": 5, "order": 4, "set": {"motion.acceleration": [0.0, 1.0, 0.0]}},
        ],
        "log": [],
        "person": [],
    }


def test_touches_and_incidents_are_keys_of_their_own() -> None:
    hand = Hand()
    recorder = Recorder(hand.phone, device="iphone-x")
    recorder.touched({"tap": "#unlock"})
    incidents.capture_screen(hand.phone)
    incidents.memory_warning(hand.phone, 10)
    incidents.keyboard(hand.phone, 300)
    document = recorder.stop()
    assert document["device"] == "iphone-x"
    channels = [track["channel"] for track in document["tracks"]]
    assert channels == ["ui", "capture", "memory", "keyboard", "log", "person"]
    assert [len(track["keys"]) for track in document["tracks"]] == [1, 1, 1, 1, 0, 0]
    assert scenario_of(document).tracks[0].keys[0].values["tap"] == "#unlock"


_CALLS = st.sampled_from(
    [
        ("getNetworkType", {}, False),
        ("getLocation", {}, False),
        ("login", {}, False),
        ("getBatteryInfo", {}, False),
        ("chooseLocation", {}, False),
        ("requestPayment", {"package": "prepay_id=1"}, False),
        ("setStorageSync", {"key": "k", "data": 1}, True),
        ("getStorageInfoSync", {}, True),
        ("setClipboardData", {"data": "words"}, False),
        ("getClipboardData", {}, False),
        ("request", {"url": "https://example.com"}, False),
        ("noSuchApi", {}, False),
    ]
)
_CHANGES = st.sampled_from(
    [
        ("network", "type", "none"),
        ("network", "type", "5g"),
        ("battery", "level", 3),
        ("location", "latitude", 1.5),
        ("location", "failure", "network"),
        ("permissions", "scopes", {"scope.userLocation": "denied"}),
        ("user", "persona", "ben"),
        ("switches", "location", False),
        ("clipboard", "text", "seen"),
        ("apps", "foreground", False),
        ("apps", "foreground", True),
    ]
)
_MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("call"), _CALLS),
        st.tuples(st.just("change"), _CHANGES),
        st.tuples(st.just("run"), st.integers(1, 3000)),
        st.tuples(st.just("answer"), st.integers(0, 3)),
    ),
    max_size=25,
)


def do(hand: Hand, moves: list[tuple[str, Any]]) -> None:
    for verb, what in moves:
        if verb == "call":
            name, params, sync = what
            hand.call(name, params, sync=sync)
        elif verb == "change":
            section, field, value = what
            setattr(hand.phone.device.sections()[section], field, value)
        elif verb == "run":
            hand.clock.run_for(what)
        else:
            hand.answer(what)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_MOVES, st.integers(0, 99), st.sampled_from([0.0, 35.5]))
@example([("call", ("getLocation", {}, False))] * 2 + [("answer", 1), ("answer", 0)], 0, 0.0)
def test_whatever_is_done_replays_to_the_same_log(
    moves: list[tuple[str, Any]], seed: int, latency: float
) -> None:
    hand = Hand()
    hand.phone.random.seed(seed)
    hand.phone.latency_range = (0.0, latency)
    hand.phone.faults.replace([Fault("get*", 0.3)], seed)
    recorder = Recorder(hand.phone)
    do(hand, moves)
    assert_same_three_times(recorder.stop())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_MOVES, _MOVES, st.integers(0, 99))
@example(
    [("change", ("apps", "foreground", False))],
    [("call", ("request", {"url": "https://example.com"}, False))],
    0,
)
def test_a_restored_phone_goes_on_as_the_one_it_was_taken_from(
    before: list[tuple[str, Any]], after: list[tuple[str, Any]], seed: int
) -> None:
    hand = Hand()
    hand.phone.random.seed(seed)
    hand.phone.faults.replace([Fault("*", 0.2)], seed)
    rule = Rule("second", "login", Scripted("fail"), nth=("*/2",))
    hand.phone.rules.replace([rule])
    hand.phone.queues.set("getNetworkType", [Scripted("cancel")] * 3)
    do(hand, before)
    hand.phone.restart()
    hand.clock.run_for(60_000)
    document = json.loads(json.dumps(hand.phone.snapshot()))
    other = Hand()
    other.phone.restore(document)
    assert other.phone.snapshot() == document
    logs = []
    for each in (hand, other):
        each._id = 0
        transcript = Transcript(each.phone)
        do(each, after)
        each.clock.run_for(60_000)
        logs.append(transcript.lines)
    assert difference(*logs) == ""


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_makes_the_same_faults(seed: int) -> None:
    outcomes = []
    for _ in range(2):
        hand = Hand()
        hand.phone.faults.replace([Fault("getNetworkType", 0.4)], seed)
        transcript = Transcript(hand.phone)
        for _ in range(40):
            hand.call("getNetworkType")
        outcomes.append([line["outcome"] for line in transcript.lines if "outcome" in line])
    assert outcomes[0] == outcomes[1]
    assert {"ok", "fail"} == set(outcomes[0])


def test_the_order_within_a_moment_makes_no_difference() -> None:
    scrolled = {"row": 1, "outcome": "ok", "stage": "runtime", "result": {}, "value": None}
    given = {**scrolled, "row": 2, "value": 7}
    calls = [{"t": 5.0, "row": row, "name": name} for row, name in ((1, "pageScrollTo"), (2, "x"))]
    slow = [calls[0], calls[1], {"t": 5.0, **given}, {"t": 5.0, **scrolled}]
    quick = [calls[0], {"t": 5.0, **scrolled}, calls[1], {"t": 5.0, **given}]
    assert difference(slow, quick) == ""
    turned = [{**line, "row": 3 - int(str(line["row"]))} for line in quick]
    assert difference(slow, turned) == ""
    late = [*slow[:3], {"t": 6.0, **scrolled}]
    assert difference(slow, late) == "0.005 s, pageScrollTo answers: t 6.0 instead of 5.0"
    other = [*slow[:2], {"t": 5.0, **given, "value": 8}, slow[3]]
    assert difference(slow, other) == "0.005 s, x answers: value 8 instead of 7"
    assert difference(slow, slow[:3]) == "0.005 s, pageScrollTo answers: is missing"
    assert difference(slow[:3], slow) == "0.005 s, pageScrollTo answers: was not recorded"


def test_objects_are_compared_by_their_kind() -> None:
    def lines(number: int, kind: str) -> list[Line]:
        told = {"outcome": "ok", "stage": "canned", "result": {}}
        value = {"$object": number, "type": kind}
        return [{"t": 1.0, "row": 1, "name": "make"}, {"t": 1.0, "row": 1, **told, "value": value}]

    assert difference(lines(3, "Audio"), lines(4, "Audio")) == ""
    told = "value {'type': 'Video'} instead of {'type': 'Audio'}"
    assert difference(lines(3, "Audio"), lines(3, "Video")) == f"0.001 s, make answers: {told}"


def test_what_the_logic_thread_knows_by_itself_is_not_compared() -> None:
    asked = {"t": 0.0, "row": 1, "name": "canIUse"}
    told = {"t": 0.0, "row": 1, "outcome": "ok", "stage": "worker", "result": {}, "value": True}
    stored = {"t": 0.0, "row": 2, "name": "setStorage"}
    assert difference([asked, told, stored], [{**stored, "row": 1}]) == ""
    assert difference([stored], [asked, told]) == "0 s, setStorage: is missing"


def test_a_phone_that_asks_nobody_is_recorded_as_one() -> None:
    hand = Hand(HEADLESS)
    channels = [track["channel"] for track in Recorder(hand.phone).stop()["tracks"]]
    assert channels == ["log"]
