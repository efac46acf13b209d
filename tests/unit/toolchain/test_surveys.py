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
        ("const { login: go } = wx; go()", [("login", "taken"), ("login", "called")]),
        ("const { login } = wx; function f(login) { login() }", [("login", "taken")]),
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
        "in": 0,
        "granted": False,
        "after": "",
        "line": 2,
        "column": 14,
        "endLine": 2,
        "endColumn": 24,
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
    assert found["debuggers"] == [{"line": 2, "column": 14, "endLine": 2, "endColumn": 23}]
    (key,) = found["strings"]
    assert (key["text"], key["name"], key["whole"]) == ("0123456789abcdef", "key", True)
    assert (key["line"], key["column"], key["endColumn"]) == (2, 36, 54)
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
    (words,) = found["texts"]
    assert (words["text"], words["inside"]) == ("Hi {{name}}", "view")
    assert (words["line"], words["column"], words["endColumn"]) == (1, 20, 31)


def test_pieces_of_a_text_are_told_from_whole_ones(toolchain: Toolchain) -> None:
    found = survey(
        toolchain, "f('/img/a.png', root + '/img/b.png', `/img/${c}/d.png`, x.test(/^1\\d+$/))"
    )
    said = [(one["text"], one["whole"]) for one in found["strings"]]
    assert said == [("/img/a.png", True), ("/img/b.png", False), ("/img/", False)]
    assert [one["text"] for one in found["patterns"]] == ["^1\\d+$"]


def test_the_first_place_that_needs_more_than_es5(toolchain: Toolchain) -> None:
    assert survey(toolchain, "var a = function () {}")["modern"] == []
    (place,) = survey(toolchain, "var a = 1\nconst f = () => a\nlet b")["modern"]
    assert (place["line"], place["column"]) == (2, 1)


def test_pieces_that_names_are_made_from(toolchain: Toolchain) -> None:
    found = survey(toolchain, "f('a-' + b, `${c}--d e`, 'whole', 1 + 2, [g].join(' h'), `i`)")
    assert found["pieces"] == [" h", "--d e", "a-"]


@pytest.mark.parametrize(
    ("code", "names", "plain"),
    [
        ("Page({ data: {}, go() {}, 'stop': f, go2 })", ["data", "go", "go2", "stop"], True),
        ("Component({ methods: { go() {} }, attached() {} })", ["go"], True),
        ("Component({ behaviors: [], methods: {} })", [], True),
        ("Component({})", [], True),
        ("Page({ ...base, go() {} })", ["go"], False),
        ("Page({ [name]() {} })", [], False),
        ("Page({ behaviors: [b], go() {} })", ["behaviors", "go"], False),
        ("Component({ methods: { ...m } })", [], False),
        ("Component({ methods: m })", [], False),
        ("Component({ methods })", [], False),
        ("Component({ behaviors: [b], methods: { go() {} } })", ["go"], False),
        ("Page(Object.assign({ go() {} }, b))", [], False),
        ("Page(new Home())", [], False),
    ],
)
def test_the_functions_a_definition_has(
    toolchain: Toolchain, code: str, names: list[str], plain: bool
) -> None:
    (found,) = survey(toolchain, code)["definitions"]
    assert (sorted(found["names"]), found["plain"]) == (names, plain)


def test_members_that_get_a_value(toolchain: Toolchain) -> None:
    code = "class A { go() {} static x = 1 }; this.later = f; a['b'] = 1; a[c] = 2; Page = mixed"
    found = survey(toolchain, code)
    assert found["assigned"] == ["*", "Page", "b", "later"]
    assert found["members"] == ["go", "x"]


def test_texts_of_a_script_that_people_read(toolchain: Toolchain) -> None:
    found = survey(
        toolchain,
        "// 测试\nPage({ data: { title: '你好', kind: 'todo', hint: 'Two words', 测试: 1 },\n"
        "  go() { wx.showToast({ title: ok ? 'yes' : `no ${why}`, icon: 'none' });\n"
        "    this.setData({ list: [{ t: '完成' }] }); console.log('日志'); f({ title: '别' }) },\n"
        "  onShareAppMessage: () => ({ title: 'Look', path: '/a' }) })",
    )
    assert [(one["text"], one["by"]) for one in found["shown"]] == [
        ("你好", "data"),
        ("Two words", "data"),
        ("yes", "showToast"),
        ("no  … ", "showToast"),
        ("完成", "setData"),
        ("Look", "onShareAppMessage"),
    ]


def sheet(toolchain: Toolchain, source: str, lang: str = "wxss") -> Result:
    item = {"path": "a.wxss", "lang": lang, "sources": {"a.wxss": source}, "resolved": {}}
    return toolchain.request("wxss.survey", [item])[0]


def test_rules_of_a_sheet_with_what_they_need(toolchain: Toolchain) -> None:
    source = (
        "/* .gone {} */\n.a view.b:not(.c), #d > text::before\n{ color: red }\n"
        "@media (prefers-color-scheme: dark) { .e { background: url( '/x.png' ) } }\n"
        "@keyframes f { from { top: 0 } }"
    )
    found = sheet(toolchain, source)
    first, second = found["rules"]
    assert first["text"] == ".a view.b:not(.c), #d > text::before"
    assert first["needs"] == [
        {"classes": ["a", "b"], "ids": [], "tags": ["view"]},
        {"classes": [], "ids": ["d"], "tags": ["text"]},
    ]
    assert (first["line"], first["column"], first["endLine"], first["endColumn"]) == (2, 1, 2, 37)
    assert first["bytes"] == len(".a view.b:not(.c), #d > text::before\n{ color: red }")
    assert second["needs"] == [{"classes": ["e"], "ids": [], "tags": []}]
    assert [(one["url"], one["line"]) for one in found["urls"]] == [("/x.png", 4)]
    assert found["dark"] is True


def test_rules_of_a_preprocessed_sheet_stand_at_its_top(toolchain: Toolchain) -> None:
    (rule,) = sheet(toolchain, "\n.a { .b { color: red } }", "less")["rules"]
    assert rule["needs"] == [{"classes": ["a", "b"], "ids": [], "tags": []}]
    assert rule["line"] == 1


def calls(found: Result) -> list[tuple[int, str, str, str]]:
    return [(one["in"], one["of"], one["to"], one["passed"]) for one in found["calls"]]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("function a() {} a()", [(-1, "", "a", "")]),
        ("function __a() {} __a()", [(-1, "", "__a", "")]),
        ("Page({ a() { this.b() } })", [(0, "this", "b", "")]),
        ("Page({ a() { const me = this; me.b() } })", [(0, "this", "b", "")]),
        ("const a = getApp(); a.b()", [(-1, "getApp", "b", "")]),
        ("const { b: c } = require('./a'); c()", [(-1, "@./a", "b", "")]),
        ("const a = require('./a'); a.b.call(1)", [(-1, "@./a", "b", "")]),
        (
            "const A = require('./a'); const a = new A(); a.b()",
            [(-1, "@./a", "default", ""), (-1, "@./a", "b", "")],
        ),
        ("function a() {} setTimeout(a, 1)", [(-1, "", "a", "setTimeout")]),
        ("Page({ a() { wx.login({ fail: this.b.bind(this) }) } })", [(0, "this", "b", "wx.login")]),
        ("function a() {} wx.login().then(a)", [(-1, "", "a", "wx.login")]),
        ("console.log(x); list.push(y); wx.login()", []),
    ],
)
def test_who_calls_whom(
    toolchain: Toolchain, code: str, expected: list[tuple[int, str, str, str]]
) -> None:
    assert calls(survey(toolchain, code)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("function a() {}", [("a", False, "")]),
        ("const a = () => {}", [("a", False, "")]),
        ("Page({ a() {}, b: function c() {} })", [("a", True, ""), ("b", True, "")]),
        ("Page({ a: debounce(function () {}, 300) })", [("a", True, "")]),
        ("wx.login({ success() {} })", [("", False, "wx.login")]),
        ("wx.login().then(() => {})", [("", False, "wx.login")]),
        ("ask(() => {})", [("", False, "ask")]),
        ("(function () {})()", [("", False, "()")]),
        ("(function () {}).call(this)", [("", False, "()")]),
        ("new Promise((done) => done())", [("", False, "Promise")]),
        ("exports.a = function () {}", [("a", True, "")]),
        ("class A { a() {} }", [("a", True, "")]),
    ],
)
def test_functions_and_to_whom_they_are_handed(
    toolchain: Toolchain, code: str, expected: list[tuple[str, bool, str]]
) -> None:
    found = survey(toolchain, code)["functions"]
    assert [(one["name"], one["member"], one["passed"]) for one in found] == expected


def test_exports_of_both_kinds_of_modules_are_aliases(toolchain: Toolchain) -> None:
    source = (
        "import get, { put as set } from './api'\nfunction go() { get(); set() }\n"
        "export { go as run, set }\nexport * from './more'"
    )
    item = {"path": "a.js", "source": source, "lang": "js"}
    made = toolchain.request("script.compile", [item])[0]
    found = survey(toolchain, made["code"])
    assert [(one["name"], one["of"], one["to"]) for one in found["aliases"]] == [
        ("run", "", "go"),
        ("set", "@./api", "put"),
        ("*", "@./more", "*"),
    ]
    assert [(of, to) for _, of, to, _ in calls(found)] == [("@./api", "default"), ("@./api", "put")]
    common = survey(toolchain, "function go() {} module.exports = { run: go, ...more }")
    assert common["aliases"] == [{"name": "run", "of": "", "to": "go"}]


@pytest.mark.parametrize(
    ("test", "granted"),
    [
        ("if (res.authSetting['a']) GO", True),
        ("if (!res.authSetting['a']) {} else { GO }", True),
        ("if (!res.authSetting['a']) GO", False),
        ("if (res.authSetting['a'] === false) {} else GO", False),
        ("if (other) GO", False),
        ("res.authSetting['a'] && GO", True),
        ("const yes = res.authSetting['a']; if (yes) GO", True),
        ("const yes = res.authSetting['a']; if (!yes) GO", False),
        ("function f() { if (!res.authSetting['a']) { ask(); return } GO }", True),
        ("function f() { if (res.authSetting['a'] !== false) return; GO }", False),
    ],
)
def test_whether_a_permission_was_given_before(
    toolchain: Toolchain, test: str, granted: bool
) -> None:
    found = survey(toolchain, test.replace("GO", "wx.getLocation()"))
    assert found["apis"][0]["granted"] is granted


def test_what_was_awaited_before_and_what_is_called_on_makers(toolchain: Toolchain) -> None:
    code = (
        "const r = wx.getRecorderManager()\n"
        "async function go() { await wx.login(); wx.openSetting(); r.start() }\n"
        "wx.createMapContext('m').moveToLocation()"
    )
    found = survey(toolchain, code)
    after = {one["name"]: one["after"] for one in found["apis"]}
    assert (after["login"], after["openSetting"]) == ("", "login")
    assert [(one["of"], one["name"], one["in"]) for one in found["methods"]] == [
        ("getRecorderManager", "start", 0),
        ("createMapContext", "moveToLocation", -1),
    ]
