"""Tests that fail only beside others are asked once more, and named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import unsteady

ONE_THAT_RECOVERS = """
from pathlib import Path

def test_steady():
    pass

def test_recovers():
    seen = Path("seen")
    first = not seen.exists()
    seen.touch()
    assert not first

def test_fails():
    assert Path("mended").exists()
"""


def run(folder: Path, command: list[str]) -> int:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return done.returncode


def test_only_what_failed_is_run_again(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(ONE_THAT_RECOVERS, encoding="utf-8")
    code = run(tmp_path, [sys.executable, "-m", "pytest"])
    failed = unsteady.failed_tests(tmp_path)
    assert failed == ["test_it.py::test_fails", "test_it.py::test_recovers"]
    assert unsteady.worth_a_second_look(code, failed)
    assert run(tmp_path, unsteady.second_look()) == 1
    assert unsteady.failed_tests(tmp_path) == ["test_it.py::test_fails"]
    (tmp_path / "mended").touch()
    assert run(tmp_path, unsteady.second_look()) == 0
    assert unsteady.failed_tests(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "failed", "asked"),
    [
        (0, [], False),
        (1, ["a"], True),
        (1, ["a"] * unsteady.MOST, True),
        (1, ["a"] * (unsteady.MOST + 1), False),
        (1, [], False),
        (2, ["a"], False),
        (3, ["a"], False),
    ],
)
def test_many_failures_and_broken_runs_are_final(code: int, failed: list[str], asked: bool) -> None:
    assert unsteady.worth_a_second_look(code, failed) is asked


def test_unsteady_tests_are_named() -> None:
    assert "test_it.py::test_recovers" in unsteady.verdict(["test_it.py::test_recovers"])


def test_without_a_run_before_nothing_failed(tmp_path: Path) -> None:
    assert unsteady.failed_tests(tmp_path) == []
