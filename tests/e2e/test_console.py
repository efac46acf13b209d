"""Somebody reads the console and asks the mini-program questions in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.test_debugging import PAGE, Developer, debugging

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def developer(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Developer]:
    with debugging(qapp, qtbot, tmp_path) as somebody:
        yield somebody


def ask(developer: Developer, code: str) -> str:
    """Write into the prompt, press Enter, and return what comes back."""
    console = developer.window.console
    before = len(console.lines())
    console.prompt.setFocus()
    QTest.keyClicks(console.prompt, code)
    QTest.keyClick(console.prompt, Qt.Key.Key_Escape)
    QTest.keyClick(console.prompt, Qt.Key.Key_Return)

    def answer() -> str:
        """What stands below the question; the app may say something of its own before it."""
        said = console.lines()[before:]
        return "".join(said[said.index(code) + 1 :][:1]) if code in said else ""

    developer.wait(answer)
    return answer()


def find(developer: Developer, words: str) -> QModelIndex:
    """Return the row of a line, once it is there."""
    model = developer.window.console.model

    def index() -> QModelIndex | None:
        developer.window.console.lines()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        return next((row for row in rows if words in str(row.data())), None)

    developer.wait(index)
    found = index()
    assert found is not None
    return found


def test_the_app_answers_in_its_own_scope(developer: Developer) -> None:
    assert ask(developer, "getApp().globalData.shop") == "'Tea & Co'"
    assert ask(developer, "getCurrentPages().length") == "1"
    assert ask(developer, "await Promise.resolve(40 + 2)") == "42"
    assert ask(developer, "const kept = 7") == "7"
    assert ask(developer, "kept * 2") == "14"
    assert ask(developer, "{a: 1}") == "{a: 1}"
    assert ask(developer, "nowhere.at.all").startswith("ReferenceError: nowhere")
    assert "build()" in ask(developer, "help()")

    prompt = developer.window.console.prompt
    QTest.keyClick(prompt, Qt.Key.Key_Up)
    QTest.keyClick(prompt, Qt.Key.Key_Up)
    assert prompt.toPlainText() == "nowhere.at.all"


def test_names_are_completed(developer: Developer) -> None:
    prompt = developer.window.console.prompt
    prompt.setFocus()
    QTest.keyClicks(prompt, "getApp().globalData.sh")
    QTest.keyClick(prompt, Qt.Key.Key_Escape)
    prompt.clear()
    QTest.keyClicks(prompt, "wx.getSystemInfoS")
    developer.wait(lambda: prompt.offers)
    QTest.keyClick(prompt, Qt.Key.Key_Tab)
    assert prompt.toPlainText() == "wx.getSystemInfoSync"


def test_lines_open_and_lead_to_their_source(developer: Developer) -> None:
    launched = find(developer, "launched {a: Array(3)")
    model = developer.window.console.model
    assert model.index(0, 0, launched).data() == "a: (3) [1, 2, {…}]"
    place = launched.siblingAtColumn(1)
    assert place.data() == f"app.ts:{developer.line_of('launched', 'app.ts')}"

    tree = developer.window.console.tree
    developer.window.focus_dock("console")
    tree.scrollTo(place)
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(place).center()
    )
    developer.wait(lambda: developer.window.editor.current == "app.ts")


def test_an_error_names_its_calls_in_the_author_s_lines(developer: Developer) -> None:
    developer.tap("#fail")
    row = find(developer, "no tea left")
    model = developer.window.console.model
    calls = [model.index(n, 0, row) for n in range(model.rowCount(row))]
    places = [call.siblingAtColumn(1).data() for call in calls if call.siblingAtColumn(1).data()]
    assert places[0] == f"utils/price.ts:{developer.line_of('no tea left', 'utils/price.ts')}"
    assert places[1] == f"{PAGE}:{developer.line_of('refuse()')}"

    developer.window.problems.tree.setFocus()
    developer.press(Qt.Key.Key_F8)
    developer.wait(lambda: developer.window.editor.current == "utils/price.ts")


def test_many_lines_stay_fast_enough_to_count(developer: Developer) -> None:
    assert ask(developer, "for (let i = 0; i < 500; i++) console.log('line', i); 'done'")
    developer.wait(
        lambda: sum(t.startswith("line ") for t in developer.window.console.lines()) == 500
    )
    developer.window.console.filter.setFocus()
    QTest.keyClicks(developer.window.console.filter, "/line 49\\d/")
    model = developer.window.console.model
    seen = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert [text for text in seen if text.startswith("line")] == [
        f"line {n}" for n in range(490, 500)
    ]


def test_while_paused_the_frame_answers(developer: Developer) -> None:
    developer.break_at("const sum")
    developer.tap("#add")
    developer.stands_at("const sum")
    assert ask(developer, "items[0].name") == "'tea'"
    developer.press(Qt.Key.Key_F5)
    developer.runs()
