"""One journey of a person through the whole window, with real keys and mouse events.

The editor is typed into and the phone follows; the device dock decides what taps in the app are
answered; the submission dialog finds a missing page, is satisfied, and writes a package.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from ide.app import Opened, open_window, prepare
from ide.palette import QuickPick
from ide.panels.device.card import NumberField
from ide.submit.dialog import SubmitDialog
from renderer.host.player import Player

PROJECT = Path(__file__).parents[1] / "fixtures" / "journey"
LONG_MS = 30_000
ACCENT = QColor("#e53935")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PLACE = """
(() => {
  for (const frame of document.querySelectorAll('iframe')) {
    const node = frame.contentDocument?.querySelector('SELECTOR')
    if (!node) continue
    const a = frame.getBoundingClientRect(), b = node.getBoundingClientRect()
    return [a.left + b.left, a.top + b.top, b.width, b.height]
  }
  return null
})()
"""

prepare()

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


class Person:
    """Somebody at the window: presses keys, clicks, taps the phone and looks at it."""

    def __init__(self, opened: Opened, root: Path, qtbot: QtBot) -> None:
        self.window = opened.window
        self.bench = opened.bench
        self.root = root
        self.qtbot = qtbot

    @property
    def player(self) -> Player:
        session = self.bench.session
        assert session is not None
        assert session.player is not None
        return session.player

    def wait(self, condition: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=LONG_MS)

    # keys

    def press(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifiers)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        for line, words in enumerate(text.split("\n")):
            if line:
                self.press(Qt.Key.Key_Return)
            widget = QApplication.focusWidget()
            assert widget is not None
            QTest.keyClicks(widget, words)

    def open_by_name(self, name: str, path: str) -> None:
        """Open a file as one does without a mouse: Ctrl+P, part of its name, Enter."""
        shown = []
        self.window.editor.code.cursor_moved.connect(lambda *place: shown.append(place[0]))
        self.press(Qt.Key.Key_P, CONTROL)
        self.wait(lambda: self.window.findChild(QuickPick))
        pick = self.window.findChild(QuickPick)
        assert pick is not None
        QTest.keyClicks(pick.input, name)
        QTest.keyClick(pick.input, Qt.Key.Key_Return)
        self.wait(lambda: path in shown)
        assert self.window.editor.current == path
        self.wait(lambda: QApplication.focusWidget() is self.window.editor.code.view.focusProxy())

    def editor_text(self) -> str:
        document = self.window.editor.document(self.window.editor.current)
        assert document is not None
        return document.text

    # the device dock

    def choose(self, box: QComboBox, choice: str) -> None:
        """Choose from a box with the keyboard."""
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.findData(choice)):
            QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentData() == choice

    def enter(self, field: NumberField, text: str) -> None:
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    # the phone

    def look(self, expression: str) -> Any:
        """Return what a JavaScript expression is in the phone's document."""
        seen: list[Any] = []
        self.player.probe(expression, seen.append)
        self.wait(lambda: seen)
        return seen[0]

    def text(self) -> str:
        return str(self.look("minideckProbe.paintedFacts()")["text"])

    def sees(self, text: str) -> None:
        """Wait until the phone shows a text."""
        for _ in range(200):
            if text in self.text():
                return
        assert text in self.text()

    def point_of(self, selector: str) -> QPoint:
        """Return the middle of an element in the pixels of the view."""
        place = self.look(PLACE.replace("SELECTOR", selector))
        assert place, selector
        left, top, width, height = place
        zoom = self.window.simulator.frame.zoom
        return QPoint(round((left + width / 2) * zoom), round((top + height / 2) * zoom))

    def tap(self, selector: str) -> None:
        target = self.player.view.focusProxy()
        assert target is not None
        QTest.mouseClick(target, LEFT, Qt.KeyboardModifier.NoModifier, self.point_of(selector))

    def pixel(self, point: QPoint) -> QColor:
        return self.player.view.grab().toImage().pixelColor(point)

    def answer(self, choice: str) -> None:
        """Answer the sheet on the phone with the mouse."""
        sheet = self.window.simulator.sheet
        self.wait(lambda: sheet.question is not None)
        button = sheet.button(choice)
        assert button is not None
        self.click(button)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, LEFT)


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    root = tmp_path / "kiosk"
    shutil.copytree(PROJECT, root)
    opened = open_window(qapp, tmp_path / "profile")
    opened.bench.settings.set("appearance.language", "en")
    opened.window.resize(1440, 900)
    opened.window.show()
    qtbot.waitActive(opened.window)
    assert opened.bench.open_project(root)
    somebody = Person(opened, root, qtbot)
    session = opened.bench.session
    assert session is not None
    somebody.wait(lambda: session.player and session.player.state.ready == "pages/home/home")
    yield somebody
    opened.close()


def test_a_person_edits_plays_the_phone_and_submits(person: Person) -> None:
    edits_a_template_and_the_phone_follows(person)
    edits_a_style_and_a_pixel_follows(person)
    breaks_the_page_and_mends_it(person)
    says_where_the_phone_is(person)
    pays(person)
    goes_offline(person)
    submits(person)


def edits_a_template_and_the_phone_follows(person: Person) -> None:
    person.sees("Fresh rolls until noon")
    person.window.editor.code.setFocus()
    person.open_by_name("home.wxml", "pages/home/home.wxml")
    person.press(Qt.Key.Key_F, CONTROL)
    person.type("Fresh")
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Escape)
    person.type("Warm")
    person.wait(lambda: "Warm rolls" in person.editor_text())
    person.sees("Warm rolls until noon")
    assert "Fresh rolls" in (person.root / "pages/home/home.wxml").read_text("utf-8")
    assert person.window.editor.dirty == ["pages/home/home.wxml"]
    person.press(Qt.Key.Key_S, CONTROL)
    person.wait(lambda: not person.window.editor.dirty)
    assert "Warm rolls" in (person.root / "pages/home/home.wxml").read_text("utf-8")


def edits_a_style_and_a_pixel_follows(person: Person) -> None:
    person.open_by_name("home.wxss", "pages/home/home.wxss")
    corner = person.point_of(".card") - QPoint(0, 0)
    corner.setX(person.point_of("#locate").x() // 4)
    assert person.pixel(corner) == QColor("#ffffff")
    person.press(Qt.Key.Key_End, CONTROL)
    person.type(f"\n.card {{ background: {ACCENT.name()}; }}")
    person.wait(lambda: person.pixel(corner) == ACCENT)
    person.press(Qt.Key.Key_S, CONTROL)
    person.wait(lambda: not person.window.editor.dirty)


def breaks_the_page_and_mends_it(person: Person) -> None:
    notice = person.window.simulator.notice
    person.open_by_name("home.wxml", "pages/home/home.wxml")
    person.press(Qt.Key.Key_End, CONTROL)
    person.type("<view")
    person.wait(lambda: notice.kind == "broken")
    assert "Warm rolls" in person.text()
    person.wait(lambda: any(f.line for f in person.window.problems.findings))
    for _ in "<view":
        person.press(Qt.Key.Key_Backspace)
    person.wait(lambda: notice.kind == "")
    person.wait(lambda: not person.window.problems.findings)


def says_where_the_phone_is(person: Person) -> None:
    card = person.window.device.location
    person.enter(card.numbers["latitude"], "31.2304")
    person.enter(card.numbers["longitude"], "121.4737")
    person.tap("#locate")
    person.answer("allowed")
    person.sees("at 31.230, 121.474")
    assert card.permission.choice == "allowed"
    person.choose(card.permission, "denied")
    person.tap("#locate")
    person.sees("getLocation:fail")
    assert "den" in person.text()


def pays(person: Person) -> None:
    card = person.window.device.payment
    person.tap("#pay")
    person.answer("ok")
    person.sees("paid, thank you")
    assert "SUCCESS" in card.orders.text()
    for outcome in ("cancel", "fail"):
        person.choose(card.outcome, outcome)
        person.tap("#pay")
        person.sees("requestPayment:fail" + (" cancel" if outcome == "cancel" else ""))
    assert person.window.simulator.sheet.question is None


def goes_offline(person: Person) -> None:
    card = person.window.device.network
    person.choose(card.type, "5g")
    person.sees("now 5g")
    person.tap("#connection")
    person.sees("by 5g")
    card.offline.setFocus()
    QTest.keyClick(card.offline, Qt.Key.Key_Space)
    person.sees("now offline")
    assert card.type.choice == "none"
    person.tap("#connection")
    person.sees("by none")
    names = person.window.calls.names()
    assert {"getLocation", "requestPayment", "getNetworkType"} <= set(names)


def submits(person: Person) -> None:
    about = person.root / "pages/about/about.wxml"
    template = about.read_bytes()
    about.unlink()
    person.window.editor.code.setFocus()
    person.press(Qt.Key.Key_U, CONTROL | SHIFT)
    person.wait(lambda: person.bench.submit and person.bench.submit.isVisible())
    dialog = person.bench.submit
    assert isinstance(dialog, SubmitDialog)
    person.wait(lambda: "page-missing" in [finding.code for finding in dialog.findings])
    assert not dialog.create_button.isEnabled()
    missing = next(finding for finding in dialog.findings if finding.code == "page-missing")
    assert missing.place == "app.json:4"
    about.write_bytes(template)
    person.wait(lambda: "page-missing" not in [finding.code for finding in dialog.findings])
    dialog.description.setFocus()
    QTest.keyClicks(dialog.description, "Sells warm rolls")
    person.wait(dialog.create_button.isEnabled)
    person.click(dialog.create_button)
    done = dialog.package
    assert done is not None
    assert done.sha256 in dialog.verdict
    assert str(done.file) in dialog.verdict
    assert hashlib.sha256(done.file.read_bytes()).hexdigest() == done.sha256
    assert json.loads(done.manifest.read_text("utf-8"))["version"] == "1.0.0"
    with zipfile.ZipFile(done.file) as archive:
        assert archive.testzip() is None
        packed = {name: archive.read(name) for name in archive.namelist()}
    files = (path for path in person.root.rglob("*") if path.is_file())
    expected = {path.relative_to(person.root).as_posix(): path.read_bytes() for path in files}
    del expected["project.config.json"], expected["notes/ideas.txt"]
    assert packed == expected
