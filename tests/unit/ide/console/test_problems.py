"""Findings by file, filtered, walked through, with the code they are about."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ide.finding import Finding, Severity
from ide.panels.problems.panel import ProblemsPanel

ERROR = Finding(
    Severity.ERROR, "unexpected token", "b.js", 2, 5, 2, 8, "script-syntax", "Close it."
)
WARNING = Finding(Severity.WARNING, "unknown key", "a.json", 1, 3)
LOST = Finding(Severity.ERROR, "no place")


@pytest.fixture
def panel(qtbot: QtBot) -> ProblemsPanel:
    made = ProblemsPanel()
    qtbot.addWidget(made)
    made.set_compiled([WARNING, ERROR])
    made.add_reported(LOST)
    return made


def rows(panel: ProblemsPanel) -> list[str]:
    model = panel.model
    files = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        str(model.index(row, 0, file).data()).split("  ")[0]
        for file in files
        for row in range(model.rowCount(file))
    ]


def test_the_worst_files_come_first(panel: ProblemsPanel) -> None:
    assert rows(panel) == ["no place", "unexpected token", "unknown key"]


def test_only_wanted_findings_are_shown(panel: ProblemsPanel) -> None:
    panel.filter.setText("SYNTAX")
    assert rows(panel) == ["unexpected token"]
    panel.filter.setText("")
    panel._switches[Severity.ERROR].setChecked(False)
    assert rows(panel) == ["unknown key"]
    assert len(panel.findings) == 3


def test_f8_walks_through_those_with_a_place(panel: ProblemsPanel) -> None:
    opened: list[tuple[str, int, int]] = []
    panel.open_requested.connect(lambda *place: opened.append(place))
    for distance in (1, 1, 1, -1):
        panel.step(distance)
    assert opened == [("b.js", 2, 5), ("a.json", 1, 3), ("b.js", 2, 5), ("a.json", 1, 3)]


def test_the_code_is_shown_around_the_place(panel: ProblemsPanel) -> None:
    panel.use_sources({"b.js": "one\n\tab(cd)\nthree"}.get)
    panel.step(1)
    shown = panel.code.toPlainText()
    for words in ("unexpected token", "one", "ab(cd)", "three", "Close it."):
        assert words in shown
