"""Broken sources give findings with file, place, code and hint: no exception and no hang."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.compiler import Chunk, Compiler, MemoryTree
from renderer.compiler.diagnostics import Diagnostic
from renderer.compiler.transforms import TransformRunner
from renderer.toolchain.process import Toolchain

Project = Callable[[Mapping[str, str | bytes | None]], Compiler]
NAME = "page/pages/index/index"

SOURCES = {
    "app.json": """{
  "pages": ["pages/index/index", "pages/log/log"],
  "subPackages": [{"root": "shop", "pages": ["cart/cart"]}],
  "window": {"navigationBarTitleText": "店", "navigationBarTextStyle": "black"},
  "tabBar": {"list": [{"pagePath": "pages/index/index", "text": "首页"},
                      {"pagePath": "pages/log/log", "text": "记录"}]},
  "usingComponents": {"x-price": "/comp/price"}
}""",
    "app.js": "const { get } = require('./util')\nApp({ onLaunch() { this.g = get(1) } })\n",
    "app.wxss": '@import "./theme.wxss";\npage { font-size: 28rpx; }\n',
    "theme.wxss": ".red { color: #f00; }\n@media (min-width: 300rpx) { .red { color: blue } }\n",
    "util.js": "export const get = (n) => `¥${n.toFixed(2)}`\nexport default get\n",
    "pages/index/index.json": '{"usingComponents": {"x-row": "../../comp/row"} /* more */}',
    "pages/index/index.wxml": """<import src="/tmpl/item.wxml" />
<wxs module="f">module.exports = { up: function (s) { return s.toUpperCase() } }</wxs>
<wxs src="./fmt.wxs" module="fmt" />
<view class="list {{ open ? 'on' : '' }}" wx:if="{{ items.length > 0 }}">
  <block wx:for="{{ items }}" wx:for-item="it" wx:key="id">
    <x-row data="{{ it }}" bind:tap="onTap" data-id="{{ it.id }}">
      <text slot="a">{{ f.up(it.n) }}</text>
    </x-row>
    <template is="item" data="{{ ...it, n: 1 }}" />
  </block>
  <x-price value="{{ fmt.two(total) }}" />
</view>
<view wx:elif="{{ loading }}">…</view>
<view wx:else>没有&nbsp;商品</view>
<include src="../../tmpl/foot.wxml" />
""",
    "pages/index/fmt.wxs": """function two(n) { return n < 10 ? '0' + n : '' + n }
module.exports.two = two
""",
    "pages/index/index.wxss": """@import "../../theme.wxss";
.list > .on::after { margin: -3rpx auto; }
""",
    "pages/index/index.js": """import { get } from '../../util'
const data = require('../../data.json')
Page({
  data: { items: data.items, total: get(3), open: true },
  async onTap(e) {
    const { id } = e.currentTarget.dataset
    this.setData({ [`items[${id}].on`]: true })
  },
})
""",
    "data.json": '{"items": [{"id": 1, "n": "a"}, {"id": 2, "n": "b"}]}',
    "tmpl/item.wxml": '<template name="item"><view>{{ n }}</view></template>',
    "tmpl/foot.wxml": "<view class='foot'>foot</view>",
    "comp/row.json": '{"component": true, "styleIsolation": "apply-shared"}',
    "comp/row.wxml": '<view><slot name="a" /><slot /></view>',
    "comp/row.ts": """interface Row { id: number }
Component({ properties: { data: Object as () => Row } })
""",
    "comp/row.less": "@c: red;\n.row { .in { color: @c; width: 10rpx } }\n",
    "comp/price.json": '{"component": true}',
    "comp/price.wxml": "<text>{{ value }}</text>",
    "comp/price.js": "Component({ properties: { value: String } })",
    "pages/log/log.wxml": "<view/>",
    "pages/log/log.js": "Page({})",
    "shop/cart/cart.wxml": "<view/>",
    "shop/cart/cart.js": "Page({})",
}

PIECES = [
    "{{",
    "}}",
    "<",
    ">",
    "</view>",
    "{",
    "}",
    "(",
    "'",
    '"',
    "`",
    "/*",
    "*/",
    "<!--",
    "@import",
    ";",
]


def mutate(text: str, draw: st.DrawFn) -> bytes:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 30)))
    change = draw(st.sampled_from(["cut", "drop", "double", "insert", "bytes"]))
    if change == "cut":
        return text.encode()[:start]
    if change == "drop":
        return (text[:start] + text[end:]).encode()
    if change == "double":
        return (text[:end] + text[start:]).encode()
    if change == "insert":
        return (text[:start] + draw(st.sampled_from(PIECES)) + text[start:]).encode()
    return text[:start].encode() + draw(st.binary(max_size=6)) + text[start:].encode()


@st.composite
def broken_projects(draw: st.DrawFn) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = dict(SOURCES)
    for path in draw(st.lists(st.sampled_from(sorted(SOURCES)), min_size=1, max_size=4)):
        text = SOURCES[path]
        files[path] = mutate(text, draw)
    return files


def is_well_formed(note: Diagnostic) -> bool:
    place = note.line >= 1 and note.column >= 1 and note.end_line >= note.line
    return bool(note.file and note.code and note.message and place)


def errors(chunk: Chunk) -> list[str]:
    return [note.code for note in chunk.diagnostics if note.severity == "error"]


def test_the_unbroken_project_is_clean(toolchain: TransformRunner) -> None:
    report = Compiler(MemoryTree(SOURCES), toolchain).check()
    assert [note for note in report.diagnostics if note.severity == "error"] == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=broken_projects())
def test_mutated_sources_never_raise(
    shared_toolchain: Toolchain, files: dict[str, str | bytes]
) -> None:
    compiler = Compiler(MemoryTree(files), shared_toolchain)
    report = compiler.check()
    chunks = [compiler.chunk(name) for name in ("app", NAME)]
    json.dumps([compiler.manifest().to_json(), report.to_json(), *(c.to_json() for c in chunks)])
    assert all(is_well_formed(note) for note in report.diagnostics)
    if any(page.route == "pages/index/index" for page in compiler.manifest().pages):
        told = set(report.diagnostics)
        assert all(note in told for chunk in chunks for note in chunk.diagnostics)


@pytest.mark.parametrize(
    "path", ["pages/index/index.wxml", "pages/index/index.js", "pages/index/index.wxss"]
)
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe\x00", b"\xc4\xe3\xba\xc3 {", b""]
)
def test_bytes_that_are_no_text(project: Project, path: str, data: bytes) -> None:
    chunk = project({path: data}).chunk(NAME)
    assert all(is_well_formed(note) for note in chunk.diagnostics)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pages/index/index.js", "var a = [\n" + "'0123456789abcdef',\n" * 250_000 + "]"),
        (
            "pages/index/index.wxss",
            ".a { background: url(data:font/woff;base64," + "QUJD" * 1_300_000 + ") }",
        ),
        ("pages/index/index.wxml", "<view>text</view>\n" * 4_000),
        ("pages/index/index.json", '{"a": [' + "1," * 1_000_000 + "1]}"),
    ],
)
def test_huge_files_are_compiled_or_refused(project: Project, path: str, text: str) -> None:
    chunk = project({path: text}).chunk(NAME)
    assert all(is_well_formed(note) for note in chunk.diagnostics)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pages/index/index.wxml", "<view>" * 5000),
        ("pages/index/index.js", "(" * 20_000),
        ("pages/index/index.js", "[" * 20_000 + "]" * 20_000),
        ("pages/index/index.wxss", ".a {" * 5000),
        ("pages/index/index.json", '{"a":' * 100_000),
        ("app.json", "[" * 200_000),
        ("pages/index/index.wxml", "{{" + "(" * 10_000),
    ],
)
def test_deep_nesting_ends_in_a_finding(project: Project, path: str, text: str) -> None:
    compiler = project({path: text})
    notes = (*compiler.manifest().diagnostics, *compiler.chunk(NAME).diagnostics)
    assert [note for note in notes if note.severity == "error"]


@pytest.mark.parametrize(
    "files",
    [
        {
            "pages/index/index.wxss": '@import "a.wxss";',
            "pages/index/a.wxss": '@import "index.wxss";',
        },
        {"pages/index/index.wxml": '<import src="index.wxml"/>'},
        {
            "pages/index/index.wxml": '<include src="a.wxml"/>',
            "pages/index/a.wxml": '<include src="a.wxml"/>',
        },
        {"pages/index/index.js": "require('./index')"},
        {
            "pages/index/index.wxml": '<wxs src="a.wxs" module="a"/>',
            "pages/index/a.wxs": "require('./b.wxs')",
            "pages/index/b.wxs": "require('./a.wxs')",
        },
        {
            "pages/index/index.json": '{"usingComponents": {"x-me": "./index"}}',
            "pages/index/index.wxml": "<x-me/>",
        },
    ],
)
def test_circles_end(project: Project, files: Mapping[str, str]) -> None:
    chunk = project(files).chunk(NAME)
    assert all(is_well_formed(note) for note in chunk.diagnostics)


@pytest.mark.parametrize(
    "value",
    [
        "7",
        "null",
        "[]",
        '"a"',
        '{"": ""}',
        '{"x": null}',
        '{"x": 7}',
        '{"x": {}}',
        '{"x": "\\ud800"}',
    ],
)
@pytest.mark.parametrize(
    "key", ["usingComponents", "componentGenerics", "componentPlaceholder", "renderer"]
)
def test_values_of_any_type_in_component_json(project: Project, key: str, value: str) -> None:
    files = {"pages/index/index.json": f'{{"{key}": {value}}}', "pages/index/index.wxml": "<x/>"}
    chunk = project(files).chunk(NAME)
    json.dumps(chunk.to_json())
    assert all(is_well_formed(note) for note in chunk.diagnostics)


@pytest.mark.parametrize(
    "value", ["7", "null", "[]", '"a"', "[7]", "[[]]", '[{"root": 7}]', '{"a": 7}', "true"]
)
@pytest.mark.parametrize(
    "key",
    [
        "subPackages",
        "tabBar",
        "plugins",
        "workers",
        "resolveAlias",
        "preloadRule",
        "window",
        "usingComponents",
        "useExtendedLib",
        "themeLocation",
        "entryPagePath",
        "renderer",
    ],
)
def test_values_of_any_type_in_app_json(project: Project, key: str, value: str) -> None:
    compiler = project({"app.json": f'{{"pages": ["pages/index/index"], "{key}": {value}}}'})
    report = compiler.check()
    json.dumps([compiler.manifest().to_json(), report.to_json()])
    assert errors(compiler.chunk(NAME)) == []
