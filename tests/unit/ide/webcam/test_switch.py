"""The computer's camera is off until the person says yes, and can be taken back at any time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from apimock.clock import ManualClock
from apimock.phone import Phone
from ide.i18n import tr
from ide.webcam.switch import Webcam, WebcamState
from tests.unit.ide.webcam.eye import PaintedEye

RED, BLUE = (200, 0, 0), (0, 0, 200)


class Desk:
    """A phone whose lens can be pointed at the computer's camera."""

    def __init__(self) -> None:
        self.phone = Phone(ManualClock())
        self.eye = PaintedEye()
        self.webcam = Webcam(self.phone, self.eye.open)
        self.states: list[str] = []
        self.webcam.changed.connect(lambda: self.states.append(self.webcam.state))

    def point(self, source: str = "live") -> None:
        self.phone.device.camera.source = source

    def color(self) -> tuple[int, ...]:
        """What the lens sees in its middle, roughly."""
        pixel = self.phone.lens.picture((90, 120)).convert("RGB").getpixel((45, 60))
        assert isinstance(pixel, tuple)
        return tuple(round(value / 50) * 50 for value in pixel)


@pytest.fixture
def desk(qapp: QObject) -> Desk:
    return Desk()


def test_pointing_the_lens_at_it_asks_and_opens_nothing(desk: Desk) -> None:
    desk.point()
    assert desk.webcam.state is WebcamState.ASKING
    assert desk.eye.opened == []
    desk.color()
    assert desk.phone.lens.trouble == tr("webcam.asking")


def test_after_a_yes_the_lens_sees_its_frames(desk: Desk) -> None:
    desk.point()
    desk.webcam.turn_on()
    assert desk.webcam.state is WebcamState.STARTING
    first = desk.phone.lens.stamp()
    desk.eye.see("#c80000")
    assert desk.webcam.state is WebcamState.ON
    assert desk.webcam.words == "On: Desk camera"
    assert desk.color() == RED
    assert desk.phone.lens.trouble == ""
    assert desk.phone.lens.stamp() != first
    desk.eye.see("#0000c8")
    assert desk.color() == BLUE
    assert desk.states == ["asking", "starting", "on"]


def test_a_no_leaves_it_off_until_it_is_asked_for_again(desk: Desk) -> None:
    desk.point()
    desk.webcam.turn_off()
    desk.phone.device.camera.light = 0.5
    assert desk.webcam.state is WebcamState.OFF
    desk.point("card")
    desk.point()
    assert desk.webcam.state is WebcamState.ASKING
    assert desk.eye.opened == []


@pytest.mark.parametrize("way", ["turned off", "lens elsewhere", "project closed"])
def test_each_way_out_lets_go_of_the_camera_and_its_last_frame(desk: Desk, way: str) -> None:
    desk.point()
    desk.webcam.turn_on()
    desk.eye.see("#c80000")
    if way == "turned off":
        desk.webcam.turn_off()
    elif way == "lens elsewhere":
        desk.point("card")
        desk.point()
    else:
        desk.webcam.close()
    assert desk.eye.closed == 1
    assert desk.webcam.state is not WebcamState.ON
    assert desk.color() != RED


@pytest.mark.parametrize(
    ("reason", "key"),
    [
        ("NotFoundError", "missing"),
        ("NotReadableError", "busy"),
        ("NotAllowedError", "forbidden"),
        ("lost", "lost"),
        ("TypeError", "failed"),
    ],
)
def test_what_goes_wrong_is_said_on_the_picture_too(desk: Desk, reason: str, key: str) -> None:
    desk.point()
    desk.webcam.turn_on()
    desk.eye.end(reason)
    assert desk.webcam.state is WebcamState.FAILED
    assert desk.eye.closed == 1
    desk.color()
    assert desk.phone.lens.trouble == desk.webcam.words == tr(f"webcam.trouble.{key}")
    desk.webcam.turn_on()
    desk.eye.see("#c80000")
    assert desk.color() == RED


def test_another_camera_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.point()
    desk.webcam.turn_on()
    desk.eye.see("#c80000")
    desk.webcam.turn_on("Roof camera")
    assert desk.eye.opened == ["", "Roof camera"]
    assert desk.eye.closed == 1
    desk.eye.see("#0000c8", "Roof camera")
    assert desk.webcam.words == "On: Roof camera"


def test_a_phone_taken_over_with_a_live_lens_is_asked_for(qapp: QObject) -> None:
    phone = Phone(ManualClock())
    phone.device.camera.source = "live"
    eye = PaintedEye()
    assert Webcam(phone, eye.open).state is WebcamState.ASKING
    assert eye.opened == []
