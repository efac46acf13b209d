"""Two people at the review desk: handed in, rejected, resubmitted, released; the app is updated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ide.clock import QtClock
from ide.desk.model import mpsub
from ide.desk.model.board import RELEASE
from ide.desk.model.conditions import Wish
from ide.desk.model.folder import DeskFolder
from ide.desk.model.submission import Submission
from ide.desk.view.sheet import TABS
from ide.desk.view.window import DeskWindow
from ide.submit import package
from ide.submit.drafts import draft_of
from ide.submit.form import Form, Item
from ide.submit.history import History, Written
from ide.submit.project_facts import Submission as Project
from ide.wiring.desk import desk_of
from tests.e2e.conftest import write_project
from tests.e2e.journey import LEFT, Person, at_the_window

HOME = "pages/home/home"
SCRIPT = """
const told = []
const show = () => getCurrentPages().forEach((page) => page.setData({ told: told.join(' ') }))
const manager = wx.getUpdateManager()
manager.onCheckForUpdate(({ hasUpdate }) => { told.push(`update:${hasUpdate}`); show() })
manager.onUpdateReady(() => { told.push('ready'); show() })
const { miniProgram } = wx.getAccountInfoSync()
Page({
  data: { told: '', me: `${miniProgram.envVersion} ${miniProgram.version}` },
  onLoad: show,
  update() { manager.applyUpdate() },
})
"""
FORM = Form(items=(Item(HOME, "Home", "words", "Education", "Online"),))

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


def template(version: str) -> str:
    button = '<button id="up" bindtap="update">update</button>'
    return f"<view>I am {version}, {{{{me}}}}. {{{{told}}}}</view>{button}\n"


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    files = {f"{HOME}.js": SCRIPT, f"{HOME}.wxml": template("1.0.0")}
    root = write_project(tmp_path / "app", [HOME], files)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as somebody:
        desk_of(somebody.window, somebody.bench).use_folder(tmp_path / "stick")
        yield somebody


def packed(person: Person, version: str) -> Written:
    """Write a package as the submission dialog does, with a form left as a draft."""
    root, profile = person.root, person.bench.profile
    assert profile is not None
    form = replace(FORM, version=version, description=f"version {version}")
    (root / f"{HOME}.wxml").write_text(template(version), encoding="utf-8")
    done = package.write(Project(root, root, {}, form), root.parent / "out", "Words")
    written = Written(version, form.description, str(done.file), done.sha256)
    History(profile / "submissions.json").add(root, written)
    draft_of(profile, root).write(form)
    return written


class AtTheDesk:
    """The desk's window, its buttons and its fields."""

    def __init__(self, person: Person) -> None:
        self.person = person
        person.bench.run("desk.show")
        view = desk_of(person.window, person.bench).view
        assert view is not None
        self.view: DeskWindow = view
        person.qtbot.waitExposed(view)

    @property
    def now(self) -> Submission:
        current = self.view.current
        assert current is not None
        return current

    def am(self, name: str) -> None:
        self.view.name.setFocus()
        self.view.name.selectAll()
        QTest.keyClicks(self.view.name, name)

    def press(self, action: str, state: str) -> None:
        button = self.view.decision.buttons[action]
        assert button.isEnabled(), button.toolTip()
        self.person.click(button)
        assert self.view.trouble == ""
        assert self.now.state == state

    def write(self, text: str) -> None:
        self.view.decision.text.setFocus()
        QTest.keyClicks(self.view.decision.text, text)

    def page(self, name: str) -> QWidget:
        tabs = self.view.sheet.tabs
        bar = tabs.tabBar()
        where = bar.tabRect(TABS.index(name)).center()
        QTest.mouseClick(bar, LEFT, Qt.KeyboardModifier.NoModifier, where)
        page = tabs.currentWidget()
        assert page is not None
        return page

    def mark(self) -> None:
        """Draw a box on a picture of the phone with the mouse, an arrow with the keyboard."""
        self.page("pictures")
        pictures = self.view.sheet.pictures
        self.person.click(pictures.grab_button)
        self.person.click(pictures.tools["box"])
        canvas = pictures.canvas
        middle = canvas.rect().center()
        QTest.mousePress(canvas, LEFT, Qt.KeyboardModifier.NoModifier, middle)
        QTest.mouseMove(canvas, middle + QPoint(30, 20))
        QTest.mouseRelease(canvas, LEFT, Qt.KeyboardModifier.NoModifier, middle + QPoint(40, 30))
        self.person.click(pictures.tools["arrow"])
        canvas.setFocus()
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
            QTest.keyClick(canvas, key)
        assert [mark.tool for mark in canvas.marks] == ["box", "arrow"]
        self.person.click(pictures.keep_button)


def test_a_version_is_rejected_resubmitted_and_released(person: Person) -> None:
    packed(person, "1.0.0")
    desk = AtTheDesk(person)
    desk.am("Lin")
    person.bench.run("desk.hand_in")
    person.wait(lambda: desk.view.current)
    assert desk.now.state == "uploaded"
    assert desk.now.form.items == FORM.items
    desk.press("submit", "submitted")
    assert not desk.view.decision.buttons["take"].isEnabled()

    desk.am("Mei")
    desk.press("take", "in_review")
    desk.mark()
    rules = desk.view.decision.rules
    QTest.keyClicks(rules.search, "3.3.1")
    rules.view.setFocus()
    rules.view.setCurrentIndex(rules.view.model().index(0, 0))
    QTest.keyClick(rules.view, Qt.Key.Key_Space)
    desk.write("One button does nothing.")
    desk.press("reject", "rejected")
    decision = desk.now.decision
    assert decision is not None
    assert (decision.rules, len(decision.pictures)) == (("3.3.1",), 1)
    desk.page("letter")
    letter = desk.view.sheet.letter.toPlainText()
    for words in ("Practice – not connected to WeChat", "3.3.1", "One button does nothing."):
        assert words in letter

    desk.am("Lin")
    desk.write("It shows the version.")
    desk.press("resubmit", "submitted")
    desk.am("Mei")
    desk.press("take", "in_review")
    desk.press("approve", "approved")
    desk.am("Lin")
    desk.press("release", "released")
    board = desk.view.board
    assert board is not None
    assert board.given(RELEASE, "anybody") == desk.now
    desk.view.close()


def another_computer(person: Person, version: str) -> None:
    """Let somebody with the same stick hand a version in and release it."""
    desk = desk_of(person.window, person.bench)
    assert desk.folder is not None
    files = {name: (person.root / name).read_bytes() for name in ("app.json", "app.js")}
    page = {f"{HOME}.js": SCRIPT.encode(), f"{HOME}.wxml": template(version).encode()}
    form = replace(FORM, version=version, description=f"version {version}")
    file = person.root.parent / f"{version}.mpsub"
    mpsub.write(file, mpsub.Handed("Words", "wxwords", "Lin", form, {**files, **page}))
    far = DeskFolder(desk.folder.root, QtClock(desk).now)
    row = far.hand_in(file)
    for action, by in (
        ("submit", "Lin"),
        ("take", "Mei"),
        ("approve", "Mei"),
        ("release", "Lin"),
    ):
        row = far.act(row, Wish(action, by))


def updates(person: Person, version: str) -> None:
    """Start the app again, let it update itself, see the other version."""
    window = person.window
    button = window.toolbar.widgetForAction(window.actions_["project.compile"])
    person.click(button)
    person.sees("update:true ready")
    person.tap("#up")
    person.sees(f"I am {version}, release {version}. update:false")


def test_the_app_on_the_phone_is_updated_as_the_desk_releases(person: Person) -> None:
    another_computer(person, "1.0.0")
    desk = AtTheDesk(person)
    desk.view.sheet.run_as_requested.emit(RELEASE)
    box = person.window.findChild(QMessageBox)
    assert box is not None
    person.click(next(button for button in box.buttons() if button.text() == "This window"))
    person.sees("I am 1.0.0, release 1.0.0. update:false")
    assert "Practice – not connected to WeChat" in person.window.windowTitle()

    another_computer(person, "1.1.0")
    person.wait(lambda: desk.view.board and len(desk.view.board.submissions) == 2)
    updates(person, "1.1.0")
    desk.view.close()
