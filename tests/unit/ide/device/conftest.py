"""The dock with a phone of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from apimock.permissions import INTERACTIVE
from apimock.phone import Phone
from ide.access import NetworkAccess
from ide.clock import QtClock
from ide.i18n import translator
from ide.panels.device.panel import DevicePanel
from ide.standing import StandingAnswers
from ide.trust import Trust
from ide.webcam.switch import Webcam
from tests.unit.ide.webcam.eye import PaintedEye


@dataclass
class Dock:
    """The panel, its phone, and where its arrangement is kept."""

    panel: DevicePanel
    phone: Phone
    answers: StandingAnswers
    access: NetworkAccess
    webcam: Webcam
    eye: PaintedEye
    kept: Path

    def again(self) -> None:
        """Open the project once more."""
        self.panel.release()
        self.panel.show_phone(self.phone, self.answers, self.access, self.webcam, self.kept)


@pytest.fixture
def dock(qtbot: QtBot, tmp_path: Path) -> Iterator[Dock]:
    translator.use("en")
    owner = QObject()
    clock = QtClock(owner)
    phone = Phone(clock, policy=INTERACTIVE)
    access = NetworkAccess(tmp_path, Trust(None), clock, owner)
    answers = StandingAnswers(phone.asking, clock)
    eye = PaintedEye()
    webcam = Webcam(phone, eye.open, owner)
    panel = DevicePanel()
    qtbot.addWidget(panel)
    panel.resize(330, 800)
    made = Dock(panel, phone, answers, access, webcam, eye, tmp_path / "device.json")
    panel.show_phone(phone, answers, access, webcam, made.kept)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    yield made
    panel.release()
    answers.close()
    access.close()
    webcam.close()
    translator.use("en")
