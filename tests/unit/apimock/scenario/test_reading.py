"""Scenario files: what can be written, and what a mistake is told as."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apimock.scenario.channels import channels
from apimock.scenario.document import LIMIT_BYTES
from apimock.scenario.errors import ScenarioError
from apimock.scenario.reading import load
from apimock.scenario.steps import steps_of
from apimock.state.device import Device

ROOT = Path(__file__).resolve().parents[4]
RIDE = """\
version: 1
title: {en: Bike ride, zh: 骑行}
seed: 42
clock: {mode: virtual, start: 2026-05-01T08:00:00+08:00, speed: 4}
device: iphone-x
persona: anna
tracks:
  - channel: location
    source: {file: tracks/way.csv, interpolateMs: 500, noiseM: 6}
  - channel: network
    keys:
      - {t: 0, networkType: 4g}
      - {t: 30s, networkType: none}
      - {t: 42s, networkType: 4g, weakNet: true}
  - {channel: battery, ramp: {from: 38, to: 12, overMs: 5min}}
  - channel: accelerometer
    source: {file: tracks/shake.csv, map: {t: ms, x: ax, y: ay, z: az}, unit: m/s2}
  - channel: api:requestPayment
    queue: [{type: cancel}, {type: ok}]
    end: last
  - channel: app
    keys: [{t: 60s, do: hide, reason: 1}, {t: 66s, do: show, scene: 1089}]
  - channel: ui
    keys: [{t: 5000, tap: "#unlock"}]
  - channel: expect
    keys:
      - {t: 70s, selector: .state, text: 已支付}
      - {t: 70s, called: requestPayment, times: 2}
"""


def write(folder: Path, text: str, name: str = "a.scenario.yaml") -> Path:
    (folder / "tracks").mkdir(exist_ok=True)
    (folder / "tracks/way.csv").write_text(
        "time,latitude,longitude\n0,31.0,121.0\n1,31.001,121.0\n2,31.002,121.001\n"
    )
    (folder / "tracks/shake.csv").write_text("ms,ax,ay,az\n100,9.80665,0,0\n140,0,-19.6133,0\n")
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_scenario_with_every_kind_of_track_is_read(tmp_path: Path) -> None:
    ride = load(write(tmp_path, RIDE))
    assert ride.name("zh") == "骑行"
    assert ride.clock.start == 1_777_593_600_000
    assert (ride.seed, ride.clock.speed, ride.device, ride.persona) == (42, 4, "iphone-x", "anna")
    steps = steps_of(ride)
    assert [step.time for step in steps] == sorted(step.time for step in steps)
    by = {name: [s for s in steps if s.channel.name == name] for name in ("battery", "location")}
    assert by["battery"][0].values == {"level": 38}
    assert by["battery"][-1].values == {"level": 12}
    assert len(by["battery"]) == 27, "a level is told once"
    assert [step.time for step in by["location"]] == [0, 500, 1000, 1500, 2000]
    shakes = [step for step in steps if step.channel.name == "accelerometer"]
    assert [(s.time, s.values["x"], s.values["y"]) for s in shakes] == [(0, 1, 0), (40, 0, -2)]
    assert steps_of(load(write(tmp_path, RIDE))) == steps, "noise comes from the seed"
    assert steps_of(load(write(tmp_path, RIDE.replace("42", "43")))) != steps


def test_json_says_the_same_as_yaml(tmp_path: Path) -> None:
    body = {
        "$schema": "scenario-1.json",
        "version": 1,
        "tracks": [{"channel": "network", "keys": [{"t": 0, "networkType": "none"}]}],
    }
    plain = load(write(tmp_path, json.dumps(body), "a.json"))
    tabbed = load(write(tmp_path, json.dumps(body, indent="\t"), "b.json"))
    yaml = load(
        write(
            tmp_path,
            "version: 1\ntracks:\n- channel: network\n  keys:\n  - {t: 0, networkType: none}\n",
        )
    )
    assert steps_of(plain)[0].values == steps_of(tabbed)[0].values == steps_of(yaml)[0].values
    assert tabbed.tracks[0].keys[0].line == 7
    assert yaml.tracks[0].keys[0].line == 5


HEAD = "version: 1\ntracks:\n"
MISTAKES = [
    ("", 1, "", "is empty"),
    ("tracks: []\n", 1, "", "“version” is missing"),
    ("version: 2\ntracks: []\n", 1, "version", "does not know"),
    ("version: 1\n", 1, "", "“tracks” is missing"),
    ("version: 1\ntrakcs: []\n", 2, "trakcs", "did you mean “tracks”?"),
    ("version: 1\nversion: 1\n", 2, "version", "written twice"),
    ("version: 1\ntracks:\n\t- 1\n", 3, "", "is no YAML"),
    ("version: 1\na: &x [1]\nb: *x\n", 2, "", "an alias"),
    ("version: 1\ntitle: !!python/name:os.system a\ntracks: []\n", 2, "", "is not taken"),
    ("version: 1\nseed: a\ntracks: []\n", 2, "seed", "whole number"),
    ("version: 1\nclock: {speed: 30}\ntracks: []\n", 2, "clock.speed", "at most 20"),
    ("version: 1\nclock: {start: now}\ntracks: []\n", 2, "clock.start", "ISO 8601"),
    ("version: 1\nclock: {mode: fast}\ntracks: []\n", 2, "clock.mode", "one of virtual, real"),
    (HEAD + "- channel: netwrok\n  keys: []\n", 3, "tracks[0].channel", "“network”?"),
    (HEAD + "- channel: network\n", 3, "tracks[0]", "says nothing"),
    (HEAD + "- channel: 'api:'\n  queue: []\n", 3, "tracks[0].channel", "behind the colon"),
    (HEAD + "- channel: network\n  queue: []\n", 3, "tracks[0]", "takes no queue"),
    (
        HEAD + "- channel: network\n  keys:\n  - {networkType: none}\n",
        5,
        "tracks[0].keys[0]",
        "“t” is missing",
    ),
    (
        HEAD + "- channel: network\n  keys:\n  - {t: soon, networkType: none}\n",
        5,
        "tracks[0].keys[0].t",
        "“30s”",
    ),
    (
        HEAD + "- channel: network\n  keys:\n  - t: -1\n    networkType: none\n",
        5,
        "tracks[0].keys[0].t",
        "at least 0",
    ),
    (
        HEAD + "- channel: network\n  keys:\n  - t: 1\n    networkType: 6g\n",
        6,
        "tracks[0].keys[0].networkType",
        "one of wifi, 2g",
    ),
    (
        HEAD + "- channel: location\n  keys:\n  - {t: 1, latitude: 91}\n",
        5,
        "tracks[0].keys[0].latitude",
        "at most 90",
    ),
    (
        HEAD + "- channel: battery\n  ramp: {from: 0, to: 200, overMs: 10}\n",
        4,
        "tracks[0].ramp.to",
        "at most 100",
    ),
    (
        HEAD + "- channel: network\n  ramp: {from: 0, to: 1, overMs: 10}\n",
        4,
        "tracks[0].ramp",
        "name one of signalStrength",
    ),
    (
        HEAD + "- channel: ui\n  keys:\n  - {t: 1, tap: a, back: true}\n",
        5,
        "tracks[0].keys[0]",
        "exactly one thing",
    ),
    (
        HEAD + "- channel: ui\n  keys:\n  - {t: 1, input: a}\n",
        5,
        "tracks[0].keys[0]",
        "the text to type",
    ),
    (
        HEAD + "- channel: expect\n  keys:\n  - {t: 1, times: 2}\n",
        5,
        "tracks[0].keys[0]",
        "expects nothing",
    ),
    (
        HEAD + "- channel: permission\n  keys:\n  - {t: 1, scope: scope.record}\n",
        5,
        "tracks[0].keys[0]",
        "“state” is missing",
    ),
    (
        HEAD + "- channel: state\n  keys:\n  - {t: 1, set: {battery.volts: 2}}\n",
        5,
        "tracks[0].keys[0]",
        "“battery.volts” is no field",
    ),
    (
        HEAD + "- channel: location\n  source: {file: /tmp/a.gpx}\n",
        4,
        "tracks[0].source.file",
        "relative to the scenario",
    ),
    (
        HEAD + "- channel: location\n  source: {file: none.gpx}\n",
        0,
        "",
        "cannot be read",
    ),
    (
        HEAD + "- channel: location\n  source: {file: tracks/shake.csv}\n",
        4,
        "tracks[0].source.file",
        "latitude",
    ),
    (
        HEAD + "- channel: location\n  source: {file: tracks/way.csv, loop: true}\n",
        4,
        "tracks[0].source",
        "needs “untilMs”",
    ),
    (
        HEAD + "- channel: api:login\n  queue: [{type: maybe}]\n",
        4,
        "tracks[0].queue[0].type",
        "should be one of ok",
    ),
    ("version: 1\nstart: {format: other}\ntracks: []\n", 2, "start", "no snapshot of a phone"),
    ('{"version": 1,\n "tracks": [}', 2, "", "is no JSON at column"),
    ('{"version": 1,\n "seed": 1,\n "seed": 2, "tracks": []}', 3, "seed", "written twice"),
    ('{"version": 1,\n "seed": NaN}', 0, "", "NaN is no number"),
    ("[" * 100_000, 0, "", "nested too deep"),
    ('{"a":' * 100_000, 0, "", "nested too deep"),
]


@pytest.mark.parametrize(("text", "line", "field", "said"), MISTAKES)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, text: str, line: int, field: str, said: str
) -> None:
    file = write(tmp_path, text)
    with pytest.raises(ScenarioError) as error:
        load(file)
    assert said in str(error.value)
    assert (error.value.line, error.value.field) == (line, field)
    assert Path(error.value.file).parent == tmp_path


def test_a_file_that_is_too_large_or_no_text_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with pytest.raises(ScenarioError, match="has 100 MB, at most 16 are read"):
        load(huge)
    assert LIMIT_BYTES < 100 * 1024 * 1024
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"version: 1\n\xff\xfe")
    with pytest.raises(ScenarioError, match=r"binary\.yaml:2: is no text in UTF-8"):
        load(binary)
    with pytest.raises(ScenarioError, match="cannot be read"):
        load(tmp_path)


def test_the_table_of_channels_fits_the_state() -> None:
    sections = Device().sections()
    for channel in channels().values():
        if channel.field:
            section, _, name = channel.field.partition(".")
            assert isinstance(getattr(sections[section], name), list)
        for value in channel.values.values():
            if not value.field:
                assert channel.does != "state", f"{channel.name}.{value.name} changes nothing"
                continue
            now = getattr(sections[value.section], value.member)
            if value.index is not None:
                assert isinstance(now[value.index], (int, float))
            elif value.type == "flag":
                assert isinstance(now, bool)
            elif value.type == "list":
                assert isinstance(now, (list, tuple))


def test_every_channel_and_value_is_documented() -> None:
    text = (ROOT / "docs/scenarios.md").read_text("utf-8").split("## Channels")[1]
    for channel in channels().values():
        assert f"`{channel.name}" in text, channel.name
        begins = (f"| `{channel.name}`", f"| `{channel.name}<")
        row = next(line for line in text.splitlines() if line.startswith(begins))
        missing = [name for name in channel.values if f"`{name}`" not in row]
        assert not missing, f"{channel.name}: {missing}"


def test_the_example_of_the_documents_is_a_scenario(tmp_path: Path) -> None:
    text = (ROOT / "docs/scenarios.md").read_text("utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    assert steps_of(load(write(tmp_path, example)))


LOCK = "name: Lock\naddress: C8:0F:10:00:00:09\nservices: []\n"


def test_pictures_and_bluetooth_devices_are_files_beside_the_scenario(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes/bike.png").write_bytes(b"")
    (tmp_path / "lock.yaml").write_text(LOCK, "utf-8")
    text = HEAD + (
        "- {channel: scan, queue: [{picture: codes/bike.png}, {outcome: cancel}]}\n"
        "- {channel: camera, keys: [{t: 0, source: picture, picture: album-2}]}\n"
        "- {channel: ble, keys: [{t: 0, peripherals: [lock.yaml]}]}\n"
    )
    scan, cancel, camera, ble = (step.values for step in steps_of(load(write(tmp_path, text))))
    assert scan["picture"] == str((tmp_path / "codes/bike.png").resolve())
    assert cancel["outcome"] == "cancel"
    assert camera["picture"] == "album-2"
    assert ble["peripherals"][0]["address"] == "C8:0F:10:00:00:09"


@pytest.mark.parametrize(
    ("track", "said"),
    [
        ("{channel: scan, queue: [{picture: no.png}]}", "no picture “no.png” beside"),
        ("{channel: scan, keys: [{t: 0}]}", "shows the scanner nothing"),
        ("{channel: ble, keys: [{t: 0, peripherals: [no.yaml]}]}", "no.yaml"),
        ("{channel: ble, keys: [{t: 0, peripherals: [bad.yaml]}]}", "bad.yaml, line 1, address"),
        ("{channel: ble, keys: [{t: 0, peripherals: [/etc/a.yaml]}]}", "relative to the scenario"),
        ("{channel: peripheral, keys: [{t: 0, address: a}]}", "does nothing"),
    ],
)
def test_a_file_beside_the_scenario_that_is_of_no_use_is_named(
    tmp_path: Path, track: str, said: str
) -> None:
    (tmp_path / "bad.yaml").write_text("name: Lock\n", "utf-8")
    with pytest.raises(ScenarioError) as error:
        load(write(tmp_path, f"{HEAD}- {track}\n"))
    assert said in str(error.value)
