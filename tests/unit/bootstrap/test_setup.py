"""Set-up: what runs, what is skipped, and what is said when it cannot go on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import libraries, stamp, start, steps
from bootstrap.steps import Step
from bootstrap.trouble import SetupError, explain, explain_os_error

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def own_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "stamp.json"
    monkeypatch.setattr(stamp, "STAMP", path)
    return path


def a_step(name: str, log: list[str], *, fingerprint: str = "1", present: bool = True) -> Step:
    return Step(
        name, name.title(), lambda: fingerprint, lambda: present, lambda _: log.append(name)
    )


def test_a_step_runs_once_and_then_no_more() -> None:
    log: list[str] = []
    for _ in range(2):
        steps.carry_out([a_step("one", log), a_step("two", log)], lambda _: None)
    assert log == ["one", "two"]


def test_a_step_runs_again_when_its_inputs_changed_or_its_result_is_gone() -> None:
    log: list[str] = []
    steps.carry_out([a_step("one", log)], lambda _: None)
    steps.carry_out([a_step("one", log, fingerprint="2")], lambda _: None)
    steps.carry_out([a_step("one", log, fingerprint="2", present=False)], lambda _: None)
    assert log == ["one", "one", "one"]


def test_an_interrupted_set_up_goes_on_where_it_stopped(own_stamp: Path) -> None:
    log: list[str] = []

    def fail(_say: object) -> None:
        raise SetupError("no network")

    broken = Step("two", "Two", lambda: "1", lambda: True, fail)
    with pytest.raises(SetupError, match="no network"):
        steps.carry_out([a_step("one", log), broken], lambda _: None)
    assert json.loads(own_stamp.read_text()) == {"one": "1"}
    steps.carry_out([a_step("one", log), a_step("two", log)], lambda _: None)
    assert log == ["one", "two"]


def test_a_damaged_stamp_only_means_that_everything_is_done_again(own_stamp: Path) -> None:
    own_stamp.write_text("{ not json")
    assert stamp.read() == {}


def test_progress_counts_only_the_steps_that_are_due() -> None:
    said: list[str] = []
    log: list[str] = []
    steps.carry_out([a_step("one", log)], said.append)
    steps.carry_out([a_step("one", log), a_step("two", log)], said.append)
    assert said == ["[1/1] One", "[1/1] Two"]


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        ("OSError: [Errno 28] No space left on device", "Free about 3 GB"),
        ("npm error code ENOTFOUND", "connect to"),
        ("ERROR: No matching distribution found for pyside6==6.11.3", "connect to"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "Run the command"),
        ("npm error code EACCES", "folder of your own"),
        ("Error: ensurepip is not available", "apt-get install python3-venv"),
    ],
)
def test_known_trouble_is_one_sentence_with_its_remedy(output: str, remedy: str) -> None:
    message = str(explain("Installing", output))
    assert remedy in message
    assert "\n" not in message


def test_unknown_trouble_keeps_the_last_words_of_the_program() -> None:
    assert str(explain("Building", "a\nb\nc\nd")) == "Building failed: b / c / d"


def test_a_full_disk_is_told_apart_from_a_forbidden_folder() -> None:
    assert "disk is full" in str(explain_os_error(OSError(28, "No space left on device")))
    assert "may not write" in str(explain_os_error(OSError(13, "Permission denied")))


def test_a_failed_set_up_ends_with_code_2_and_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_say: object) -> None:
        raise SetupError("The disk is full.")

    monkeypatch.setattr(steps, "RUNTIME", [Step("x", "X", lambda: "1", lambda: False, fail)])
    assert start.start(["check", "nowhere"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "minideck: The disk is full."


def test_the_end_of_a_set_up_is_told_before_the_program_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own_stamp: Path
) -> None:
    log: list[str] = []
    monkeypatch.setattr(steps, "RUNTIME", [a_step("one", log)])
    monkeypatch.setattr(start, "LOCK", own_stamp.parent / "lock")
    monkeypatch.setattr(start, "_hand_over", lambda _command: 0)
    for _ in range(2):
        assert start.start([]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said == ["minideck: [1/1] One", "minideck: Everything is set up; starting"]


def test_every_library_names_its_package() -> None:
    table = libraries.known_libraries()
    assert len(table) > 40
    assert all(".so" in row.soname and row.package for row in table.values())


def test_missing_libraries_without_root_give_the_exact_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libraries.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(libraries.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(libraries, "_available", lambda package: package)
    with pytest.raises(SetupError, match="Run once: sudo apt-get install -y libegl1 libnss3"):
        libraries.provide(["libnss3.so", "libEGL.so.1", "libsmime3.so"], lambda _: None)


def test_old_python_is_told_in_one_sentence() -> None:
    source = (ROOT / "main.py").read_text(encoding="utf-8")
    body = source.split("from bootstrap", maxsplit=1)[0].replace("import sys", "")
    program = (
        "import sys as real\n"
        "class sys:\n"
        "    version_info = (3, 9, 2)\n"
        "    stderr = real.stderr\n"
        "    exit = staticmethod(real.exit)\n" + body
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("minideck: Python 3.11 or newer is needed, this is 3.9.")
