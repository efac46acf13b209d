"""Faults of functions of `wx`, and what only looks like one."""

from __future__ import annotations

from tests.unit.ide.submit.sound import Planted, page, script

LOCATED = {
    "requiredPrivateInfos": ["getLocation"],
    "permission": {"scope.userLocation": {"desc": "shops near you"}},
}
LOCATE = "Page({ go() { wx.getLocation({ fail() {} }) } })"

FAULTS: list[tuple[str, Planted]] = [
    ("api-deprecated", script("wx.chooseImage()")),
    ("api-deprecated", script("wx.getUserProfile({ desc: 'x' })")),
    ("privacy-data", script("wx.getRecorderManager().start()")),
    ("privacy-data", page('<button open-type="chooseAvatar">a</button>')),
    ("location-undeclared", script(LOCATE)),
    (
        "location-undeclared",
        {"files": {"pages/a/a.js": "require('near')", "miniprogram_npm/near/index.js": LOCATE}},
    ),
    ("location-both", {"app": {"requiredPrivateInfos": ["getLocation", "getFuzzyLocation"]}}),
    ("permission-text-missing", script(LOCATE, app={"requiredPrivateInfos": ["getLocation"]})),
    ("permission-text-long", {"app": {"permission": {"scope.userLocation": {"desc": "x" * 31}}}}),
    ("private-info-unused", {"app": LOCATED}),
    ("background-mode-missing", script("wx.getBackgroundAudioManager()")),
    ("category-limited", script(LOCATE)),
    ("category-limited", page('<live-player src="a"/>')),
    ("tracking-without-stop", script("wx.startLocationUpdate()")),
    ("permission-at-launch", script("Page({ onLoad() { wx.authorize({ fail() {} }) } })")),
    ("refusal-ignored", script("Page({ go() { wx.getWeRunData({ success() {} }) } })")),
    ("tap-needed", script("Page({ onLoad() { wx.getUserProfile({ desc: 'x' }) } })")),
    ("clipboard-at-launch", script("Page({ onShow() { wx.setClipboardData({ data: 'x' }) } })")),
]

SOUND: list[tuple[str, Planted]] = [
    ("api-deprecated", script("wx.getWindowInfo ? wx.getWindowInfo() : wx.getSystemInfoSync()")),
    ("location-undeclared", script(LOCATE, app=LOCATED)),
    ("location-undeclared", script("if (wx.getLocation) {} // wx.getLocation()")),
    ("permission-text-missing", script(LOCATE, app=LOCATED)),
    ("private-info-unused", script(LOCATE, app=LOCATED)),
    ("private-info-unused", script("wx[name]()", app=LOCATED)),
    (
        "background-mode-missing",
        script("wx.getBackgroundAudioManager()", app={"requiredBackgroundModes": ["audio"]}),
    ),
    ("category-limited", page("<camera/>")),
    ("tracking-without-stop", script("wx.startLocationUpdate(); wx.stopLocationUpdate()")),
    ("permission-at-launch", script("Page({ go() { wx.authorize({ fail() {} }) } })")),
    ("refusal-ignored", script("Page({ go() { wx.getWeRunData().catch(() => {}) } })")),
    ("refusal-ignored", script("wx.getUserInfo({ success() {} })")),
    ("refusal-ignored", script("const ask = (o) => wx.getWeRunData(o)")),
    ("tap-needed", script("Page({ go() { wx.getUserProfile({ desc: 'x' }) } })")),
]
