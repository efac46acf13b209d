"""An app that stands is not let go because nobody needs developer tools any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from ide.debugger import debugger as module
from ide.debugger.breakpoints import Breakpoints
from ide.debugger.debugger import Debugger
from ide.debugger.positions import SOURCE

PAGE = "pages/index/index.js"
FRAME = {
    "url": f"{SOURCE}{PAGE}", "line": 2, "column": 0, "name": "onLoad", "scopes": [],
    "receiver": {"type": "undefined"},
}  # fmt: skip
PAUSE = {"type": "paused", "reason": "other", "frames": [FRAME], "exception": None, "numbers": []}


class Tools(QObject):
    """Developer tools that note what they are sent."""

    posted = Signal(object)
    crashed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.page = None
        self.sent: list[str] = []

    def send(self, request: str, **_arguments: Any) -> None:
        self.sent.append(request)

    def close(self) -> None:
        self.sent.append("closed")


class Phone:
    """A target with nothing to stop."""

    def attach_devtools(self, *_arguments: object) -> None: ...

    def hold(self) -> None: ...

    def go(self) -> None: ...


class Scripts:
    """Scripts that run as written."""

    def source_map(
        self, _path: str, deliver: Callable[[bytes | None], None], _complain: object
    ) -> None:
        deliver(None)


@pytest.fixture
def debugger(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Debugger]:
    monkeypatch.setattr(module, "FrontEnd", Tools)
    debugger = Debugger(Breakpoints(None), str, str)
    debugger.use(Phone(), Scripts())
    debugger.breakpoints.toggle(PAGE, 3)
    yield debugger
    debugger.close()


def tools(debugger: Debugger) -> Tools:
    return debugger.findChildren(Tools)[-1]


def test_without_its_last_breakpoint_the_app_stands_until_it_goes_on(
    debugger: Debugger, qtbot: QtBot
) -> None:
    tools(debugger).posted.emit(PAUSE)
    debugger.breakpoints.toggle(PAGE, 3)
    assert debugger.attached
    assert debugger.pause is not None
    debugger.resume()
    assert tools(debugger).sent[-1] == "resume"
    tools(debugger).posted.emit({"type": "resumed"})
    qtbot.waitUntil(lambda: not debugger.attached)


def test_a_step_without_breakpoints_ends_at_the_next_statement(
    debugger: Debugger, qtbot: QtBot
) -> None:
    tools(debugger).posted.emit(PAUSE)
    debugger.breakpoints.toggle(PAGE, 3)
    debugger.step_over()
    tools(debugger).posted.emit({"type": "resumed"})
    after: list[bool] = []
    QTimer.singleShot(0, lambda: after.append(debugger.attached))
    qtbot.waitUntil(lambda: after == [True])
    assert debugger.pause is None
    tools(debugger).posted.emit({**PAUSE, "reason": "step"})
    assert debugger.attached
    assert debugger.pause is not None


def test_an_app_that_runs_is_let_go_at_once(debugger: Debugger) -> None:
    debugger.breakpoints.toggle(PAGE, 3)
    assert not debugger.attached
