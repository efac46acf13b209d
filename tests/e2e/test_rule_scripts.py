"""Rules whose script runs beside the page: it answers, throws, or never returns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from apimock.rules import Rule, Scripted
from renderer.host.player import Report
from renderer.host.scheme import register_scheme
from tests.driving.app import DrivenApp, driven
from tests.e2e.conftest import write_project
from tests.patience import PATIENCE_MS

register_scheme()

PAGE = """Page({
  data: { said: '' },
  ask() {
    const complete = (r) => this.setData({ said: r.errMsg + (r.latitude || '') })
    wx.getLocation({ complete })
  },
  measure() {
    const { windowWidth } = wx.getWindowInfo()
    const complete = (r) => this.setData({ said: `${windowWidth} ${r.errMsg} ${r.model}` })
    wx.getSystemInfo({ complete })
  },
})
"""


@pytest.fixture
def app(qapp: QObject, tmp_path: Path) -> Iterator[DrivenApp]:
    markup = """<view bindtap="ask">ask</view><view bindtap="measure">measure</view>
      <view class="said">{{said}}</view>"""
    files = {"pages/a/a.js": PAGE, "pages/a/a.wxml": markup}
    privacy = {
        "requiredPrivateInfos": ["getLocation"],
        "permission": {"scope.userLocation": {"desc": "nearby"}},
    }
    with driven(write_project(tmp_path, ["pages/a/a"], files, **privacy)) as running:
        yield running


def put(app: DrivenApp, source: str) -> None:
    app.phone.rules.replace([Rule("near", "getLocation", Scripted("script", script=source))])


def test_a_script_answers_and_one_that_throws_names_itself(app: DrivenApp) -> None:
    put(app, "(params) => ({ latitude: params.type ? 1 : 7 })")
    app.tap("ask")
    app.wait_text("getLocation:ok7")
    put(app, "function () {\n  const place = null\n  return place.latitude\n}")
    app.tap("ask")
    app.wait_text("getLocation:fail rule “near”, line 3: TypeError")
    (report,) = app.errors()
    assert report.message.startswith("rule “near”, line 3: TypeError: Cannot read")
    app.phone.rules.replace([])
    app.tap("ask")
    app.wait_text("getLocation:ok23")
    rows = [row for row in app.phone.log if row.call.name == "getLocation"]
    assert [row.note for row in rows] == ["near", "near", ""]
    assert all(row.reply is not None and row.ended is not None for row in rows)


def test_a_script_that_never_returns_is_named_and_the_phone_lives_on(
    app: DrivenApp, qtbot: QtBot
) -> None:
    put(app, "() => { while (true) {} }")
    reports: list[Report] = []
    app.player.reported.connect(reports.append)
    with qtbot.waitSignal(app.player.loop_detected, timeout=PATIENCE_MS):
        app.player.receive(
            {"type": "inspect", "id": 1, "what": "evaluate", "args": {"code": "wx.getLocation()"}}
        )
    assert [report.message for report in reports] == [
        "endless loop in rule “near”: the app's code has not returned for 5 s"
    ]
    app.phone.rules.replace([])
    app.phone.restart()
    app.open()
    app.tap("ask")
    app.wait_text("getLocation:ok")


def test_a_rule_reaches_what_the_worker_answers_by_itself(app: DrivenApp) -> None:
    app.tap("measure")
    app.wait_text("getSystemInfo:ok")
    own = app.text()
    small = Rule("small", "getWindowInfo", Scripted(data={"windowWidth": 123}))
    fails = Rule("fails", "getSystemInfo", Scripted("fail", message="getSystemInfo:fail broken"))
    app.phone.rules.replace([small, fails])
    app.tap("measure")
    app.wait_text("123 getSystemInfo:fail broken")
    app.phone.rules.replace([Rule("far", "get*Info", Scripted("fail"), route="pages/b/b")])
    app.tap("measure")
    app.wait_text("getSystemInfo:ok")
    assert app.text() == own, "where no rule fits the worker answers as ever"
    rows = [row for row in app.phone.log if row.call.name == "getWindowInfo" and row.note]
    assert [row.note for row in rows] == ["small"]
    assert app.errors() == []
