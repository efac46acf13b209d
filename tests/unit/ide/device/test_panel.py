"""The device dock under a person's hands: set, undo, search, fold, pin, keep, follow the app."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from ide.i18n import translator
from ide.panels.device.controls import ChoiceField, FlagField, NumberField, SliderField, TextField
from ide.panels.device.schema import cards
from ide.panels.device.value_controls import JsonField, RowsField
from tests.unit.ide.device.conftest import Dock

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def enter(field: QWidget, text: str) -> None:
    field.setFocus()
    assert isinstance(field, NumberField)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def undo(dock: Dock) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_Z, CONTROL)


def test_what_is_typed_reaches_the_phone_at_once_and_is_taken_back(
    dock: Dock, qtbot: QtBot
) -> None:
    heard: list[float] = []
    dock.phone.device.battery.watch(lambda _change: heard.append(time.perf_counter()))
    level = dock.panel.control("battery.level")
    assert isinstance(level, SliderField)
    level.slider.setFocus()
    begun = time.perf_counter()
    QTest.keyClick(level.slider, Qt.Key.Key_End)
    assert dock.phone.device.battery.level == 100
    assert heard[0] >= begun
    undo(dock)
    assert dock.phone.device.battery.level == 80
    assert level.number.value() == 80
    dock.panel.redo()
    assert dock.phone.device.battery.level == 100


def test_undo_in_a_number_takes_the_phones_value_back(dock: Dock) -> None:
    latitude = dock.panel.control("location.latitude")
    enter(latitude, "31.2304")
    assert dock.phone.device.location.latitude == 31.2304
    enter(latitude, "40.5")
    undo(dock)
    assert dock.phone.device.location.latitude == 31.2304
    undo(dock)
    assert dock.phone.device.location.latitude == 23.12908
    assert not dock.panel.undo_button.isEnabled()


def test_a_word_that_is_typed_is_one_step(dock: Dock) -> None:
    merchant = dock.panel.control("payment.merchant")
    assert isinstance(merchant, TextField)
    merchant.setFocus()
    merchant.selectAll()
    QTest.keyClicks(merchant, "Corner")
    assert dock.phone.device.payment.merchant == "Corner"
    undo(dock)
    assert dock.phone.device.payment.merchant == "Sample shop"


def test_the_app_changes_something_and_the_card_shows_it(dock: Dock, qtbot: QtBot) -> None:
    view = dock.panel.card("screen")
    bright = dock.panel.control("screen.brightness")
    assert isinstance(bright, SliderField)
    dock.phone.device.screen.brightness = 0.25
    assert bright.number.value() == 25
    name = view._labels["screen.brightness"]
    assert "background" in name.styleSheet()
    qtbot.waitUntil(lambda: not name.styleSheet())
    assert not dock.panel.undo_button.isEnabled()


def test_search_finds_cards_by_api_and_fields_by_name_in_any_language(dock: Dock) -> None:
    def seen() -> set[str]:
        return {name for name, view in dock.panel.views.items() if view.isVisible()}

    dock.panel.setFocus()
    QTest.keyClicks(dock.panel.search, "getBatteryInfo")
    assert seen() == {"battery"}
    assert not dock.panel.views["battery"].folded
    dock.panel.search.setText("电量")
    assert seen() == {"battery"}
    assert dock.panel.control("battery.level").isVisible()
    assert not dock.panel.control("battery.charging").isVisible()
    dock.panel.search.setText("Helligkeit")
    assert seen() == {"screen"}
    dock.panel.search.setText("Minideck-Lab")
    assert seen() == {"wifi"}
    dock.panel.search.setText("nobody has this")
    assert seen() == set()
    assert dock.panel._nothing.isVisible()
    QTest.keyClick(dock.panel.search, Qt.Key.Key_Escape)
    assert seen() == {card.id for card in cards().cards}
    assert dock.panel.views["screen"].folded


def test_cards_fold_move_and_pin_with_the_keyboard_and_stay_so(dock: Dock) -> None:
    first = [card.id for card in cards().cards]
    battery = dock.panel.views["battery"]
    battery.title.setFocus()
    QTest.keyClick(battery.title, Qt.Key.Key_Space)
    assert not battery.folded
    QTest.keyClick(battery.title, Qt.Key.Key_Left)
    assert battery.folded
    QTest.keyClick(battery.title, Qt.Key.Key_Right)
    QTest.keyClick(battery.title, Qt.Key.Key_Up, ALT)
    at = first.index("battery")
    assert dock.panel._order()[at - 1] == "battery"
    dock.panel.views["steps"].pin_button.click()
    assert dock.panel._order()[0] == "steps"
    dock.again()
    assert dock.panel._order()[0] == "steps"
    assert not dock.panel.views["battery"].folded
    assert dock.panel.views["steps"].pinned
    dock.panel.reset_arrangement()
    assert dock.panel._order() == first


def test_a_damaged_arrangement_is_left_aside(dock: Dock) -> None:
    dock.kept.write_text("{", encoding="utf-8")
    dock.again()
    assert dock.panel._order() == [card.id for card in cards().cards]


def test_a_card_is_reset_and_that_is_taken_back(dock: Dock) -> None:
    network = dock.phone.device.network
    dock.panel.views["network"].preset_requested.emit("lift")
    assert (network.type, network.loss, network.weak) == ("2g", 0.4, True)
    loss = dock.panel.control("network.loss")
    assert isinstance(loss, SliderField)
    assert loss.number.value() == 40
    dock.panel.views["network"].reset_requested.emit()
    assert (network.type, network.loss, network.weak) == ("wifi", 0.0, False)
    dock.panel.undo()
    assert network.type == "2g"
    dock.panel.undo()
    assert (network.type, network.loss) == ("wifi", 0.0)


def test_choices_stand_for_none_true_and_false(dock: Dock) -> None:
    check = dock.panel.control("network.verify_domains")
    assert isinstance(check, ChoiceField)
    assert check.currentText() == "Project setting"
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Down)
    assert dock.phone.device.network.verify_domains is True
    QTest.keyClick(check, Qt.Key.Key_Down)
    assert dock.phone.device.network.verify_domains is False
    QTest.keyClick(check, Qt.Key.Key_Home)
    assert dock.phone.device.network.verify_domains is None


def test_the_wheel_over_a_field_leaves_it_alone(dock: Dock) -> None:
    speed = dock.panel.control("location.speed")
    here = QPointF(5, 5)
    wheel = QWheelEvent(
        here, here, QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(speed, wheel)
    assert dock.phone.device.location.speed == -1


def test_entries_are_added_changed_and_removed_in_a_table(dock: Dock) -> None:
    field = dock.panel.control("address.contacts")
    assert isinstance(field, RowsField)
    before = list(dock.phone.device.address.contacts)
    dialog = field.open()
    dialog.add()
    at = len(before)
    dialog.model.setData(dialog.model.index(at, 0), "Dora")
    assert dock.phone.device.address.contacts[at]["displayName"] == "Dora"
    dialog.remove()
    assert dock.phone.device.address.contacts == before
    dialog.close()


def test_failing_hosts_are_a_table_of_two_columns(dock: Dock) -> None:
    field = dock.panel.control("network.failing_hosts")
    assert isinstance(field, RowsField)
    dialog = field.open()
    dialog.add()
    dialog.model.setData(dialog.model.index(0, 0), "*.example")
    dialog.model.setData(dialog.model.index(0, 1), "dns")
    assert dock.phone.device.network.failing_hosts == {"*.example": "dns"}
    dialog.close()


def test_json_counts_when_it_can_be_read(dock: Dock) -> None:
    field = dock.panel.control("apps.experiments")
    assert isinstance(field, JsonField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, '{"new": ')
    assert field.property("wrong")
    assert dock.phone.device.apps.experiments == {}
    QTest.keyClicks(field, "1}")
    assert not field.property("wrong")
    assert dock.phone.device.apps.experiments == {"new": 1}


def test_every_card_speaks_the_language_chosen(dock: Dock) -> None:
    dock.panel.fold_all(folded=False)
    for code, title, ask in (("zh", "支付", "每次询问"), ("de", "Zahlung", "Mich fragen")):
        translator.use(code)
        assert dock.panel.views["payment"].title.text() == title
        outcome = dock.panel.control("payment.outcome")
        assert isinstance(outcome, QComboBox)
        assert outcome.currentText() == ask


def test_every_control_has_a_name_and_can_be_reached_by_key(dock: Dock) -> None:
    dock.panel.fold_all(folded=False)
    for view in dock.panel.views.values():
        for bound in view.bounds:
            assert bound.control.accessibleName(), bound.field.path
            if bound.field.kind != "fact":
                assert bound.control.focusPolicy() != Qt.FocusPolicy.NoFocus or (
                    bound.control.focusProxy() is not None
                ), bound.field.path


def test_an_answer_given_beforehand_is_a_field_like_others(dock: Dock) -> None:
    outcome = dock.panel.control("payment.outcome")
    assert isinstance(outcome, ChoiceField)
    outcome.setFocus()
    QTest.keyClick(outcome, Qt.Key.Key_Down)
    assert dock.answers.get("payment") == "ok"
    undo(dock)
    assert dock.answers.get("payment") == "ask"
    assert outcome.choice == "ask"


def test_a_switch_is_turned_by_the_space_bar(dock: Dock) -> None:
    charging = dock.panel.control("battery.charging")
    assert isinstance(charging, FlagField)
    charging.setFocus()
    QTest.keyClick(charging, Qt.Key.Key_Space)
    assert dock.phone.device.battery.charging is True
