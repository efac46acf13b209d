"""The window on a project, outside of pytest."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e.journey import PROJECT, Person, at_the_window

_STEP_MS = 20
REST_MS = 1000
"""How long a picture waits for what is still being painted."""


class Patience:
    """What a person needs of qtbot."""

    def waitUntil(self, condition: Callable[[], Any], timeout: int) -> None:  # noqa: N802
        """Handle events until a condition holds.

        Raises:
            TimeoutError: it does not within ``timeout`` milliseconds.
        """
        end = time.monotonic() + timeout / 1000
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            QTest.qWait(_STEP_MS)

    @contextmanager
    def waitActive(self, widget: QWidget) -> Iterator[None]:  # noqa: N802
        """Wait until the window that is shown meanwhile is on the screen."""
        yield
        QTest.qWaitForWindowExposed(widget)


def rest() -> None:
    """Let everything be painted."""
    QTest.qWait(REST_MS)


@contextmanager
def open_stage(
    application: QApplication, folder: Path, project: Path | None, language: str
) -> Iterator[Person]:
    """Open the window on a copy of a project below ``folder``, the kiosk when none is named."""
    root = folder / (project or PROJECT).name
    shutil.copytree(project or PROJECT, root, symlinks=True)
    bot = cast("Any", Patience())
    with at_the_window(application, bot, root, folder / "profile") as person:
        person.bench.settings.set("appearance.language", language)
        yield person
