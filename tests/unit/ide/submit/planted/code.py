"""Faults of scripts, and what only looks like one."""

from __future__ import annotations

from tests.unit.ide.submit.sound import Planted, script

KEY = "a8F3kd92LmQ0zX71bV5n"

FAULTS: list[tuple[str, Planted]] = [
    ("call-plain-http", script("wx.request({ url: 'http://a.example/b' })")),
    (
        "call-plain-http",
        script("Page({ onShow() { wx.request({ url: 'http://a.example/b' }) } })"),
    ),
    ("host-refused", script("wx.request({ url: 'https://192.168.1.2/b' })")),
    ("host-refused", script("wx.uploadFile({ url: `https://api.weixin.qq.com/${x}` })")),
    (
        "host-unlisted",
        script(
            "wx.request({ url: 'https://b.example/' })", domains={"request": ("https://a.example",)}
        ),
    ),
    ("plain-http", script("const root = 'http://a.example/api'")),
    (
        "plain-http",
        script("Page({ left() { wx.request({ url: 'http://a.example/b' }) } })"),
    ),
    ("url-check-off", {"config": {"setting": {"urlCheck": False}}}),
    ("debug-on", script("wx.setEnableDebug({ enableDebug: true })")),
    ("debugger", script("debugger;")),
    ("secret-logged", script("console.log('in', user.token)")),
    ("secret-logged", script("console.log('in', wx.getStorageSync('token'))")),
    ("secret-in-code", script(f"const appSecret = '{KEY}'")),
    ("secret-in-code", script(f"send({{ mch_key: '{KEY}' }})")),
    ("eval", script("eval('1')")),
    ("eval", script("const wx1 = setTimeout('go()', 1)")),
    (
        "eval-in-package",
        {
            "files": {
                "pages/a/a.js": "require('made')",
                "miniprogram_npm/made/index.js": "new Function('a', 'b')",
            }
        },
    ),
]

SOUND: list[tuple[str, Planted]] = [
    ("call-plain-http", script("wx.request({ url: 'https://a.example/b' })")),
    (
        "call-plain-http",
        script("Page({ left() { wx.request({ url: 'http://a.example/b' }) } })"),
    ),
    (
        "host-unlisted",
        script(
            "wx.request({ url: 'https://a.example/' })", domains={"request": ("https://a.example",)}
        ),
    ),
    ("plain-http", script("const ns = 'http://www.w3.org/2000/svg', s = 'http://www.'")),
    ("debugger", script("a.debugger = 1")),
    ("secret-logged", script("console.log('token')")),
    ("secret-in-code", script("const secret = 'xxxxxxxxxxxxxxxxxxxx', secretPage = '/pages/b/b'")),
    ("eval", script("const e = medieval('1'), g = new Function('return this')()")),
    ("eval", script("setTimeout(() => {}, 1); function f(eval) { eval('1') }")),
]
