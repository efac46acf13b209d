"""A scenario becomes a test that reads as if somebody had written it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apimock.clock import ManualClock
from apimock.phone import Phone
from apimock.scenario.errors import ScenarioError
from ide.cli import main
from ide.recording.exporting import export
from ide.recording.names import function_name
from tests.unit.ide.recording.ghost import Ghost

GOLDEN = Path(__file__).parent / "golden"
FIRST_RIDE = "first-ride.scenario.yaml"


def recorded(folder: Path) -> Path:
    """A project with the recording of the golden file."""
    mock = folder / "mock"
    mock.mkdir()
    (folder / "app.json").write_text("{}")
    file = mock / FIRST_RIDE
    file.write_bytes((GOLDEN / FIRST_RIDE).read_bytes())
    (mock / "paid.png").write_bytes(b"")
    phone = mock / "first-ride.phone.json"
    phone.write_text(json.dumps(Phone(ManualClock()).snapshot()), "utf-8")
    return file


def test_a_recording_reads_as_if_somebody_had_written_it(tmp_path: Path) -> None:
    file = recorded(tmp_path)
    made = export(file, tmp_path / "tests", project=tmp_path)
    assert made.file == tmp_path / "tests/test_first_ride.py"
    assert made.source == (GOLDEN / "test_first_ride.py.txt").read_text("utf-8")
    ghost = Ghost()
    ghost.play(made.source)
    assert ghost.marker["state"] == "../mock/first-ride.phone.json"
    assert ghost.passed == ["9.9s"]
    assert [channel for channel, _ in ghost.keys].count("ui") == 7


def test_the_command_writes_tests_and_spares_what_was_edited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = recorded(tmp_path)
    tests = tmp_path / "tests"
    command = ["scenario", "export", str(file), "--to-pytest", str(tests)]
    assert main(command) == 0
    assert capsys.readouterr().out.strip() == str(tests / "test_first_ride.py")
    assert main(command) == 0, "the same again changes nothing"
    made = tests / "test_first_ride.py"
    made.write_text("# mine")
    capsys.readouterr()
    assert main(command) == 2
    assert "--force" in capsys.readouterr().err
    assert made.read_text() == "# mine"
    assert main([*command, "--force", "--wait", "20"]) == 0
    assert "timeout=20" in made.read_text("utf-8")
    file.write_text("version: 1\ntracks:\n- {channel: netwrok, keys: []}\n")
    assert main(command) == 2
    assert "did you mean “network”?" in capsys.readouterr().err


def test_what_has_no_words_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "shake.csv").write_text("t,x\n" + "".join(f"{n * 40},1\n" for n in range(90)))
    (tmp_path / "way.csv").write_text("time,latitude,longitude\n0,31,121\n9,31.1,121\n")
    file = tmp_path / "a.scenario.yaml"
    file.write_text(
        "version: 1\ntracks:\n"
        "- {channel: accelerometer, source: {file: shake.csv, map: {t: t, x: x}, unit: g}}\n"
        "- {channel: location, source: {file: way.csv, speed: 2}}\n"
        "- {channel: battery, ramp: {from: 38, to: 12, overMs: 5min}}\n"
    )
    out = tmp_path / "test_a.py"
    assert main(["scenario", "export", str(file), "--to-pytest", str(out)]) == 1
    assert "a.scenario.yaml:3: accelerometer: a track of more than" in capsys.readouterr().out
    source = out.read_text("utf-8")
    assert 'device.location.play(Path(__file__).parent / "way.csv", speed=2)' in source
    assert 'device.battery.ramp(38, 12, "5min")' in source


def test_a_phone_in_the_file_gets_one_of_its_own(tmp_path: Path) -> None:
    start = json.dumps(Phone(ManualClock()).snapshot())
    file = tmp_path / "a.scenario.json"
    file.write_text(f'{{"version": 1, "start": {start}, "tracks": []}}', "utf-8")
    made = export(file, tmp_path / "out")
    made.write()
    assert 'state="test_a.phone.json"' in made.source
    assert json.loads((tmp_path / "out/test_a.phone.json").read_text("utf-8")) == json.loads(start)
    with pytest.raises(ScenarioError):
        export(tmp_path / "none.yaml", tmp_path)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("First ride", "test_first_ride"),
        ("骑行穿过隧道", "test_骑行穿过隧道"),
        ("1 – 2", "test_1_2"),
        ("…", "test_recording"),
    ],
)
def test_a_test_is_called_as_its_scenario(title: str, name: str) -> None:
    assert function_name(title) == name
