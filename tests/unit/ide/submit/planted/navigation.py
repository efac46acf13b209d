"""Pages that are far or out of reach, handlers without a function, and what only looks like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ide.submit.form import Form, Item
from tests.unit.ide.submit.sound import GOOD, Planted, page, script

NO_LINK = {"pages/a/a.wxml": "<view/>"}
TAP = '<view bindtap="go"/>'
TEMPLATE = '<template name="t"><view bindtap="go"/></template>'


def linked(**links: str) -> dict[str, Any]:
    """Plant pages a to d, each with a script; ``a`` is the first one."""
    files: dict[str, str] = {}
    for name in "abcd":
        files[f"pages/{name}/{name}.wxml"] = "<view/>"
        files[f"pages/{name}/{name}.js"] = f"{links.get(name, '')}\nPage({{}})"
    return {"files": files, "app": {"pages": [f"pages/{name}/{name}" for name in "abcd"]}}


def go(name: str) -> str:
    return f"wx.navigateTo({{ url: '/pages/{name}/{name}' }})"


CHAIN = linked(a=go("b"), b=go("c"), c=go("d"))
ENTERED = "const name = getApp().next\nwx.navigateTo({ url: name })"


def shown(*addresses: str) -> Form:
    return replace(GOOD, items=tuple(Item(address) for address in addresses))


def behaving(own: str, behavior: str) -> Mapping[str, Any]:
    return page(TAP, **{"pages/a/a.js": own, "shared.js": behavior})


FAULTS: list[tuple[str, Planted]] = [
    ("page-unreachable", {"files": NO_LINK}),
    ("page-unreachable", linked(a=go("b"), b=go("c"))),
    ("page-unreachable", linked(a=go("b"), b=go("c"), d=go("d"))),
    ("page-unnamed", linked(a=ENTERED)),
    ("pages-far", CHAIN),
    ("item-far", {**CHAIN, "form": shown("pages/d/d?from=review")}),
    ("handler-missing", page(TAP)),
    ("handler-missing", page('<view catch:tap="go"/>')),
    ("handler-missing", page(TAP, **{"pages/a/a.js": "Page({ data: { go: 1 }, stay() {} })"})),
    ("handler-missing", page(TAP, **{"pages/a/a.js": "Component({ go() {}, methods: {} })"})),
    (
        "handler-missing",
        behaving(
            "const b = require('../../shared')\nPage({ behaviors: [b] })",
            "module.exports = Behavior({ methods: { stay() {} } })",
        ),
    ),
    (
        "handler-missing",
        page(
            '<import src="../../t.wxml"/><template is="t"/>',
            **{"t.wxml": TEMPLATE, "pages/a/a.js": "Page({ stay() {} })"},
        ),
    ),
]

SOUND: list[tuple[str, Planted]] = [
    (
        "page-unreachable",
        {"files": {"pages/a/a.wxml": "<view/>", "pages/a/a.js": "go('../b/b?x=1')"}},
    ),
    (
        "page-unreachable",
        {"files": {"pages/a/a.wxml": "<view/>", "pages/a/a.js": "x = '<a href=pages/b/b> b'"}},
    ),
    ("page-unreachable", {"files": {**NO_LINK, "pages/a/a.js": "const to = '/pages/' + name"}}),
    ("page-unreachable", {"files": {**NO_LINK, "app.js": "App({ home: '/pages/b/b' })"}}),
    (
        "page-unreachable",
        {
            "files": NO_LINK,
            "app": {"tabBar": {"list": [{"pagePath": f"pages/{n}/{n}"} for n in "ab"]}},
        },
    ),
    ("page-unreachable", linked(a=ENTERED)),
    ("page-unnamed", script("wx.navigateTo({ url: next })")),
    ("pages-far", linked(a=go("b") + go("c"), c=go("d"))),
    ("pages-far", linked(a=go("b") + ENTERED, b=go("c"), c=go("d"))),
    ("pages-far", {**CHAIN, "form": shown("pages/d/d")}),
    ("item-far", {**CHAIN, "form": shown("pages/c/c")}),
    ("handler-missing", page(TAP, **{"pages/a/a.js": "Page({ go() {} })"})),
    ("handler-missing", page(TAP, **{"pages/a/a.js": "Page({ onLoad() { this.go = f } })"})),
    (
        "handler-missing",
        behaving(
            "const base = require('../../shared')\nPage({ ...base })",
            "module.exports = { go() {} }",
        ),
    ),
    ("handler-missing", page(TAP, **{"pages/a/a.js": "Page({ [name]() {} })"})),
    ("handler-missing", page(TAP, **{"pages/a/a.js": "const p = {}\np[n] = f\nPage(p)"})),
    ("handler-missing", page(TAP, **{"pages/a/a.js": "class A { go() {} }\nPage(new A())"})),
    ("handler-missing", page(TAP, **{"pages/a/a.js": "create(store, { go() {} })"})),
    (
        "handler-missing",
        behaving(
            "const b = require('../../shared')\nPage({ behaviors: [b] })",
            "module.exports = Behavior({ methods: { go() {} } })",
        ),
    ),
    (
        "handler-missing",
        behaving(
            "const mix = require('../../shared')\nPage({ onLoad() { mix(this) } })",
            "module.exports = (page) => { page.go = () => {} }",
        ),
    ),
    (
        "handler-missing",
        page(
            TAP,
            **{
                "app.js": "const own = Page\nPage = (p) => own(mixed({ go() {} }, p))\nApp({})",
                "pages/a/a.js": "Page({})",
            },
        ),
    ),
    ("handler-missing", page('<view bindtap="{{on}}"/><wxs module="m"></wxs>')),
    ("handler-missing", page('<view catchtap="noop" catchtouchmove="move" bindtap/>')),
    (
        "handler-missing",
        page(
            '<import src="../../t.wxml"/><template is="t"/>',
            **{
                "t.wxml": TEMPLATE,
                "pages/a/a.js": "Page({ go() {} })",
                "pages/b/b.wxml": '<import src="../../t.wxml"/>',
            },
        ),
    ),
]
