"""The camera on a page: what it shows, takes, records and reads; coming back from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from apimock import inbox, other_apps
from renderer.host.scheme import register_scheme
from tests.driving.app import DrivenApp, driven
from tests.e2e.conftest import write_project

register_scheme()

_WXML = """<camera wx:if="{{on}}" mode="{{mode}}" frame-size="small" bindinitdone="done"
  binderror="error" bindstop="stopped" bindscancode="scanned" style="height: 200px" />
<button class="b" bindtap="photo">photo</button>
<button class="b" bindtap="record">record</button>
<button class="b" bindtap="stop">stop</button>
<button class="b" bindtap="frames">frames</button>
<button class="b" bindtap="scan">scan mode</button>
<button class="b" bindtap="scanCode">scan code</button>
<button class="b" bindtap="choose">choose</button>
<button class="b" bindtap="toggle">toggle</button>
<button class="b" bindtap="leave">leave</button>
<image wx:if="{{src}}" class="shot" src="{{src}}" style="width: 30px; height: 40px" />
<video wx:if="{{film}}" src="{{film}}" bindloadedmetadata="measured" style="width: 90px" />
<view class="log">{{log}}</view>"""
_SCRIPT = """const note = (page, text) => page.setData({ log: page.data.log + ' ' + text })
Page({
  data: { on: true, mode: 'normal', src: '', film: '', log: '' },
  onShow() { const { scene, referrerInfo } = wx.getEnterOptionsSync()
    note(this, `shown:${scene}:${JSON.stringify((referrerInfo || {}).extraData || null)}`) },
  onHide() { note(this, 'hidden') },
  done(e) { note(this, `zoom:${e.detail.maxZoom}`) },
  error(e) { note(this, `error:${e.detail.errMsg}`) },
  stopped() { note(this, 'stopped') },
  scanned(e) { note(this, `scanned:${e.detail.type}:${e.detail.result}`) },
  photo() { wx.createCameraContext().takePhoto({
    success: (r) => this.setData({ src: r.tempImagePath }) }) },
  record() { wx.createCameraContext().startRecord({ timeout: 1,
    timeoutCallback: (r) => note(this, `timeout:${r.tempVideoPath.slice(-4)}`),
    success: () => note(this, 'recording') }) },
  measured(e) { note(this, `film:${e.detail.width}x${e.detail.height}:${e.detail.duration}`) },
  choose() { wx.chooseMedia({ mediaType: ['video'],
    success: (r) => this.setData({ film: r.tempFiles[0].tempFilePath }) }) },
  stop() { wx.createCameraContext().stopRecord({ fail: (e) => note(this, e.errMsg) }) },
  frames() { const listener = wx.createCameraContext().onCameraFrame((f) => {
    note(this, `frame:${f.width}x${f.height}:${f.data.byteLength}`); listener.stop() })
    listener.start({ success: () => note(this, 'started') }) },
  scan() { this.setData({ mode: 'scanCode' }) },
  scanCode() { wx.scanCode({ success: (r) => note(this, `code:${r.result}`) }) },
  toggle() { this.setData({ on: !this.data.on }) },
  leave() { wx.navigateToMiniProgram({ appId: 'wx2' }) },
})
"""


@pytest.fixture
def app(qapp: QObject, tmp_path: Path) -> Iterator[DrivenApp]:
    files = {"pages/camera/camera.wxml": _WXML, "pages/camera/camera.js": _SCRIPT}
    with driven(write_project(tmp_path, ["pages/camera/camera"], files)) as running:
        yield running
        assert [report.message for report in running.errors()] == []


def logged(app: DrivenApp, words: str) -> None:
    app.wait_data(lambda data: words in data["log"], f"“{words}” on the page")


def show(app: DrivenApp, text: str) -> None:
    app.phone.device.camera.code = {"text": text, "scanType": "QR_CODE"}
    app.phone.device.camera.source = "code"


def test_the_camera_shows_takes_and_records(app: DrivenApp) -> None:
    logged(app, "zoom:10")
    app.tap("photo")
    app.wait_nodes(".shot", lambda found: found[0]["shown"])
    app.tap("stop")
    logged(app, "operateCamera:fail:is not recording")
    app.tap("record")
    logged(app, "recording")
    logged(app, "timeout:webm")
    app.tap("frames")
    logged(app, f"frame:144x192:{144 * 192 * 4}")


def test_a_chosen_video_plays_on_the_page(app: DrivenApp) -> None:
    app.tap("choose")
    app.wait_data(lambda _: bool(app.phone.asking.open), "the album")
    app.phone.asking.answer(app.phone.asking.open[0].id, "choose")
    logged(app, "film:640x360:10")


def test_codes_come_to_the_page_and_to_scan_code(app: DrivenApp) -> None:
    logged(app, "zoom:10")
    app.tap("scan mode")
    show(app, "one")
    logged(app, "scanned:QR_CODE:one")
    show(app, "two")
    logged(app, "scanned:QR_CODE:two")
    app.tap("scan code")
    logged(app, "code:two")


def test_a_refused_camera_says_so_and_a_removed_one_stops(app: DrivenApp) -> None:
    app.tap("toggle")
    app.phone.device.permissions.set_scope("scope.camera", "denied")
    app.phone.device.system.platform = "android"
    app.tap("toggle")
    logged(app, "error:insertCamera:fail auth deny")


def test_leaving_for_another_app_and_coming_back_with_data(app: DrivenApp) -> None:
    logged(app, "shown:1001:null")
    app.tap("leave")
    app.wait_data(lambda _: bool(app.phone.asking.open), "the question of leaving")
    app.phone.asking.answer(app.phone.asking.open[0].id, "go")
    logged(app, "hidden")
    other_apps.come_back(app.phone, {"answer": 42})
    logged(app, 'shown:1038:{"answer":42}')
    logged(app, "stopped")


def test_a_message_opens_its_page(app: DrivenApp) -> None:
    app.phone.device.apps.permits = {"order": 1}
    assert (
        inbox.send_subscribe(app.phone, "order", {}, page="pages/camera/camera?id=7")["errcode"]
        == 0
    )
    inbox.open_message(app.phone, "message-1")
    app.wait_ready()
    logged(app, "shown:1107")
    assert app.nodes(".log")
