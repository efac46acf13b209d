"""What a developer does in the window, done on the public mini-programs of ``--corpus``."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ide.app import open_window
from ide.finding import Severity
from renderer.host.screen import devices
from tests.e2e.journey import CONTROL, LONG_MS, Person

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

_MARK = QColor("#ff00ee")
_BOX = (
    '\n<view style="position:fixed;top:30%;left:0;width:100%;height:200px;z-index:99999;'
    f'background:{_MARK.name()}"></view>'
)
_DEVICES = 20
_WINDOW = "JSON.stringify([innerWidth, innerHeight])"


@contextmanager
def a_window_on(qapp: QApplication, qtbot: QtBot, app: Path, folder: Path) -> Iterator[Person]:
    """Open the window on a copy of a public app; what is wrong in it is not judged here."""
    root = folder / app.name
    shutil.copytree(app, root, symlinks=True)
    opened = open_window(qapp, folder / "profile")
    opened.bench.settings.set("appearance.language", "en")
    opened.window.resize(1440, 900)
    opened.window.show()
    qtbot.waitActive(opened.window)
    assert opened.bench.open_project(root)
    person = Person(opened, root, qtbot)
    session = opened.bench.session
    assert session is not None
    person.wait(lambda: session.player and session.player.state.ready)
    yield person
    opened.close()


def paste(person: Person, text: str) -> None:
    QApplication.clipboard().setText(text)
    person.press(Qt.Key.Key_End, CONTROL)
    person.press(Qt.Key.Key_V, CONTROL)
    person.wait(lambda: text.strip() in person.editor_text())


def shows_mark(person: Person) -> bool:
    picture = person.player.view.grab().toImage()
    return picture.pixelColor(picture.width() // 2, picture.height() // 2 - 10) == _MARK


def open_page(person: Person) -> str:
    """Open the template of the page in front, with the keyboard in it."""
    session = person.bench.session
    assert session is not None
    folder = session.folder
    route = session.player.state.ready if session.player else ""
    path = (folder.app_root / f"{route}.wxml").relative_to(folder.root).as_posix()
    person.window.editor.code.setFocus()
    person.open_by_name(path, path)
    return path


def test_edits_are_seen_and_mistakes_lead_to_their_place(
    qapp: QApplication, qtbot: QtBot, corpus_app: Path, tmp_path: Path
) -> None:
    with a_window_on(qapp, qtbot, corpus_app, tmp_path) as person:
        window = person.window
        path = open_page(person)
        paste(person, _BOX)
        person.wait(lambda: shows_mark(person))
        person.press(Qt.Key.Key_Z, CONTROL)
        person.wait(lambda: not shows_mark(person))
        paste(person, "\n<view><text>broken</view>")
        person.wait(
            lambda: any(
                f.file == path and f.severity is Severity.ERROR for f in window.problems.findings
            )
        )
        assert person.player.state.ready, "the last good page stays"


def test_words_are_found_in_all_files(
    qapp: QApplication, qtbot: QtBot, corpus_app: Path, tmp_path: Path
) -> None:
    with a_window_on(qapp, qtbot, corpus_app, tmp_path) as person:
        panel = person.window.search
        person.bench.run("edit.find_in_files")
        panel.form.exclude.setText("")
        panel.form.include.setText("app.json")
        panel.form.text.setText("pages/")
        panel.search_now()
        person.wait(lambda: panel.model.count and panel.stop.isHidden())
        files = [file for file in person.root.rglob("app.json") if "node_modules" not in file.parts]
        texts = [file.read_text("utf-8-sig", errors="replace") for file in files]
        assert panel.model.count == sum(len(re.findall("pages/", text, re.I)) for text in texts)


def test_a_crashed_page_comes_back_and_the_language_changes(
    qapp: QApplication, qtbot: QtBot, corpus_app: Path, tmp_path: Path
) -> None:
    with a_window_on(qapp, qtbot, corpus_app, tmp_path) as person:
        notice, crashed = person.window.simulator.notice, person.player
        os.kill(crashed.view.page().renderProcessPid(), signal.SIGKILL)
        person.wait(lambda: notice.kind == "crashed")
        button = notice.findChild(QPushButton, "restart")
        assert button is not None
        person.click(button)
        person.wait(lambda: person.player is not crashed and person.player.state.ready)
        for language, word in (("zh", "文件"), ("de", "Datei"), ("en", "File")):
            person.bench.settings.set("appearance.language", language)
            titles = [action.text() for action in person.window.menuBar().actions()]
            assert any(word in title.replace("&", "") for title in titles)


def test_it_opens_on_twenty_phones(
    qapp: QApplication, qtbot: QtBot, corpus_app: Path, tmp_path: Path
) -> None:
    with a_window_on(qapp, qtbot, corpus_app, tmp_path) as person:
        session = person.bench.session
        assert session is not None
        for device in list(devices().values())[:_DEVICES]:
            with qtbot.waitSignal(person.player.launched, timeout=LONG_MS):
                person.bench.use_device(device.id)
            person.wait(lambda: person.player.state.ready)
            assert session.device.id == device.id
            assert session.phone.system_info()["model"] == device.model
