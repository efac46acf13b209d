"""The wording of diagnostics: every code that is used exists, every one that exists is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ide.language
import renderer.compiler
from renderer.compiler.diagnostics import Span, diagnose, from_toolchain, messages, ordered

USERS = (Path(renderer.compiler.__file__).parent, Path(ide.language.__file__).parent / "checks")
SOURCES = [path.read_text("utf-8") for user in USERS for path in user.rglob("*.py")]


def literals() -> set[str]:
    return {
        text for source in SOURCES for text in re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', source)
    }


def test_every_code_raised_has_a_wording() -> None:
    raised = {
        code for source in SOURCES for code in re.findall(r'diagnose\(\s*"([a-z0-9-]+)"', source)
    }
    assert len(raised) > 20
    assert raised <= messages().keys()


def test_every_wording_is_used() -> None:
    used = literals()
    assert messages().keys() - used == set()


def test_a_wording_without_its_values_is_our_fault() -> None:
    with pytest.raises(KeyError):
        diagnose("page-missing", "app.json")


def test_severities_are_those_of_the_contract() -> None:
    assert {message.severity for message in messages().values()} <= {"error", "warning", "info"}


def test_findings_are_sorted_and_told_once() -> None:
    one = diagnose("json-empty", "b.json")
    two = diagnose("json-empty", "a.json", Span(3, 1, 3, 2))
    assert ordered([one, two, one]) == (two, one)


def test_a_finding_survives_its_json_form() -> None:
    note = diagnose("page-duplicate", "app.json", Span(2, 3, 2, 9), route="a")
    assert from_toolchain(note.to_json()) == note
