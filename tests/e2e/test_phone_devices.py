"""Every phone on the list is opened, and the app reads from it what the list says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.simulator.device_dialog import DeviceDialog
from renderer.host.screen import DevicePreset, Posture, device, devices
from tests.e2e.phone_in_window import PhoneInWindow, phone_in_window
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

INSETS = """
(() => {
  const page = document.querySelector('.page:not(.hidden) iframe').contentDocument
  const style = page.defaultView.getComputedStyle(page.querySelector('.insets'))
  return ['Top', 'Right', 'Bottom', 'Left'].map((side) => parseFloat(style[`padding${side}`]))
})()
"""
CAPSULE = """
(() => {
  const { left, top, right, bottom, width, height } =
    document.querySelector('.capsule').getBoundingClientRect()
  return { left, top, right, bottom, width, height }
})()
"""


@pytest.fixture
def phone(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[PhoneInWindow]:
    with phone_in_window(qapp, qtbot, tmp_path) as somebody:
        yield somebody


def agrees(phone: PhoneInWindow, preset: DevicePreset, posture: Posture) -> None:
    """Check everything an app can read of its screen against the list."""
    shape, facts = preset.shape(posture), phone.facts()
    window, system = facts["window"], facts["system"]
    expected: dict[str, Any] = {
        "screenWidth": shape.width,
        "screenHeight": shape.height,
        "windowWidth": shape.width,
        "windowHeight": shape.height - shape.status_bar - preset.navigation_bar,
        "statusBarHeight": shape.status_bar,
        "pixelRatio": preset.pixel_ratio,
        "safeArea": preset.screen(posture=posture)["safeArea"],
    }
    assert {name: window[name] for name in expected} == expected, preset.id
    assert {name: system[name] for name in expected} == expected, preset.id
    for facts_of in (system, facts["device"]):
        assert facts_of["model"] == preset.model
        assert facts_of["platform"] == preset.platform
    assert phone.person.look(INSETS) == [0, shape.right, shape.bottom, shape.left], preset.id
    drawn = phone.person.look(CAPSULE)
    # The view has whole pixels, so a zoomed page is hardly larger or smaller than the phone.
    assert drawn == pytest.approx(facts["button"], abs=0.5), preset.id
    assert drawn["right"] <= shape.width - shape.right
    assert drawn["top"] >= shape.status_bar
    zoom = phone.simulator.frame.zoom
    view = phone.person.player.view
    assert view.width() == pytest.approx(shape.width * zoom, abs=1)
    assert view.height() == pytest.approx(shape.height * zoom, abs=1)


def test_every_phone_of_the_list_is_opened(phone: PhoneInWindow) -> None:
    for preset in devices().values():
        if preset is not phone.session.device:
            with phone.person.qtbot.waitSignal(phone.person.player.launched, timeout=PATIENCE_MS):
                phone.simulator.toolbar.picker.chosen.emit(preset.id)
        phone.wait_read("#facts", f'"model":"{preset.model}"')
        agrees(phone, preset, Posture())
        if preset.folded is not None:
            phone.simulator.toolbar.fold.trigger()
            phone.wait_read("#facts", f'"screenWidth":{preset.folded.width}')
            agrees(phone, preset, Posture(folded=True))


def test_a_phone_is_found_by_typing(phone: PhoneInWindow) -> None:
    toolbar = phone.simulator.toolbar
    QTest.mouseClick(toolbar.device, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    picker = toolbar.picker
    assert picker.isVisible()
    QTest.keyClicks(picker.search, "pixel 7")
    with phone.person.qtbot.waitSignal(phone.person.player.launched, timeout=PATIENCE_MS):
        QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert phone.session.device is device("pixel-8")
    assert toolbar.device.toolTip().endswith("Pixel 7/8")
    agrees_once_ready(phone, device("pixel-8"))


def agrees_once_ready(phone: PhoneInWindow, preset: DevicePreset) -> None:
    phone.wait_read("#facts", f'"model":"{preset.model}"')
    agrees(phone, preset, Posture())


def test_a_phone_of_ones_own_is_made_used_changed_and_deleted(
    phone: PhoneInWindow, tmp_path: Path
) -> None:
    toolbar = phone.simulator.toolbar
    toolbar.manage.trigger()
    dialog = phone.person.window.findChild(DeviceDialog)
    assert dialog is not None
    QTest.mouseClick(dialog.buttons["add"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.form.name, "Bench phone")
    dialog.form.numbers["width"].setValue(10)
    assert "200" in dialog.form.fault.text()
    dialog.form.numbers["width"].setValue(400)
    assert dialog.form.fault.text() == ""
    dialog.write(tmp_path / "phones.toml")
    with phone.person.qtbot.waitSignal(phone.person.player.launched, timeout=PATIENCE_MS):
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    made = phone.session.device
    assert (made.name, made.width) == ("Bench phone", 400)
    agrees_once_ready(phone, made)
    toolbar.manage.trigger()
    again = phone.person.window.findChildren(DeviceDialog)[-1]
    QTest.mouseClick(again.buttons["delete"], Qt.MouseButton.LeftButton)
    assert phone.person.bench.own_devices.all() == []
    again.take_over(tmp_path / "phones.toml")
    assert phone.person.bench.own_devices.all() == [replace(made, id="own-bench-phone")]
    again.reject()
