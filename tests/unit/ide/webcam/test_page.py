"""The web engine opens the computer's camera; here it is the engine's own painted one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from apimock.calls import Call, Reply
from apimock.permissions import HEADLESS
from apimock.phone import Phone
from ide.clock import QtClock
from ide.webcam.page import WebcamPage, register_scheme
from ide.webcam.switch import Webcam, WebcamState
from tests.patience import PATIENCE_MS

register_scheme()


@pytest.fixture
def webcam(qtbot: QtBot) -> Iterator[Webcam]:
    owner = QObject()
    phone = Phone(QtClock(owner), policy=HEADLESS)
    phone.device.camera.source = "live"
    made = Webcam(phone, WebcamPage, owner)
    made.setProperty("phone", phone)
    yield made
    made.close()


def test_its_frames_reach_the_lens_and_a_picture_the_app_takes(
    qtbot: QtBot, webcam: Webcam
) -> None:
    phone: Phone = webcam.property("phone")
    webcam.turn_on()
    qtbot.waitUntil(lambda: webcam.state is WebcamState.ON, timeout=PATIENCE_MS)
    assert len(webcam.cameras) == 2
    assert all(webcam.cameras)

    def sees() -> bool:
        phone.lens.picture()
        return phone.lens.trouble == ""

    qtbot.waitUntil(sees, timeout=PATIENCE_MS)
    first = phone.lens.stamp()
    qtbot.waitUntil(lambda: phone.lens.stamp() != first, timeout=PATIENCE_MS)
    replies: list[Reply] = []
    question: list[int] = []
    phone.asking.watch(lambda opened: question.extend(one.id for one in opened))
    phone.call(Call("chooseImage", {"sourceType": ["camera"], "count": 1}), replies.append)
    qtbot.waitUntil(lambda: bool(question), timeout=PATIENCE_MS)
    phone.asking.answer(question[0], "camera", {})
    qtbot.waitUntil(lambda: bool(replies), timeout=PATIENCE_MS)
    assert replies[0].result["errMsg"] == "chooseImage:ok"


def test_another_camera_can_be_chosen(qtbot: QtBot, webcam: Webcam) -> None:
    webcam.turn_on()
    qtbot.waitUntil(lambda: webcam.state is WebcamState.ON, timeout=PATIENCE_MS)
    other = next(one for one in webcam.cameras if one != webcam.camera)
    webcam.turn_on(other)
    qtbot.waitUntil(lambda: webcam.camera == other, timeout=PATIENCE_MS)


def test_a_camera_that_is_not_there_is_told(qtbot: QtBot, webcam: Webcam) -> None:
    webcam.turn_on("no such camera")
    qtbot.waitUntil(lambda: webcam.state is WebcamState.FAILED, timeout=PATIENCE_MS)
    assert "no camera" in webcam.words
