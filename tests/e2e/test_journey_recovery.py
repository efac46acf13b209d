"""What goes down comes back: the phone's page, the editor, and text nobody saved."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.e2e.journey import CONTROL, Person, at_the_window
from tests.patience import PATIENCE_MS

pytestmark = [
    pytest.mark.qt_log_ignore("^This plugin does not support", extend=True),
    pytest.mark.skipif(sys.platform == "win32", reason="kills processes the POSIX way"),
]


def kill(pid: int) -> None:
    assert pid > 0
    os.kill(pid, signal.SIGKILL)


def types_into_the_page(person: Person, words: str) -> None:
    person.window.editor.code.setFocus()
    person.open_by_name("home.wxml", "pages/home/home.wxml")
    person.press(Qt.Key.Key_End, CONTROL)
    person.type(words)
    person.wait(lambda: words in person.editor_text())


def test_a_crashed_page_is_started_again(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with at_the_window(qapp, qtbot, tmp_path / "kiosk", tmp_path / "profile") as person:
        notice = person.window.simulator.notice
        person.sees("Good morning")
        kill(person.player.view.page().renderProcessPid())
        person.wait(lambda: notice.kind == "crashed")
        button = notice.findChild(QPushButton, "restart")
        assert button is not None
        crashed = person.player
        person.click(button)
        person.wait(lambda: person.player is not crashed and person.player.state.ready)
        person.sees("Good morning")
        assert notice.kind == ""


def test_a_crashed_editor_comes_back_with_its_text(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_the_window(qapp, qtbot, tmp_path / "kiosk", tmp_path / "profile") as person:
        types_into_the_page(person, "still here")
        code = person.window.editor.code
        with qtbot.waitSignal(code.ready, timeout=PATIENCE_MS):
            kill(code.view.page().renderProcessPid())
        code.setFocus()
        person.open_by_name("home.wxml", "pages/home/home.wxml")
        person.press(Qt.Key.Key_End, CONTROL)
        person.type("!")
        person.wait(lambda: "still here!" in person.editor_text())


def test_unsaved_text_survives_a_killed_program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    profile, root = tmp_path / "profile", tmp_path / "kiosk"
    with at_the_window(qapp, qtbot, root, profile) as person:
        types_into_the_page(person, "not saved")
        person.wait(lambda: list((profile / "drafts").glob("*.json")))
        person.wait(lambda: any("not saved" in file.read_text("utf-8") for file in drafts(profile)))
        # What the killed program had claimed is free: its process is gone.
        gone = shutil.ignore_patterns("open")
        shutil.copytree(profile, tmp_path / "after", ignore=gone)
    assert "not saved" not in (root / "pages/home/home.wxml").read_text("utf-8")
    with at_the_window(qapp, qtbot, root, tmp_path / "after") as person:
        assert person.window.editor.dirty == ["pages/home/home.wxml"]
        assert "not saved" in person.editor_text()
        person.sees("not saved")


def drafts(profile: Path) -> list[Path]:
    return list((profile / "drafts").glob("*.json"))
