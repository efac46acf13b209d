"""Faults of dark mode and of apps that shut foreigners out, and what only looks like one."""

from __future__ import annotations

import json

from tests.unit.ide.submit.sound import Planted, page, script

AT_NIGHT = {"app.wxss": "@media (prefers-color-scheme: dark) { page { color: red } }"}
DARK = {"darkmode": True, "themeLocation": "theme.json"}
COLOURS = {"light": {"bg": "#fff"}, "dark": {"bg": "#000"}}
PHONE = "const ok = (n) => /^1[3-9]\\d{9}$/.test(n)\nPage({ ok })"
CARD = "const ok = (n) => /^\\d{17}[\\dXx]$/.test(n)\nPage({ ok })"
SPOKEN = "".join(f"<text>你好{n}</text>" for n in range(30))


def theme(value: object, **files: str) -> Planted:
    return {"files": {"theme.json": json.dumps(value), **files}, "app": DARK}


def themed(**window: str) -> Planted:
    return {**theme(COLOURS), "app": {**DARK, "window": window}}


FAULTS: list[tuple[str, Planted]] = [
    ("theme-missing", {"app": {"darkmode": True}}),
    ("theme-missing", {"app": {"darkmode": True, "themeLocation": "no.json"}}),
    ("theme-missing", theme({"light": {"bg": "#fff"}})),
    ("theme-incomplete", theme({"light": {"bg": "#fff"}, "dark": {}})),
    ("theme-variable-missing", themed(backgroundColor="@other")),
    ("theme-variable-missing", theme(COLOURS, **{"pages/a/a.json": '{"backgroundColor": "@x"}'})),
    ("theme-unused", theme(COLOURS)),
    ("dark-styles-missing", theme(COLOURS, **{"app.wxss": "page { color: red }"})),
    (
        "dark-styles-idle",
        {"files": AT_NIGHT},
    ),
    ("phone-mainland-only", script(PHONE)),
    ("phone-mainland-only", page('<input maxlength="11" placeholder="手机号"/>')),
    ("id-card-only", script(CARD)),
    ("id-card-only", page('<input type="idcard"/>')),
    ("translation-unready", page(SPOKEN)),
]

SOUND: list[tuple[str, Planted]] = [
    ("theme-missing", theme(COLOURS)),
    ("theme-incomplete", theme(COLOURS)),
    ("theme-variable-missing", themed(backgroundColor="@bg")),
    ("theme-variable-missing", {"files": {"pages/a/a.json": '{"usingComponents": {"b": "@b"}}'}}),
    ("theme-unused", themed(backgroundColor="@bg")),
    (
        "dark-styles-missing",
        theme(
            COLOURS, **{"app.wxss": "@media (prefers-color-scheme: dark) { page { color: red } }"}
        ),
    ),
    (
        "dark-styles-missing",
        theme(COLOURS, **{"app.wxss": "page {}", "app.js": "App({ onThemeChange() {} })"}),
    ),
    (
        "dark-styles-idle",
        {
            "files": AT_NIGHT,
            "app": {"darkmode": False},
        },
    ),
    ("phone-mainland-only", script(f"{PHONE}\nconst codes = ['+86', '+852']")),
    (
        "phone-mainland-only",
        script("const ok = (n) => /^\\d{11}$/.test(n)"),
    ),
    ("phone-mainland-only", page('<input maxlength="11" placeholder="卡号"/>')),
    ("id-card-only", script(f"{CARD}\nconst kinds = ['身份证', '护照']")),
    ("id-card-only", {**script(CARD), **page("<text>护照</text>", **{"pages/a/a.js": CARD})}),
    ("id-card-only", script("const ok = (n) => /11/.test(n) || /[[a-z]/.test(n)")),
    ("translation-unready", page("<text>你好</text>")),
    (
        "translation-unready",
        page(SPOKEN, **{"app.js": "App({ onLaunch() { wx.onUserTriggerTranslation(() => {}) } })"}),
    ),
    ("translation-unready", page(SPOKEN, **{"app.js": "App({ language: 'zh_CN' })"})),
]
