"""Lite: phone and debugger without an editor, places open outside; layouts of the window."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.app import Opened, open_window, prepare
from tests.e2e.journey import PROJECT
from tests.patience import PATIENCE_MS

prepare()

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path / "kiosk"))


@pytest.fixture
def lite(qapp: QApplication, qtbot: QtBot, tmp_path: Path, root: Path) -> Iterator[Opened]:
    opened = open_window(qapp, tmp_path / "profile", lite=True)
    with qtbot.waitActive(opened.window):
        opened.window.show()
    assert opened.bench.open_project(root)
    yield opened
    opened.close()


def is_running(opened: Opened) -> bool:
    session = opened.bench.session
    return bool(session and session.player and session.player.state.ready)


def test_lite_starts_no_editor_and_follows_the_files(
    lite: Opened, qtbot: QtBot, tmp_path: Path, root: Path
) -> None:
    window = lite.window
    qtbot.waitUntil(lambda: is_running(lite), timeout=PATIENCE_MS)
    page = window.editor.code.view.page()
    assert page.url().isEmpty()
    assert page.renderProcessPid() == 0
    assert not window.editor_shown
    assert window.docks["simulator"].isVisible()
    assert window.toasts.texts == []  # no other editor is started unasked
    lite.bench.run("view.toggle_editor")
    assert not window.editor_shown
    session = lite.bench.session
    assert session is not None
    with qtbot.waitSignal(session.builder.built, timeout=PATIENCE_MS):
        file = root / "pages/home/home.wxml"
        file.write_text(file.read_text("utf-8") + "<view>outside</view>\n", "utf-8")
    seen = tmp_path / "seen"
    editor = tmp_path / "editor.py"
    editor.write_text(f"import sys; open({str(seen)!r}, 'w').write(sys.argv[1])")
    command = f"{sys.executable} {editor} {{file}}:{{line}}"
    lite.bench.settings.set("files.external_editor", command)
    window.problems.open_requested.emit("app.js", 3, 1)
    place = f"{root / 'app.js'}:3"
    qtbot.waitUntil(lambda: seen.exists() and seen.read_text() == place, timeout=PATIENCE_MS)
    assert window.editor.paths == []
    lite.bench.settings.set("files.external_editor", "no-such-editor {file}")
    window.problems.open_requested.emit("app.js", 3, 1)
    qtbot.waitUntil(lambda: any("no-such-editor" in text for text in window.toasts.texts))


def test_layouts_change_the_window_and_are_kept(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, root: Path
) -> None:
    opened = open_window(qapp, tmp_path / "profile")
    window, bench = opened.window, opened.bench
    with qtbot.waitActive(window):
        window.show()
    bench.open_project(root)
    bench.run("view.layout_phone")
    assert not window.editor_shown
    assert window.docks["device"].isVisible()
    assert not window.docks["files"].isVisible()
    kept = window.layout_text()
    bench.run("view.layout_edit")
    assert window.editor_shown
    assert window.docks["files"].isVisible()
    assert window.restore_layout(kept)
    assert not window.editor_shown
    assert not window.docks["files"].isVisible()
    bench.run("view.layout_edit")
    bench.run("view.toggle_panels")
    assert not window.docks["problems"].isVisible()
    bench.run("view.toggle_panels")
    assert window.docks["problems"].isVisible()
    bench.run("view.zen")
    assert not window.menuBar().isVisible()
    assert not window.docks["simulator"].isVisible()
    bench.run("view.zen")
    assert window.menuBar().isVisible()
    assert window.docks["simulator"].isVisible()
    opened.close()
