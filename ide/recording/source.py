"""A scenario as the source of a Python test for pytest (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apimock.scenario.model import Scenario
from ide.recording.deeds import Deed, left_out, plan
from ide.recording.expectations import WAIT_S
from ide.recording.literals import call, joined
from ide.recording.names import function_name, stem_of
from ide.recording.statements import Statements

_PASSES_MS = 5000.0
"""Time that somebody waited on purpose is let pass; shorter waits are for facts."""
_ORDER = (
    "minideck", "app", "device", "mock", "native", "clock", "expect_picture",
)  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """A test, and what could not be told in it."""

    source: str
    left_out: tuple[str, ...] = ()


def python_test(
    scenario: Scenario,
    *,
    state: str = "",
    project: str = "",
    folder: Path | None = None,
    wait: float = WAIT_S,
) -> Exported:
    """The source of a test that does what the scenario does.

    Args:
        scenario: what was recorded or written.
        state: the file of the phone it begins with, from the test's folder.
        project: the mini-program, from the test's folder.
        folder: the test's folder: files the scenario names are named from there.
        wait: how many seconds something may take to appear.
    """
    statements = Statements(wait, folder)
    body: list[str] = []
    deeds = plan(scenario)
    opening = _opening(deeds)
    if opening is not None:
        deeds = deeds[1:]
    if scenario.persona:
        body += statements.of(Deed(0.0, "persona", {"id": scenario.persona}))
    before, page = 0.0, ""
    for deed in deeds:
        if deed.time - before >= _PASSES_MS:
            body += statements.passing(deed.time - before)
        if deed.channel == "ui" and deed.page and deed.page != page:
            body += ["", *statements.on_page(deed.page)] if body else statements.on_page(deed.page)
            page = deed.page
        if deed.channel == "expect" and deed.page:
            page = deed.page
        body += statements.of(deed)
        before = deed.time
    marker = _marker(scenario, opening, state=state, project=project)
    return Exported(_module(scenario, statements, marker, body), tuple(left_out(scenario)))


def _opening(deeds: list[Deed]) -> Mapping[str, Any] | None:
    """How the app is entered at the very beginning."""
    first = deeds[0] if deeds else None
    if first is None or first.time > 0 or first.channel != "app":
        return None
    return first.values if first.values["do"] == "enter" else None


def _marker(
    scenario: Scenario, opening: Mapping[str, Any] | None, *, state: str, project: str
) -> str:
    entered = opening or {}
    wanted = {
        "project": project,
        "page": entered.get("path", ""),
        "query": entered.get("query", {}),
        "scene": 0 if entered.get("scene") == 1001 else entered.get("scene", 0),
        "device": scenario.device,
        "state": state,
    }
    named = {name: value for name, value in wanted.items() if value}
    return call("@pytest.mark.minideck", [], named, indent=0) if named else ""


def _module(scenario: Scenario, statements: Statements, marker: str, body: list[str]) -> str:
    wanted = statements.expectations.imports
    text = "\n".join(body)
    standard = [line for name, line in _STANDARD.items() if name in wanted or f"{name}(" in text]
    ours = ["from ide.automation import expect"] if "expect" in wanted else []
    outside = ["import pytest"] if marker else []
    groups = [group for group in (standard, outside, ours) if group]
    head = [f'"""{_title(scenario)}"""', "", "from __future__ import annotations"]
    for group in groups:
        head += ["", *group]
    fixtures = [name for name in _ORDER if name in statements.fixtures]
    name = function_name(stem_of(str(scenario.file)))
    first = call(f"def {name}", [], None, indent=0)
    given = ", ".join(fixtures or ["minideck"])
    first = f"{first[:-1]}{given}) -> None:"
    if len(first) > _MOST_WIDE:
        first = f"def {name}(\n    {given},\n) -> None:"
    lines = [*head, "", "", *([marker] if marker else []), first, *_trimmed(body)]
    return joined(lines)


_MOST_WIDE = 88
_STANDARD = {"re": "import re", "Path": "from pathlib import Path"}


def _trimmed(body: list[str]) -> list[str]:
    """The body without an empty beginning; one that does nothing says so."""
    told = [line for line in body if line.strip() and not line.strip().startswith("#")]
    return body if told else [*body, "    minideck.app.wait_idle()"]


def _title(scenario: Scenario) -> str:
    """The title as a docstring, one sentence."""
    words = " ".join(scenario.name().split()).replace("\\", "/").replace('"', "”").rstrip(".")
    return f"{words or 'A recording'}."
