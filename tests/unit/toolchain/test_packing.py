"""``script.pack``, ``wxss.pack`` and ``wxml.pack``: small, and still the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ide.source_map import SourceMap
from renderer.toolchain.process import Toolchain

SPACES = {"collapseWhitespace": True, "conservativeCollapse": False, "preserveLineBreaks": False}


def script(toolchain: Toolchain, code: str, **more: Any) -> dict[str, Any]:
    item = {"path": "a.js", "code": code, "map": None, "minify": True, "lower": False, **more}
    return toolchain.request("script.pack", [item])[0]


def sheet(toolchain: Toolchain, css: str, **more: Any) -> str:
    item = {"path": "a.wxss", "sources": {"a.wxss": css}, "resolved": {}, "minify": True}
    result = toolchain.request("wxss.pack", [{**item, "renamed": {}, **more}])[0]
    assert result["diagnostics"] == []
    return str(result["code"])


def template(toolchain: Toolchain, wxml: str, **options: bool) -> str:
    item = {"path": "a.wxml", "source": wxml, "options": {**SPACES, **options}}
    return str(toolchain.request("wxml.pack", [item])[0]["code"])


def test_a_script_is_small_and_its_map_leads_to_every_line(toolchain: Toolchain) -> None:
    code = "const price = require('./price')\n\nexports.sum = (rows) => {\n  throw price(rows)\n}\n"
    done = script(toolchain, code)
    assert done["kept"] == ""
    lines = done["code"].split("\n")
    # The first line is left to the wrapper of whoever runs it.
    assert lines[0] == ""
    assert len(lines[1]) < len(code)
    source = SourceMap(done["map"])
    assert source.source(1, lines[1].index('"./price"')) == (0, 22)
    assert source.source(1, lines[1].index("throw ")) == (3, 2)


def test_newer_syntax_is_written_in_older_words_when_asked(toolchain: Toolchain) -> None:
    code = "exports.a = async (x) => ({ ...(await x?.y) })\n"
    kept = script(toolchain, code)["code"]
    lowered = script(toolchain, code, lower=True)["code"]
    assert "?." in kept
    assert "async" in kept
    assert "?." not in lowered
    assert "async" not in lowered
    assert "..." not in lowered


def test_a_map_leads_through_the_step_before(toolchain: Toolchain) -> None:
    text = (
        "interface Row { n: number }\n\nconst add = (row: Row): number => row.n\nexport { add }\n"
    )
    item = {"path": "a.ts", "source": text, "lang": "ts"}
    first = toolchain.request("script.compile", [item])[0]
    done = script(toolchain, first["code"], map=first["map"], path="a.ts")
    place = done["code"].split("\n")[1].rindex(".n")
    assert (SourceMap(done["map"]).source(1, place) or (0, 0))[0] == 2


def test_what_esbuild_cannot_write_is_packed_as_it_is(toolchain: Toolchain) -> None:
    code = "var a = await 1"
    done = script(toolchain, code, lower=True)
    assert done["code"] == code
    assert "await" in done["kept"]
    assert done["map"] is None


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("/* a */ .a  > .b ,\n page :hover { color : red ; }\n", ".a > .b,page :hover{color :red}"),
        ('.a { content: "a  /* b */" }', '.a{content:"a  /* b */"}'),
        (".a { background: url( a b.png ) }", ".a{background:url( a b.png )}"),
        (".a { width: calc( 1px + 2rpx ) ; --x: ; }", ".a{width:calc( 1px + 2rpx );--x: }"),
        ('@import  "b.wxss" ;\n.a { b: c }', '@import "b.wxss";.a{b:c}'),
        ("@media ( min-width : 1px ) { .a { margin : -1rpx auto } }", None),
        (".d\\31 0 { a: b }", ".d\\31 0{a:b}"),
        ("@keyframes x { 0% { a: b } to { a: c } }", "@keyframes x{0%{a:b}to{a:c}}"),
        ("", ""),
    ],
)
def test_a_sheet_is_small_and_says_the_same(
    toolchain: Toolchain, written: str, small: str | None
) -> None:
    done = sheet(toolchain, written)
    assert len(done) <= len(written)
    assert small in (None, done)
    assert parts(toolchain, done) == parts(toolchain, written)


def parts(toolchain: Toolchain, css: str) -> str:
    item = {"path": "a.wxss", "sources": {"a.wxss": css, "b.wxss": ""}, "resolved": {}}
    text = json.dumps(toolchain.request("wxss.compile", [item])[0]["parts"])
    return "".join(text.replace("\\n", "").split())


def test_less_becomes_wxss_and_its_imports_of_sheets_get_their_names(toolchain: Toolchain) -> None:
    sources = {"a.less": '@import "b"; @c: red; .a { .b { color: @c } }', "b.less": ".i { d: e }"}
    resolved = {"a.less": {"b": "b.less"}}
    done = sheet(toolchain, "", path="a.less", lang="less", sources=sources, resolved=resolved)
    assert done == ".i{d:e}.a .b{color:red}"
    renamed = {"./b.less": "./b.wxss"}
    plain = sheet(toolchain, '@import "./b.less";\n.a { b: c }', renamed=renamed, minify=False)
    assert plain == '@import "./b.wxss";\n.a { b: c }'


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("<!-- c -->\n<view\n  class='a  b'\n>\n</view>\n", "<view class='a  b'></view>"),
        ("<view> a \n  b {{ x + '  }} ' }}</view>", "<view> a b {{ x + '  }} ' }}</view>"),
        ("<text>  a\n b </text>", "<text>  a\n b </text>"),
        ("<text>a</text> <text>b</text>", "<text>a</text> <text>b</text>"),
        ("<wxs module='m'>\n var a  = 1;\n</wxs>", "<wxs module='m'>\n var a  = 1;\n</wxs>"),
        ("<image src='a' />", "<image src='a'/>"),
        ("<view>", "<view>"),
    ],
)
def test_a_template_is_small_and_compiles_to_the_same(
    toolchain: Toolchain, written: str, small: str
) -> None:
    assert template(toolchain, written) == small


def test_spaces_of_a_template_follow_its_settings(toolchain: Toolchain) -> None:
    wxml = "<view>\n  a\n  b\n</view>\n"
    assert template(toolchain, wxml, collapseWhitespace=False) == wxml
    assert template(toolchain, wxml, preserveLineBreaks=True) == "<view>\na\nb\n</view>\n"
    assert template(toolchain, "<a>\n<b/></a>", conservativeCollapse=True) == "<a> <b/></a>"
