"""The documented framework, checked by a mini-program of our own in the real engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ide.headless.project import HeadlessProject
from ide.phone import host_phone, new_phone
from renderer.host.launch import Launch
from renderer.host.player import Player, Report
from renderer.host.scheme import register_scheme
from renderer.host.screen import device
from tests.driving.place import css, eyes, point_of
from tests.patience import PATIENCE_MS

register_scheme()

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "conformance"
ROUTES: list[str] = json.loads((FIXTURE / "app.json").read_text("utf-8"))["pages"]
NOT_AREAS = {
    f"pages/{name}" for name in ("routes/second", "routes/third", "tab-a/index", "tab-b/index")
}
AREAS = [route for route in ROUTES if route not in NOT_AREAS]
MEANT = '{"expected":"rejection"}'
AT_LEAST = 150


class Examiner:
    """Opens the pages of the fixture one after another and presses what they ask for."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.reports: list[Report] = []
        self._ids = count(1)
        self._answers: dict[int, Any] = {}
        player.reported.connect(self.reports.append)
        player.inspected.connect(self._answers.__setitem__)

    def examine(self, qtbot: QtBot, route: str) -> list[dict[str, Any]]:
        """Return the results of the checks of a page."""
        self.reports.clear()
        url = f"/{route}"
        self.player.receive({"type": "navigate", "action": "reLaunch", "url": url, "delta": 0})
        qtbot.waitUntil(lambda: self.player.state.stack == (route,), timeout=PATIENCE_MS)
        pressed = 0
        last: dict[str, Any] = {}

        def finished() -> bool:
            nonlocal pressed, last
            last = self._data(qtbot) or {}
            press = last.get("press")
            if press and press["number"] != pressed:
                pressed = press["number"]
                self._press(qtbot, press)
            return bool(last.get("done"))

        qtbot.waitUntil(finished, timeout=PATIENCE_MS)
        results = last["results"]
        assert isinstance(results, list)
        return results

    def _data(self, qtbot: QtBot) -> Any:
        number = next(self._ids)
        self.player.receive({"type": "inspect", "id": number, "what": "data", "args": {}})
        qtbot.waitUntil(lambda: number in self._answers, timeout=PATIENCE_MS)
        return self._answers.pop(number)

    def _press(self, qtbot: QtBot, press: dict[str, Any]) -> None:
        target = self.player.view.focusProxy()
        assert target is not None
        if press.get("type"):
            _type(target, press["type"])
            return
        place = point_of(css(press["selector"]), eyes(self.player, qtbot), qtbot.waitUntil)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=place.toPoint())


def _type(target: Any, text: str) -> None:
    for letter in text:
        if letter == "\r":
            QTest.keyClick(target, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(target, letter)


@pytest.fixture(scope="module")
def examiner(qapp: QObject) -> Iterator[Examiner]:
    project = HeadlessProject(FIXTURE)
    project.open()
    clock = QObject()
    setup = project.phone_setup(device("iphone-6"))
    player = Player(project.bundle, host_phone(new_phone(setup, clock), setup.preset))
    player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    player.view.show()
    player.load(Launch())
    yield Examiner(player)
    player.close()
    project.close()


@pytest.fixture
def ready(examiner: Examiner, qtbot: QtBot) -> Callable[[str], list[dict[str, Any]]]:
    qtbot.waitUntil(lambda: bool(examiner.player.state.ready), timeout=PATIENCE_MS)
    return lambda route: examiner.examine(qtbot, route)


@pytest.mark.parametrize("route", AREAS)
def test_an_area_of_the_framework_is_as_documented(
    route: str, examiner: Examiner, ready: Callable[[str], list[dict[str, Any]]]
) -> None:
    results = ready(route)
    assert results
    failed = [f"{result['name']}: {result['detail']}" for result in results if not result["ok"]]
    assert failed == [], "\n".join(failed)
    faults = [report for report in examiner.reports if report.kind not in {"notice", "offline"}]
    assert [report for report in faults if MEANT not in report.message] == []


def test_enough_is_checked() -> None:
    names = sum((FIXTURE / f"{route}.js").read_text("utf-8").count("\n  '") for route in AREAS)
    assert names >= AT_LEAST
