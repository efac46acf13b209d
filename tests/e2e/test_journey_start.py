"""From the start page into a project and back: recent projects, a wrong folder, the language."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ide.app import Opened, open_window, prepare
from ide.commands import table
from ide.project.recent import RecentProjects
from tests.e2e.journey import PROJECT
from tests.patience import PATIENCE_MS

prepare()

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    root = tmp_path / "kiosk"
    shutil.copytree(PROJECT, root)
    RecentProjects(tmp_path / "profile" / "recent.json").add(root, "Corner Kiosk")
    window = open_window(qapp, tmp_path / "profile")
    window.bench.settings.set("appearance.language", "en")
    with qtbot.waitActive(window.window):
        window.window.show()
    yield window
    window.close()


def test_a_recent_project_opens_with_enter_and_closes_again(opened: Opened, qtbot: QtBot) -> None:
    window, bench = opened.window, opened.bench
    projects = window.start.projects
    assert projects.cards.rowCount() == 1
    assert projects.hasFocus()
    QTest.keyClick(projects, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.session is not None, timeout=PATIENCE_MS)
    assert window.windowTitle() == "Corner Kiosk – Minideck"
    assert window.editor.current == "pages/home/home.wxml"
    assert window.actions_["project.submit"].isEnabled()
    bench.run("file.close_project")
    qtbot.waitUntil(lambda: bench.session is None, timeout=PATIENCE_MS)
    assert window.start.isVisible()
    assert not window.actions_["project.submit"].isEnabled()


def test_a_closed_window_leaves_nothing_to_be_restyled(qapp: QApplication, tmp_path: Path) -> None:
    opened = open_window(qapp, tmp_path / "profile")
    opened.window.show()
    parts = opened.window.findChildren(QWidget)
    opened.close()
    assert [part for part in (opened.window, *parts) if shiboken6.isValid(part)] == []
    assert qapp.styleSheet() == "", "what is put together under a style sheet takes twice as long"


def test_every_command_is_carried_out_by_the_editor_or_by_a_handler(opened: Opened) -> None:
    undone = {command.id for command in table().commands if not command.editor_action}
    assert undone - opened.bench.handled == set()


def test_a_dropped_folder_opens(opened: Opened, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "kiosk"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    assert QApplication.sendEvent(opened.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), copy, data, left, none)
    assert QApplication.sendEvent(opened.window, drop)
    assert opened.bench.session is not None


def test_a_folder_without_a_mini_program_is_said_to_be_none(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert not opened.bench.open_project(tmp_path / "empty")
    assert any("empty holds no mini-program" in text for text in opened.window.toasts.texts)
    assert opened.window.start.isVisible()


def test_the_language_changes_without_a_restart(opened: Opened) -> None:
    opened.bench.settings.set("appearance.language", "zh")
    assert opened.window.actions_["file.save"].text() == "保存"
    assert opened.window.docks["device"].windowTitle() == "设备"
    opened.bench.settings.set("appearance.language", "de")
    assert opened.window.start.open_button.text() == "Ordner öffnen…"
