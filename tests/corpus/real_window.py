"""The window on a copy of a public app, kept open from one journey to the next."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ide import messages
from ide.app import Opened, open_window
from ide.debugger.debugger import Debugger
from ide.editor.drafts import Drafts
from ide.finding import Finding, Severity
from ide.session import Session
from ide.settings.dialog import SettingsDialog
from ide.simulator.device_list import ID_ROLE
from ide.wiring.debug import Debugging
from renderer.host.screen import DevicePreset
from tests.e2e.journey import CONTROL, LEFT, Person

ROOT = Path(__file__).resolve().parents[2]
PECULIAR = Path(__file__).parent / "window.toml"
LIMIT_MS = 120_000
"""Big apps on a machine with other work; nothing but a failure waits for so long."""
MARK = QColor("#ff00ee")
BOX = (
    '\n<view style="position:fixed;top:30%;left:0;width:100%;height:200px;z-index:99999;'
    f'background:{MARK.name()}"></view>'
)
_HOOK = re.compile(
    r"^[ \t]*(?:async\s+)?(?:onLaunch|onLoad|onShow|onReady|created|attached|ready)\b\s*[(:].*\{$",
    re.MULTILINE,
)
_CALL = re.compile(r"^(?:Page|Component|App)\(", re.MULTILINE)
_NO_STATEMENT = re.compile(r"\s*(?://.*|/?\*.*|[{}()\[\];,]*)$")
_TAB = """(() => {
  const box = document.querySelectorAll('.tab-item')[NUMBER]?.getBoundingClientRect()
  return box ? [box.left + box.width / 2, box.top + box.height / 2] : null
})()"""
_GLYPH = """(() => {
  const numbers = [...document.querySelectorAll('.margin-view-overlays .line-numbers')]
  const row = numbers.find((one) => one.textContent.trim() === 'LINE')?.parentElement
  const margin = document.querySelector('.glyph-margin')?.getBoundingClientRect()
  if (!row || !margin) return ''
  const { top, height } = row.getBoundingClientRect()
  return JSON.stringify([margin.left + margin.width / 2, top + height / 2])
})()"""


@dataclass(frozen=True)
class Peculiarity:
    """What a journey does otherwise on one app, and why."""

    why: str = ""
    script: str = ""
    """The script to stop in, when it is not that of the first page; a path in the project."""
    tab: int = -1
    """The tab of the phone to tap so that ``script`` runs."""


def peculiarity(app: str) -> Peculiarity:
    """Return what is peculiar about an app; each entry says why."""
    return Peculiarity(**tomllib.loads(PECULIAR.read_text("utf-8")).get(app, {}))


class RealWindow:
    """A window on an app's copy; opened when a journey wants it, closed when one has failed."""

    def __init__(self, app: Path, folder: Path, qapp: QApplication) -> None:
        self.root = folder / app.name
        self.profile = folder / "profile"
        self.app = app.name
        self._qapp = qapp
        self.told: list[str] = []
        """What the window has told since it was opened."""
        self._opened: Opened | None = None
        shutil.copytree(app, self.root, symlinks=True)

    def person(self, qtbot: QtBot) -> Developer:
        """Return somebody at the window, in which the app runs."""
        fresh = self._opened is None
        opened = self._opened or open_window(self._qapp, self.profile)
        self._opened = opened
        if fresh:
            self.told.clear()
            messages.bridge.posted.connect(self._on_told)
            opened.bench.settings.set("appearance.language", "en")
            opened.window.resize(1440, 900)
            with qtbot.waitActive(opened.window):
                opened.window.show()
            assert opened.bench.open_project(self.root)
        somebody = Developer(opened, self.root, qtbot)
        session = somebody.session
        somebody.wait(lambda: session.player and session.player.state.ready)
        return somebody

    def start_over(self) -> None:
        """Close the window and forget what it has kept, so that the next one begins afresh."""
        self.close()
        shutil.rmtree(self.profile)

    def close(self) -> None:
        """Close the window, if there is one; nothing is saved."""
        opened, self._opened = self._opened, None
        if opened is not None:
            messages.bridge.posted.disconnect(self._on_told)
            opened.close()

    def _on_told(self, message: messages.Message) -> None:
        self.told.append(message.text)

    def type_and_kill(self, words: str, qtbot: QtBot) -> str:
        """Type into the app in a process that is killed with SIGKILL; return the file's path."""
        self.close()
        drafts = Drafts(self.profile / "drafts")

        def kept() -> list[str]:
            return [draft.path for draft in drafts.of(self.root) if words in draft.text]

        program = (sys.executable, "-m", "tests.e2e.typist")
        command = [*program, str(self.profile), str(self.root), words]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet) as typing:
            try:
                qtbot.waitUntil(lambda: bool(kept()), timeout=LIMIT_MS)
            finally:
                typing.kill()
        return kept()[0]


class Developer(Person):
    """Somebody who works on an app not known beforehand, however long that takes."""

    def wait(self, condition: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=LIMIT_MS)

    @property
    def session(self) -> Session:
        session = self.bench.session
        assert session is not None
        return session

    @property
    def debugger(self) -> Debugger:
        debugging = self.window.findChild(Debugging)
        assert debugging is not None
        assert debugging.debugger is not None
        return debugging.debugger

    def page_in_front(self) -> str:
        """Return the route of the page in front; while it draws a change, none is."""
        self.wait(lambda: self.player.state.ready)
        return self.player.state.ready

    def page_file(self, *kinds: str) -> str:
        """Return the path of a file of the page in front, of the first kind there is."""
        folder, route = self.session.folder, self.page_in_front()
        files = [folder.app_root / f"{route}.{kind}" for kind in kinds]
        file = next(file for file in files if file.is_file())
        return file.relative_to(folder.root).as_posix()

    def open_file(self, path: str) -> None:
        """Open a file with Ctrl+P, from the editor."""
        self.window.editor.code.setFocus()
        self.open_by_name(path, path)

    def fill(self, field: QLineEdit, text: str) -> None:
        """Click into a field and type over what it holds."""
        self.click(field)
        self.press(Qt.Key.Key_A, CONTROL)
        self.press(Qt.Key.Key_Delete)
        self.type(text)
        assert field.text() == text

    def choose_setting(self, name: str, value: str) -> None:
        """Choose a setting's value in the dialog with the keyboard: Ctrl+, and its name."""
        self.window.setFocus()
        self.press(Qt.Key.Key_Comma, CONTROL)
        dialog = self.window.findChild(SettingsDialog)
        assert dialog is not None
        self.wait(lambda: QApplication.focusWidget() is dialog.search)
        self.type(name)
        field = dialog.findChild(QComboBox, name)
        assert field is not None
        for _ in dialog.rows.rows:
            if QApplication.focusWidget() is not field:
                self.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field
        self.choose(field, value)
        self.press(Qt.Key.Key_Escape)
        self.wait(lambda: self.window.findChild(SettingsDialog) is None)
        # Where there is no window manager, nobody else does this when a dialog closes.
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def choose_phone(self, device: DevicePreset) -> None:
        """Choose a phone from the list on the bar: a click, a part of its name, Enter."""
        toolbar = self.window.simulator.toolbar
        picker = toolbar.picker
        self.click(toolbar.device)
        self.wait(picker.isVisible)
        QTest.keyClicks(picker.search, device.name)
        for _ in range(toolbar.list.row_of(device.id) - toolbar.list.first()):
            QTest.keyClick(picker.search, Qt.Key.Key_Down)
        assert picker.list.currentIndex().data(ID_ROLE) == device.id
        QTest.keyClick(picker.search, Qt.Key.Key_Return)

    def open_page(self) -> str:
        """Open the template of the page in front; return its path."""
        path = self.page_file("wxml")
        self.open_file(path)
        return path

    def paste(self, text: str) -> None:
        """Paste at the end of the file."""
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_End, CONTROL)
        self.press(Qt.Key.Key_V, CONTROL)
        self.wait(lambda: text.strip() in self.editor_text())

    def undo(self) -> None:
        """Take back what was done last."""
        before = self.editor_text()
        self.press(Qt.Key.Key_Z, CONTROL)
        self.wait(lambda: self.editor_text() != before)

    def undo_until(self, text: str) -> None:
        """Take back what was done until the file reads as before."""
        self.press(Qt.Key.Key_Z, CONTROL)
        self.wait(lambda: self.editor_text() == text)

    def shows_mark(self) -> bool:
        """Whether the marked box is seen on the phone, be it under the mask of a dialog."""
        picture = self.player.view.grab().toImage()
        seen = picture.pixelColor(picture.width() // 25, picture.height() // 2 - 10)
        return abs(seen.hue() - MARK.hue()) <= 2 and seen.saturation() == MARK.saturation()

    def sees_the_mark_come_and_go(self) -> None:
        """Paste the marked box, see it on the phone, take it back, and see it go."""
        before = self.editor_text()
        self.paste(BOX)
        self.wait(self.shows_mark)
        self.undo_until(before)
        self.wait(lambda: not self.shows_mark())

    def restart_after_crash(self) -> None:
        """Kill the process of the phone's page, and press the button that is offered."""
        notice, crashed = self.window.simulator.notice, self.player
        os.kill(crashed.view.page().renderProcessPid(), signal.SIGKILL)
        self.wait(lambda: notice.kind == "crashed")
        button = notice.findChild(QPushButton, "restart")
        assert button is not None
        self.click(button)
        self.wait(lambda: self.player is not crashed and self.player.state.ready)

    def wait_for_overlay(self, path: str) -> Finding:
        """Wait until the phone says what is broken in a file; return the first finding there."""
        notice, problems = self.window.simulator.notice, self.window.problems

        def here() -> list[Finding]:
            errors = (one for one in problems.findings if one.severity is Severity.ERROR)
            return [one for one in errors if one.file == path]

        self.wait(lambda: notice.kind == "broken" and here())
        return here()[0]

    def click_overlay(self, place: str) -> None:
        """Click a place that the overlay names."""
        buttons = self.window.simulator.notice.findChildren(QPushButton)
        self.click(next(button for button in buttons if button.text() == place))

    def go_to_line(self, line: int) -> None:
        """Go to a line of the file in front with Ctrl+G."""
        place = self.window.editor_status.place
        self.press(Qt.Key.Key_G, CONTROL)
        self.wait(
            lambda: self.in_the_editor(
                "document.querySelector('.quick-input-widget input')=== document.activeElement"
            )
        )
        self.type(str(line))
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: place.text().startswith(f"Ln {line},"))

    def on_cursor(self, tell: Callable[[tuple[str, int]], None]) -> Callable[..., None]:
        """Tell of each place the cursor comes to; return what to disconnect."""

        def follow(path: str, line: int, *_more: int) -> None:
            tell((path, line))

        self.window.editor.code.cursor_moved.connect(follow)
        return follow

    def click_margin(self, line: int) -> None:
        """Click in the margin beside a line that is in sight."""
        script = _GLYPH.replace("LINE", str(line))
        self.wait(lambda: self.in_the_editor(script))
        x, y = json.loads(self.in_the_editor(script))
        proxy = self.window.editor.code.view.focusProxy()
        assert proxy is not None
        QTest.mouseClick(proxy, LEFT, pos=QPoint(round(x), round(y)))

    def tap_tab(self, number: int) -> None:
        """Tap a tab of the phone's own bar."""
        x, y = self.look(_TAB.replace("NUMBER", str(number)))
        zoom = self.window.simulator.frame.zoom
        target = self.player.view.focusProxy()
        assert target is not None
        QTest.mouseClick(target, LEFT, pos=QPoint(round(x * zoom), round(y * zoom)))


def line_that_runs(script: str) -> int:
    """Return a line of a page's script that is carried out when the page is opened."""
    hook = _HOOK.search(script)
    rows = script.splitlines()
    if hook is not None:
        first = script.count("\n", 0, hook.end()) + 1
        for number, row in enumerate(rows[first:], first + 1):
            if not _NO_STATEMENT.fullmatch(row):
                return number
            if row.strip().startswith("}"):
                break
    call = _CALL.search(script)
    return script.count("\n", 0, call.start()) + 1 if call else 1
