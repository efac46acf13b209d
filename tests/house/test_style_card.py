"""The parts of the house style that no linter knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE_SUFFIXES = {".py", ".ts", ".mjs", ".css", ".html"}
FORBIDDEN_NAMES = re.compile(r"(^|_)(utils?|common|manager|helpers?)($|_)")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
WAITING = re.compile(r"\b(time\.sleep|qtbot\.wait\(|processEvents|QTest\.qWait)")


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def sources(*suffixes: str) -> list[Path]:
    wanted = set(suffixes) or SOURCE_SUFFIXES
    return [path for path in tracked_files() if path.suffix in wanted]


def lines_matching(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return found


def test_no_file_is_longer_than_500_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in sources()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}


def test_files_are_named_after_their_job() -> None:
    vague = [str(p.relative_to(ROOT)) for p in sources() if FORBIDDEN_NAMES.search(p.stem.lower())]
    assert vague == []


def test_every_python_module_says_its_job_first() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources(".py")
        if (text := path.read_text(encoding="utf-8")).strip() and not text.startswith('"""')
    ]
    assert silent == []


def test_nothing_is_left_unfinished() -> None:
    here = Path(__file__)
    assert lines_matching(UNFINISHED, [p for p in sources(".py", ".ts", ".mjs") if p != here]) == []


def test_tests_wait_for_facts_and_not_for_time() -> None:
    here = Path(__file__)
    # What measures or takes pictures is no test: it may look at a clock.
    tools = {"bench", "looks"}
    tests = [p for p in sources(".py") if "tests" in p.parts and not tools & set(p.parts)]
    assert lines_matching(WAITING, [p for p in tests if p != here]) == []


@pytest.mark.parametrize("folder", ["ide", "renderer", "apimock", "bootstrap"])
def test_sources_name_no_machine(folder: str) -> None:
    paths = [p for p in sources(".py", ".ts", ".mjs", ".toml") if p.is_relative_to(ROOT / folder)]
    assert lines_matching(re.compile(r"[\"'`](/home/|/root/|/work/)"), paths) == []
