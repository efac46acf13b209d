"""What can happen to the phone reaches the app: each entry of the menu, with what the app hears."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.phone_in_window import PhoneInWindow, phone_in_window
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
FOCUS = "document.activeElement?.contentDocument?.activeElement?.tagName.toLowerCase()"


@pytest.fixture
def phone(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[PhoneInWindow]:
    with phone_in_window(qapp, qtbot, tmp_path) as somebody:
        somebody.heard("page show")
        yield somebody


def test_each_happening_is_heard(phone: PhoneInWindow) -> None:
    with phone.person.qtbot.waitSignal(phone.person.player.launched, timeout=PATIENCE_MS):
        phone.simulator.toolbar.picker.chosen.emit("pixel-8")
    phone.heard("page show")
    for name, words in {
        "memory_low": "memory 10",
        "memory_critical": "memory 15",
        "capture": "capture",
        "interruption_begin": "interrupted",
        "interruption_end": "uninterrupted",
        "keyboard_show": "keyboard up",
        "keyboard_hide": "keyboard down",
        "theme": "app theme dark | theme dark",
    }.items():
        phone.happens(name)
        phone.heard(words)
    log = phone.read("#log")
    assert log.count("theme dark") == 2
    assert log.count("capture") == 1


def test_the_app_goes_to_the_background_and_comes_back(phone: PhoneInWindow) -> None:
    home = phone.simulator.toolbar.home
    phone.happens("home")
    phone.heard("page hide | app hide | wx hide")
    assert home.isChecked()
    assert phone.person.look("document.querySelector('.home-screen').checkVisibility()")
    phone.tap(".home-app")
    phone.heard("app show | wx show | page show")
    phone.person.wait(lambda: not home.isChecked())
    phone.tap(".capsule-close")
    phone.person.wait(home.isChecked)
    home.trigger()
    phone.person.wait(lambda: phone.read("#log").count("app show") == 3)


def test_an_ended_app_starts_afresh_from_its_icon(phone: PhoneInWindow) -> None:
    phone.happens("capture")
    phone.heard("capture")
    phone.happens("terminate")
    assert phone.simulator.toolbar.home.isChecked()
    with phone.person.qtbot.waitSignal(phone.person.player.launched, timeout=PATIENCE_MS):
        phone.tap(".home-app")
    assert "capture" not in phone.heard("launch | app show | page show")
    assert not phone.simulator.toolbar.home.isChecked()
    assert phone.simulator.notice.kind == ""


def test_a_call_interrupts_and_a_taken_one_hides_the_app(phone: PhoneInWindow) -> None:
    call = phone.simulator.call
    phone.happens("call")
    phone.heard("interrupted")
    assert call.isVisible()
    phone.person.click(call.decline)
    phone.heard("uninterrupted")
    assert not call.isVisible()
    phone.happens("call")
    phone.person.click(call.accept)
    phone.heard("app hide")
    phone.person.click(call.decline)
    phone.heard("uninterrupted | app show")


def test_the_phones_way_back_leaves_a_page_then_the_app(phone: PhoneInWindow) -> None:
    phone.go("/pages/form/form")
    phone.happens("back")
    phone.person.wait(lambda: phone.person.player.state.ready == "pages/home/home")
    phone.happens("back")
    phone.heard("app hide")


def test_settings_of_the_phone_are_read_by_the_app(phone: PhoneInWindow) -> None:
    kind = phone.person.window.device.control("network.type")
    phone.sets("network", "4g")
    phone.heard("network 4g")
    assert kind.choice == "4g"
    phone.person.choose(kind, "none")
    phone.heard("network none")
    assert phone.simulator.toolbar.menus["network"].current == "offline"
    facts = phone.facts()
    assert facts["base"]["SDKVersion"] == "3.0.0"
    assert facts["base"]["language"] == "zh_CN"
    assert facts["old"] is True
    phone.sets("language", "en")
    phone.sets("font_size", "20")
    phone.go("/pages/form/form")
    phone.back()
    phone.wait_read("#facts", '"fontSizeSetting":20')
    facts = phone.facts()
    assert facts["system"]["language"] == "en"
    assert facts["base"]["fontSizeScaleFactor"] == 1.25
    with phone.person.qtbot.waitSignal(phone.person.player.launched, timeout=PATIENCE_MS):
        phone.sets("library", "2.19.5")
    phone.wait_read("#facts", '"SDKVersion":"2.19.5"')
    assert phone.facts()["old"] is False


def test_what_is_shared_is_shown_as_a_card(phone: PhoneInWindow) -> None:
    sheet = phone.simulator.sheet
    for choice, title, path in (
        ("share", "A card from the menu", "/pages/auto/auto?from=card"),
        ("share-timeline", "On the timeline", "a=1"),
        ("favorite", "Kept", "b=2"),
    ):
        phone.tap(".capsule-more")
        phone.tap(f"[data-choice={choice}]")
        phone.person.wait(lambda: sheet.question is not None)
        words = sheet.text()
        assert title in words
        assert path in words
        assert sheet.has_picture() is (choice == "share")
        phone.person.answer("send")
        phone.person.wait(lambda: sheet.question is None)
    shared = phone.session.phone.device.apps.shared
    assert [one["title"] for one in shared] == ["A card from the menu", "On the timeline", "Kept"]
    assert shared[0]["path"] == "/pages/auto/auto?from=card"


def test_an_input_method_writes_into_fields_of_the_page(phone: PhoneInWindow) -> None:
    phone.go("/pages/form/form")
    target = phone.person.player.view.focusProxy()
    assert target is not None
    for selector in ("#name", "#note"):
        phone.tap(selector)
        tag = "input" if selector == "#name" else "textarea"
        phone.person.wait(lambda tag=tag: phone.person.look(FOCUS) == tag)
        for draft in ("n", "ni", "nihao"):
            attributes = [
                QInputMethodEvent.Attribute(
                    QInputMethodEvent.AttributeType.TextFormat, 0, len(draft), QTextCharFormat()
                )
            ]
            QCoreApplication.sendEvent(target, QInputMethodEvent(draft, attributes))
        assert "[n" not in phone.read("#heard")
        done = QInputMethodEvent()
        done.setCommitString("你好")
        QCoreApplication.sendEvent(target, done)
        phone.wait_read("#heard", "[你好]")
        QTest.keyClicks(target, "!")
        phone.wait_read("#heard", "[你好!]")
    assert phone.read("#heard") == "[你好][你好!][你好][你好!]"


def test_the_keyboard_comes_with_a_field_and_can_be_switched_off(phone: PhoneInWindow) -> None:
    shown = "document.querySelector('.keyboard').checkVisibility()"
    phone.go("/pages/form/form")
    phone.tap("#name")
    phone.person.wait(lambda: phone.person.look(shown))
    for key in ("h", "i", "confirm"):
        phone.tap(f'.key[data-key="{key}"]')
    phone.wait_read("#heard", "[h][hi]<hi>")
    phone.person.wait(lambda: not phone.person.look(shown))
    phone.simulator.toolbar.keyboard.trigger()
    assert phone.person.bench.settings.flag("preview.soft_keyboard") is False
    phone.tap("#name")
    phone.person.wait(lambda: phone.person.look(FOCUS) == "input")
    QTest.keyClicks(phone.person.player.view.focusProxy(), "!")
    phone.wait_read("#heard", "[hi!]")
    assert not phone.person.look(shown)
