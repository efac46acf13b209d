"""Somebody debugs a TypeScript mini-program: sets breakpoints, taps the phone, steps, looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.debugger.debugger import Debugger
from ide.debugger.paused_bar import PausedBar
from ide.widgets.values import Node
from ide.wiring.debug import Debugging
from tests.e2e.journey import Person, at_the_window_of
from tests.patience import PATIENCE_MS

PROJECT = Path(__file__).parents[1] / "fixtures" / "debugging"
PAGE = "pages/index/index.ts"
SHIFT = Qt.KeyboardModifier.ShiftModifier

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


class Developer(Person):
    """Somebody who debugs."""

    @property
    def debugger(self) -> Debugger:
        debugging = self.window.findChild(Debugging)
        assert debugging is not None
        assert debugging.debugger is not None
        return debugging.debugger

    def line_of(self, words: str, path: str = PAGE) -> int:
        rows = (self.root / path).read_text("utf-8").splitlines()
        return next(number for number, row in enumerate(rows, 1) if words in row)

    def go_to(self, words: str, path: str = PAGE) -> int:
        """Put the cursor on a line of a file."""
        line = self.line_of(words, path)
        seen: list[int] = []
        self.window.editor.code.cursor_moved.connect(lambda _path, at, *_: seen.append(at))
        self.window.editor.open(path, line, 1)
        self.wait(lambda: line in seen)
        return line

    def break_at(self, words: str, path: str = PAGE) -> int:
        """Set a breakpoint with F9, and wait until the running app has it."""
        line = self.go_to(words, path)
        self.press(Qt.Key.Key_F9)
        self.wait(lambda: self.debugger.breakpoints.at(path, line))
        one = self.debugger.breakpoints.at(path, line)
        assert one is not None
        self.wait(lambda: one.number in self.debugger.lines)
        return line

    def stands_at(self, words: str, path: str = PAGE) -> None:
        """Wait until the app stands still at a line, and everybody says so."""
        line = self.line_of(words, path)
        self.wait(lambda: self.debugger.pause and self.debugger.pause.top.line == line)
        assert self.debugger.pause is not None
        assert self.debugger.pause.top.path == path
        bar = self.paused_bar()
        assert bar.isVisible()
        assert f"{path}:{line}" in bar.accessibleName()
        self.wait(lambda: self.window.editor.current == path)

    def paused_bar(self) -> PausedBar:
        found = self.window.findChild(PausedBar)
        assert found is not None
        return found

    def runs(self) -> None:
        self.wait(lambda: self.debugger.pause is None)
        assert not self.paused_bar().isVisible()

    def variable(self, name: str) -> Node:
        """Return a variable of the innermost scope, once it is known."""
        model = self.window.debug.variables.model

        def find() -> Node | None:
            scopes = [root for root in model.roots() if root.kind == "scope"]
            rows = scopes[0].children or [] if scopes else []
            return next((row for row in rows if row.name == name), None)

        self.wait(find)
        found = find()
        assert found is not None
        return found


@contextmanager
def debugging(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Developer]:
    """Open the window on a copy of the shop, and close it."""
    with at_the_window_of(
        qapp,
        qtbot,
        folder / "shop",
        folder / "profile",
        copied=PROJECT,
        page="pages/index/index",
        who=Developer,
    ) as somebody:
        yield somebody


@pytest.fixture
def developer(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Developer]:
    with debugging(qapp, qtbot, tmp_path) as somebody:
        yield somebody


def test_a_breakpoint_in_typescript_is_hit_and_stepped_from(developer: Developer) -> None:
    developer.break_at("const sum")
    developer.tap("#add")
    developer.stands_at("const sum")
    assert developer.variable("items").text == "(2) [{…}, {…}]"
    picture = developer.player.view.grab().toImage()
    assert picture.pixelColor(picture.rect().center()).isValid()

    developer.window.setFocus()
    developer.press(Qt.Key.Key_F11)
    developer.stands_at("let sum = 0", "utils/price.ts")
    frames = [frame.name for frame in developer.debugger.pause.frames if frame.path]  # type: ignore[union-attr]
    assert frames == ["total", "onAdd"]
    developer.press(Qt.Key.Key_F11, SHIFT)
    developer.stands_at("this.setData")
    assert developer.variable("sum").text == "10"
    developer.press(Qt.Key.Key_F10)
    developer.press(Qt.Key.Key_F8)
    developer.runs()
    developer.sees("1 sum 10")


def test_conditions_and_messages(developer: Developer) -> None:
    line = developer.line_of("const sum")
    developer.debugger.breakpoints.put(PAGE, line, condition="this.data.count === 1")
    logged = developer.line_of("this.setData")
    developer.debugger.breakpoints.put(PAGE, logged, message="sum is {sum}")
    developer.wait(lambda: len(developer.debugger.lines) == 2)
    developer.tap("#add")
    developer.sees("1 sum 10")
    developer.wait(lambda: "sum is 10" in developer.window.console.lines())
    developer.tap("#add")
    developer.stands_at("const sum")
    developer.press(Qt.Key.Key_F5)
    developer.runs()
    developer.sees("2 sum 10")


def test_breakpoints_follow_the_text_and_come_back(
    developer: Developer, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    line = developer.break_at("const sum")
    developer.press(Qt.Key.Key_Up)
    developer.press(Qt.Key.Key_End)
    developer.type("\n")
    breakpoints = developer.debugger.breakpoints
    developer.wait(lambda: [one.line for one in breakpoints.of(PAGE)] == [line + 1])
    number = breakpoints.of(PAGE)[0].number
    developer.wait(lambda: developer.debugger.lines.get(number) == line + 1)
    developer.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    developer.wait(lambda: developer.line_of("const sum") == line + 1)
    assert developer.bench.close_project()
    assert developer.bench.open_project(developer.root)
    developer.wait(lambda: developer.debugger.lines)
    assert [one.line for one in developer.debugger.breakpoints.of(PAGE)] == [line + 1]
    developer.tap("#add")
    developer.stands_at("const sum")


def test_the_launch_can_be_stopped_in(developer: Developer) -> None:
    developer.break_at("launched", "app.ts")
    session = developer.bench.session
    assert session is not None
    session.restart()
    developer.stands_at("launched", "app.ts")
    developer.bench.run("debug.remove_breakpoints")
    assert developer.debugger.pause is not None, "the app stands until it is told to go on"
    developer.press(Qt.Key.Key_F5)
    developer.runs()
    developer.wait(lambda: developer.player.state.ready == "pages/index/index")
    developer.wait(lambda: not developer.debugger.attached)


def test_a_restart_right_after_the_first_breakpoint_stops_there(developer: Developer) -> None:
    # On a busy machine developer tools come up later than a person would wait for them.
    developer.debugger._patience.setInterval(PATIENCE_MS)
    line = developer.go_to("launched", "app.ts")
    developer.press(Qt.Key.Key_F9)
    developer.wait(lambda: developer.debugger.breakpoints.at("app.ts", line))
    assert not developer.debugger.ready, "developer tools are being connected"
    developer.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    developer.stands_at("launched", "app.ts")
    developer.press(Qt.Key.Key_F5)
    developer.runs()
    developer.wait(lambda: developer.player.state.ready == "pages/index/index")


def test_developer_tools_float_and_survive_a_restart(developer: Developer) -> None:
    dock = developer.window.docks["devtools"]
    developer.bench.run("debug.devtools_window")
    assert dock.isFloating()
    developer.wait(lambda: developer.debugger.ready)
    view = developer.window.devtools.view
    session = developer.bench.session
    assert session is not None
    session.restart()
    developer.wait(lambda: developer.player.state.ready == "pages/index/index")
    assert developer.window.devtools.view is view
    session.revive()
    developer.wait(lambda: developer.player.state.ready == "pages/index/index")
    developer.wait(lambda: developer.debugger.ready)
    developer.bench.run("debug.devtools_window")
    assert not dock.isFloating()
    dock.close()
    developer.wait(lambda: not developer.debugger.attached)
    assert developer.window.devtools.view is None
