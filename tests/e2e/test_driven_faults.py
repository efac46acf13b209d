"""Faults that come with a tap: the person presses the button, the report says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
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
from tests.e2e.conftest import write_project
from tests.e2e.test_faults import DRIVEN, folder, matches
from tests.patience import PATIENCE_MS

register_scheme()


@pytest.fixture
def player(qapp: QObject, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Player]:
    fault = request.param
    page = f"{folder(fault)}index"
    files = {f"{folder(fault)}index.{suffix}": text for suffix, text in fault["files"].items()}
    project = HeadlessProject(write_project(tmp_path / "app", [page], files))
    project.open()
    clock = QObject()
    setup = project.phone_setup(device("iphone-6"))
    player = Player(project.bundle, host_phone(new_phone(setup, clock), setup.preset))
    player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    player.view.show()
    yield player
    player.close()
    project.close()


@pytest.mark.parametrize(
    ("player", "fault"),
    [(fault, fault) for fault in DRIVEN],
    indirect=["player"],
    ids=[fault["name"] for fault in DRIVEN],
)
def test_a_tap_brings_the_fault_to_light(
    qtbot: QtBot, player: Player, fault: dict[str, Any]
) -> None:
    reports: list[Report] = []
    player.reported.connect(reports.append)
    player.load(Launch())
    qtbot.waitUntil(lambda: bool(player.state.ready), timeout=PATIENCE_MS)
    assert [report for report in reports if report.kind != "notice"] == []
    place = point_of(css(fault["expect"]["tap"]), eyes(player, qtbot), qtbot.waitUntil)
    target = player.view.focusProxy()
    assert target is not None
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=place.toPoint())
    qtbot.waitUntil(lambda: bool(reports), timeout=PATIENCE_MS)
    errors = [vars(report) for report in reports]
    assert any(matches(error, fault["expect"], fault) for error in errors), errors
