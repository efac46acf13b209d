"""What else stops an app that is debugged: exceptions and WXS; and what is watched meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.widgets.values import Node
from tests.e2e.test_debugging import PROJECT, Developer, debugging

PRICES = "utils/prices.wxs"
FILES = {
    PRICES: """function label(count) {
  var words = count + ' pots'
  return words
}
module.exports = { label: label }
""",
    "pages/index/index.wxml": """<wxs src="../../utils/prices.wxs" module="prices" />
<button id="add" bindtap="onAdd">Add</button>
<button id="fail" bindtap="onFail">Fail</button>
<button id="try" bindtap="onTry">Try</button>
<view id="count">{{prices.label(count)}} {{text}}</view>
""",
    "pages/index/index.js": """Page({
  data: { count: 0, text: '' },
  onAdd() {
    const step = 2
    this.setData({ count: this.data.count + step })
  },
  onFail() {
    throw new Error('no tea left')
  },
  onTry() {
    try {
      throw new Error('cold tea')
    } catch (error) {
      this.setData({ text: error.message })
    }
  },
})
""",
}
PAGE = "pages/index/index.js"

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def developer(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Developer]:
    root = tmp_path / "shop"
    shutil.copytree(PROJECT, root)
    (root / "pages/index/index.ts").unlink()
    for path, text in FILES.items():
        (root / path).write_text(text, encoding="utf-8")
    with debugging(qapp, qtbot, tmp_path) as somebody:
        yield somebody


def stop_at(developer: Developer, which: str) -> None:
    """Choose in the panel which exceptions stop the app, with the keyboard."""
    developer.window.focus_dock("debug")
    developer.choose(developer.window.debug.exceptions, which)
    # What is told to the app arrives in order: with the breakpoint it also knows the choice.
    developer.break_at("const step", PAGE)


def stops_at(developer: Developer, words: str, exception: str) -> None:
    developer.stands_at(words, PAGE)
    assert developer.debugger.pause is not None
    assert exception in developer.debugger.pause.exception
    assert exception in developer.paused_bar().accessibleName()


def watched(developer: Developer, expression: str) -> Node:
    roots = developer.window.debug.variables.model.roots()
    return next(row for row in roots if row.name == expression)


def test_uncaught_exceptions_stop_and_caught_ones_pass(developer: Developer) -> None:
    stop_at(developer, "uncaught")
    developer.tap("#try")
    developer.sees("cold tea")
    developer.tap("#fail")
    stops_at(developer, "no tea left", "no tea left")
    developer.press(Qt.Key.Key_F5)
    developer.runs()


def test_all_exceptions_stop_when_that_is_chosen_and_none_later(developer: Developer) -> None:
    stop_at(developer, "all")
    developer.tap("#try")
    stops_at(developer, "throw new Error('cold tea')", "cold tea")
    developer.press(Qt.Key.Key_F5)
    developer.runs()
    developer.sees("cold tea")
    developer.choose(developer.window.debug.exceptions, "none")
    developer.debugger.breakpoints.clear()
    developer.wait(lambda: not developer.debugger.attached)


def test_watched_expressions_follow_the_steps_and_go_with_delete(developer: Developer) -> None:
    variables = developer.window.debug.variables
    developer.break_at("const step", PAGE)
    developer.window.focus_dock("debug")
    variables.input.setFocus()
    QTest.keyClicks(variables.input, "step * 100")
    QTest.keyClick(variables.input, Qt.Key.Key_Return)
    assert watched(developer, "step * 100").text
    developer.tap("#add")
    developer.stands_at("const step", PAGE)
    developer.press(Qt.Key.Key_F10)
    developer.stands_at("this.setData({ count", PAGE)
    developer.wait(lambda: watched(developer, "step * 100").text == "200")
    variables.tree.setFocus()
    variables.tree.setCurrentIndex(variables.model.index(0, 0))
    QTest.keyClick(variables.tree, Qt.Key.Key_Delete)
    assert variables.watched == []
    assert all(row.name != "step * 100" for row in variables.model.roots())


def test_a_breakpoint_in_wxs_stops_each_time_the_template_asks(developer: Developer) -> None:
    developer.break_at("return words", PRICES)
    developer.tap("#add")
    developer.stands_at("return words", PRICES)
    assert developer.variable("words").text == "'2 pots'"
    developer.press(Qt.Key.Key_F5)
    developer.runs()
    developer.sees("2 pots")
