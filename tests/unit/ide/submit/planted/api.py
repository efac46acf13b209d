"""Faults of functions of `wx`, and what only looks like one."""

from __future__ import annotations

from tests.unit.ide.submit.sound import Planted, script

LOCATED = {
    "requiredPrivateInfos": ["getLocation"],
    "permission": {"scope.userLocation": {"desc": "shops near you"}},
}
LOCATE = "Page({ go() { wx.getLocation({ fail() {} }) } })"

FAULTS: list[tuple[str, Planted]] = [
    ("api-deprecated", script("wx.chooseImage()")),
    ("api-deprecated", script("wx.getUserProfile({ desc: 'x' })")),
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
]
