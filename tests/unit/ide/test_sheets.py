"""Sheets of the phone: what a person does on them reaches the app."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from apimock.asking import Question
from apimock.calls import Outcome, Reply
from ide.simulator.sheet_parts import Checks, Fields, PasswordPad, PickList, Selection, SheetPart
from ide.simulator.sheet_table import PhoneView
from ide.simulator.sheets import QuestionSheet
from tests.unit.apimock.bench import Bench
from tests.unit.apimock.test_payment import GOOD


class Hand:
    """Somebody at the sheet of a phone of its own."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (375, 640)) -> None:
        self.bench = Bench()
        self.host = QWidget()
        self.host.resize(*size)
        qtbot.addWidget(self.host)
        self.sheet = QuestionSheet(self.host)
        self.sheet.resize(*size)
        view = PhoneView(self.bench.phone.pictures.content, lambda: lambda: None)
        self.sheet.view_of_phone = view
        self.sheet.answered.connect(self._answered)
        self.bench.phone.asking.watch(self._asked)
        self.host.show()

    def start(self, api: str, params: Mapping[str, Any] | None = None) -> list[Reply]:
        return self.bench.start(api, params, gesture=True)

    def press(self, choice: str) -> None:
        button = self.sheet.button(choice)
        assert button is not None
        button.click()

    def part(self, kind: type[SheetPart]) -> Any:
        found = self.sheet.part(kind)
        assert found is not None
        return found

    def _asked(self, questions: tuple[Question, ...]) -> None:
        self.sheet.show_question(questions[0] if questions else None)

    def _answered(self, number: int, choice: str, data: Mapping[str, Any]) -> None:
        question = next(one for one in self.bench.phone.asking.open if one.id == number)
        usual = question.default.data if question.default.choice == choice else {}
        self.bench.phone.asking.answer(number, choice, {**usual, **data})


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return Hand(qtbot)


def digits(hand: Hand, text: str) -> None:
    for digit in text:
        button = hand.sheet.findChild(QPushButton, f"digit.{digit}")
        assert button is not None
        button.click()


def test_the_sixth_digit_pays_and_a_wrong_one_is_told(hand: Hand) -> None:
    hand.bench.device.payment.password = "135790"
    replies = hand.start("requestPayment", GOOD)
    assert "Simulated" in hand.sheet.text()
    digits(hand, "11111⌫")
    assert hand.part(PasswordPad).dots.text() == "●●●●○○"
    digits(hand, "11")
    assert "2 tries left" in hand.sheet.text()
    assert replies == []
    digits(hand, "135790")
    assert replies[0].outcome is Outcome.OK


def test_seldom_outcomes_are_in_a_menu(hand: Hand) -> None:
    replies = hand.start("requestPayment", GOOD)
    more = hand.sheet.button("ok")
    assert more is not None
    menu = hand.sheet.findChild(QMenu)
    assert menu is not None
    actions = {action.objectName(): action for action in menu.actions()}
    assert "choice.cancel" not in actions
    actions["choice.timeout"].trigger()
    assert replies[0].result["errMsg"] == "requestPayment:fail timeout"


def test_pictures_are_ticked_in_a_list(hand: Hand) -> None:
    replies = hand.start("chooseMedia", {"count": 2})
    model = hand.part(PickList).view.model()
    for row in range(model.rowCount()):
        picked = Qt.CheckState.Checked if row in {1, 2} else Qt.CheckState.Unchecked
        model.setData(model.index(row, 0), picked, Qt.ItemDataRole.CheckStateRole)
    hand.part(Checks).boxes["original"].setChecked(True)
    hand.press("choose")
    files = replies[0].result["tempFiles"]
    assert [(one["width"], one["height"]) for one in files] == [(960, 1280), (1024, 1024)]


def test_nothing_ticked_is_no_picture(hand: Hand) -> None:
    replies = hand.start("chooseImage")
    model = hand.part(PickList).view.model()
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    hand.press("choose")
    assert replies[0].result["errMsg"] == "chooseImage:fail cancel"


def test_a_code_is_typed_with_its_kind(hand: Hand) -> None:
    replies = hand.start("scanCode", {"scanType": ["barCode"]})
    box = hand.part(Selection).box
    assert "QR_CODE" not in {box.itemData(row) for row in range(box.count())}
    hand.part(Fields).edits["result"].setText("4006381333931")
    box.setCurrentIndex(box.findData("EAN_13"))
    hand.press("scan")
    assert replies[0].result["result"] == "4006381333931"
    assert replies[0].result["scanType"] == "EAN_13"


def test_templates_are_refused_one_by_one(hand: Hand) -> None:
    replies = hand.start("requestSubscribeMessage", {"tmplIds": ["a", "b"]})
    hand.part(Checks).boxes["b"].setChecked(False)
    hand.press("allow")
    assert (replies[0].result["a"], replies[0].result["b"]) == ("accept", "reject")
    assert hand.bench.device.permissions.subscriptions == {}


def test_a_card_goes_to_who_is_chosen(hand: Hand) -> None:
    hand.start("share", {"title": "T", "path": "p"})
    box = hand.part(Selection).box
    box.setCurrentIndex(box.findData("walkers"))
    hand.press("send")
    assert hand.bench.device.apps.shared[0]["openGId"] == "gMinideckWalkers0000000001"


def test_an_entry_of_a_book_is_chosen_by_its_line(hand: Hand) -> None:
    replies = hand.start("chooseInvoiceTitle")
    view = hand.part(PickList).view
    view.setCurrentIndex(view.model().index(1, 0))
    hand.press("choose")
    assert replies[0].result["title"] == "张三"


def test_settings_are_changed(hand: Hand) -> None:
    hand.bench.device.permissions.set_scope("scope.camera", "denied")
    replies = hand.start("openSetting")
    hand.part(Checks).boxes["scope.camera"].setChecked(True)
    hand.press("back")
    assert replies[0].result["authSetting"]["scope.camera"] is True


@pytest.mark.parametrize(("typed", "extra"), [('{"a": 1}', {"a": 1}), ("yes", {"value": "yes"})])
def test_the_other_app_hands_data_back(hand: Hand, typed: str, extra: Mapping[str, Any]) -> None:
    hand.start("navigateToMiniProgram", {"appId": "wx2"})
    hand.press("go")
    hand.part(Fields).edits["extraData"].setText(typed)
    hand.press("back")
    (entered,) = hand.bench.named("$enter")
    assert entered["referrerInfo"]["extraData"] == extra


def test_a_sheet_that_is_too_high_scrolls(qtbot: QtBot) -> None:
    hand = Hand(qtbot, (262, 420))
    hand.start("requestPayment", {**GOOD, "package": "wx1"})
    area = hand.sheet.findChild(QWidget, "qt_scrollarea_viewport")
    assert area is not None
    assert area.height() <= 420
    button = hand.sheet.button("cancel")
    assert button is not None
    assert button.height() >= 24
    qtbot.waitUntil(partial(_within, hand, area))


def _within(hand: Hand, area: QWidget) -> bool:
    return area.mapTo(hand.host, area.rect().bottomRight()).y() <= hand.host.height()
