"""A window is driven from outside once the person wants it, and only then can be reached."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QHostAddress, QTcpServer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.app import prepare
from ide.automation.server.session_target import SessionTarget
from ide.wiring.doors import Doors
from tests.e2e.conftest import write_project
from tests.e2e.journey import Person, at_the_window
from tests.e2e.sockets import reached
from tests.unit.ide.automation.wired import Caller

prepare()
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

Listening = Callable[[], set[str]]
HOME, NEXT = "pages/home/home", "pages/next/next"
PAGE = "<navigator id='go' url='/pages/next/next'>On</navigator>"


@pytest.fixture
def listening() -> Listening:
    """What the window of a test, and its children, can be reached at."""
    # Tests that drive apps keep theirs running from one to the next.
    others = reached()
    return lambda: reached() - others


@pytest.fixture
def person(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, listening: Listening
) -> Iterator[Person]:
    root = write_project(tmp_path / "app", [HOME, NEXT], {f"{HOME}.wxml": PAGE})
    with at_the_window(qapp, qtbot, root, tmp_path / "profile", lite=True) as somebody:
        yield somebody


def test_it_listens_only_while_the_person_wants_it(
    qtbot: QtBot, person: Person, listening: Listening
) -> None:
    person.sees("On")
    bench, button = person.bench, person.window.automation_button
    assert listening() == set()
    assert button.isHidden()
    bench.settings.set("automation.port", 0)
    bench.run("debug.automation")
    assert button.isVisible()
    assert "127.0.0.1:" in button.text()
    button.copy.trigger()
    address = QApplication.clipboard().text()
    assert address.startswith("ws://127.0.0.1:")
    assert sys.platform != "linux" or len(listening()) == 1

    caller = Caller(qtbot, address).ready()
    qtbot.waitUntil(lambda: "(1)" in button.text())
    caller.ask(1, "App.callWxMethod", method="navigateTo", args=[{"url": f"/{NEXT}"}])
    assert "result" in caller.answer(1)
    person.sees(NEXT)
    caller.ask(2, "Tool.native", method="navigateLeft")
    assert caller.answer(2)["result"] == {}
    caller.ask(3, "App.captureScreenshot")
    assert len(caller.answer(3)["result"]["data"]) > 1000
    button.token.trigger()
    qtbot.waitUntil(lambda: caller.gone)
    button.copy.trigger()
    assert QApplication.clipboard().text() != address

    other = Caller(qtbot, QApplication.clipboard().text()).ready()
    other.ask(1, "Tool.close")
    assert other.answer(1)["result"] == {}
    qtbot.waitUntil(button.isHidden)
    assert listening() == set()
    qtbot.waitUntil(lambda: not person.window.findChildren(SessionTarget))


def test_it_ends_with_the_project_and_stays_off_where_the_port_is_taken(
    person: Person, listening: Listening
) -> None:
    person.sees("On")
    bench, button = person.bench, person.window.automation_button
    other = QTcpServer()
    assert other.listen(QHostAddress("127.0.0.1"))
    bench.settings.set("automation.port", other.serverPort())
    bench.run("debug.automation")
    assert button.isHidden()
    other.close()
    bench.run("debug.automation")
    assert f":{bench.settings.number('automation.port')} " in button.text()
    assert bench.close_project()
    assert button.isHidden()
    assert listening() == set()


def test_all_doors_of_a_project_lead_to_one_service(person: Person, listening: Listening) -> None:
    person.sees("On")
    doors, session = person.window.findChild(Doors), person.bench.session
    assert doors is not None
    assert session is not None
    first, second = doors.open(session), doors.open(session)
    assert first.service is second.service
    assert first.address != second.address
    doors.close(first)
    third = doors.open(session)
    assert third.service is second.service
    for one in (second, third):
        doors.close(one)
    assert listening() == set()
