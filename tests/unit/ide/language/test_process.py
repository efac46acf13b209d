"""The window's side of the language service: a child process that may die, and the outline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ide.language.service import LanguageService
from ide.panels.outline import OutlinePanel
from ide.project.language import LanguageProcess
from renderer.compiler.source import DiskTree
from tests.patience import PATIENCE_MS

FOLDER = Path(__file__).parents[3] / "fixtures" / "language"
SHOP = "pages/shop/shop"

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def process() -> Iterator[LanguageProcess]:
    made = LanguageProcess(FOLDER)
    yield made
    made.close()


def answer_to(qtbot: QtBot, process: LanguageProcess, question: str, **params: Any) -> Any:
    found: list[str] = []
    process.ask(question, found.append, **params)
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
    return json.loads(found[0])


def test_an_unsaved_text_is_answered_about(qtbot: QtBot, process: LanguageProcess) -> None:
    text = '<view bindtap="'
    process.put_text(f"{SHOP}.wxml", text)
    found = answer_to(qtbot, process, "complete", path=f"{SHOP}.wxml", offset=len(text))
    assert {"toggle", "choose"} <= {item["label"] for item in found["items"]}


def test_findings_come_by_themselves(qtbot: QtBot, process: LanguageProcess) -> None:
    with qtbot.waitSignal(process.findings_changed, timeout=PATIENCE_MS) as told:
        process.start()
    codes = {finding.code for finding in told.args[0]}
    assert "wxml-unknown-handler" in codes


def test_a_process_that_dies_is_replaced_and_knows_the_texts(
    qtbot: QtBot, process: LanguageProcess
) -> None:
    process.put_text(f"{SHOP}.wxml", "<view>{{ti")
    answer_to(qtbot, process, "symbols", path=f"{SHOP}.js")
    inner = process.findChild(QProcess)
    assert inner is not None
    with qtbot.waitSignal(inner.started, timeout=PATIENCE_MS):
        inner.kill()
    found = answer_to(qtbot, process, "complete", path=f"{SHOP}.wxml", offset=10)
    assert [item["label"] for item in found["items"]][:1] == ["title"]


def test_a_process_that_cannot_start_answers_nothing(qtbot: QtBot) -> None:
    process = LanguageProcess(FOLDER, command=("no-such-program",))
    assert answer_to(qtbot, process, "symbols", path=f"{SHOP}.js") is None
    process.close()


@pytest.fixture
def panel(qtbot: QtBot) -> OutlinePanel:
    made = OutlinePanel()
    qtbot.addWidget(made)
    made.show_symbols(f"{SHOP}.js", LanguageService(DiskTree(FOLDER)).symbols(f"{SHOP}.js"))
    return made


def line_of(words: str) -> int:
    text = (FOLDER / f"{SHOP}.js").read_text("utf-8")
    return text[: text.index(words)].count("\n") + 1


def test_the_outline_follows_the_cursor(panel: OutlinePanel) -> None:
    panel.follow_cursor(line_of("!this.data.open"), 10)
    assert panel.current == "toggle"
    panel.follow_cursor(line_of("word: ''"), 6)
    assert panel.current == "word"


def test_a_row_leads_to_its_place(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.filter.setFocus()
    QTest.keyClicks(panel.filter, "search")
    with qtbot.waitSignal(panel.open_requested) as asked:
        QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    line = line_of("async search")
    assert asked.args == [f"{SHOP}.js", line, 9]


def test_what_is_folded_stays_folded(panel: OutlinePanel) -> None:
    rows = LanguageService(DiskTree(FOLDER)).symbols(f"{SHOP}.js")
    page = panel.tree.model().index(1, 0)
    panel.tree.setExpanded(page, False)
    panel.show_symbols(f"{SHOP}.js", rows)
    assert not panel.tree.isExpanded(panel.tree.model().index(1, 0))
    panel.show_symbols("other.js", rows)
    assert panel.tree.isExpanded(panel.tree.model().index(1, 0))
