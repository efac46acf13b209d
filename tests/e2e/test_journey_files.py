"""Somebody makes a page, renames another one, and removes one: the app goes on running."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QFile, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from ide.refactor.move_dialog import MoveDialog, RemoveDialog
from ide.refactor.new_dialog import NewDialog
from tests.e2e.journey import CONTROL, PROJECT, Person, at_the_window

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


def dialog(person: Person, kind: type[QDialog]) -> Any:
    """Wait for a dialog and return it."""
    person.wait(lambda: any(each.isVisible() for each in person.window.findChildren(kind)))
    return next(each for each in person.window.findChildren(kind) if each.isVisible())


def choose(person: Person, path: str, key: str) -> None:
    """Choose an entry of the menu of a file."""
    files = person.window.files
    person.wait(lambda: files._model.index_of(path).isValid())
    files.reveal(path)
    point = files.tree.visualRect(files.tree.currentIndex()).center()
    files.tree.customContextMenuRequested.emit(point)
    menu = next(menu for menu in files.findChildren(QMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.objectName() == key)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def app(root: Path) -> Any:
    return json.loads((root / "app.json").read_text("utf-8"))


def test_a_new_page_is_listed_opened_and_shown(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    root = tmp_path / "kiosk"
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as person:
        choose(person, "pages/home/home.js", "files.new_page")
        made = dialog(person, NewDialog)
        made.folder.setText("pages")
        QTest.keyClicks(made.name, "big menu")
        assert "A–Z" in made.trouble.text()
        QTest.keyClick(made.name, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(made.name, "menu")
        assert "pages/menu/menu.wxml" in made.files.text()
        QTest.keyClick(made.name, Qt.Key.Key_Return)
        person.wait(lambda: person.window.editor.current == "pages/menu/menu.wxml")
        assert app(root)["pages"][-1] == "pages/menu/menu"
        assert {file.suffix for file in (root / "pages/menu").iterdir()} == {
            ".js", ".json", ".wxml", ".wxss",
        }  # fmt: skip


def test_a_page_written_into_app_json_gets_its_files(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    root = tmp_path / "kiosk"
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as person:
        editor = person.window.editor
        assert editor.open("app.json")
        text = (root / "app.json").read_text("utf-8")
        editor.put_text("app.json", text.replace('"pages": [', '"pages": ["pages/offers/offers",'))
        assert editor.save("app.json")
        assert (root / "pages/offers/offers.wxml").is_file()
        assert (root / "pages/offers/offers.js").is_file()


def test_a_renamed_page_is_found_by_all_that_named_it(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    root = tmp_path / "kiosk"
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as person:
        person.window.editor.code.setFocus()
        person.open_by_name("about.wxml", "pages/about/about.wxml")
        choose(person, "pages/about/about.wxml", "files.rename")
        asked = dialog(person, MoveDialog)
        assert asked.target.selectedText() == "about"
        QTest.keyClicks(asked.target, "info")
        person.wait(asked.ok.isEnabled)
        assert asked.whole.isChecked()
        assert any("app.json" in file for file in asked.chosen)
        QTest.keyClick(asked.target, Qt.Key.Key_Return)
        person.wait(lambda: person.window.editor.current == "pages/about/info.wxml")
        assert "pages/about/info" in app(root)["pages"]
        assert not (root / "pages/about/about.js").exists()
        assert (root / "pages/about/info.js").is_file()
        session = person.bench.session
        assert session is not None
        person.wait(lambda: session.player and session.player.state.ready == "pages/home/home")
        person.sees("Good morning")


def test_a_removed_page_leaves_app_json(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, trash = tmp_path / "kiosk", tmp_path / "trash"

    def put_into_trash(path: str) -> bool:
        # The person's own trash is no place for a test.
        trash.mkdir(exist_ok=True)
        Path(path).rename(trash / Path(path).name)
        return True

    monkeypatch.setattr(QFile, "moveToTrash", put_into_trash)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as person:
        person.window.editor.open("pages/about/about.wxml")
        choose(person, "pages/about", "files.remove")
        asked = dialog(person, RemoveDialog)
        person.wait(asked.ok.isEnabled)
        assert asked.model.count >= 1
        person.click(asked.ok)
        person.wait((trash / "about").is_dir)
        assert "pages/about/about" not in app(root)["pages"]
        assert "pages/about/about.wxml" not in person.window.editor.paths


def git(folder: Path, *arguments: str) -> None:
    who = {
        "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    command = ["git", *arguments]
    subprocess.run(command, cwd=folder, env={**os.environ, **who}, check=True, capture_output=True)


def test_changed_files_and_lines_are_marked_and_taken_back(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    root = tmp_path / "kiosk"
    shutil.copytree(PROJECT, root)
    for command in (["init", "-b", "main"], ["add", "."], ["commit", "-m", "first"]):
        git(root, *command)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as person:
        window, session = person.window, person.bench.session
        assert session is not None
        person.wait(lambda: window.branch_button.text() == "main")
        window.editor.code.setFocus()
        person.open_by_name("about.wxml", "pages/about/about.wxml")
        person.press(Qt.Key.Key_End, CONTROL)
        person.type("\n<view>new</view>")
        person.wait(lambda: "new</view>" in person.editor_text())
        person.press(Qt.Key.Key_S, CONTROL)
        person.wait(lambda: "about.wxml" in str(session.git.status.changes))
        assert window.branch_button.text() == "main (1)"
        index = session.tree.index_of("pages/about/about.wxml")
        assert index.data(session.tree.change_role) == "M"
        bars = "document.querySelectorAll('.md-change.added').length"
        found: list[int] = []
        person.wait(
            lambda: (
                window.editor.code.view.page().runJavaScript(bars, found.append)
                or (found and found[-1] >= 1)
            )
        )
