"""Surveys: which functions of ``wx`` a script uses and how, what a template shows, and where."""

from __future__ import annotations

from typing import Any

import pytest

from renderer.toolchain.process import Toolchain

Result = dict[str, Any]


def survey(toolchain: Toolchain, code: str) -> Result:
    return toolchain.request("script.survey", [{"path": "a.js", "code": code, "map": None}])[0]


def uses(found: Result) -> list[tuple[str, str]]:
    return [(one["name"], one["as"]) for one in found["apis"]]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("wx.login()", [("login", "called")]),
        ("wx['login']()", [("login", "called")]),
        ("wx?.login?.()", [("login", "called")]),
        ("const w = wx; w.login()", [("login", "called")]),
        ("const { login, ...more } = wx", [("login", "taken"), ("*", "taken")]),
        ("promisify(wx.login)", [("login", "taken")]),
        ("if (wx.login && !wx.scanCode) {}", [("login", "tested"), ("scanCode", "tested")]),
        ("if (typeof wx !== 'undefined') {}", []),
        ("wx.login = () => {}", [("login", "assigned")]),
        ("wx[name]()", [("*", "called")]),
        ("Object.keys(wx)", [("*", "taken")]),
        ("wx.cloud.database().collection('a')", [("cloud.database", "called")]),
        ("const wx = require('./own'); wx.login()", []),
        ("function f(wx) { wx.login() }", []),
        ("{ let wx = 1; wx.login() } wx.scanCode()", [("scanCode", "called")]),
        ("a.wx.login()", []),
        ("// wx.login()\nconst s = 'wx.login()'", []),
        ("broken(", []),
    ],
)
def test_the_functions_a_script_uses(
    toolchain: Toolchain, code: str, expected: list[tuple[str, str]]
) -> None:
    assert uses(survey(toolchain, code)) == expected


def test_a_call_with_its_options_and_what_it_stands_in(toolchain: Toolchain) -> None:
    call = "wx.request({ url: `https://a.example/${id}`, ...o, fail() {} })"
    code = f"Page({{\n  onLoad() {{ {call} }},\n}})"
    (found,) = survey(toolchain, code)["apis"]
    assert found == {
        "name": "request",
        "as": "called",
        "keys": ["url", "...", "fail"],
        "values": {"url": "https://a.example/"},
        "within": ["onLoad"],
        "caught": False,
        "line": 2,
        "column": 14,
    }


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("wx.login().then(f).catch(g)", True),
        ("wx.login().then(f, g)", True),
        ("async () => { try { await wx.login() } finally {} }", True),
        ("try { f(() => { wx.login() }) } finally {}", False),
        ("wx.login().then(f)", False),
    ],
)
def test_whether_a_rejected_promise_is_caught(
    toolchain: Toolchain, code: str, caught: bool
) -> None:
    assert survey(toolchain, code)["apis"][0]["caught"] is caught


def test_code_made_from_text_debuggers_texts_and_logs(toolchain: Toolchain) -> None:
    found = survey(
        toolchain,
        "eval('1'); new Function('a', 'return a'); setTimeout('f()', 1); setTimeout(f, 1)\n"
        "a.eval('1'); debugger; const key = '0123456789abcdef'\n"
        "console.log(user.token, 'short', 'go to a/b now')",
    )
    said = [(one["by"], one["text"]) for one in found["evals"]]
    assert said == [("eval", "1"), ("Function", "return a"), ("setTimeout", "f()")]
    assert found["debuggers"] == [{"line": 2, "column": 14}]
    assert found["strings"] == [
        {"text": "0123456789abcdef", "name": "key", "line": 2, "column": 36}
    ]
    assert found["words"] == ["a/b", "short"]
    assert [one["names"] for one in found["logs"]] == [["user", "token"]]


def test_places_of_a_typescript_file_are_the_authors(toolchain: Toolchain) -> None:
    source = (
        "interface A { b: string }\n\nconst f = (a: A): void => {\n  wx.login()\n}\nf({ b: '' })\n"
    )
    made = toolchain.request("script.compile", [{"path": "a.ts", "source": source, "lang": "ts"}])[
        0
    ]
    item = {"path": "a.ts", "code": made["code"], "map": made["map"]}
    (found,) = toolchain.request("script.survey", [item])[0]["apis"]
    assert (found["line"], found["column"], found["within"]) == (4, 3, ["f"])


def test_a_template_shows_elements_and_words(toolchain: Toolchain) -> None:
    source = (
        '<view bindtap="go">Hi {{name}}\n'
        '  <video autoplay src="a.mp4"/></view><wxs module="m">x</wxs>'
    )
    found = toolchain.request("wxml.survey", [{"path": "a.wxml", "source": source}])[0]
    assert [(one["tag"], one["depth"]) for one in found["elements"]] == [
        ("view", 1),
        ("video", 2),
        ("wxs", 1),
    ]
    video = found["elements"][1]
    assert [(one["name"], one["value"]) for one in video["attributes"]] == [
        ("autoplay", None),
        ("src", "a.mp4"),
    ]
    assert (video["attributes"][0]["line"], video["attributes"][0]["column"]) == (2, 10)
    assert found["texts"] == [{"text": "Hi {{name}}", "inside": "view", "line": 1, "column": 20}]
