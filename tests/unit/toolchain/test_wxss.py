"""Style sheets: prefixes, built-in tags, rpx, imports, and mistakes that cost only themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from renderer.toolchain.process import Toolchain

Result = dict[str, Any]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (".a{}", ".§a{}"),
        ("view,.a text{}", "wx-view,.§a wx-text{}"),
        ("page{}", "wx-page{}"),
        ("page .view{}", "wx-page .§view{}"),
        ("my-view view-x{}", "my-view view-x{}"),
        ("#view{}", "#view{}"),
        (":host{}", '[wx-host="§"]{}'),
        (":host(.a) .b{}", '[wx-host="§"]:is(.§a) .§b{}'),
        (".a:not(.b):not(view)::before{}", ".§a:not(.§b):not(wx-view)::before{}"),
        (":is(.a,view)>.c{}", ":is(.§a,wx-view)>.§c{}"),
        (".w-1\\/2{}", ".§w-1\\/2{}"),
        (".a\\:b:hover{}", ".§a\\:b:hover{}"),
        (".按钮{}", ".§按钮{}"),
        ("[data-a='.x view'] .b{}", "[data-a='.x view'] .§b{}"),
        ("button[loading]::after{}", "wx-button[loading]::after{}"),
        (".a:nth-child(2n+1){}", ".§a:nth-child(2n+1){}"),
        (".a:lang(text){}", ".§a:lang(text){}"),
        ("::-webkit-scrollbar{}", "::-webkit-scrollbar{}"),
        (".a /*.b*/ .c{}", ".§a  .§c{}"),
        ("*{}", "*{}"),
        (".a{width:10rpx}", ".§a{width:«10»;}"),
        (".a{margin:-1.5rpx .5rpx +2RPX}", ".§a{margin:«-1.5» «0.5» «2»;}"),
        (".a{width:calc(100% - 10rpx)}", ".§a{width:calc(100% - «10»);}"),
        (".a{content:'10rpx'}", ".§a{content:'10rpx';}"),
        (".a{--x10rpx:1rpx;w:var(--a-1rpx)}", ".§a{--x10rpx:«1»;w:var(--a-1rpx);}"),
        (".a{w:1px/*2rpx*/ 3rpx}", ".§a{w:1px «3»;}"),
        ("@media (min-width:750rpx){.a{b:c}}", "@media (min-width:«750»){.§a{b:c;}}"),
        ("@supports (a:b){view{c:d}}", "@supports (a:b){wx-view{c:d;}}"),
        (
            "@keyframes a{from{w:1rpx}50%{w:2px}}",
            "@keyframes a{from{w:«1»;}50%{w:2px;}}",
        ),
        ("@-webkit-keyframes view{to{a:b}}", "@-webkit-keyframes view{to{a:b;}}"),
        ("@font-face{font-family:x;src:url(f.woff)}", None),
        (".a{b:url(x.png)}", '.§a{b:url("pkg/p/x.png");}'),
        (".a{b:url( '/i/x.png?a=1' )}", '.§a{b:url("pkg/i/x.png?a=1");}'),
        ('.a{b:url(../../x.png) url("y.png")}', '.§a{b:url("pkg/x.png") url("pkg/p/y.png");}'),
        (".a{b:url(data:image/png;base64,AA==)}", '.§a{b:url("data:image/png;base64,AA==");}'),
        (".a{b:url(https://h/1rpx.png)}", '.§a{b:url("https://h/1rpx.png");}'),
        (".a{b:url(//h/x.png) url(wxfile://u/x)}", '.§a{b:url("//h/x.png") url("wxfile://u/x");}'),
        ("@charset 'utf-8';.a{}", ".§a{}"),
        ("\ufeff.a{b:c}", ".§a{b:c;}"),
        (".a{b:c!important;;d:e}", ".§a{b:c!important;d:e;}"),
        (".a{.b &{c:1rpx}d:e}", ".§a{.§b &{c:«1»;}d:e;}"),
        (".a{filter:progid:X(a='b',c=1)}", ".§a{filter:progid:X(a='b',c=1);}"),
    ],
)
def test_becomes(css: Callable[..., str], source: str, expected: str | None) -> None:
    found = css(source).replace(" {", "{")
    if expected is None:
        assert 'src:url("pkg/p/f.woff")' in found
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("source", "expected", "found"),
    [
        (".a{b:c}}.d{e:f}", ".§a{b:c;}.§d{e:f;}", ["wxss-stray-brace@1:8"]),
        (".a{b c;d:e}.f{}", ".§a{d:e;}.§f{}", ["wxss-not-a-declaration@1:4"]),
        (".a{*zoom:1;b:c}", ".§a{b:c;}", []),
        (
            ".a{\n  b:c;\n\n.d{\n  e:f;\n}\n",
            ".§a{b:c;}.§d{e:f;}",
            ["wxss-unclosed-block@1:1"],
        ),
        (".a{b:c", ".§a{b:c;}", ["wxss-unclosed-block@1:1"]),
        (".a{b:c}/* d", ".§a{b:c;}", ["wxss-unclosed-comment@1:8"]),
        (".a{b:'c\n}.d{e:f}", ".§a{b:'c;}.§d{e:f;}", ["wxss-unclosed-string@1:6"]),
        ("// x\n.a{b:c}", None, ["wxss-line-comment@1:1"]),
        (".a{// x\nb:c;d:e}", ".§a{d:e;}", ["wxss-line-comment@1:4"]),
        ("{b:c}.d{}", "{b:c;}.§d{}", ["wxss-no-selector@1:1"]),
        (".a{}xyz", ".§a{}", ["wxss-not-a-rule@1:5"]),
        (".a >>> .b{}", ".§a   .§b{}", ["wxss-deep-combinator@1:1"]),
        (".a /deep/ .b{}", ".§a   .§b{}", ["wxss-deep-combinator@1:1"]),
        ("@import 'none.wxss';.a{}", ".§a{}", ["wxss-import-not-found@1:1"]),
        ("@import url(https://h/a.css);.a{}", ".§a{}", ["wxss-remote-import@1:1"]),
        ("@import ;.a{}", ".§a{}", ["wxss-bad-import@1:1"]),
        ("@media x{@import 'b';.a{c:d}}", "@media x{.§a{c:d;}}", ["wxss-nested-import@1:10"]),
    ],
)
def test_a_mistake_is_reported_and_costs_only_itself(
    *,
    sheet: Callable[..., Result],
    css: Callable[..., str],
    codes: Callable[[Result], list[str]],
    source: str,
    expected: str | None,
    found: list[str],
) -> None:
    assert codes(sheet(source)) == found
    if expected is not None:
        assert css(source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@import 'b.wxss'\n.a{c:d}", ".§b{c:d;}.§a{c:d;}"),
        ("@import 'b.wxss'\n@import 'c.wxss';\n.a{c:d}", ".§b{c:d;}.§c{c:d;}.§a{c:d;}"),
        ("@import 'b.wxss' /* b */\n\n@media x{.a{c:d}}", ".§b{c:d;}@media x{.§a{c:d;}}"),
        ("@import 'b.wxss'", ".§b{c:d;}"),
        ("@import 'b.wxss' x,\n  y;.a{c:d}", "@media x,\n  y{.§b{c:d;}}.§a{c:d;}"),
    ],
)
def test_an_import_without_semicolon_ends_with_its_line(
    css: Callable[..., str], text: str, expected: str
) -> None:
    sheets = {"b.wxss": ".b{c:d}", "c.wxss": ".c{c:d}"}
    assert css(text, **sheets) == expected


def test_imports_are_flattened_in_place_and_once(css: Callable[..., str]) -> None:
    source = ".x{}@import 'b.wxss';@import url(./c.css) screen;@import \"b.wxss\";.y{}"
    files = {"b_wxss": "@import './c.css';.b{}", "c_css": "@import 'b.wxss';.c{}"}
    assert css(source, **files) == ".§x{}.§c{}.§b{}.§y{}"
    assert css("@import 'c.css' print;", c_css=".c{}") == "@media print{.§c{}}"


def test_an_imported_file_resolves_its_own_urls(sheet: Callable[..., Result]) -> None:
    item = {
        "path": "a.wxss",
        "lang": "wxss",
        "sources": {"a.wxss": "@import 'd/b.wxss';", "d/b.wxss": ".b{c:url(x.png)}"},
        "resolved": {"a.wxss": {"d/b.wxss": "d/b.wxss"}},
    }
    with Toolchain() as toolchain:
        assert toolchain.request("wxss.compile", [item])[0]["urls"] == ["pkg/d/x.png"]
    assert sheet(".a{b:url(q.png)}")["urls"] == ["pkg/p/q.png"]


def test_a_broken_import_does_not_swallow_what_follows(
    css: Callable[..., str], sheet: Callable[..., Result]
) -> None:
    assert css("@import 'b.wxss';.a{c:d}", b_wxss=".b{c:d") == ".§b{c:d;}.§a{c:d;}"
    found = sheet("@import 'b.wxss';", b_wxss="\n .b{c:d")["diagnostics"][0]
    assert (found["file"], found["line"], found["column"]) == ("p/b.wxss", 2, 2)


@pytest.mark.parametrize(
    ("path", "source", "files", "expected"),
    [
        ("p/a.less", "@w:10rpx;.a{.b{width:@w}}", {}, ".§a .§b {width:«10»;}"),
        (
            "p/a.less",
            "@import 'b';@import './c.wxss';.a{width:@w;.m()}",
            {"b_less": "@w:2rpx;", "c_wxss": ".m(){x:y}"},
            ".§a {width:«2»;x:y;}",
        ),
        ("p/a.less", "@import 'c.css';.a{b:c}", {"c_css": ".c{d:e}"}, ".§c{d:e;}.§a {b:c;}"),
        ("p/a.less", ".a{width:~'calc(100% - @{w})';@w:1rpx}", {}, None),
        ("p/a.scss", "$w:10rpx;.a{.b &{width:$w*2}}", {}, ".§b .§a {width:«20»;}"),
        (
            "p/a.scss",
            "@use 'b';@import './c';.a{width:b.$w;@include m}",
            {"_b_scss": "$w:2rpx;", "c_scss": "@mixin m{x:y}"},
            ".§a {width:«2»;x:y;}",
        ),
        ("p/a.scss", "@import 'c.css';.a{b:c}", {"c_css": ".c{d:e}"}, ".§c{d:e;}.§a {b:c;}"),
        ("p/a.sass", ".a\n  .b\n    width: 1rpx", {}, ".§a .§b {width:«1»;}"),
        ("p/a.wxss", "@import 'b.less';", {"b_less": ".a{.b{c:d}}"}, ".§a .§b {c:d;}"),
        ("p/a.wxss", "@import 'b.scss';", {"b_scss": ".a{.b{c:d}}"}, ".§a .§b {c:d;}"),
    ],
)
def test_less_and_sass(
    css: Callable[..., str], path: str, source: str, files: dict[str, str], expected: str | None
) -> None:
    found = css(source, path=path, **files)
    if expected is None:
        assert found == ".§a {width:calc(100% - «1»);}"
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("path", "source", "files", "place"),
    [
        ("p/a.less", ".a{\n  width:@none;\n}", {}, ("p/a.less", 2, "wxss-less")),
        (
            "p/a.less",
            "@import 'b.less';",
            {"b_less": "\n.b{width:@none}"},
            ("p/b.less", 2, "wxss-less"),
        ),
        ("p/a.less", "\n@import 'none';", {}, ("p/a.less", 2, "wxss-less")),
        ("p/a.less", "@plugin 'fs';", {}, ("p/a.less", 1, "wxss-less")),
        ("p/a.less", ".a{b:`process.exit()`}", {}, ("p/a.less", 1, "wxss-less")),
        ("p/a.less", "@import '/etc/passwd';", {}, ("p/a.less", 1, "wxss-less")),
        ("p/a.scss", ".a{\n  width:$none;\n}", {}, ("p/a.scss", 2, "wxss-sass")),
        (
            "p/a.scss",
            "@import 'b';",
            {"b_scss": "\n.b{width:$none}"},
            ("p/b.scss", 2, "wxss-sass"),
        ),
        ("p/a.scss", "\n@import 'none';", {}, ("p/a.scss", 2, "wxss-sass")),
        ("p/a.scss", "@use 'file:///etc/passwd';", {}, ("p/a.scss", 1, "wxss-sass")),
    ],
)
def test_mistakes_in_less_and_sass_name_file_and_line(
    sheet: Callable[..., Result],
    path: str,
    source: str,
    files: dict[str, str],
    place: tuple[str, int, str],
) -> None:
    found = sheet(source, path=path, **files)["diagnostics"][0]
    assert (found["file"], found["line"], found["code"]) == place


@pytest.mark.parametrize(
    ("lang", "source", "expected"),
    [
        ("wxss", "@import 'a';/*@import 'b';*/\n @import url(\"c\");@import url(d) x;", "acd"),
        ("wxss", ".a{content:'@import \"x\"'}", ""),
        ("less", "@import (reference) 'a';// @import 'b';\n@import url(c.less);", ["a", "c.less"]),
        ("scss", "@use 'sass:math';@use 'a' as b;@import 'c','d';@forward \"e\";", "acde"),
        ("sass", "@import a\n@use 'b'", "ab"),
    ],
)
def test_scan(toolchain: Toolchain, lang: str, source: str, expected: str | list[str]) -> None:
    item = {"path": "a", "source": source, "lang": lang}
    imports = toolchain.request("wxss.scan", [item])[0]["imports"]
    assert [found["specifier"] for found in imports] == list(expected)


def test_scan_tells_where(toolchain: Toolchain) -> None:
    item = {"path": "a", "source": "\n @import 'a';", "lang": "wxss"}
    assert toolchain.request("wxss.scan", [item])[0]["imports"] == [
        {"specifier": "a", "line": 2, "column": 2}
    ]
