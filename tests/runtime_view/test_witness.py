"""What the person does in the app is told as a scenario's keys, and is found again by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.patience import PATIENCE_MS
from tests.runtime_view.phone import Phone

ROWS = [["view", {"class": "row p--line", "style": "height:100px"}, f"row {n}"] for n in range(30)]


class Watched:
    """A phone with a witness."""

    def __init__(self, phone: Phone, qtbot: QtBot) -> None:
        self.phone = phone
        self._qtbot = qtbot

    def keys(self) -> list[dict[str, Any] | None]:
        """What was told so far."""
        told = [params for name, params in self.phone.host.calls if name == "$chrome"]
        return [params["key"] for params in told if params["event"] == "touched"]

    def last(self, count: int) -> dict[str, Any] | None:
        """Wait for ``count`` keys and return the last."""
        self._qtbot.waitUntil(lambda: len(self.keys()) >= count, timeout=PATIENCE_MS)
        assert len(self.keys()) == count
        return self.keys()[-1]


@pytest.fixture
def watched(start: Callable[..., Phone], qtbot: QtBot) -> Watched:
    return Watched(start(witness=True), qtbot)


def test_a_tap_is_named_by_id_class_or_text_and_its_place_inside(watched: Watched) -> None:
    phone = watched.phone
    phone.open(
        ["view", {"id": "only", "style": "height:40px"}],
        ["view", {"class": "p--pay button-hover", "style": "height:40px"}],
        ["view", {"class": "twin", "style": "height:40px"}, "left"],
        ["view", {"class": "twin", "style": "height:40px"}, "right"],
        ["view", {"class": "same", "style": "height:40px"}],
        ["view", {"class": "same", "style": "height:40px"}],
    )
    wanted: list[dict[str, Any]] = [
        {"tap": "#only"},
        {"tap": ".pay"},
        {"tap": ".twin", "text": "left"},
        {"tap": ".twin", "text": "right"},
        {"tap": ".same"},
        {"tap": ".same", "nth": 1},
    ]
    for number, key in enumerate(wanted):
        phone.tap(20, 88 + 40 * number + 7)
        assert watched.last(number + 1) == {**key, "at": [20, 7], "middle": True}


def test_names_that_a_build_makes_up_are_passed_over_for_what_the_author_wrote(
    watched: Watched,
) -> None:
    phone = watched.phone
    style = "height:40px"
    phone.open(
        ["view", {"id": "node-3f9a1c2", "class": "css-1x2y3z buy", "style": style}],
        ["view", {"class": "row", "data-goods-id": "7", "style": style}, "the same words"],
        ["view", {"class": "row", "data-goods-id": "8", "style": style}, "the same words"],
        ["view", {"class": "btn__a3kfJq", "style": style}, "Pay"],
        ["canvas", {"class": "map", "style": style + ";width:100px"}],
        ["view", {"id": "goods-23513808", "class": "goods", "style": style}],
    )
    wanted: list[dict[str, Any]] = [
        {"tap": ".buy", "middle": True},
        {"tap": '.row[data-goods-id="7"]', "middle": True},
        {"tap": '.row[data-goods-id="8"]', "middle": True},
        {"tap": "view", "text": "Pay", "middle": True},
        {"tap": ".map"},
        {"tap": ".goods", "middle": True},
    ]
    for number, key in enumerate(wanted):
        phone.tap(20, 88 + 40 * number + 7)
        assert watched.last(number + 1) == {**key, "at": [20, 7]}


def test_a_tap_beside_what_lies_in_the_middle_keeps_its_place(watched: Watched) -> None:
    phone = watched.phone
    inner = "position:absolute;left:40px;top:0;right:0;bottom:0"
    phone.open(
        ["view", {"id": "out", "style": "height:40px;position:relative"},
            ["view", {"id": "in", "style": inner}]],
    )  # fmt: skip
    phone.tap(20, 88 + 7)
    assert watched.last(1) == {"tap": "#out", "at": [20, 7]}


def test_a_part_of_what_hears_the_tap_is_told_as_the_whole(watched: Watched) -> None:
    phone = watched.phone
    high = "height:40px"
    phone.open(
        ["view", {"id": "mine", "on": "tap", "style": high}, ["view", {"class": "muted"}, "A"]],
        ["view", {"id": "save", "wx-host": "my-button"},
            ["view", {"class": "my-button--frame", "on": "tap", "style": high},
                ["view", {"class": "my-button--words"}, "Save"]]],
        ["view", {"on": "tap", "style": "height:900px"}, ["view", {"class": "part"}, "B"]],
    )  # fmt: skip
    for number, name in enumerate(("#mine", "#save", ".part")):
        phone.tap(20, 88 + 40 * number + 7)
        assert watched.last(number + 1) == {"tap": name, "at": [20, 7], "middle": True}


def test_what_a_component_holds_is_named_behind_its_host(watched: Watched) -> None:
    phone = watched.phone
    phone.open(
        ["view", {"id": "card", "wx-host": "my-card"},
            ["view", {"class": "my-card--title", "style": "height:40px"}, "A"]],
        ["view", {"class": "title", "style": "height:40px"}, "B"],
    )  # fmt: skip
    phone.tap(20, 88 + 7)
    assert watched.last(1) == {"tap": "#card >>> .title", "at": [20, 7], "middle": True}
    phone.tap(20, 88 + 47)
    assert watched.last(2) == {"tap": ".title", "at": [20, 7], "middle": True}


def test_the_phone_around_the_page_is_named_too(watched: Watched) -> None:
    watched.phone.open(["view", {}, "a"])
    watched.phone.tap_chrome(".capsule-more")
    key = watched.last(1)
    assert key is not None
    assert key["tap"] == ".capsule-more"


def test_a_drag_is_a_swipe_and_a_rest_is_a_long_press(watched: Watched) -> None:
    phone = watched.phone
    phone.open(*ROWS)
    phone.drag((100, 400), (104, 300))
    assert watched.last(1) == {
        "swipe": ".row",
        "text": "row 3",
        "at": [100, 12],
        "middle": True,
        "by": [4, -100],
    }
    phone.press(100, 300)
    phone.run("new Promise((resolve) => setTimeout(resolve, 400))")
    phone.release(100, 300)
    key = watched.last(2)
    assert key is not None
    assert "longpress" in key


def test_a_wheel_is_told_as_the_way_a_finger_would_take(watched: Watched) -> None:
    phone = watched.phone
    phone.open(*ROWS)
    point, turned = QPoint(100, 300), QPoint(0, -120)
    event = QWheelEvent(
        QPointF(point),
        QPointF(phone.view.mapToGlobal(point)),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(phone._target(), event)
    key = watched.last(1)
    assert key is not None
    top = phone.frame("d.documentElement.scrollTop")
    assert top > 0
    assert (key["scroll"], key["by"]) == (".row", [0, -top - 6])


def test_each_letter_is_an_input_with_all_the_field_holds(watched: Watched) -> None:
    phone = watched.phone
    phone.open(["input", {"class": "name", "style": "height:40px"}])
    phone.tap(100, 100)
    QTest.keyClicks(phone._target(), "ab")
    QTest.keyClick(phone._target(), Qt.Key.Key_Return)
    assert watched.last(4) == {"input": ".name", "value": "ab", "enter": True}
    assert watched.keys()[1:3] == [
        {"input": ".name", "value": "a"},
        {"input": ".name", "value": "ab"},
    ]
    assert "tap" in (watched.keys()[0] or {})


def test_nothing_is_told_without_a_witness_and_none_after_it(watched: Watched) -> None:
    phone = watched.phone
    phone.open(["view", {"id": "a", "on": "tap"}, "a"])
    phone.tap_on("#a")
    watched.last(1)
    order = {"type": "chrome", "name": "witness", "detail": {"on": False}}
    phone.run(f"minideck.receive({order})".replace("False", "false"))
    phone.tap_on("#a")
    phone.run("new Promise((resolve) => setTimeout(resolve, 50))")
    assert len(watched.keys()) == 1


def test_while_the_host_keeps_the_time_nothing_rolls_on(start: Callable[..., Phone]) -> None:
    phone = start(time={"now": 1_777_593_600_000, "speed": 0})
    phone.open(*ROWS)
    phone.drag((100, 400), (100, 300))
    assert phone.frame("d.documentElement.scrollTop") == 94
    phone.run("new Promise((resolve) => setTimeout(resolve, 100))")
    assert phone.frame("d.documentElement.scrollTop") == 94
