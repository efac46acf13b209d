"""A person records what happens in the window and plays it again, there and on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from ide.panels.scenario.timeline_painter import RULER
from ide.scenario.phase import Phase
from ide.scenario.stage import Stage
from ide.wiring.scenario import Scenarios
from tests.e2e.conftest import minideck, write_project
from tests.e2e.journey import Person, at_the_window
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
FILES = {
    "pages/home/home.wxml": (
        '<view id="where">{{where}}</view><view class="net">{{net}}</view>'
        '<view class="row"><button class="pay" bindtap="pay">Pay</button></view>'
        '<input class="name" bindinput="named" /><view class="hello">Hello {{name}}</view>'
        '<view class="paid">{{paid}}</view>'
    ),
    "pages/home/home.js": """
Page({
  data: { where: '', net: '', name: '', paid: '' },
  onLoad() {
    wx.setStorageSync('opened', Date.now())
    wx.setStorage({ key: 'dice', data: Math.random() })
    setInterval(() => this.look(), 170)
    wx.onNetworkStatusChange(() => this.find())
    this.find()
  },
  look() {
    wx.getNetworkType({ success: ({ networkType: net }) => this.setData({ net }) })
  },
  find() {
    const say = (where) => this.setData({ where })
    wx.getFuzzyLocation({
      type: 'wgs84',
      success: ({ latitude }) => say(`at ${latitude}`),
      fail: ({ errMsg }) => say(errMsg),
    })
  },
  named({ detail }) {
    this.setData({ name: detail.value })
    wx.setStorage({ key: 'name', data: detail.value })
  },
  pay({ detail }) {
    wx.setStorage({ key: 'tap', data: [Date.now(), detail.x, detail.y] })
    wx.requestPayment({
      timeStamp: '1', nonceStr: 'n', package: 'prepay_id=7', signType: 'MD5', paySign: 's',
      complete: ({ errMsg }) => this.setData({ paid: errMsg }),
    })
  },
})
""",
}
RECORDED = "mock/first ride.scenario.yaml"
WAY = "scenarios/way.scenario.yaml"
WAY_TEXT = """\
version: 1
title: Way
clock: {mode: virtual, speed: 1}
tracks:
  - channel: network
    keys: [{t: 0, networkType: wifi}, {t: 2s, networkType: 4g}, {t: 4s, networkType: 2g}]
  - channel: expect
    keys: [{t: 6s, selector: .net, text: 2g}]
"""


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    root = write_project(
        tmp_path / "app",
        ("pages/home/home",),
        FILES,
        permission={"scope.userFuzzyLocation": {"desc": "to find shops"}},
        requiredPrivateInfos=["getFuzzyLocation"],
    )
    way = root / WAY
    way.parent.mkdir()
    way.write_text(WAY_TEXT, encoding="utf-8")
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as somebody:
        yield somebody


def stage_of(person: Person) -> Stage:
    scenarios = person.window.findChild(Scenarios)
    assert scenarios is not None
    assert scenarios.stage is not None
    return scenarios.stage


def records(person: Person) -> None:
    """Change what is around the phone, answer it, tap it and type."""
    panel, device = person.window.scenario, person.window.device
    person.click(panel.record_button)
    person.wait(lambda: panel.phase is Phase.RECORDING)
    person.answer("allowed")
    person.sees("at ")
    person.enter(device.control("location.latitude"), "12.5")
    person.choose(device.control("network.type"), "5g")
    person.sees("at 12.5")
    # The line of the network moves the button; while it comes, a tap has two places.
    person.sees("5g")
    person.tap(".pay")
    person.answer("ok")
    person.sees("requestPayment:ok")
    person.tap(".name")
    person.wait(lambda: person.look(IN_FIELD))
    target = person.player.view.focusProxy()
    assert target is not None
    QTest.keyClicks(target, "Ann")
    person.sees("Hello Ann")
    person.click(panel.record_button)
    person.wait(lambda: person.window.findChild(QInputDialog))


IN_FIELD = """
[...document.querySelectorAll('iframe')]
  .some((one) => one.contentDocument.activeElement?.tagName === 'INPUT')
"""


def keeps(person: Person, name: str) -> None:
    """Give the recording a name."""
    dialog = person.window.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue(name)
    dialog.accept()


def test_a_recording_is_played_with_the_same_calls_again_and_again(
    person: Person, tmp_path: Path
) -> None:
    records(person)
    keeps(person, "first ride")
    person.wait(lambda: person.window.editor.current == RECORDED)
    panel, stage = person.window.scenario, stage_of(person)
    assert panel.file == RECORDED
    assert [lane.name for lane in panel.view.timeline.lanes][-1] == "log"
    logs = []
    for speed in (20.0, 4.0, 20.0):
        panel.speeds.setCurrentIndex(panel.speeds.findData(speed))
        with person.qtbot.waitSignal(stage.ended, timeout=100_000) as ended:
            person.click(panel.play_button)
        assert stage.calls_told == ""
        assert ended.args == [True], [each for each in stage.findings if not each.ok]
        logs.append(stage.lines)
    assert logs[0] == logs[1] == logs[2]
    names = [line["name"] for line in logs[0] if "name" in line]
    assert names.count("requestPayment") == 1
    assert [
        line["params"]["data"] for line in logs[0] if line.get("params", {}).get("key") == "name"
    ] == ["A", "An", "Ann"]
    file = person.root / RECORDED
    project, out = person.root, tmp_path / "out.json"
    again = minideck("scenario", "run", file, "--project", project, "--same-log", json_file=out)
    assert again.code == 0, again.output + again.errors


def goes_to(person: Person, time: float) -> None:
    """Click on the ruler of the timeline."""
    view = person.window.scenario.view
    place = QPoint(view.x_of(time), RULER // 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_time_is_stopped_gone_to_and_back_and_the_phone_put_back(person: Person) -> None:
    panel, stage = person.window.scenario, stage_of(person)
    network = person.bench.session.phone.device.network  # type: ignore[union-attr]
    person.bench.run("scenario.show")
    person.wait(lambda: panel.file == WAY)
    network.type = "5g"
    person.click(panel.play_button)
    person.wait(lambda: panel.phase is Phase.PLAYING)
    person.click(panel.play_button)
    person.wait(lambda: panel.phase is Phase.PAUSED)
    goes_to(person, 3000)
    person.wait(lambda: panel.phase is Phase.PAUSED and stage.position >= 2900)
    person.sees("4g")
    goes_to(person, 1000)
    person.wait(lambda: panel.phase is Phase.PAUSED and stage.position < 2000)
    person.sees("wifi")
    with person.qtbot.waitSignal(stage.ended, timeout=PATIENCE_MS) as ended:
        person.click(panel.play_button)
    assert ended.args == [True], [each for each in stage.findings if not each.ok]
    assert network.type == "2g"
    person.click(panel.back_button)
    person.wait(lambda: not stage.can_put_back)
    person.sees("5g")
    assert network.type == "5g"
