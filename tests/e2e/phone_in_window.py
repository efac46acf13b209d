"""The window with the fixture ``phone`` open, whose pages print what they hear."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.session import Session
from ide.simulator.view import SimulatorView
from tests.e2e.journey import Person, at_the_window
from tests.patience import PATIENCE_MS

FIXTURE = Path(__file__).parents[1] / "fixtures" / "phone"
_TEXT = """
(() => {
  const pages = [...document.querySelectorAll('.page:not(.hidden) iframe')]
  const texts = pages.map((page) => page.contentDocument?.querySelector('SELECTOR')?.innerText)
  return texts.find((text) => text !== undefined) ?? ''
})()
"""


class PhoneInWindow:
    """Somebody at the phone in the window."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def simulator(self) -> SimulatorView:
        return self.person.window.simulator

    @property
    def session(self) -> Session:
        session = self.person.bench.session
        assert session is not None
        return session

    def read(self, selector: str) -> str:
        """Return the text of an element of the page in front."""
        return str(self.person.look(_TEXT.replace("SELECTOR", selector)))

    def wait_read(self, selector: str, words: str) -> str:
        """Wait until an element of the page in front contains words."""
        seen = [""]

        def there() -> None:
            seen[0] = self.read(selector)
            assert words in seen[0], f"{selector}: {seen[0]!r} without {words!r}"

        self.person.qtbot.waitUntil(there, timeout=PATIENCE_MS)
        return seen[0]

    def still(self) -> None:
        """Wait until nothing slides or fades any more."""
        moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
        asked = f"minideckProbe.paintedFacts().then(() => {moving})"
        self.person.wait(lambda: self.person.look(asked) == 0)

    def tap(self, selector: str) -> None:
        """Click an element of the page, or of the phone around it, once nothing moves."""
        self.still()
        self.person.tap(selector)

    def heard(self, words: str) -> str:
        """Wait until the app has heard of something, and return all it heard."""
        return self.wait_read("#log", words)

    def facts(self) -> dict[str, Any]:
        """Return what the home page read from ``wx``."""
        return dict(json.loads(self.wait_read("#facts", "}")))

    def go(self, url: str) -> None:
        """Let the app open a page."""
        message = {"type": "navigate", "action": "navigateTo", "url": url, "delta": 1}
        self.person.player.receive(message)
        route = url.lstrip("/").partition("?")[0]
        self.person.wait(lambda: self.person.player.state.ready == route)

    def back(self) -> None:
        """Let the app go back to its home page."""
        message = {"type": "navigate", "action": "navigateBack", "url": "", "delta": 1}
        self.person.player.receive(message)
        self.person.wait(lambda: self.person.player.state.ready == "pages/home/home")

    def happens(self, name: str) -> None:
        """Choose something from the menu of what can happen."""
        self.simulator.toolbar.simulate.deeds[name].trigger()

    def sets(self, menu: str, value: str) -> None:
        """Choose from a menu of what can be set on the phone."""
        self.simulator.toolbar.menus[menu].action(value).trigger()


@contextmanager
def phone_in_window(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[PhoneInWindow]:
    """Open the window on a copy of the fixture."""
    root = folder / "phone"
    shutil.copytree(FIXTURE, root)
    with at_the_window(qapp, qtbot, root, folder / "profile") as somebody:
        yield PhoneInWindow(somebody)
