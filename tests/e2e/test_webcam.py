"""The computer's camera in the window: asked for above the phone, a light while it is on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.app import prepare
from tests.e2e.conftest import write_project
from tests.e2e.journey import Person, at_the_window

prepare()
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

SCRIPT = """Page({
  data: { size: 'nothing' },
  shoot() { wx.createCameraContext().takePhoto({ success: ({ tempImagePath: src }) =>
    wx.getImageInfo({ src, success: ({ width }) => this.setData({ size: `${width} wide` }) }) }) },
})
"""


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    page = "<camera style='height: 200px' /><view id='shoot' bindtap='shoot'>{{size}}</view>"
    files = {"pages/home/home.wxml": page, "pages/home/home.js": SCRIPT}
    root = write_project(tmp_path / "app", ["pages/home/home"], files)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile", lite=True) as somebody:
        yield somebody


def test_it_is_asked_for_shines_while_it_is_on_and_goes_off_with_a_click(person: Person) -> None:
    person.answer("allowed")
    person.sees("nothing")
    session, window = person.bench.session, person.window
    assert session is not None
    window.device.desk.edits.set("camera.source", "live")
    bar, light = window.simulator.webcam_bar, window.webcam_button
    person.wait(bar.isVisible)
    assert light.isHidden()
    person.click(bar.allow)
    assert light.isVisible()
    lens = session.phone.lens

    def sees() -> bool:
        lens.picture((90, 120))
        return lens.trouble == ""

    person.wait(sees)
    assert bar.isHidden()
    person.tap("#shoot")
    person.sees("wide")
    person.click(light)
    assert light.isHidden()
    assert not sees()
