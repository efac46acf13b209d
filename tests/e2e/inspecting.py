"""Inspecting panels beside a running mini-program, without the rest of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeView, QWidget
from pytestqt.qtbot import QtBot

from ide.headless.project import HeadlessProject
from ide.inspect.line import InspectLine
from tests.driving import finger
from tests.driving.app import DrivenApp, Place
from tests.patience import PATIENCE_MS

FIXTURE = Path(__file__).parents[1] / "fixtures" / "inspect"
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Inspected:
    """A mini-program that runs, and the line panels ask it by."""

    def __init__(self, project: HeadlessProject, qtbot: QtBot, root: Path = FIXTURE) -> None:
        self.app = DrivenApp(project)
        self.line = InspectLine()
        self.qtbot = qtbot
        self.root = root
        self._frame: QWidget | None = None
        player = self.app.player
        player.inspected.connect(self.line.received)
        player.launched.connect(partial(self.line.connect, player.receive))

    def read(self, path: str) -> str | None:
        """Return the text of a file of the package."""
        file = self.root / path
        return file.read_text("utf-8") if file.is_file() else None

    def show(self, panel: QWidget) -> None:
        """Show a panel as a window of its own."""
        # A frame without a layout: the panel's smallest size is no matter of the window's.
        frame = self._frame = QWidget()
        self.qtbot.addWidget(frame)
        frame.resize(1100, 500)
        panel.setParent(frame)
        panel.resize(frame.size())
        with self.qtbot.waitExposed(frame):
            frame.show()
        panel.show()

    def wait(self, fact: Callable[[], Any]) -> None:
        """Wait for a fact."""
        self.qtbot.waitUntil(lambda: bool(fact()), timeout=PATIENCE_MS)

    def ask(self, what: str, **args: Any) -> Any:
        """Ask and return the answer."""
        heard: list[Any] = []
        self.line.ask(what, heard.append, **args)
        self.wait(lambda: heard)
        return heard[0]

    def pick(self, place: Place) -> None:
        """Let the person choose a place of the phone with the picker."""
        point = self.app.point(place)
        self.ask("pick", on=True)
        finger.tap(self.app.player.view, point)

    def click(self, target: QWidget, place: QPoint | None = None) -> None:
        """Click with the left button."""
        QTest.mouseClick(target, LEFT, NONE, place or QPoint())


def row_of(view: QTreeView, start: str) -> QModelIndex:
    """Return the first unfolded row whose text begins so, an invalid index when there is none."""
    model = view.model()
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop(0)
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            if str(index.data()).startswith(start):
                return index
            waiting.append(index)
    return QModelIndex()
