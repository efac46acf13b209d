"""What a developer does in the window, done on the public mini-programs of ``--corpus``.

One window for each app goes through all journeys; after one that fails, a new one is opened.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.i18n import catalogue
from renderer.host.screen import devices
from tests.corpus.real_window import LIMIT_MS, Developer, RealWindow, line_that_runs, peculiarity
from tests.e2e.journey import CONTROL

pytestmark = [
    pytest.mark.qt_log_ignore("^This plugin does not support", extend=True),
    pytest.mark.skipif(sys.platform == "win32", reason="kills processes the POSIX way"),
]

_DEVICES = 20
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_WORDS = "nobody saved me"


@pytest.fixture
def developer(
    real_window: RealWindow, qtbot: QtBot, request: pytest.FixtureRequest
) -> Iterator[Developer]:
    failed = request.session.testsfailed
    yield real_window.person(qtbot)
    if request.session.testsfailed > failed:
        real_window.start_over()


def test_text_typed_before_kill_9_is_there_again(real_window: RealWindow, qtbot: QtBot) -> None:
    path = real_window.type_and_kill(_WORDS, qtbot)
    assert _WORDS not in (real_window.root / path).read_text("utf-8", errors="replace")
    developer = real_window.person(qtbot)
    editor = developer.window.editor
    developer.wait(lambda: path in editor.dirty)
    assert _WORDS in (editor.text_of(path) or "")
    assert any(path in text and "back" in text for text in real_window.told)
    developer.open_file(path)
    while _WORDS in developer.editor_text():
        developer.undo()


def test_an_edited_template_is_seen(developer: Developer) -> None:
    developer.open_page()
    developer.sees_the_mark_come_and_go()


def test_a_mistake_leads_to_its_place(developer: Developer) -> None:
    path = developer.open_page()
    notice = developer.window.simulator.notice
    page, before = developer.page_in_front(), developer.editor_text()
    developer.paste("\n<view><text>broken</view>")
    finding = developer.wait_for_overlay(path)
    assert developer.page_in_front() == page, "the last good page stays"
    developer.press(Qt.Key.Key_Home, CONTROL)
    seen: list[tuple[str, int]] = []
    follow = developer.on_cursor(seen.append)
    developer.click_overlay(finding.place)
    developer.wait(lambda: (path, finding.line) in seen)
    developer.window.editor.code.cursor_moved.disconnect(follow)
    developer.undo_until(before)
    developer.wait(lambda: notice.kind == "")


def test_words_are_found_in_all_files(developer: Developer) -> None:
    window, panel = developer.window, developer.window.search
    developer.open_page()
    developer.press(Qt.Key.Key_F, CONTROL | _SHIFT)
    developer.wait(lambda: QApplication.focusWidget() is panel.form.text)
    developer.fill(panel.form.exclude, "")
    developer.fill(panel.form.include, "app.json")
    developer.fill(panel.form.text, "pages")
    developer.press(Qt.Key.Key_Return)
    developer.wait(lambda: panel.model.count and panel.stop.isHidden())
    files = [file for file in developer.root.rglob("app.json") if "node_modules" not in file.parts]
    texts = [file.read_text("utf-8-sig", errors="replace") for file in files]
    assert panel.model.count == sum(len(re.findall("pages", text, re.I)) for text in texts)
    panel.tree.setFocus()
    developer.press(Qt.Key.Key_Down)
    while not panel.tree.currentIndex().parent().isValid():
        developer.press(Qt.Key.Key_Down)
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    developer.wait(lambda: window.editor.current.endswith("app.json"))


def test_a_breakpoint_in_the_margin_is_hit(
    developer: Developer, record_property: Callable[[str, object], None]
) -> None:
    special = peculiarity(developer.root.name)
    path = special.script or developer.page_file("ts", "js")
    record_property("script", path)
    developer.open_file(path)
    line = line_that_runs(developer.editor_text())
    developer.go_to_line(line)
    developer.click_margin(line)
    debugger = developer.debugger
    developer.wait(lambda: debugger.breakpoints.at(path, line))
    developer.wait(lambda: debugger.ready)
    if special.tab >= 0:
        developer.tap_tab(special.tab)
    else:
        developer.press(Qt.Key.Key_B, CONTROL)
    developer.wait(lambda: debugger.pause)
    assert debugger.pause is not None
    assert (debugger.pause.top.path, debugger.pause.top.line) == (path, line)
    developer.click_margin(line)
    developer.wait(lambda: not debugger.breakpoints.at(path, line))
    assert debugger.pause is not None, "the app stands until it is told to go on"
    developer.window.setFocus()
    developer.press(Qt.Key.Key_F5)
    developer.wait(lambda: debugger.pause is None)
    developer.wait(lambda: developer.player.state.ready)


def test_a_crashed_page_comes_back_and_work_goes_on(developer: Developer) -> None:
    page = developer.page_in_front()
    developer.restart_after_crash()
    developer.wait(lambda: developer.player.state.ready == page)
    developer.open_page()
    developer.sees_the_mark_come_and_go()


def test_the_language_changes(developer: Developer) -> None:
    window, menus = developer.window, ("file", "edit", "view", "project", "debug", "help")
    for language in ("zh", "de", "en"):
        developer.choose_setting("appearance.language", language)
        words = catalogue(language)
        titles = [action.text() for action in window.menuBar().actions()]
        assert titles == [words[f"menu.{name}"] for name in menus]
        for name, dock in window.docks.items():
            assert dock.windowTitle() == words[f"dock.{name}"]


def test_it_opens_on_twenty_phones(developer: Developer) -> None:
    session = developer.session
    for device in list(devices().values())[:_DEVICES]:
        with developer.qtbot.waitSignal(developer.player.launched, timeout=LIMIT_MS):
            developer.choose_phone(device)
        developer.wait(lambda: developer.player.state.ready)
        assert session.device.id == device.id
        assert session.phone.system_info()["model"] == device.model
