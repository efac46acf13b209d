"""What is typed reaches the phone; mistakes leave the last good page up; files come and go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ide import atomic
from tests.e2e.conftest import write_project
from tests.e2e.journey import CONTROL, Person, at_the_window
from tests.patience import PATIENCE_MS

HOME = "pages/home/home"
SCRIPT = """Page({
  data: { n: 0 },
  add() { this.setData({ n: this.data.n + 1 }) },
})
"""
PARTS = {"component": True}
FILES = {
    f"{HOME}.wxml": '<view id="add" bindtap="add">count {{n}} first</view>\n',
    f"{HOME}.wxss": "view { color: red }\n",
    f"{HOME}.js": SCRIPT,
    f"{HOME}.json": "{}\n",
    "parts/badge.json": json.dumps(PARTS),
    "parts/badge.js": "Component({})",
    "parts/badge.wxml": "<text>badge</text>",
}
BROKEN = {
    f"{HOME}.wxml": "<view>{{</view>",
    f"{HOME}.wxss": "view { color: red",
    f"{HOME}.js": "Page({ data: {",
    f"{HOME}.json": '{ "usingComponents": ',
    "app.json": '{ "pages": [',
}

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    root = write_project(tmp_path / "app", [HOME], FILES)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as somebody:
        somebody.sees("count 0 first")
        somebody.tap("#add")
        somebody.sees("count 1 first")
        yield somebody


def save(person: Person, path: str, text: str) -> None:
    """Save as editors do: nobody ever sees half of the file."""
    atomic.write_text(person.root / path, text)


def test_typing_in_a_script_keeps_what_the_person_did_on_the_phone(person: Person) -> None:
    person.window.editor.code.setFocus()
    person.open_by_name("home.js", f"{HOME}.js")
    # Of what is typed only the whole compiles, so one update is all of it.
    with person.watching_the_phone_follow():
        person.find_and_replace_by_hand("+ 1", "+ 9")
    with person.qtbot.waitSignal(person.player.updated, timeout=PATIENCE_MS):
        person.press(Qt.Key.Key_S, CONTROL)
        save(person, f"{HOME}.wxml", FILES[f"{HOME}.wxml"].replace("first", "second"))
    person.sees("count 1 second")
    person.tap("#add")
    person.sees("count 10 second")


def test_compiling_and_refreshing_are_switched_apart(person: Person) -> None:
    session = person.bench.session
    assert session is not None
    strip = person.window.simulator.status
    template = FILES[f"{HOME}.wxml"]
    settings = person.bench.settings

    def edit(word: str) -> None:
        save(person, f"{HOME}.wxml", template.replace("first", word))

    settings.set("preview.auto_refresh", False)
    edit("compiled")
    person.wait(lambda: session.starting.refresh.waiting)
    assert "count 1 first" in person.text()
    person.click(strip.refresh)
    person.sees("count 1 compiled")
    settings.set("preview.auto_compile", False)
    with person.qtbot.waitSignal(session.watcher.changed, timeout=PATIENCE_MS):
        edit("neither")
    assert not session.starting.refresh.waiting
    session.builder.compile_now()
    person.wait(lambda: session.starting.refresh.waiting)
    assert "count 1 compiled" in person.text()
    settings.set("preview.auto_refresh", True)
    person.sees("count 1 neither")
    with person.qtbot.waitSignal(session.watcher.changed, timeout=PATIENCE_MS):
        edit("asked")
    assert "count 1 neither" in person.text()
    person.bench.run("project.refresh")
    person.sees("count 1 asked")
    with person.qtbot.waitSignal(session.watcher.changed, timeout=PATIENCE_MS):
        edit("afresh")
    person.bench.run("project.compile")
    person.sees("count 0 afresh")


def test_a_mistake_leaves_the_last_good_page_up(person: Person) -> None:
    notice = person.window.simulator.notice
    for path, broken in BROKEN.items():
        good = (person.root / path).read_text("utf-8")
        save(person, path, broken)
        person.wait(lambda: notice.kind == "broken")
        assert "count" in person.text(), path
        place = notice.findChild(QPushButton, "0")
        assert place is not None
        person.click(place)
        assert person.window.editor.current == path
        save(person, path, good)
        person.wait(lambda: notice.kind == "")
        person.sees("first")


def test_pages_and_components_come_and_go(person: Person) -> None:
    session = person.bench.session
    assert session is not None
    built: list[str] = []
    updated: list[bool] = []
    session.builder.built.connect(lambda build: built.append(build.kind))
    person.player.updated.connect(lambda: updated.append(True))
    save(person, f"{HOME}.json", '{"usingComponents": {"badge": "/parts/badge"}}')
    save(person, f"{HOME}.wxml", FILES[f"{HOME}.wxml"] + "<badge />")
    person.sees("badge")
    save(person, f"{HOME}.json", '{"navigationBarTitleText": "Anew"}')
    save(person, f"{HOME}.wxml", FILES[f"{HOME}.wxml"])
    person.wait(lambda: "badge" not in person.text())
    person.wait(lambda: "Anew" in person.look("document.body.innerText"))
    for kind, text in (("js", "Page({})"), ("wxml", "<view>a new page</view>")):
        save(person, f"pages/new/new.{kind}", text)
    before = len(built)
    save(person, "app.json", json.dumps({"pages": [HOME, "pages/new/new"]}))
    # Whoever asks an app that is starting anew for a page is not heard.
    person.wait(lambda: "app" in built[before:] and len(updated) == len(built))
    go = {"type": "navigate", "action": "navigateTo", "url": "/pages/new/new", "delta": 0}
    person.player.receive(go)
    person.sees("a new page")
    for kind in ("js", "wxml"):
        (person.root / f"pages/new/new.{kind}").unlink()
    save(person, "app.json", json.dumps({"pages": [HOME]}))
    person.wait(lambda: person.player.state.stack == (HOME,))
    person.sees("first")
    assert person.window.simulator.notice.kind == ""


def test_an_app_without_pages_says_why_it_does_not_come_up(person: Person) -> None:
    folder = person.root.parent / "no-pages"
    folder.mkdir()
    (folder / "app.json").write_text("{}", "utf-8")
    person.bench.open_project(folder)
    notice = person.window.simulator.notice
    person.wait(lambda: notice.kind == "broken")
    place = notice.findChild(QPushButton, "0")
    assert place is not None
    assert place.text() == "app.json:1"
