"""The window with its Python console: types into it and reads what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ide.panels.python.view import ConsoleView
from ide.wiring.python import PythonConsole
from tests.e2e.journey import Person, at_the_window


class PythonInWindow:
    """Somebody at the Python console of the window."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.panel = person.window.python
        console = person.window.findChild(PythonConsole)
        assert console is not None
        self.console: PythonConsole = console
        self._prompts = 0

    @property
    def view(self) -> ConsoleView:
        view = self.panel.view
        assert view is not None
        return view

    @property
    def keys(self) -> QWidget:
        """What takes the keys."""
        found = self.view.focusProxy()
        assert found is not None
        return found

    def open(self) -> None:
        """Open the console with its shortcut and wait until it can be typed into."""
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        QTest.keyClick(self.person.window, Qt.Key.Key_Y, both)
        self.person.wait(lambda: self.panel.view)
        self.view.prompted.connect(self._count)
        self.ready()

    def ready(self) -> None:
        """Wait until the kernel waits for the person."""
        self.person.wait(lambda: self.panel.state == "ready")

    def type(self, code: str) -> None:
        """Type a line and press Enter; what it does is not waited for."""
        QTest.keyClicks(self.keys, code)
        QTest.keyClick(self.keys, Qt.Key.Key_Return)

    def ask(self, code: str) -> str:
        """Type a line, press Enter, wait for the next prompt and return what came before it."""
        prompts = self._prompts
        self.type(code)
        self.person.wait(lambda: self._prompts > prompts)
        return self.view.text.rpartition(f"]: {code}\n")[2]

    def _count(self) -> None:
        self._prompts += 1


@contextmanager
def python_in_window(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[PythonInWindow]:
    """Open the window on a copy of the kiosk, with its console open."""
    root = folder / "kiosk"
    with at_the_window(qapp, qtbot, root, folder / "profile") as somebody:
        python = PythonInWindow(somebody)
        python.open()
        yield python
