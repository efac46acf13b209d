"""A mini-program that calls whatever of wx a test names, and keeps what came of it."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import write_project

_APP = """
App({ log: [], onShow() { this.log.push('show') }, onHide() { this.log.push('hide') } })
"""
_INDEX = """
Page({
  data: { seen: null, want: {} },
  onShareAppMessage() { return { title: 'Plums', path: '/pages/index/index?from=card' } },
  call(name, given) {
    const [api, group] = name.split('.').reverse()
    this.setData({ seen: null })
    const complete = (result) => this.setData({ seen: result })
    const from = group ? wx[group] : wx
    from[api]({ ...given, complete })
  },
  told({ detail }) { this.setData({ seen: detail }) },
  profile() { this.call('getUserProfile', { desc: 'For the cards' }) },
  subscribe() { this.call('requestSubscribeMessage', { tmplIds: ['news'] }) },
  follow() {
    this.way = []
    wx.onLocationChange(({ latitude, longitude }) => this.way.push([latitude, longitude]))
    this.call('startLocationUpdate', {})
  },
  listen() {
    this.heard = []
    wx.onAudioInterruptionBegin(() => this.heard.push('begin'))
    wx.onAudioInterruptionEnd(() => this.heard.push('end'))
  },
})
"""
_WXML = """
<button id="number" open-type="getPhoneNumber" bindgetphonenumber="told">Number</button>
<button id="contact" open-type="contact" bindcontact="told">Help</button>
<button id="share" open-type="share">Share</button>
<button id="profile" bindtap="profile">Profile</button>
<button id="subscribe" bindtap="subscribe">News</button>
"""


def write_native_app(root: Path) -> Path:
    """Write the mini-program into a folder."""
    location = ["getLocation", "chooseLocation", "startLocationUpdate", "onLocationChange"]
    files = {
        "app.js": _APP,
        "pages/index/index.js": _INDEX,
        "pages/index/index.wxml": _WXML,
    }
    return write_project(
        root,
        ["pages/index/index"],
        files,
        requiredPrivateInfos=location,
        permission={"scope.userLocation": {"desc": "For the map"}},
        __usePrivacyCheck__=True,
    )
