"""Sheets in the window, used with the mouse: a password, a code, a picture, a recipient."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ide.simulator.sheet_parts import Fields, LensView
from renderer.host.scheme import register_scheme
from tests.e2e.conftest import write_project
from tests.e2e.journey import Person, at_the_window

register_scheme()
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

_WXML = """<button id="pay" bindtap="pay">pay</button><button id="scan" bindtap="scan">scan</button>
<button id="pick" bindtap="pick">pick</button><image wx:if="{{src}}" src="{{src}}" class="shot" />
<view>{{said}}</view>"""
_SCRIPT = """const tell = (page) => (result) => page.setData({ said: JSON.stringify(result) })
Page({
  data: { said: '', src: '' },
  pay() { wx.requestPayment({ timeStamp: '1700000000', nonceStr: 'n', package: 'prepay_id=wx1',
    signType: 'MD5', paySign: '0'.repeat(32), complete: tell(this) }) },
  scan() { wx.scanCode({ complete: tell(this) }) },
  pick() { wx.chooseMedia({ count: 1, mediaType: ['image'],
    success: (r) => this.setData({ src: r.tempFiles[0].tempFilePath, said: r.type }) }) },
})
"""


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    files = {"pages/home/home.wxml": _WXML, "pages/home/home.js": _SCRIPT}
    root = write_project(tmp_path / "app", ["pages/home/home"], files)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile", lite=True) as somebody:
        yield somebody


def test_a_person_pays_scans_and_picks(person: Person) -> None:
    sheet = person.window.simulator.sheet
    person.tap("#pay")
    person.wait(lambda: sheet.question is not None)
    assert "Simulated" in sheet.text()
    for digit in "123456":
        button = sheet.findChild(QPushButton, f"digit.{digit}")
        assert button is not None
        person.click(button)
    person.sees("requestPayment:ok")
    person.tap("#scan")
    person.wait(lambda: sheet.part(LensView) is not None)
    fields = sheet.part(Fields)
    assert isinstance(fields, Fields)
    fields.edits["result"].setText("typed by hand")
    person.answer("scan")
    person.sees("typed by hand")
    person.tap("#pick")
    person.answer("choose")
    person.sees("image")
    person.wait(lambda: sheet.question is None)
