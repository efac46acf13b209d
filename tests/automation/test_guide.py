"""The tester's guide: its examples are tests, its tables name what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from ide.testing import fixtures
from ide.testing.options import OPTIONS
from ide.testing.setting import Wanted

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "testing.md"
TEXT = GUIDE.read_text("utf-8")


@pytest.fixture
def minideck_project() -> Path:
    return ROOT / "tests" / "fixtures" / "orchard"


@pytest.fixture
def minideck_pictures(tmp_path: Path) -> Path:
    return tmp_path


def examples() -> dict[str, Any]:
    """Return what the guide's examples define, run in its order; lines are those of the guide."""
    found: dict[str, Any] = {}
    for block in re.finditer(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL):
        above = "\n" * TEXT.count("\n", 0, block.start(1))
        exec(compile(above + block[1], str(GUIDE), "exec"), found)
    return found


EXAMPLES = {name: value for name, value in examples().items() if name.startswith("test_")}
globals().update(EXAMPLES)


def first_column(heading: str) -> set[str]:
    """Return the names in the first column of a section's table."""
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_the_guide_has_examples() -> None:
    assert len(EXAMPLES) >= 7


def test_the_guide_names_every_option() -> None:
    assert first_column("Options") == {option.name for option in OPTIONS}


def test_the_guide_names_all_a_marker_takes() -> None:
    assert first_column("What a test starts from") == {field.name for field in fields(Wanted)}


def test_the_guide_names_every_fixture() -> None:
    offered = {
        name
        for name, value in vars(fixtures).items()
        if type(value).__name__ == "FixtureFunctionDefinition"
    }
    assert first_column("A first test") == offered - {"under_test"}
