"""Somebody at the window: presses keys, clicks, taps the phone and looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from ide.app import Opened, open_window, prepare
from ide.palette import QuickPick
from ide.panels.device.controls import NumberField
from ide.project.tree import ProjectTree
from renderer.host.player import Player
from tests.driving.place import css, point_of
from tests.patience import PATIENCE_MS

PROJECT = Path(__file__).parents[1] / "fixtures" / "journey"
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton

Somebody = TypeVar("Somebody", bound="Person")
TAKES_KEYS = "document.querySelector('.monaco-editor.focused') != null"
IN_FIND_BOX = "document.activeElement?.closest('.find-widget') != null"
FOUND = "document.querySelector('.find-widget .matchesCount')?.textContent"

FILES = ProjectTree.__module__
_numbers = count(1_000)
"""Of questions to the app; panels number theirs otherwise."""

prepare()


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
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    # keys

    def press(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self._focus(), key, modifiers)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        for line, words in enumerate(text.split("\n")):
            if line:
                self.press(Qt.Key.Key_Return)
            QTest.keyClicks(self._focus(), words)

    def _focus(self) -> QWidget:
        self.wait(QApplication.focusWidget)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

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
        self.wait(lambda: self.in_the_editor(TAKES_KEYS))

    def in_the_editor(self, expression: str) -> Any:
        """Return what a JavaScript expression is in the editor's document."""
        answers: list[Any] = []
        self.window.editor.code.view.page().runJavaScript(expression, answers.append)
        self.wait(lambda: answers)
        return answers[0]

    def find_and_replace_by_hand(self, words: str, others: str) -> None:
        """Find words with Ctrl+F, leave the find box and write over what was found."""
        self.press(Qt.Key.Key_F, CONTROL)
        self.wait(lambda: self.in_the_editor(IN_FIND_BOX))
        self.type(words)
        self.wait(lambda: "1 of 1" in str(self.in_the_editor(FOUND)))
        self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Escape)
        self.wait(lambda: not self.in_the_editor(IN_FIND_BOX))
        self.type(others)

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
        """Return what a JavaScript expression is in the phone's document.

        A question is lost with the document it was asked in; the next one is asked again.
        """
        seen: list[Any] = []
        player = self.player

        def ask(_state: object = None) -> None:
            player.probe(expression, seen.append)

        player.state_changed.connect(ask)
        ask()
        self.wait(lambda: seen)
        player.state_changed.disconnect(ask)
        return seen[0]

    def text(self) -> str:
        return str(self.look("minideckProbe.paintedFacts()")["text"])

    def sees(self, text: str) -> None:
        """Wait until the phone shows a text."""

        def seen() -> None:
            assert text in self.text()

        self.qtbot.waitUntil(seen, timeout=PATIENCE_MS)

    @contextmanager
    def watching_the_phone_follow(self) -> Iterator[None]:
        """Wait until the phone shows what is edited inside: a page that changes loses a tap."""
        player, shown = self.player, []
        player.updated.connect(lambda: shown.append(True))
        yield
        self.wait(lambda: shown)

    def point_of(self, selector: str) -> QPoint:
        """Return the middle of an element in the pixels of the view, once it can be touched."""
        middle = point_of(css(selector), self.look, self.wait)
        return (middle * self.window.simulator.frame.zoom).toPoint()

    def tap(self, selector: str) -> None:
        """Click an element as soon as it stands still and nothing covers it."""
        target = self.player.view.focusProxy()
        assert target is not None
        QTest.mouseClick(target, LEFT, Qt.KeyboardModifier.NoModifier, self.point_of(selector))

    def evaluate(self, code: str) -> Any:
        """Return what an expression is in the running app, whose document stays meanwhile."""
        number, seen, player = next(_numbers), [], self.player

        def answered(answer: int, value: Any) -> None:
            if answer == number:
                seen.append(value)

        player.inspected.connect(answered)
        args = {"code": code}
        player.receive({"type": "inspect", "id": number, "what": "evaluate", "args": args})
        self.wait(lambda: seen)
        player.inspected.disconnect(answered)
        return seen[0]

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
        """Click a widget as soon as it is there and takes clicks."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled())
        QTest.mouseClick(widget, LEFT)


def own_models(window: QWidget) -> list[QAbstractItemModel]:
    """Return the models Minideck itself has written, but for files: Qt would read all disks."""
    models = window.findChildren(QAbstractItemModel)
    rooms = [(type(model).__module__, model) for model in models]
    return [model for room, model in rooms if room.startswith("ide.") and room != FILES]


def watch_model(model: QAbstractItemModel) -> QAbstractItemModelTester:
    """Let Qt check each change of a model; what breaks its rules is a warning, and fails."""
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    return QAbstractItemModelTester(model, mode, model)


@contextmanager
def at_the_window(
    qapp: QApplication,
    qtbot: QtBot,
    root: Path,
    profile: Path,
    size: tuple[int, int] = (1440, 900),
    *,
    lite: bool = False,
) -> Iterator[Person]:
    """Open the window on a copy of the kiosk in ``root``, and close it without saving."""
    with at_the_window_of(
        qapp,
        qtbot,
        root,
        profile,
        copied=PROJECT,
        page="pages/home/home",
        who=Person,
        size=size,
        lite=lite,
    ) as somebody:
        watched = [watch_model(model) for model in own_models(somebody.window)]
        yield somebody
        del watched


@contextmanager
def at_the_window_of(
    qapp: QApplication,
    qtbot: QtBot,
    root: Path,
    profile: Path,
    *,
    copied: Path,
    page: str,
    who: type[Somebody],
    size: tuple[int, int] = (1440, 900),
    lite: bool = False,
) -> Iterator[Somebody]:
    """Open the window on a copy in ``root``, wait for its first page, close without saving.

    A ``lite`` window has no editor, whose page takes a third of the time.
    """
    if not root.exists():
        shutil.copytree(copied, root)
    opened = open_window(qapp, profile, lite=lite)
    try:
        opened.bench.settings.set("appearance.language", "en")
        opened.window.resize(*size)
        with qtbot.waitActive(opened.window):
            opened.window.show()
        assert opened.bench.open_project(root)
        somebody = who(opened, root, qtbot)
        session = opened.bench.session
        assert session is not None
        somebody.wait(lambda: session.player and session.player.state.ready == page)
        yield somebody
    finally:
        opened.close()
