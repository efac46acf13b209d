"""What is drawn of a scenario: lanes, items, how they came out."""

from __future__ import annotations

from pathlib import Path

from apimock.scenario.document import parse
from apimock.scenario.player import Finding
from apimock.scenario.reading import read
from apimock.scenario.steps import steps_of
from ide.scenario.timeline import (
    Kind,
    Results,
    clock_text,
    timeline_of,
    timeline_of_recording,
)

RIDE = """\
version: 1
tracks:
  - channel: log
    keys: [{t: 10, row: 1, name: getLocation}]
  - channel: reply
    keys: [{t: 20, row: 1, name: getLocation, outcome: ok, stage: family, result: {}}]
  - {channel: person, keys: []}
  - channel: location
    source: {file: way.csv, at: 1s}
  - {channel: battery, ramp: {from: 38, to: 12, overMs: 9s, at: 500}}
  - {channel: "api:requestPayment", queue: [{type: cancel}, {type: ok}]}
  - channel: ui
    keys: [{t: 4s, tap: "#pay", at: [3, 4]}, {t: 2s, input: .name, value: Ann}]
  - channel: expect
    keys:
      - {t: 5s, text: paid, within: 2s}
      - {t: 6s, name: it is paid, text: paid}
"""


def test_each_track_is_a_lane_and_calls_are_the_last(tmp_path: Path) -> None:
    scenario = read(parse(RIDE.encode(), "a"), _beside(tmp_path))
    timeline = timeline_of(scenario)
    assert [lane.name for lane in timeline.lanes] == [
        "location",
        "battery",
        "api:requestPayment",
        "ui",
        "expect",
        "log",
    ]
    assert timeline.duration == 9500
    found = [
        (item.kind, item.start, item.end, item.text, item.line)
        for lane in timeline.lanes
        for item in lane.items
    ]
    assert found == [
        (Kind.SPAN, 1000, 4000, "way.csv", 8),
        (Kind.SPAN, 500, 9500, "level 38 → 12", 10),
        (Kind.POINT, 0, 0, "cancel, ok", 11),
        (Kind.POINT, 2000, 2000, "input .name, value Ann", 13),
        (Kind.POINT, 4000, 4000, "tap #pay", 13),
        (Kind.EXPECT, 5000, 5000, "paid", 16),
        (Kind.EXPECT, 6000, 6000, "it is paid", 17),
        (Kind.CALL, 10, 10, "getLocation", 4),
    ]


def test_a_result_belongs_to_its_item_and_a_failure_stays(tmp_path: Path) -> None:
    scenario = read(parse(RIDE.encode(), "a"), _beside(tmp_path))
    timeline = timeline_of(scenario)
    first, second = (step for step in steps_of(scenario) if step.channel.does == "expect")
    results = Results()
    results.put(Finding(first, ok=False, message="no"))
    results.put(Finding(first, ok=True))
    results.put(Finding(second, ok=True))
    one, two = timeline.lanes[4].items
    told = results.of(one)
    assert told is not None
    assert (told.ok, told.message) == (False, "no")
    assert results.of(two) == Finding(second, ok=True)
    assert (results.good, results.bad) == (1, 1)
    results.clear()
    assert results.of(one) is None


def test_a_recording_is_drawn_while_it_grows() -> None:
    tracks = [
        {"channel": "log", "keys": [{"t": 5, "order": 1, "row": 1, "name": "login"}]},
        {"channel": "reply", "keys": [{"t": 9, "order": 2, "row": 1}]},
        {"channel": "ui", "keys": [{"t": 7, "order": 3, "tap": "#pay", "at": [1, 2]}]},
        {"channel": "person", "keys": []},
    ]
    timeline = timeline_of_recording(tracks, 2000)
    assert [lane.name for lane in timeline.lanes] == ["ui", "log"]
    assert [item.text for item in timeline.items] == ["login", "tap #pay"]
    assert timeline.duration == 2000


def test_times_read_as_minutes_and_seconds() -> None:
    assert [clock_text(ms) for ms in (0, 64_240, 59_999)] == ["0:00.0", "1:04.2", "1:00.0"]
    assert clock_text(3_605_000, fine=False) == "60:05"


def _beside(folder: Path) -> Path:
    (folder / "way.csv").write_text("time,latitude,longitude\n0,1,2\n3,2,3\n", "utf-8")
    return folder / "a.scenario.yaml"
