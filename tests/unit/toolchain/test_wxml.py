"""What templates show, as WeChat's older compiler reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Result = dict[str, Any]
DATA = {
    "a": "A",
    "n": 5,
    "nul": None,
    "list": [1, 2],
    "obj": {"x": 1},
    "class": "C",
    "yes": True,
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<text>a\\nb\\tc</text>", "<text>a\nb\tc</text>"),
        ('<text>say \\"x\\" \\d</text>', '<text>say "x" \\d</text>'),
        ("<text>{{'a\\nb'}}</text>", "<text>a\nb</text>"),
        ('<view data-q="x\\n\\"q\\" \\d"/>', '<view data-q="x\\n\\"q\\" d"></view>'),
        ('<view class="{{a?\\"b\\":\\"c\\"}}"/>', '<view class="b"></view>'),
        ('<view class="{{a?"b":"c"}}"/>', '<view class="b"></view>'),
        ('<view wx-if="{{nul}}">x</view><view wx-else>y</view>', "<view>y</view>"),
        ('<view wx-for="{{list}}">{{item}}</view>', "<view>1</view><view>2</view>"),
        ('<view wx:for-items="{{list}}">{{item}}</view>', "<view>1</view><view>2</view>"),
        ("<view>{{class}}</view>", "<view>C</view>"),
        ("<view>a{{nul}}b{{obj.q}}c</view>", "<view>anullbc</view>"),
        ("<view>&nope; &copy; &amp; & &#65;</view>", "<view>&nope; © & & A</view>"),
        ("<view>{ a } { {{a}} }</view>", "<view>{ a } { A }</view>"),
        ("<view>{{a}}}</view>", "<view>A}</view>"),
        ("<view>a < b</view>", "<view>a < b</view>"),
        ("<view data-q=a-{{n}} data-w='2'/>", '<view data-q="a-5" data-w="2"></view>'),
        ('<view class="one" class="two"/>', '<view class="two"></view>'),
        ("<view>{{'}}'}}</view>", "<view>}}</view>"),
        (
            '<view wx:if="{{nul}}"/> <!-- c -->\n <view wx:elif="{{nul}}"/><view wx:else>z</view>',
            "<view>z</view>",
        ),
        ('<block wx:if="{{a}}">x</block><block wx:else>y</block>', "x"),
        (
            '<template name="t">{{z}}{{q}}</template><template is="t" data="{{z:a,...{q:n}}}"/>',
            "A5",
        ),
        ('<view wx:for="{{obj}}">{{index}}{{item}}</view>', "<view>x1</view>"),
        ("<slot>default</slot>x", "x"),
        ("<view data-q = '1' / >x", '<view data-q="1"></view>x'),
        ("\ufeff<view>x</view>", "<view>x</view>"),
        ("<!DOCTYPE html><view>x</view>", "<view>x</view>"),
    ],
)
def test_shows(show: Callable[..., str], source: str, expected: str) -> None:
    assert show(source, DATA) == expected


@pytest.mark.parametrize(
    ("source", "expected", "found"),
    [
        ("<view>a</view><view>b", "<view>a</view><view>b</view>", ["wxml-missing-end-tag@1:15"]),
        (
            "<view>\n<text>a</view><view>b</view>",
            "<view><text>a</text></view><view>b</view>",
            ["wxml-missing-end-tag@2:1"],
        ),
        (
            "<view><input>a</view>",
            "<view><input></input>a</view>",
            ["wxml-missing-end-tag@1:7"],
        ),
        ("a</view>b", "ab", ["wxml-unexpected-end-tag@1:2"]),
        ("<view>{{a</view><text>b</text>", None, ["wxml-unclosed-binding@1:7"]),
        ("<view>{{a ? }}</view><text>b</text>", None, ["wxml-expression@1:13"]),
        ("<view>{{f(}}{{x[}}</view><text>b</text>", None, None),
        ('<view data-q="1>b</view><text>b</text>', None, ["wxml-unclosed-value@1:14"]),
        ("<text>b</text><view", None, ["wxml-incomplete-tag@1:15"]),
        ("<text>b</text><!-- c", None, ["wxml-unclosed-comment@1:15"]),
        ("<view wx:else>x</view><text>b</text>", None, ["wxml-else-without-if@1:7"]),
        ('<view @tap="x"/><text>b</text>', None, ["wxml-attribute-name@1:7"]),
        ('<view data-q="{{a"/><text>b</text>', None, ["wxml-unclosed-binding@1:15"]),
        ("<view data-q='{{a'/><text>b</text>", None, ["wxml-unclosed-binding@1:15"]),
        ('<include src="none"/><text>b</text>', None, ["wxml-include-not-found@1:10"]),
        ('<import src="none"/><text>b</text>', None, ["wxml-import-not-found@1:9"]),
        (
            '<wxs src="none.wxs" module="m"/>{{m.x}}<text>b</text>',
            None,
            ["wxml-wxs-not-found@1:6"],
        ),
        ("<wxs>var a</wxs><text>b</text>", None, ["wxml-wxs-no-module@1:1"]),
        (
            '<view wx:for="{{list}}" wx:key="{{a}}"/><text>b</text>',
            None,
            ["wxml-binding-not-allowed@1:33"],
        ),
        ('<view wx-if="{{a}}"/><text>b</text>', None, ["wxml-dash-directive@1:7"]),
        ("<slot>d</slot><text>b</text>", None, ["wxml-slot-content@1:1"]),
    ],
)
def test_a_mistake_is_reported_and_costs_only_itself(
    *,
    compile_wxml: Callable[..., Result],
    codes: Callable[[Result], list[str]],
    show: Callable[..., str],
    source: str,
    expected: str | None,
    found: list[str] | None,
) -> None:
    result = compile_wxml(source)
    assert result["diagnostics"]
    if found is not None:
        assert codes(result) == found
    shown = show(source, DATA)
    assert shown == expected if expected is not None else "b" in shown


def test_an_include_sees_the_loop_around_it(show: Callable[..., str]) -> None:
    page = '<block wx:for="{{list}}"><include src="./i.wxml"/></block>'
    assert show(page, DATA, i_wxml="<text>{{index}}{{item}}</text>") == (
        "<text>01</text><text>12</text>"
    )


def test_an_include_brings_its_templates_and_scripts(show: Callable[..., str]) -> None:
    included = (
        '<template name="t">T{{v}}</template><wxs module="k">module.exports=7</wxs>'
        '<template is="t" data="{{v:item}}"/>{{k}}'
    )
    page = '<include wx:for="{{list}}" src="i"/>'
    assert show(page, DATA, i_wxml=included) == "T17T27"


def test_includes_in_a_circle_are_reported(
    compile_wxml: Callable[..., Result], codes: Callable[[Result], list[str]]
) -> None:
    result = compile_wxml('<include src="i"/>', i_wxml='x<include src="a"/>')
    assert codes(result) == ["wxml-include-cycle@1:11"]
    assert result["diagnostics"][0]["file"] == "p/i.wxml"


def test_a_mistake_in_an_included_file_names_that_file(
    compile_wxml: Callable[..., Result],
) -> None:
    result = compile_wxml('<view/>\n<include src="i"/>', i_wxml="\n\n  <view>{{a ? }}</view>")
    found = result["diagnostics"][0]
    assert (found["file"], found["line"], found["column"]) == ("p/i.wxml", 3, 15)


def test_imported_templates(show: Callable[..., str]) -> None:
    imported = '<template name="x">X{{a}}</template>ignored'
    page = '<import src="b.wxml"/><template is="x" data="{{a}}"/>'
    assert show(page, DATA, b_wxml=imported) == "XA"


def test_an_import_may_stand_anywhere(show: Callable[..., str]) -> None:
    page = '<view><import src="b"/></view><template is="x"/>'
    assert show(page, b_wxml='<template name="x">X</template>') == "<view></view>X"


def test_the_new_framework_reads_text_as_it_is(show: Callable[..., str]) -> None:
    assert show("<text>a\\nb</text>", legacy=False) == "<text>a\\nb</text>"
    assert show('<view class="a" class="b"/>', legacy=False) == '<view class="a"></view>'


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("function(x){ return x.constructor }", "ArrayNumberObject"),
        ("function(x){ return x['constructor'] === 'Array' ? 1 : 0 }", "100"),
        ("function(x){ return typeof wx + typeof window }", "undefinedundefined" * 3),
        ("function(x){ return getRegExp('^a','i').test('ABC') ? 1 : 0 }", "111"),
        ("function(x){ return getDate(2020, 1, 3).getDate() }", "333"),
        ("function(x){ return JSON.stringify({a:Math.max(1,2)}).length }", "777"),
        ("function(x){ return typeof Date.now() }", "number" * 3),
    ],
)
def test_wxs_semantics(show: Callable[..., str], script: str, expected: str) -> None:
    body = f"module.exports = {script}"
    use = "{{m(list)}}{{m(n)}}{{m(obj)}}"
    assert show(f'<wxs module="m">{body}</wxs>{use}', DATA) == expected
    assert show(f'<wxs module="m" src="./m.wxs"/>{use}', DATA, m_wxs=body) == expected


def test_wxs_requires_by_both_names(show: Callable[..., str]) -> None:
    page = '<wxs module="m" src="m.wxs"/>{{m.v}}'
    files = {"m_wxs": "module.exports={v:require('./n.wxs').v+1}", "n_wxs": "module.exports={v:1}"}
    assert show(page, **files) == "2"


def test_a_script_that_throws_loses_only_itself(show: Callable[..., str]) -> None:
    page = '<wxs module="m">var a; a.b.c = 1</wxs><text>x{{m.q}}</text>'
    shown = show(page)
    assert shown.startswith("<text>x</text>!p/a.wxml: ")


def test_positions_lead_from_code_to_the_scripts_lines(
    compile_wxml: Callable[..., Result],
) -> None:
    page = (
        '<view/>\n<wxs module="m">\n// first\nmodule.exports = 1\n</wxs><wxs module="k" src="k"/>'
    )
    result = compile_wxml(page, k_wxs="var here = 2\nmodule.exports = here")
    lines = result["code"].split("\n")
    for text, file, line in [
        ("module.exports = 1", "p/a.wxml", 4),
        ("module.exports = here", "p/k.wxs", 2),
    ]:
        at = next(number for number, found in enumerate(lines, 1) if found.startswith(text))
        position = next(p for p in result["positions"] if p["file"] == file)
        assert position["line"] <= at < position["line"] + position["lines"]
        assert position["fileLine"] + at - position["line"] == line


@pytest.mark.parametrize(
    "source",
    [
        "<view>" * 3000,
        "<view>" * 300 + "</view>" * 300,
        "{{" * 2000,
        "{{" + "(" * 5000 + "a" + ")" * 5000 + "}}",
        "<" * 5000,
        '<view a="' * 2000,
        "</view>" * 2000,
        "<view " + "a='1' " * 5000 + "/>",
        "\0\x01<vi\0ew>\ud800</view>",
    ],
    ids=str.strip,
)
def test_absurd_input_gives_diagnostics(compile_wxml: Callable[..., Result], source: str) -> None:
    result = compile_wxml(source[:60000])
    assert "toolchain-fault" not in {found["code"] for found in result["diagnostics"]}
    assert result["diagnostics"]
    assert result["code"]


def test_includes_that_multiply_are_stopped(compile_wxml: Callable[..., Result]) -> None:
    files = {f"i{n}_wxml": f'<include src="i{n + 1}"/>' * 8 + "x" for n in range(9)}
    result = compile_wxml('<include src="i0"/>', **files)
    assert "wxml-too-many-includes" in {found["code"] for found in result["diagnostics"]}


def test_scan(toolchain: Any) -> None:
    source = (
        '<import src="./t.wxml"/>\n<wxs module="m" src="m.wxs"/>\n'
        '<view wx:for="{{l}}"><include src="i"/><my-c generic:row="my-row"/></view>'
    )
    result = toolchain.request("wxml.scan", [{"path": "p/a.wxml", "source": source}])[0]
    assert result["imports"] == [{"src": "./t.wxml", "line": 1, "column": 14, "insideFor": False}]
    assert result["scripts"] == [{"src": "m.wxs", "line": 2, "column": 22, "insideFor": False}]
    assert result["includes"] == [{"src": "i", "line": 3, "column": 36, "insideFor": True}]
    assert result["tags"] == ["my-c", "my-row", "view"]
    assert result["generics"] == ["row"]


def test_scan_finds_what_an_inline_script_requires(toolchain: Any) -> None:
    source = '<wxs module="m">\n  var a = require("../a.wxs"); var b = require("./b.wxs")\n</wxs>'
    result = toolchain.request("wxml.scan", [{"path": "p/a.wxml", "source": source}])[0]
    assert [(found["src"], found["line"], found["column"]) for found in result["scripts"]] == [
        ("../a.wxs", 2, 19),
        ("./b.wxs", 2, 48),
    ]
