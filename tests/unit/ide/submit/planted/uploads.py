"""Faults of sizes, upload settings and the sitemap, and what only looks like one."""

from __future__ import annotations

import json

from tests.unit.ide.submit.sound import CONFIG, Planted, script

KILOBYTE = 1024
PLUGIN = {"pluginRoot": "plugin"}


def setting(**changed: object) -> Planted:
    return {"config": {"setting": {**dict(CONFIG["setting"]), **changed}}}  # type: ignore[call-overload]


def sitemap(*rules: object) -> Planted:
    return {"files": {"sitemap.json": json.dumps({"rules": rules})}}


PRIVATE = {
    "app": {"pages": ["pages/a/a", "pages/b/b", "pages/orderList/list"]},
    "files": {
        "pages/a/a.wxml": '<navigator url="../b/b"/><navigator url="../orderList/list"/>',
        "pages/orderList/list.wxml": "<view/>",
        "pages/orderList/list.js": "Page({})",
    },
}


def listed(*rules: object) -> Planted:
    return {**PRIVATE, "files": {**PRIVATE["files"], **sitemap(*rules)["files"]}}


FAULTS: list[tuple[str, Planted]] = [
    ("part-nearly-too-large", {"files": {"big.wasm": b"x" * (1800 * KILOBYTE)}}),
    ("picture-large", {"files": {"a.png": b"x" * (201 * KILOBYTE)}}),
    ("media-total", {"files": {f"{n}.mp3": b"x" * (101 * KILOBYTE) for n in range(2)}}),
    (
        "plugin-large",
        {
            "files": {"plugin/plugin.json": "{}", "plugin/a.wasm": b"x" * (201 * KILOBYTE)},
            "config": PLUGIN,
        },
    ),
    ("minify-off", setting(minified=False)),
    ("minify-off", setting(minifyWXSS=False)),
    ("minify-unset", {"config": {"setting": {"minified": True}}}),
    ("minify-unset", {"config": {"setting": {}}}),
    ("source-map-off", setting(uploadWithSourceMap=False)),
    (
        "autoprefix-off",
        {**setting(postcss=False), "files": {"app.wxss": "page { color: red }"}},
    ),
    ("es6-off", {**setting(es6=False), **script("const go = () => 1\nPage({ go })")}),
    ("es6-differs", setting(es6=True, enhance=False)),
    ("lazy-loading-off", {"app": {"lazyCodeLoading": ""}}),
    ("guest-app-id", {"config": {"appid": "touristappid"}}),
    ("sitemap-missing", {"app": {"sitemapLocation": "other.json"}}),
    ("sitemap-form", {"files": {"sitemap.json": "[]"}}),
    ("sitemap-form", sitemap("pages/a/a")),
    ("sitemap-form", sitemap({"action": "allow"})),
    ("sitemap-value", sitemap({"action": "deny", "page": "*"})),
    ("sitemap-value", sitemap({"page": "pages/a/a", "params": ["a"], "matching": "all"})),
    ("sitemap-page", sitemap({"action": "disallow", "page": "pages/c/c"})),
    ("sitemap-private", listed({"action": "allow", "page": "*"})),
    (
        "sitemap-private",
        listed(
            {"action": "disallow", "page": "pages/orderList/list"},
            {"action": "allow", "page": "*", "priority": 9},
        ),
    ),
]

SOUND: list[tuple[str, Planted]] = [
    ("media-total", {"files": {f"{n}.png": b"x" * (90 * KILOBYTE) for n in range(2)}}),
    ("plugin-large", {"files": {"plugin/a.wasm": b"x" * (201 * KILOBYTE)}, "config": PLUGIN}),
    ("source-map-off", setting(uploadWithSourceMap=True)),
    ("autoprefix-off", setting(postcss=False)),
    ("es6-off", {**setting(es6=False), **script("var go = function () {}\nPage({ go: go })")}),
    ("es6-off", setting(es6=False, enhance=True)),
    ("es6-differs", setting(es6=True)),
    ("sitemap-private", listed({"action": "disallow", "page": "*"})),
    (
        "sitemap-private",
        listed(
            {"action": "disallow", "page": "pages/orderList/list"}, {"action": "allow", "page": "*"}
        ),
    ),
    ("sitemap-private", sitemap({"action": "allow", "page": "*"})),
    ("sitemap-page", sitemap({"action": "disallow", "page": "/pages/b/b"})),
]
