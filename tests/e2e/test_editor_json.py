"""Configuration files in the editor: underlined mistakes and suggestions from the reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.editor_desk import CONTROL, Desk, at_the_editor

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
UNDERLINED = """JSON.stringify(['error', 'warning'].map(
  (kind) => document.querySelectorAll(`.squiggly-${kind}`).length))"""
ROWS = ".suggest-widget.visible .monaco-list-row"
SUGGESTED = (
    f"JSON.stringify([...document.querySelectorAll('{ROWS}')].map((row) => row.textContent))"
)
FILES: dict[str, str | bytes] = {
    "app.json": '{\n  // why not\n  "pages": [],\n  "colour": 1,\n  "debug": "yes"\n}\n',
    "home.wxml": "<view/>\n",
    "home.json": '{\n  "navigationStyle": \n}\n',
    "data.json": '{ "colour": 1 }\n',
}


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with at_the_editor(qapp, qtbot, tmp_path, FILES) as somebody:
        yield somebody


def test_a_bad_type_and_an_unknown_key_are_underlined_comments_are_not(desk: Desk) -> None:
    desk.open("app.json")
    desk.wait(lambda: desk.ask(UNDERLINED) == [1, 1])
    desk.open("data.json")
    desk.wait(lambda: desk.ask(UNDERLINED) == [0, 0])


def test_the_choices_of_a_page_s_key_are_offered(desk: Desk) -> None:
    desk.open("home.json", 2, 22)
    desk.press(Qt.Key.Key_Space, CONTROL)
    desk.wait(lambda: any("custom" in row for row in desk.ask(SUGGESTED)))
