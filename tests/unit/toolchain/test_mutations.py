"""Mutated sources: always a result with diagnostics or none, never a fault of ours."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.toolchain.process import Toolchain

SOURCES = {
    "wxml.compile": """<import src="b"/><wxs module="m">var a = 1; module.exports = {a: a}</wxs>
<view class="a {{b ? 'c' : "d"}}" wx:for="{{list}}" wx:key="id" bind:tap="f" data-x='{{ {a: 1} }}'>
  <text wx:if="{{item.x > 1 && !y}}">a\\n{{m.a + item['b']}} &nbsp; </text><text wx:else>b</text>
  <include src="c"/><slot name="s"/><!-- c --><input value="{{v}}" />
</view><template name="t"><block>{{...o}}</block></template><template is="t" data="{{...o, a}}"/>
""",
    "wxs.compile": """var b = require('./b.wxs');
function f(x) { return x.constructor === 'Array' ? x.length : getDate(1).getTime() }
module.exports = { f: f, 'g': [1, "2", b.c] };
""",
    "wxss.compile": """@import "b.wxss"; @charset 'x';
page, .a > view:not(.b)::after { width: calc(100% - 10rpx); background: url('x.png') no-repeat }
@media (min-width: 750rpx) { :host([a="b"]) { margin: -1rpx auto !important; } }
@keyframes k { from { top: 0 } 50% { top: 1rpx } } /* c */
""",
    "script.compile": """import a, { b as c } from "x"
export * from 'y'
export default function f(x = `a${b}`) { return /re[/]/.test(x) ? c(x / 2) : require('z') }
export const { d, ...e } = a; let g = class { h = () => this }; import('w')
""",
}
NOISE = st.sampled_from(
    [
        "{{",
        "}}",
        "{",
        "}",
        '"',
        "'",
        "<",
        ">",
        "/",
        "</view>",
        "<view",
        "\\",
        "\0",
        "\ud83d",
        "/*",
        "*/",
        "//",
        ";",
        "(",
        ")",
        "[",
        "`",
        "${",
        "import ",
        "export ",
        "@import '",
        "wx:else",
        "&",
        "\n",
        "中",
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    op = draw(st.sampled_from(sorted(SOURCES)))
    text = SOURCES[op]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.one_of(NOISE, st.just(""), st.text(max_size=3))) + text[end:]
    return op, text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text


def item_of(op: str, text: str) -> dict[str, Any]:
    if op == "wxml.compile":
        return {"path": "a.wxml", "sources": {"a.wxml": text, "b.wxml": text, "c.wxml": "{{item}}"}}
    if op == "wxss.compile":
        sources = {"a.wxss": text, "b.wxss": text}
        return {"path": "a.wxss", "lang": "wxss", "sources": sources, "resolved": {}}
    return {"path": "a", "source": text}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_any_text_gives_a_result(toolchain: Toolchain, case: tuple[str, str]) -> None:
    op, text = case
    result = toolchain.request(op, [item_of(op, text)])[0]
    for found in result["diagnostics"]:
        assert found["code"] not in {"toolchain-fault", "toolchain-gave-up"}, found["message"]
        assert found["line"] >= 1
        assert found["column"] >= 1
        assert (found["endLine"], found["endColumn"]) >= (found["line"], found["column"])


@settings(max_examples=100, deadline=None)
@given(mutated())
def test_scans_take_any_text(toolchain: Toolchain, case: tuple[str, str]) -> None:
    _, text = case
    for op, lang in [("wxml.scan", ""), ("wxss.scan", "wxss"), ("wxss.scan", "scss")]:
        result = toolchain.request(op, [{"path": "a", "source": text, "lang": lang}])[0]
        assert result["diagnostics"] == []
