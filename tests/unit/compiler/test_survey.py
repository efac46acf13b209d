"""A survey follows the project's graph, through npm packages too, and looks at each file once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from renderer.compiler import Compiler, MemoryTree
from tests.unit.compiler.conftest import RecordingToolchain

Project = Callable[[Mapping[str, str | bytes | None]], Compiler]
TreeOf = Callable[[Mapping[str, str | bytes | None]], MemoryTree]
FILES = {
    "pages/index/index.json": '{"usingComponents": {"card": "/card/card", "idle": "/idle/idle"}}',
    "pages/index/index.wxml": '<import src="/part.wxml"/><card bindtap="go"/>',
    "pages/index/index.js": "const place = require('place')\nPage({ go() { place() } })\n",
    "tools.wxs": "var part = require('./part.wxs')",
    "part.wxs": "",
    "part.wxml": "<wxs src='tools.wxs' module='m'/><template name='t'>words</template>",
    "card/card.json": '{"component": true}',
    "card/card.wxml": "<view>card</view>",
    "card/card.js": "Component({ attached() { wx.login() } })",
    "card/card.wxss": "@import './base.wxss';",
    "card/base.wxss": ".a { color: red }",
    "idle/idle.json": '{"component": true}',
    "idle/idle.wxml": "",
    "idle/idle.js": "wx.chooseImage()",
    "miniprogram_npm/place/index.js": "module.exports = () => require.async('./later')",
    "miniprogram_npm/place/later.js": "exports.find = () => wx.getLocation({})",
    "unused.js": "wx.scanCode()",
}


def test_all_that_is_reached_and_nothing_else(project: Project) -> None:
    found = project(FILES).survey().to_json()
    assert set(found["scripts"]) == {
        "app.js",
        "card/card.js",
        "miniprogram_npm/place/index.js",
        "miniprogram_npm/place/later.js",
        "pages/index/index.js",
    }
    assert found["scripts"]["pages/index/index.js"]["needs"] == ["miniprogram_npm/place/index.js"]
    later = found["scripts"]["miniprogram_npm/place/later.js"]
    assert [one["name"] for one in later["apis"]] == ["getLocation"]
    assert set(found["components"]) == {"pages/index/index", "card/card"}
    page = found["components"]["pages/index/index"]
    assert page["using"] == {"card": "card/card"}
    assert page["unused"] == ["idle"]
    assert set(found["templates"]) == {"pages/index/index.wxml", "part.wxml", "card/card.wxml"}
    assert set(found["styles"]) == {"card/card.wxss", "card/base.wxss"}
    assert found["wxs"] == ["part.wxs", "tools.wxs"]
    assert found["packed"]["unused.js"] == len(FILES["unused.js"])
    assert found["diagnostics"] == []
    json.dumps(found)


def test_what_an_edit_leaves_unreached_is_no_longer_told(
    tree_of: TreeOf, toolchain: RecordingToolchain
) -> None:
    tree = tree_of(FILES)
    compiler = Compiler(tree, toolchain)
    assert "card/card" in compiler.survey().components
    tree.write("pages/index/index.wxml", "<view/>")
    compiler.changed(["pages/index/index.wxml"])
    found = compiler.survey()
    assert set(found.components) == {"pages/index/index"}
    assert "card/card.js" not in found.scripts


def test_a_file_is_looked_at_once(tree_of: TreeOf, toolchain: RecordingToolchain) -> None:
    compiler = Compiler(tree_of(FILES), toolchain)
    compiler.survey()
    first = sorted(toolchain.paths("script.survey"))
    assert len(first) == len(set(first)) == 5
    compiler.survey()
    assert sorted(toolchain.paths("script.survey")) == first
