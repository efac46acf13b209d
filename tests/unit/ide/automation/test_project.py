"""``Project.check`` and ``preflight``: one process at a time, whoever asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QObject, QProcess, Signal
from pytestqt.qtbot import QtBot

from ide.automation.server import project
from ide.automation.server.server import Server
from tests.unit.ide.automation.wired import Caller


class FakeProcess(QObject):
    """Runs until the test says how it ends."""

    finished = Signal(int)
    errorOccurred = Signal(object)  # noqa: N815 - Qt's name
    begun: list[FakeProcess] = []  # noqa: RUF012 - emptied for each test

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.running = True

    def use_environment(self, _values: object) -> None:
        pass

    def start(self, _program: str, arguments: list[str]) -> None:
        self.command, self.result = arguments[2], Path(arguments[-1])
        self.begun.append(self)

    def state(self) -> QProcess.ProcessState:
        states = QProcess.ProcessState
        return states.Running if self.running else states.NotRunning

    def kill(self) -> None:
        self.running = False

    def waitForFinished(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def readAllStandardError(self) -> QByteArray:  # noqa: N802 - Qt's name
        return QByteArray(b"it broke")

    def end(self, code: int, value: Any = None) -> None:
        if value is not None:
            self.result.write_text(json.dumps(value), "utf-8")
        self.running = False
        self.finished.emit(code)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FakeProcess]]:
    monkeypatch.setattr(project, "ChildProcess", FakeProcess)
    yield FakeProcess.begun
    FakeProcess.begun.clear()


def test_one_process_runs_at_a_time(qtbot: QtBot, server: Server, begun: list[FakeProcess]) -> None:
    caller = Caller(qtbot, server.address).ready()
    commands = ["check", "check", "preflight", "check"]
    for number, command in enumerate(commands, 1):
        caller.ask(number, f"Project.{command}")
    caller.ask(9, "Tool.getInfo")
    caller.answer(9)
    assert [one.command for one in begun] == ["check"]
    begun[0].end(0, {"diagnostics": []})
    assert caller.answer(1)["result"] == {"diagnostics": []}
    assert [one.command for one in begun] == ["check", "check"]
    begun[1].end(0, {"diagnostics": ["x"]})
    assert [caller.answer(one)["result"] for one in (2, 4)] == [{"diagnostics": ["x"]}] * 2
    assert [one.command for one in begun] == ["check", "check", "preflight"]
    begun[2].end(77)
    assert "ended with code 77: it broke" in caller.answer(3)["error"]["message"]


def test_a_process_nobody_waits_for_is_ended(
    qtbot: QtBot, server: Server, begun: list[FakeProcess]
) -> None:
    one, other = (Caller(qtbot, server.address).ready() for _ in range(2))
    one.ask(1, "Project.check")
    qtbot.waitUntil(lambda: len(begun) == 1)
    other.ask(1, "Project.preflight")
    other.ask(2, "Tool.getInfo")
    other.answer(2)
    one.leave()
    qtbot.waitUntil(lambda: len(begun) == 2)
    assert (begun[0].running, begun[1].command) == (False, "preflight")
    begun[1].end(0, {"ok": True})
    assert other.answer(1)["result"] == {"report": {"ok": True}}
