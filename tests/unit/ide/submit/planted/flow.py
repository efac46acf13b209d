"""Faults of when functions of `wx` are called, and what only looks like one."""

from __future__ import annotations

from tests.unit.ide.submit.sound import FILES, Planted, page, script

SECOND = "pages/b/b.js"
TAPPED = f'{FILES["pages/a/a.wxml"]}<button bindtap="go">x</button>'
IMAGE = "wx.saveImageToPhotosAlbum({ filePath: 'a', fail() { wx.openSetting() } })"
RECORDING = (
    "const r = wx.getRecorderManager(); r.onError(() => {});"
    "Page({ go() { r.start() }, onHide() { r.stop() } })"
)


def tapped(text: str, **files: str) -> Planted:
    """Plant a script whose function `go` a button of the first page calls."""
    return {"files": {"pages/a/a.wxml": TAPPED, "pages/a/a.js": text, **files}}


def opened(text: str) -> Planted:
    """Plant a script into the second page."""
    return {"files": {SECOND: text}}


FAULTS: list[tuple[str, Planted]] = [
    ("tracking-without-stop", script("wx.startLocationUpdate()")),
    ("tracking-without-stop", script("wx.startLocationUpdate(); wx[to]({ url: '/pages/b/b' })")),
    ("tracking-without-stop", script("const r = wx.getRecorderManager(); r.start()")),
    ("tracking-without-stop", script("wx.startRecord({ fail() {} })")),
    ("recording-without-button", tapped(RECORDING)),
    ("permission-at-launch", script("Page({ onLoad() { wx.authorize({ fail() {} }) } })")),
    (
        "permission-at-launch",
        script("Page({ onLoad() { this.ask() }, ask: function ask() { wx.getLocation() } })"),
    ),
    (
        "permission-at-launch",
        script(
            "import { near } from '../../near'\nPage({ async onShow() { await near() } })",
        )
        | {
            "files": {
                "pages/a/a.js": "import { near } from '../../near'\n"
                "Page({ async onShow() { await near() } })",
                "near.js": "export { near } from './place'",
                "place.js": "export const near = () => new Promise((resolve, reject) => "
                "wx.getLocation({ success: resolve, fail: reject }))",
            }
        },
    ),
    (
        "permission-at-launch",
        {
            "files": {
                "app.js": "App({ onLaunch() { wx.login({ success: () => this.run() }) },"
                " run() { wx.getWeRunData({ fail() {} }) } })"
            }
        },
    ),
    (
        "permission-at-launch",
        {
            "files": {
                "app.js": "App({ steps() { wx.getWeRunData({ fail() {} }) } })",
                "pages/a/a.js": "const app = getApp(); Page({ onLoad() { app.steps() } })",
            }
        },
    ),
    (
        "permission-at-launch",
        {
            "files": {
                "pages/a/a.js": "require('asks')",
                "miniprogram_npm/asks/index.js": "exports.ask = () => wx.authorize({ fail() {} })",
            }
        }
        | script("const asks = require('asks'); Page({ onLoad() { asks.ask() } })")
        | {
            "files": {
                "pages/a/a.js": "const asks = require('asks');Page({ onLoad() { asks.ask() } })",
                "miniprogram_npm/asks/index.js": "exports.ask = () => wx.authorize({ fail() {} })",
            }
        },
    ),
    ("permission-on-opening", opened("Page({ onLoad() { wx.getLocation({ fail() {} }) } })")),
    ("refusal-ignored", script("Page({ go() { wx.getWeRunData({ success() {} }) } })")),
    ("refusal-ignored", script("Page({ async go() { await wx.getWeRunData() } })")),
    ("refusal-ignored", script("wx.getRecorderManager().start()")),
    ("refusal-ignored", page("<camera/>")),
    ("settings-unreached", script("Page({ go() { wx.getWeRunData({ fail() {} }) } })")),
    ("tap-needed", script("Page({ onLoad() { wx.getUserProfile({ desc: 'x' }) } })")),
    (
        "tap-needed",
        tapped(
            "Page({ go() { ad.onLoad(() => 1); this.onLoad() }, onLoad() { wx.openSetting() } })"
        ),
    ),
    (
        "tap-needed",
        script("Page({ onShow() { this.ask() }, ask() { wx.requestSubscribeMessage({}) } })"),
    ),
    (
        "tap-needed",
        {
            "files": {
                "pages/a/a.wxml": f'{FILES["pages/a/a.wxml"]}<image bindload="go"/>',
                "pages/a/a.js": "Page({ go() { wx.openSetting() } })",
            }
        },
    ),
    (
        "tap-forgotten",
        tapped("Page({ go() { wx.login({ success() { wx.requestSubscribeMessage({}) } }) } })"),
    ),
    ("tap-forgotten", tapped("Page({ async go() { await wx.login(); wx.openSetting() } })")),
    ("tap-forgotten", tapped("Page({ go() { setTimeout(() => wx.openSetting(), 900) } })")),
    ("clipboard-unasked", script("Page({ onShow() { wx.setClipboardData({ data: 'x' }) } })")),
    (
        "clipboard-unasked",
        script(
            "Page({ onLoad() { copy('x') } }); function copy(data) "
            "{ wx.setClipboardData({ data }) }"
        ),
    ),
    (
        "screenshot-leads-on",
        script(
            "wx.onUserCaptureScreen(() => share()); "
            "function share() { wx.navigateTo({ url: '/pages/b/b' }) }"
        ),
    ),
    (
        "screenshot-leads-on",
        script(
            "Page({ onLoad() { wx.onUserCaptureScreen(this.seen) }, "
            "seen() { wx.reLaunch({ url: '/pages/b/b' }) } })"
        ),
    ),
]

SOUND: list[tuple[str, Planted]] = [
    ("tracking-without-stop", script("wx.startLocationUpdate(); wx.stopLocationUpdate()")),
    ("tracking-without-stop", script("wx.startLocationUpdate(); wx[name]()")),
    ("tracking-without-stop", tapped(RECORDING)),
    (
        "recording-without-button",
        tapped("const r = wx.getRecorderManager(); Page({ go() { r.start(); r.stop() } })"),
    ),
    ("permission-at-launch", script("Page({ go() { wx.authorize({ fail() {} }) } })")),
    ("permission-at-launch", opened("Page({ onLoad() { wx.getLocation({ fail() {} }) } })")),
    ("permission-at-launch", tapped("Page({ go() { wx.getLocation({ fail() {} }) } })")),
    (
        "permission-at-launch",
        script("Page({ onLoad() { wx.showModal({ success() { wx.authorize({}) } }) } })"),
    ),
    (
        "permission-at-launch",
        script(
            "Page({ onLoad() { wx.getSetting({ success: (res) => {"
            " if (res.authSetting['scope.userLocation']) this.near() } }) },"
            " near() { wx.getLocation({ fail() {} }) } })"
        ),
    ),
    (
        "permission-at-launch",
        script("const far = require('./far'); Page({ onLoad() { far.ask() } })")
        | {
            "files": {
                "pages/a/a.js": "const far = require('./far'); Page({ onLoad() { far.ask() } })",
                "pages/a/far.js": "module.exports = { ask() {}, near() { wx.getLocation({}) } }",
            }
        },
    ),
    ("refusal-ignored", script("Page({ go() { wx.getWeRunData().catch(() => {}) } })")),
    ("refusal-ignored", script("wx.getUserInfo({ success() {} })")),
    ("refusal-ignored", script("const ask = (o) => wx.getWeRunData(o)")),
    (
        "refusal-ignored",
        script("async function steps() { return wx.getWeRunData() }; steps().catch(() => {})"),
    ),
    ("refusal-ignored", page('<camera bind:error="no"/>')),
    ("settings-unreached", script(f"Page({{ go() {{ {IMAGE} }} }})")),
    (
        "settings-unreached",
        {
            "files": {
                "pages/a/a.js": "Page({ go() { wx.getWeRunData({ fail() {} }) } })",
                "pages/a/a.wxml": f'{TAPPED}<button open-type="openSetting">x</button>',
            }
        },
    ),
    ("tap-needed", tapped("Page({ go() { wx.getUserProfile({ desc: 'x' }) } })")),
    ("tap-needed", script("Page({ go() { wx.getUserProfile({ desc: 'x' }) } })")),
    (
        "tap-needed",
        script("Page({ onLoad() { bus.on('in', () => wx.requestSubscribeMessage({})) } })"),
    ),
    (
        "tap-forgotten",
        tapped("Page({ go() { wx.showModal({ success() { wx.openSetting() } }) } })"),
    ),
    (
        "tap-forgotten",
        tapped("Page({ async go() { await wx.showModal({}); wx.openSetting() } })"),
    ),
    (
        "tap-forgotten",
        tapped("Page({ go() { wx.downloadFile({ success() { wx.shareFileMessage({}) } }) } })"),
    ),
    ("clipboard-unasked", tapped("Page({ go() { wx.setClipboardData({ data: 'x' }) } })")),
    (
        "screenshot-leads-on",
        tapped(
            "wx.onUserCaptureScreen(() => wx.showToast({ title: 'x' }));"
            "Page({ go() { wx.navigateTo({ url: '/pages/b/b' }) } })"
        ),
    ),
]
