"""Writes what came of the journeys through the window as the page ``docs/real-apps.md``.

Run as ``python -m tests.corpus.outcome CORPUS COMMIT XML… > docs/real-apps.md`` with the reports of
``pytest --junitxml``, one or several.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

JOURNEYS = {
    "test_text_typed_before_kill_9_is_there_again": ("kill", "text typed before `kill -9` is back"),
    "test_an_edited_template_is_seen": ("edit", "an edit of WXML is seen as a pixel, and goes"),
    "test_a_mistake_leads_to_its_place": ("mistake", "a broken page leads to file and line"),
    "test_words_are_found_in_all_files": ("find", "find in files counts as the files do"),
    "test_a_breakpoint_in_the_margin_is_hit": ("margin", "a breakpoint set in the margin is hit"),
    "test_a_crashed_page_comes_back_and_work_goes_on": (
        "crash",
        "the web process dies; work goes on",
    ),
    "test_the_language_changes": ("language", "the dialog changes the language twice and back"),
    "test_it_opens_on_twenty_phones": ("phones", "20 phones are chosen on the bar, each opens"),
}
"""By the test: the head of its column, and what is done."""
_SIGNS = {"passed": "✓", "failed": "✗"}
_SCRIPTS = {"ts": "TypeScript", "js": "JavaScript"}


@dataclass(frozen=True)
class Outcome:
    """What came of one journey on one app."""

    kind: str
    """``passed``, ``failed`` or ``skipped``."""
    reason: str = ""
    """Why it was skipped."""
    script: str = ""
    """The script a breakpoint was set in; empty for other journeys."""


Outcomes = Mapping[tuple[str, str], Outcome]
"""By app and test."""


def read(reports: Iterable[str]) -> dict[tuple[str, str], Outcome]:
    """Return what the texts of JUnit reports tell; a later report replaces an earlier one."""
    found: dict[tuple[str, str], Outcome] = {}
    for report in reports:
        for case in ElementTree.fromstring(report).iter("testcase"):
            test, _, app = case.get("name", "").removesuffix("]").partition("[")
            if test in JOURNEYS:
                found[app, test] = _outcome(case)
    return found


def markdown(outcomes: Outcomes, apps: Mapping[str, Mapping[str, Any]], commit: str) -> str:
    """Return the page; ``apps`` is the index of the corpus."""
    kinds = Counter(outcome.kind for outcome in outcomes.values())
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in ("passed", "skipped", "failed"))
    heads = [head for head, _ in JOURNEYS.values()]
    lines = [
        "# The window on public mini-programs",
        "",
        "What a developer does with keys and mouse (`tests/corpus/test_window.py`), done on",
        f"{len({app for app, _ in outcomes})} public mini-programs at commit {commit}: {counts}.",
        "",
        *(f"* **{head}**: {about}" for head, about in JOURNEYS.values()),
        "",
        "Renewed as `tests/corpus/outcome.py` says.",
        "",
        f"| app | source | {' | '.join(heads)} |",
        f"|---|---|{'---|' * len(heads)}",
    ]
    for app, origin in apps.items():
        if any(each == app for each, _ in outcomes):
            cells = [_cell(outcomes.get((app, test))) for test in JOURNEYS]
            source = f"{origin['repo']} {origin['commit'][:7]}"
            lines.append(f"| {app} | {source} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _outcome(case: ElementTree.Element) -> Outcome:
    skipped = case.find("skipped")
    if skipped is not None:
        return Outcome("skipped", reason=skipped.get("message", ""))
    failed = case.find("failure") is not None or case.find("error") is not None
    properties = {each.get("name"): each.get("value", "") for each in case.iter("property")}
    return Outcome("failed" if failed else "passed", script=properties.get("script", ""))


def _cell(outcome: Outcome | None) -> str:
    if outcome is None:
        return "not run"
    if outcome.kind == "skipped":
        return f"skipped: {outcome.reason}"
    script = _SCRIPTS.get(outcome.script.rpartition(".")[2], "")
    return f"{_SIGNS[outcome.kind]} {script}".strip()


if __name__ == "__main__":
    corpus, commit_, *files = sys.argv[1:]
    index = json.loads((Path(corpus) / "index.json").read_text("utf-8"))["apps"]
    told = read(Path(file).read_text("utf-8") for file in files)
    sys.stdout.write(markdown(told, index, commit_))
