"""Puts a desk into the review desk's window: versions in every state, a decision, a damaged one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from ide.desk.model import mpsub
from ide.desk.model.folder import DeskFolder, Picture
from ide.desk.model.process import DeskError
from ide.desk.model.submission import Submission
from ide.desk.view.sheet import TABS
from ide.desk.view.window import DeskWindow
from ide.submit.form import Basic, Purpose, ReviewAccount
from ide.wiring.desk import desk_of
from tests.unit.ide.desk.desks import FORM, People, app_files

if TYPE_CHECKING:
    from tests.e2e.journey import Person

_HOUR = 3_600_000
_FORM = replace(
    FORM,
    basic=Basic(name="Ten Words", intro="Ten words a day, with sound.", contact="hi@example.org"),
    test_account=ReviewAccount("tester", "demo", ("Log in", "Open “Orders”")),
    notes="The quiz needs sound.",
    privacy=(Purpose("位置信息", "find a course nearby"),),
)
_REPORT = {
    "findings": [
        {
            "check": "P10",
            "severity": "error",
            "message": "wx.chooseLocation is used, the form does not say what for",
            "file": "pages/map/map.js",
            "line": 31,
        },
        {
            "check": "P22",
            "severity": "warning",
            "message": "Placeholder text “test” on a page",
            "file": "pages/home/home.wxml",
            "line": 12,
        },
    ]
}
_BRANCH = {"pages/quiz/quiz.js": "Page({})", "pages/quiz/quiz.wxml": "<view>quiz</view>"}


def _page(color: str) -> bytes:
    image = QImage(360, 640, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.fillRect(0, 0, 360, 88, QColor(color))
    for row in range(6):
        painter.fillRect(24, 130 + 72 * row, 312 - 30 * (row % 3), 14, QColor("#d5d9e0"))
        painter.fillRect(24, 152 + 72 * row, 200, 10, QColor("#e8ebf0"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


class _Class:
    """People at one desk."""

    def __init__(self, root: Path) -> None:
        self.people = People(root / "desk", root / "packages")

    def hand(self, version: str, *, shots: bool = True, app: str = "Ten Words") -> Submission:
        people = self.people
        form = replace(_FORM, version=version, description="Adds a quiz, mends the start page")
        files = app_files(version, **(_BRANCH if version > "1.0.0" else {}))
        pictures = {"home.png": _page("#2f7d5b"), "quiz.png": _page("#2f5fd0")} if shots else {}
        file = people.packages / f"{app}-{version}.mpsub"
        handed = mpsub.Handed(app, f"wx{app}", "Lin", form, files, {}, _REPORT, pictures)
        mpsub.write(file, handed)
        people.time.at += _HOUR
        return people.author.hand_in(file)

    def go(self, row: Submission, *steps: str, **more: object) -> Submission:
        judged = ("take", "approve", "reject", "delay")
        for step in steps:
            self.people.time.at += _HOUR
            by = "Mei" if step in judged else "Lin"
            row = self.people.does(row, step, by, **(more if step == steps[-1] else {}))
        return row


def _desk(person: Person, *, gray: bool = False) -> dict[str, Submission]:
    """Make the desk that most scenes show."""
    root = person.root.parent / "review"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    room = _Class(root)
    rows = {"online": room.go(room.hand("1.0.0"), "submit", "take", "approve", "release")}
    marked = Picture(_page("#7d2f2f"), "shots/quiz.png")
    rows["rejected"] = room.go(
        room.hand("1.1.0"),
        "submit",
        "take",
        "reject",
        text="The page “Orders” is empty; two buttons do nothing.",
        rules=("3.3.1", "3.3.4"),
        pictures=(marked,),
    )
    rows["review"] = room.go(room.hand("1.2.0"), "choose_trial", "submit", "take")
    room.go(room.hand("0.3.0", shots=False, app="Recipes"), "submit")
    if gray:
        rows["gray"] = room.go(rows["review"], "approve")
        rows["gray"] = room.go(rows["gray"], "release_gray", percent=20)
    desk_of(person.window, person.bench).use_folder(room.people.root)
    return rows


def _view(person: Person, name: str) -> DeskWindow:
    person.bench.settings.set("desk.name", name)
    desk = desk_of(person.window, person.bench)
    desk.show()
    assert desk.view is not None
    return desk.view


def _show(person: Person, name: str, key: str, page: str, *, gray: bool = False) -> DeskWindow:
    rows = _desk(person, gray=gray)
    view = _view(person, name)
    desk_of(person.window, person.bench).refresh()
    view.choose(rows[key].id)
    view.sheet.tabs.setCurrentIndex(TABS.index(page))
    return view


def page(name: str, person: Person) -> None:
    """Show a page of the version in review, to its reviewer."""
    _show(person, "Mei", "review", name)


def marked(person: Person) -> None:
    """Draw on a picture, and tick a rule."""
    view = _show(person, "Mei", "review", "pictures")
    canvas = view.sheet.pictures.canvas
    middle = canvas.rect().center()
    for tool, start, end in (
        ("box", QPoint(-70, -60), QPoint(70, 0)),
        ("arrow", QPoint(90, 110), QPoint(30, 20)),
        ("text", QPoint(20, 120), QPoint(20, 130)),
    ):
        canvas.tool, canvas.words = tool, "dead button"
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(canvas, button, none, middle + start)
        QTest.mouseMove(canvas, middle + end)
        QTest.mouseRelease(canvas, button, none, middle + end)
    view.sheet.pictures.keep_button.click()
    view.decision.rules.search.setText("3.3")


def letter(person: Person) -> None:
    """Show the author why the version was rejected."""
    _show(person, "Lin", "rejected", "letter")


def people(person: Person) -> None:
    """Show who gets a version that is released in stages."""
    _show(person, "Lin", "gray", "people", gray=True)


def online(person: Person) -> None:
    """Show what can be done with the online version."""
    _show(person, "Lin", "online", "history")


def damaged(person: Person) -> None:
    """Show a submission that somebody changed by hand, and a file that is none."""
    rows = _desk(person)
    root = person.root.parent / "review" / "desk" / "submissions"
    event = root / rows["review"].id / "events" / "0003.json"
    event.write_text(event.read_text("utf-8").replace("Lin", "Mei"), "utf-8")
    (root / "holiday.jpg").write_bytes(b"jpg")
    view = _view(person, "Mei")
    desk_of(person.window, person.bench).refresh()
    view.choose(rows["review"].id)
    view.sheet.tabs.setCurrentIndex(0)


def refused(person: Person) -> None:
    """Show what is said when somebody else was quicker."""
    view = _show(person, "Mei", "review", "form")
    other = DeskFolder(person.root.parent / "review" / "desk", lambda: 0.0)
    current = view.current
    assert current is not None
    desk = desk_of(person.window, person.bench)
    assert desk.folder is not None
    desk.folder = other
    view.decision.text.setPlainText("The quiz cannot be left")
    view.show_trouble(DeskError("conflict", name="Ben", version="1.2.0"))


def no_desk(person: Person) -> None:
    """Show what to do without a desk."""
    desk = desk_of(person.window, person.bench)
    desk.folder = None
    person.bench.settings.set("desk.folder", "")
    _view(person, "")


def empty(person: Person) -> None:
    """Show a desk where nothing was handed in."""
    root = person.root.parent / "review"
    shutil.rmtree(root, ignore_errors=True)
    desk_of(person.window, person.bench).use_folder(root)
    _view(person, "Lin")


def lost(person: Person) -> None:
    """Show that the stick was pulled out."""
    _desk(person)
    shutil.rmtree(person.root.parent / "review")
    _view(person, "Lin")


def nothing(person: Person) -> None:
    """Show that no version is chosen."""
    view = _show(person, "Lin", "review", "form")
    view.sheet.show_nothing()
    view.decision.show_choice(None)


def no_pictures(person: Person) -> None:
    """Show a submission without pictures."""
    rows = _desk(person)
    view = _view(person, "Mei")
    desk_of(person.window, person.bench).refresh()
    desk = desk_of(person.window, person.bench).folder
    assert desk is not None
    assert rows
    view.choose(next(each.id for each in desk.read().submissions if each.facts.name == "Recipes"))
    view.sheet.tabs.setCurrentIndex(TABS.index("pictures"))


SCENES = {
    "review": partial(page, "form"),
    "report": partial(page, "report"),
    "pictures": marked,
    "changes": partial(page, "changes"),
    "letter": letter,
    "people": people,
    "online": online,
    "damaged": damaged,
    "refused": refused,
    "none": no_desk,
    "empty": empty,
    "lost": lost,
    "nothing": nothing,
    "no-pictures": no_pictures,
}
"""What to bring, by the name of the scene after ``desk-``."""
