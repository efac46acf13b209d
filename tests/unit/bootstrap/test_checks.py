"""All checks are run, those of types beside the tests; whatever fails is named."""

from __future__ import annotations

import os
import sys

import pytest

from bootstrap import checks
from bootstrap.checks import Check


def says(title: str, words: str, code: int = 0) -> Check:
    """Return a check that says something."""
    return Check(title, [sys.executable, "-c", f"print({words!r}); raise SystemExit({code})"])


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put programs of a line in the place of what takes minutes."""
    types = [says("types", "all typed"), says("more types", "no type", 1)]
    monkeypatch.setattr(checks, "style_checks", lambda: [says("style", "in style")])
    monkeypatch.setattr(checks, "type_checks", lambda: types)
    monkeypatch.setattr(checks, "tests", lambda _arguments: says("pytest", "a test", 3))


@pytest.mark.usefixtures("few")
def test_all_checks_are_run_and_what_failed_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert checks.main([]) == 1
    told = capfd.readouterr().out
    assert all(words in told for words in ("in style", "all typed", "no type", "a test"))
    assert told.splitlines()[-1] == "failed: pytest, more types"


@pytest.mark.usefixtures("few")
def test_with_arguments_only_tests_are_run(capfd: pytest.CaptureFixture[str]) -> None:
    assert checks.main(["tests/unit"]) == 1
    told = capfd.readouterr().out
    assert "a test" in told
    assert "style" not in told
    assert told.splitlines()[-1] == "failed: pytest"


def test_modules_are_compiled_once_for_all_processes_of_the_tests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = checks._environment()
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    assert os.environ["PYTHONDONTWRITEBYTECODE"] == "1"


def test_a_process_more_than_cores_runs_the_longest_files_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for cores, workers in ((1, 2), (2, 3), (3, 4), (16, 4)):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        command = checks.tests([]).command
        assert command[command.index("-n") + 1] == str(workers)
        assert "--no-loadscope-reorder" in command
