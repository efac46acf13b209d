"""A recording is written as YAML that reads as what was recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apimock.clock import ManualClock
from apimock.phone import Phone
from apimock.scenario.document import parse
from apimock.scenario.reading import load
from apimock.scenario.recorder import Recorder
from ide.scenario.files import (
    file_of,
    free_name,
    is_name,
    recording_text,
    scenarios_among,
    write_recording,
)

SAID = 'line\u2028two, "quoted": 付款 \x7f 😀 \ufeff #no\ttab'


def document() -> dict[str, Any]:
    clock = ManualClock(1_767_225_600_123.0)
    phone = Phone(clock)
    recorder = Recorder(phone, device="iphone-15", tick=40)
    phone.device.network.type = "none"
    clock.advance(40)
    recorder.touched({"input": ".name", "value": SAID, "at": [1.5, 2]})
    return recorder.stop()


def test_a_written_recording_is_read_as_it_was(tmp_path: Path) -> None:
    told = document()
    assert write_recording(tmp_path, "first ride", told) == "mock/first ride.scenario.yaml"
    scenario = load(tmp_path / "mock/first ride.scenario.yaml")
    assert scenario.name() == "first ride"
    assert (scenario.device, scenario.start) == ("iphone-15", told["start"])
    assert (scenario.clock.start, scenario.clock.tick) == (1_767_225_600_123.0, 40)
    keys = {track.channel.name: track.keys for track in scenario.tracks}
    assert keys["network"][0].values == {"networkType": "none"}
    (typed,) = keys["ui"]
    assert typed.values == {"input": ".name", "value": SAID, "at": [1.5, 2], "nth": 0}
    assert typed.time == 40


def test_a_key_stands_on_one_line_and_calls_stand_last() -> None:
    tracks = [
        {"channel": "log", "keys": [{"t": 0, "row": 1, "name": "login"}]},
        {"channel": "ui", "keys": [{"t": 5, "tap": "#pay"}]},
    ]
    text = recording_text({"version": 1, "start": "a.phone.json", "tracks": tracks}, "a")
    assert text.splitlines() == [
        "version: 1",
        'start: "a.phone.json"',
        'title: {en: "a"}',
        "tracks:",
        '  - channel: "ui"',
        "    keys:",
        '      - {t: 5, tap: "#pay"}',
        '  - channel: "log"',
        "    keys:",
        '      - {t: 0, row: 1, name: "login"}',
    ]
    assert parse(text.encode(), "a").value["tracks"][0]["channel"] == "ui"


def test_no_recording_takes_the_name_of_another(tmp_path: Path) -> None:
    assert free_name(tmp_path, "recording") == "recording"
    for name in ("recording", "recording-2"):
        file = tmp_path / file_of(name)
        file.parent.mkdir(exist_ok=True)
        file.write_text("version: 1\n", "utf-8")
    assert free_name(tmp_path, "recording") == "recording-3"


@pytest.mark.parametrize("name", ["", "a/b", "..", "a ", "what?", "x" * 81, "a\\b", "a:b", "\n"])
def test_some_names_no_file_can_have(name: str) -> None:
    assert not is_name(name)


def test_scenarios_are_known_by_their_endings() -> None:
    paths = ["b.scenario.yml", "mock/a.scenario.yaml", "mock/a.phone.json", "c.scenario.json"]
    assert scenarios_among(paths) == ["b.scenario.yml", "c.scenario.json", "mock/a.scenario.yaml"]
    assert is_name("Fahrt durch den Tunnel – 2")
