"""Writes what came of the journeys through the window as the page ``docs/real-apps.md``.

Run as ``python -m tests.corpus.outcome CORPUS COMMIT XML… > docs/real-apps.md`` with the reports of
``pytest --junitxml`` at that commit; another commit and its reports may follow, and replace rows.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

JOURNEYS = {
    "test_text_typed_before_kill_9_is_there_again": ("kill", "text typed before `kill -9` is back"),
    "test_an_edited_template_is_seen": ("edit", "an edit of WXML is seen as a pixel, and goes"),
    "test_a_mistake_leads_to_its_place": ("mistake", "a broken page leads to file and line"),
    "test_words_are_found_in_all_files": ("find", "find in files counts as the files do"),
    "test_a_breakpoint_in_the_margin_is_hit": (
        "margin",
        "a breakpoint set in the margin is hit, in TypeScript where an app has any",
    ),
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


@dataclass
class Row:
    """What came of the journeys on one app, all at one commit."""

    commit: str
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    """By test."""


def read(reports: Iterable[tuple[str, str]]) -> dict[str, Row]:
    """Return what JUnit reports tell, by app; each comes as its commit and its text.

    A report of another commit replaces the row of an app.
    """
    rows: dict[str, Row] = {}
    for commit, report in reports:
        for case in ElementTree.fromstring(report).iter("testcase"):
            test, _, app = case.get("name", "").removesuffix("]").partition("[")
            if test in JOURNEYS:
                if app not in rows or rows[app].commit != commit:
                    rows[app] = Row(commit)
                rows[app].outcomes[test] = _outcome(case)
    return rows


def markdown(rows: Mapping[str, Row], apps: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the page; ``apps`` is the index of the corpus."""
    kinds = Counter(one.kind for row in rows.values() for one in row.outcomes.values())
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in ("passed", "skipped", "failed"))
    heads = [head for head, _ in JOURNEYS.values()]
    lines = [
        "# The window on public mini-programs",
        "",
        "What a developer does with keys and mouse (`tests/corpus/test_window.py`), done on",
        f"{len(rows)} of {len(apps)} public mini-programs: {counts}.",
        "",
        *(f"* **{head}**: {about}" for head, about in JOURNEYS.values()),
        "",
        "Renewed as `tests/corpus/outcome.py` says.",
        "",
        f"| app | source | at | {' | '.join(heads)} |",
        f"|---|---|---|{'---|' * len(heads)}",
    ]
    for app, origin in apps.items():
        source = f"{origin['repo']} {origin['commit'][:7]}"
        row = rows.get(app, Row("–"))
        cells = [_cell(row.outcomes.get(test)) for test in JOURNEYS]
        lines.append(f"| {app} | {source} | {row.commit} | {' | '.join(cells)} |")
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


def _reports(arguments: Iterable[str]) -> Iterator[tuple[str, str]]:
    commit = ""
    for argument in arguments:
        if argument.endswith(".xml"):
            yield commit, Path(argument).read_text("utf-8")
        else:
            commit = argument


if __name__ == "__main__":
    corpus, *arguments = sys.argv[1:]
    index = json.loads((Path(corpus) / "index.json").read_text("utf-8"))["apps"]
    sys.stdout.write(markdown(read(_reports(arguments)), index))
