"""Writes the mini-program the benches work on; the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

PAGES = 100
ROWS = 1000
_COMPONENTS = 20
_HELPERS = 20
LIST_PAGE = "pages/list/list"
EMPTY_PAGE = "pages/empty/empty"


def route(number: int) -> str:
    """Return the route of page ``number``, from 0."""
    return f"pages/p{number:03}/index"


def write_project(root: Path, pages: int = PAGES) -> Path:
    """Write a mini-program of so many like pages, some components and the benches' own pages."""
    for path, text in _files(pages):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def template(number: int, mark: str) -> str:
    """Return the WXML of page ``number`` showing ``mark``."""
    rows = "\n".join(
        f'  <view class="row r{row}" wx:if="{{{{count > {row}}}}}" bindtap="choose">'
        f'<text>{{{{labels.t{row % 5}}}}} {row}</text><image src="/images/dot.svg" /></view>'
        for row in range(20)
    )
    part = number % _COMPONENTS
    return f"""<import src="../../templates/card.wxml" />
<wxs module="format" src="../../wxs/format.wxs" />
<view class="page" id="mark">{mark}</view>
<view id="text">{{{{text}}}}</view>
<card-{part} title="{{{{format.upper(title)}}}}" items="{{{{items}}}}" bind:choose="choose" />
<template is="card" data="{{{{title, count}}}}" />
<block wx:for="{{{{items}}}}" wx:key="id">
  <view class="item {{{{item.on ? 'on' : ''}}}}">{{{{index}}}}: {{{{item.name}}}}</view>
</block>
{rows}
"""


def style(number: int, width: int) -> str:
    """Return the WXSS of page ``number``; its ``#mark`` is ``width`` pixels wide."""
    rules = "\n".join(
        f".r{row} {{ padding: {row + 4}rpx {number % 7 * 10}rpx; color: #{row % 10}{row % 10}4; }}"
        for row in range(20)
    )
    return f'@import "../../styles/base.wxss";\n#mark {{ width: {width}px; }}\n{rules}\n'


def script(number: int, text: str) -> str:
    """Return the JavaScript of page ``number`` showing ``text``."""
    handlers = "\n".join(
        f"  on{row}(event) {{\n    const value = helper.sum([{row}, this.data.count])\n"
        f"    this.setData({{ count: value % 20, title: `page ${{value}}` }})\n  }},"
        for row in range(15)
    )
    return f"""import {{ label }} from '../../lib/h{number % _HELPERS}'
const helper = require('../../lib/sum.js')
Page({{
  data: {{
    text: '{text}',
    title: label({number}),
    count: {number % 20},
    labels: {{ t0: 'zero', t1: 'one', t2: 'two', t3: 'three', t4: 'four' }},
    items: [{{ id: 1, name: 'first', on: true }}, {{ id: 2, name: 'second', on: false }}],
  }},
  choose() {{}},
{handlers}
}})
"""


def _files(pages: int) -> Iterator[tuple[str, str]]:
    routes = [route(number) for number in range(pages)]
    app = {
        "pages": [*routes, LIST_PAGE, EMPTY_PAGE],
        "window": {"navigationBarTitleText": "Bench"},
        "usingComponents": {
            f"card-{part}": f"/components/c{part}/c" for part in range(_COMPONENTS)
        },
    }
    yield "app.json", json.dumps(app, indent=1)
    yield "app.js", "App({ onLaunch() { this.started = true } })\n"
    yield "app.wxss", "page { background: #f6f6f6; font-size: 28rpx; }\n"
    yield "project.config.json", json.dumps({"appid": "touristappid", "projectname": "bench"})
    yield (
        "styles/base.wxss",
        ".page { display: block; }\n.item { margin: 8rpx; }\n.on { color: red; }\n",
    )
    yield (
        "templates/card.wxml",
        '<template name="card"><view>{{title}} {{count}}</view></template>\n',
    )
    yield (
        "wxs/format.wxs",
        "module.exports = { upper: function (t) { return String(t).toUpperCase() } }\n",
    )
    yield "images/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>\n'
    yield "lib/sum.js", "exports.sum = (all) => all.reduce((a, b) => a + b, 0)\n"
    for number in range(_HELPERS):
        yield f"lib/h{number}.js", f"export const label = (n) => `page ${{n}} of {number}`\n"
    for part in range(_COMPONENTS):
        yield from _component(part)
    for number in range(pages):
        base = route(number)
        yield f"{base}.json", json.dumps({"navigationBarTitleText": f"Page {number}"})
        yield f"{base}.wxml", template(number, f"mark {number}")
        yield f"{base}.wxss", style(number, 300)
        yield f"{base}.js", script(number, f"text {number}")
    yield f"{LIST_PAGE}.wxml", LIST_TEMPLATE
    yield f"{LIST_PAGE}.js", "Page({ data: { title: '', rows: [] } })\n"
    yield f"{EMPTY_PAGE}.wxml", "<view></view>\n"
    yield f"{EMPTY_PAGE}.js", "Page({})\n"


LIST_TEMPLATE = """<view id="title">{{title}}</view>
<view id="list"><view wx:for="{{rows}}" wx:key="id" class="row">
<text class="name">{{item.name}}</text><text class="price">{{item.price}}</text>
</view></view>
"""


def _component(part: int) -> Iterator[tuple[str, str]]:
    base = f"components/c{part}/c"
    yield f"{base}.json", json.dumps({"component": True})
    yield (
        f"{base}.wxml",
        '<view class="card"><view class="head">{{title}}</view><slot />'
        '<view wx:for="{{items}}" wx:key="id" bindtap="tap">{{item.name}}</view></view>\n',
    )
    yield f"{base}.wxss", f".card {{ padding: {part}rpx; }}\n.head {{ font-weight: bold; }}\n"
    yield (
        f"{base}.js",
        "Component({ properties: { title: String, items: Array },"
        " methods: { tap() { this.triggerEvent('choose') } } })\n",
    )
