"""The editor alone in a window: real keys in Monaco, and questions to its page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.app import prepare
from ide.editor.area import EditorArea
from ide.theme.theme import Theme
from tests.patience import PATIENCE_MS

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
SHOWN = """JSON.stringify([...document.querySelectorAll('.group')].map((group) =>
  [...group.querySelectorAll('.view-line')].map((line) => line.textContent).join('\\n')))"""
TAKES_KEYS = "JSON.stringify(document.querySelector('.monaco-editor.focused') != null)"

prepare()


class Desk:
    """Somebody at the editor."""

    def __init__(self, area: EditorArea, root: Path, qtbot: QtBot) -> None:
        self.area = area
        self.root = root
        self.qtbot = qtbot
        self.cursor = ("", 0, 0)
        area.code.cursor_moved.connect(self._on_cursor_moved)
        area.code.asked.connect(self._on_asked)

    def _on_cursor_moved(self, path: str, line: int, column: int, _selected: int) -> None:
        self.cursor = (path, line, column)

    def _on_asked(self, number: int, _question: str, _about: object) -> None:
        """Know nothing, as the language service of an empty project."""
        self.area.code.answer(number, "null")

    def wait(self, condition: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def open(self, path: str, line: int = 1, column: int = 1) -> None:
        """Open a file and wait until the cursor stands in it and it takes keys."""
        assert self.area.open(path, line, column)
        self.wait(lambda: self.cursor == (path, line, column))
        proxy = self.area.code.view.focusProxy()
        self.wait(lambda: QApplication.focusWidget() is proxy)
        self.wait(lambda: self.ask(TAKES_KEYS))

    def press(self, key: Qt.Key, modifiers: Any = NONE) -> None:
        """Press a key in the editor."""
        QTest.keyClick(self.area.code.view.focusProxy(), key, modifiers)

    def type(self, text: str) -> None:
        """Type text in the editor."""
        for number, words in enumerate(text.split("\n")):
            if number:
                self.press(Qt.Key.Key_Return)
            QTest.keyClicks(self.area.code.view.focusProxy(), words)

    def text(self, path: str = "") -> str:
        """Return the text of a document."""
        return self.area.text_of(path or self.area.current) or ""

    def ask(self, script: str) -> Any:
        """Return what an expression is in the editor's page; it gives JSON."""
        seen: list[Any] = []
        self.area.code.view.page().runJavaScript(script, 0, seen.append)
        self.wait(lambda: seen)
        return json.loads(seen[0])

    def shown(self) -> list[str]:
        """Return the lines each column shows, without what is scrolled away."""
        return [str(text).replace("\u00a0", " ") for text in self.ask(SHOWN)]


@contextmanager
def at_the_editor(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, files: dict[str, str | bytes]
) -> Iterator[Desk]:
    """Open the editor on a folder with these files."""
    root = tmp_path / "project"
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    theme = Theme(qapp, tmp_path / "theme")
    area = EditorArea()
    theme.changed.connect(area.set_theme)
    theme.use("light")
    area.set_theme(theme.colors)
    area.resize(1200, 700)
    area.set_root(root)
    area.code.retranslate()
    area.code.begin()
    with qtbot.waitActive(area):
        area.show()
    yield Desk(area, root, qtbot)
    area.code.close_view()
    area.close()
    theme.leave()
