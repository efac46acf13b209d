"""Saving and closing right behind a key: what was typed is not lost, however fast it went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.editor import area
from tests.e2e.editor_desk import CONTROL, Desk, at_the_editor
from tests.patience import PATIENCE_MS

ROUNDS = 50

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    files: dict[str, str | bytes] = {"a.wxml": "<view>\n</view>\n", "b.js": "const b = 1\n"}
    with at_the_editor(qapp, qtbot, tmp_path, files) as desk:
        save = QShortcut(QKeySequence.StandardKey.Save, desk.area)
        save.activated.connect(desk.area.save_current)
        yield desk


def test_a_save_right_after_a_key_never_misses_it(desk: Desk) -> None:
    desk.open("a.wxml", 1, 7)
    for number in range(1, ROUNDS + 1):
        with desk.qtbot.waitSignal(desk.area.saved, timeout=PATIENCE_MS):
            desk.press(Qt.Key.Key_X)
            desk.press(Qt.Key.Key_S, CONTROL)
        assert (desk.root / "a.wxml").read_text() == f"<view>{'x' * number}\n</view>\n"
        assert desk.area.dirty == []


def test_save_all_takes_the_last_key_along(desk: Desk) -> None:
    desk.open("b.js", 1, 12)
    with desk.qtbot.waitSignal(desk.area.saved, timeout=PATIENCE_MS):
        desk.press(Qt.Key.Key_0)
        desk.area.save_all_typed()
    assert (desk.root / "b.js").read_text() == "const b = 10\n"


def test_closing_right_after_a_key_asks_about_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def keep(_window: object, paths: list[str], _save: object) -> bool:
        asked.append(paths)
        return False

    monkeypatch.setattr(area, "may_close", keep)
    desk.open("b.js", 1, 12)
    desk.press(Qt.Key.Key_0)
    desk.area.close_current()
    desk.wait(lambda: asked)
    assert asked == [["b.js"]]
    assert desk.text("b.js") == "const b = 10\n"


def test_a_tab_closed_twice_at_once_takes_no_other_along(desk: Desk) -> None:
    desk.open("a.wxml", 1, 7)
    desk.open("b.js", 1, 12)
    desk.area.close_current()
    desk.area.close_current()
    desk.wait(lambda: "b.js" not in desk.area.paths)
    ended: list[bool] = []
    desk.area.code.flush(lambda: ended.append(True))
    desk.wait(lambda: ended)
    assert desk.area.paths == ["a.wxml"]


def test_a_dead_editor_still_saves_what_arrived(desk: Desk) -> None:
    desk.open("b.js", 1, 12)
    desk.press(Qt.Key.Key_0)
    desk.wait(lambda: desk.area.dirty)
    desk.area.code._ready = False  # as after a crash of the web process
    desk.area.save_current()
    assert (desk.root / "b.js").read_text() == "const b = 10\n"
    desk.area.code._ready = True
