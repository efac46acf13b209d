"""A person is helped while writing: suggestions, explanations, ways to definitions, the outline."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.finding import Severity
from tests.e2e.journey import CONTROL, Person, at_the_window

FIXTURE = Path(__file__).parents[1] / "fixtures" / "journey"
SHIFT = Qt.KeyboardModifier.ShiftModifier
HOME = "pages/home/home"

PLACE_OF_TAG = """(() => {
  const words = [...document.querySelectorAll('.view-line span')]
  const tag = words.find((word) => word.textContent === 'button')
  const { left, top, width, height } = tag.getBoundingClientRect()
  return [left + width / 2, top + height / 2]
})()"""

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    root = tmp_path / "kiosk"
    shutil.copytree(FIXTURE, root)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as somebody:
        yield somebody


def seen_in_editor(person: Person, expression: str) -> Any:
    """Return what a JavaScript expression is in the editor's page."""
    found: list[Any] = []
    page = person.window.editor.code.view.page()
    page.runJavaScript(f"JSON.stringify({expression})", found.append)
    person.wait(lambda: found)
    return json.loads(found[0]) if found[0] else None


def shown(person: Person, selector: str, words: str) -> bool:
    expression = f"[...document.querySelectorAll('{selector}')].map(e => e.textContent)"
    return any(words in text for text in seen_in_editor(person, expression) or ())


def wait_for(person: Person, selector: str, words: str) -> None:
    person.wait(lambda: shown(person, selector, words))


def test_a_person_is_helped_while_writing(person: Person) -> None:
    person.sees("Fresh rolls until noon")
    person.window.editor.code.setFocus()
    person.open_by_name("home.wxml", f"{HOME}.wxml")
    accepts_a_handler(person)
    reads_a_hover(person)
    hears_of_a_handler_that_is_missing(person)
    follows_a_handler_into_the_script(person)
    goes_to_a_symbol(person)
    follows_the_outline(person)


def accepts_a_handler(person: Person) -> None:
    person.press(Qt.Key.Key_Home, CONTROL)
    person.type("\n")
    person.press(Qt.Key.Key_Up)
    person.type('<button bindtap="')
    wait_for(person, ".suggest-widget .monaco-list-row", "locate")
    person.type("loc")
    person.wait(lambda: 'bindtap="loc"' in person.editor_text())
    wait_for(person, ".suggest-widget .monaco-list-row.focused", "locate")
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: '<button bindtap="locate"' in person.editor_text())
    person.press(Qt.Key.Key_End)
    person.type("></button>")
    person.wait(lambda: '<button bindtap="locate"></button>' in person.editor_text())


def reads_a_hover(person: Person) -> None:
    """Rest with the mouse on the tag."""
    proxy = person.window.editor.code.view.focusProxy()
    assert proxy is not None
    looks = count()

    def reads() -> bool:
        # A layout that changes below the pointer hides what was shown: move again, now and then.
        if next(looks) % 100 == 0:
            place = seen_in_editor(person, PLACE_OF_TAG)
            for step in range(4):
                QTest.mouseMove(proxy, QPoint(round(place[0]) - 3 + step, round(place[1])))
        return shown(person, ".monaco-hover", "open-type")

    person.wait(reads)
    person.press(Qt.Key.Key_Escape)


def hears_of_a_handler_that_is_missing(person: Person) -> None:
    def missing() -> list[str]:
        findings = person.window.problems.findings
        return [f.message for f in findings if f.code == "wxml-unknown-handler"]

    person.press(Qt.Key.Key_Home, CONTROL)
    for _ in '<button bindtap="':
        person.press(Qt.Key.Key_Right)
    person.type("x")
    person.wait(lambda: missing() == ["home.js has no function xlocate."])
    severities = {f.severity for f in person.window.problems.findings if "handler" in f.code}
    assert severities == {Severity.WARNING}
    person.press(Qt.Key.Key_Backspace)
    person.wait(lambda: not missing())


def follows_a_handler_into_the_script(person: Person) -> None:
    places: list[tuple[str, int]] = []
    person.window.editor.code.cursor_moved.connect(lambda *p: places.append((p[0], p[1])))
    person.press(Qt.Key.Key_F12)
    script = (person.root / f"{HOME}.js").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(script, 1) if "locate(" in text)
    person.wait(lambda: (f"{HOME}.js", line) in places)
    assert person.window.editor.current == f"{HOME}.js"


def goes_to_a_symbol(person: Person) -> None:
    proxy = person.window.editor.code.view.focusProxy()
    person.wait(lambda: QApplication.focusWidget() is proxy)
    person.press(Qt.Key.Key_O, CONTROL | SHIFT)
    wait_for(person, ".quick-input-widget .monaco-list-row", "pay")
    places: list[tuple[str, int]] = []
    person.window.editor.code.cursor_moved.connect(lambda *p: places.append((p[0], p[1])))
    person.type("pay")
    wait_for(person, ".quick-input-widget .monaco-list-row.focused", "pay")
    person.press(Qt.Key.Key_Return)
    script = (person.root / f"{HOME}.js").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(script, 1) if text.strip().startswith("pay("))
    person.wait(lambda: (f"{HOME}.js", line) in places)


def follows_the_outline(person: Person) -> None:
    outline = person.window.outline
    assert not outline.isVisible(), "an outline behind another tab asks for nothing"
    person.window.focus_dock("outline")
    person.wait(lambda: outline.path == f"{HOME}.js")
    person.wait(lambda: outline.current == "pay")
    outline.filter.setFocus()
    QTest.keyClicks(outline.filter, "locate")
    places: list[tuple[str, int]] = []
    person.window.editor.code.cursor_moved.connect(lambda *p: places.append((p[0], p[1])))
    QTest.keyClick(outline.filter, Qt.Key.Key_Return)
    person.wait(lambda: places)
    assert outline.tree.model().rowCount() >= 1
