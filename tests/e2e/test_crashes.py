"""Processes are killed under somebody's hands: the window stays, and the work goes on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.e2e.test_debugging import Developer, debugging
from tests.patience import PATIENCE_MS

pytestmark = [
    pytest.mark.qt_log_ignore("^This plugin does not support", extend=True),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc"),
    pytest.mark.skipif(sys.platform == "win32", reason="kills processes the POSIX way"),
]
STACK = ("pages/index/index", "pages/detail/detail")


@pytest.fixture
def developer(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Developer]:
    with debugging(qapp, qtbot, tmp_path) as somebody:
        yield somebody


def kill(pid: int) -> None:
    assert pid > 0
    os.kill(pid, signal.SIGKILL)


def parents() -> dict[int, int]:
    """Return the parent of every process."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            found[int(folder.name)] = int(fields[1])
    return found


def below(pid: int, word: str) -> int:
    """Return the process below ``pid`` whose command line has a word in it, 0 for none."""
    known = parents()
    wanted = {pid}
    for _depth in range(3):
        wanted |= {child for child, parent in known.items() if parent in wanted}
    for child in sorted(wanted - {pid}):
        try:
            if word.encode() in Path(f"/proc/{child}/cmdline").read_bytes():
                return child
        except OSError:
            continue
    return 0


def restart(developer: Developer) -> None:
    """Press the button of the notice."""
    notice = developer.window.simulator.notice
    developer.wait(lambda: notice.kind == "crashed")
    button = notice.findChild(QPushButton, "restart")
    assert button is not None
    crashed = developer.player
    developer.click(button)
    assert developer.player is not crashed


def edits_the_page(developer: Developer, words: str) -> None:
    """Type a text at the end of the page's template; the phone shows it."""
    developer.window.editor.open("pages/index/index.wxml")
    developer.window.editor.code.setFocus()
    developer.open_by_name("index.wxml", "pages/index/index.wxml")
    developer.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    developer.type(words)
    developer.sees(words)


def test_the_pages_are_there_again_after_a_crash(developer: Developer) -> None:
    developer.tap("#more")
    developer.wait(lambda: developer.player.state.ready == STACK[1])
    developer.sees("detail of green")
    developer.wait(lambda: "More" not in developer.text())  # the page before is covered
    shown = developer.text()
    kill(developer.player.view.page().renderProcessPid())
    restart(developer)
    developer.wait(lambda: developer.player.state.stack == STACK)
    developer.sees(shown)


def test_a_crash_while_paused_leaves_nothing_behind(developer: Developer) -> None:
    developer.break_at("const sum")
    developer.tap("#add")
    developer.stands_at("const sum")
    kill(developer.player.view.page().renderProcessPid())
    restart(developer)
    developer.runs()
    developer.wait(lambda: developer.player.state.ready == STACK[0])
    developer.wait(lambda: developer.debugger.lines)
    developer.tap("#add")
    developer.stands_at("const sum")
    developer.press(Qt.Key.Key_F5)
    developer.runs()


def test_developer_tools_are_started_again(developer: Developer) -> None:
    developer.press(
        Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    developer.wait(lambda: developer.window.devtools.view and developer.debugger.ready)
    view = developer.window.devtools.view
    assert view is not None
    with developer.qtbot.waitSignal(developer.debugger.crashed, timeout=PATIENCE_MS):
        kill(view.page().renderProcessPid())
    developer.wait(lambda: developer.debugger.ready)
    again = developer.window.devtools.view
    assert again is not None
    assert again is not view
    developer.break_at("const sum")
    developer.tap("#add")
    developer.stands_at("const sum")


@pytest.mark.parametrize("word", ["renderer.compiler", "toolchain.cjs"])
def test_compiling_goes_on_after_its_process_was_killed(developer: Developer, word: str) -> None:
    edits_the_page(developer, "before")
    kill(below(os.getpid(), word))
    edits_the_page(developer, " after")
