"""The package: exactly what belongs in, built, with its manifest and what lies beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ide.submit import package
from tests.unit.ide.submit.packages import content_of, make_project

SETTING = {"minified": True, "minifyWXML": True, "minifyWXSS": True}


def packed(root: Path, *args: object, **more: object) -> dict[str, bytes]:
    submission = make_project(root / "app", *args, **more)  # type: ignore[arg-type]
    return content_of(package.write(submission, root / "out", "Shop").file)


def test_exactly_what_belongs_in_goes_in(tmp_path: Path) -> None:
    files = {
        "images/a.PNG": b"png",
        "data/list.json": "[]",
        "utils/spare.js": "exports.a = 1\n",
        "utils/types.d.ts": "export type A = 1",
        "package.json": "{}",
        "tsconfig.json": "{}",
        "project.private.config.json": "{}",
        "README.md": "no",
        "font.ttf": b"no",
        ".hidden.js": "no",
        ".git/config.js": "no",
        "node_modules/x/index.js": "no",
        "cloud/f/index.js": "no",
        "old/a.js": "no",
        "old/keep.js": "exports.keep = 1\n",
    }
    options = {
        "ignore": [{"type": "folder", "value": "old"}],
        "include": [{"type": "suffix", "value": "keep.js"}],
    }
    config = {"packOptions": options, "cloudfunctionRoot": "cloud/"}
    assert sorted(packed(tmp_path, files, config=config)) == [
        "app.js",
        "app.json",
        "data/list.json",
        "images/a.PNG",
        "old/keep.js",
        "pages/a/a.js",
        "pages/a/a.wxml",
        "project.config.json",
        "utils/spare.js",
    ]


def test_every_file_that_stays_out_is_named_with_its_reason(tmp_path: Path) -> None:
    files = {"README.md": "no", "spare.js": "", "package.json": "{}", "old.js": "", "a.json": "{}"}
    config = {
        "packOptions": {"ignore": [{"type": "file", "value": "old.js"}]},
        "setting": {"ignoreUploadUnusedFiles": True},
    }
    submission = make_project(tmp_path / "app", files, config=config)
    done = package.write(submission, tmp_path / "out", "Shop")
    assert done.content.left_out == {
        "README.md": "format",
        "old.js": "ignored",
        "package.json": "project",
        "project.config.json": "project",
        "spare.js": "unused",
    }


def test_unused_code_stays_in_unless_the_project_leaves_it_out(tmp_path: Path) -> None:
    files = {
        "spare/spare.wxml": "<view/>",
        "spare/spare.json": "{}",
        "spare/used.js": "exports.a = 1\n",
        "app.js": "require('./spare/used')\nApp({})\n",
        "data/cities.json": "[]",
        "sitemap.json": "{}",
        "kept.wxss": ".a { b: c }",
    }
    assert {"spare/spare.wxml", "kept.wxss"} <= set(packed(tmp_path / "one", files))
    config = {
        "setting": {"ignoreUploadUnusedFiles": True},
        "packOptions": {"include": [{"type": "prefix", "value": "kept"}]},
    }
    lean = set(packed(tmp_path / "two", files, config=config))
    assert {"spare/used.js", "data/cities.json", "sitemap.json", "kept.wxss"} <= lean
    assert not {"spare/spare.wxml", "spare/spare.json"} & lean


def test_typescript_less_and_sass_are_built_and_their_sources_stay_out(tmp_path: Path) -> None:
    files = {
        "pages/a/a.ts": "import { n } from '../../n'\nPage({ data: { n: n as number } })\n",
        "pages/a/a.js": "stale()\n",
        "n.ts": "export const n: number = 1\n",
        "pages/a/a.less": "@import '../../base.less';\n.a { .b { c: @d } }\n",
        "base.less": "@d: red;\n",
        "app.scss": "$a: 1px;\n.x { margin: $a }\n",
    }
    config = {"setting": {"useCompilerPlugins": ["typescript", "less", "sass"]}}
    found = packed(tmp_path, files, config=config)
    assert not [path for path in found if path.endswith((".ts", ".less", ".scss"))]
    assert b"require" in found["pages/a/a.js"]
    assert b"stale" not in found["pages/a/a.js"]
    assert b".a .b" in found["pages/a/a.wxss"]
    assert b"margin: 1px" in found["app.wxss"]
    assert "base.wxss" not in found


def test_an_npm_package_is_built_as_for_the_preview(tmp_path: Path) -> None:
    files = {
        "package.json": json.dumps({"dependencies": {"sum": "1", "ui": "1"}}),
        "node_modules/sum/package.json": json.dumps({"name": "sum", "main": "lib.js"}),
        "node_modules/sum/lib.js": "module.exports = (a, b) => a + b\n",
        "node_modules/ui/package.json": json.dumps({"name": "ui", "miniprogram": "dist"}),
        "node_modules/ui/dist/b/index.json": '{"component": true}',
        "node_modules/ui/dist/b/index.js": "Component({})\n",
        "node_modules/ui/dist/b/index.wxml": "<view/>\n",
        "node_modules/ui/dist/b/README.md": "no",
        "node_modules/ui/src/x.js": "no",
        "pages/a/a.js": "const sum = require('sum')\nPage({ data: { n: sum(1, 2) } })\n",
        "pages/a/a.json": '{"usingComponents": {"b": "ui/b/index"}}',
        "pages/a/a.wxml": "<b/>\n",
    }
    found = packed(tmp_path, files)
    assert sorted(path for path in found if path.startswith("miniprogram_npm/")) == [
        "miniprogram_npm/sum/index.js",
        "miniprogram_npm/ui/b/index.js",
        "miniprogram_npm/ui/b/index.json",
        "miniprogram_npm/ui/b/index.wxml",
    ]


def test_the_switches_of_the_project_make_the_package_small(tmp_path: Path) -> None:
    files = {"app.wxss": "/* c */ .a { color : red }\n", "app.js": "App({ a: function () {} })\n"}
    plain = packed(tmp_path / "plain", files)
    small = packed(tmp_path / "small", files, config={"setting": SETTING})
    assert plain["app.js"] == files["app.js"].encode()
    assert plain["app.wxss"] == files["app.wxss"].encode()
    assert small["app.js"] == b"\nApp({a:function(){}});\n"
    assert small["app.wxss"] == b".a{color :red}"
    assert small["pages/a/a.wxml"] == b"<view> hello </view>"


def test_the_package_is_a_project_that_no_tool_builds_again(tmp_path: Path) -> None:
    config = {
        "setting": {**SETTING, "es6": True, "postcss": True, "useCompilerPlugins": ["less"]},
        "packOptions": {"ignore": [{"type": "file", "value": "x"}]},
        "condition": {"miniprogram": {"list": [{"name": "private"}]}},
    }
    found = json.loads(packed(tmp_path, config=config)["project.config.json"])
    assert found["appid"] == "wx0123456789abcdef"
    assert found["miniprogramRoot"] == "./"
    assert found["packOptions"] == {"ignore": [], "include": []}
    assert found["setting"]["useCompilerPlugins"] is False
    assert not any(found["setting"][name] for name in SETTING)
    assert found["setting"]["es6"] is True
    assert found["setting"]["postcss"] is True
    assert "condition" not in found


def test_the_manifest_tells_what_the_package_holds(tmp_path: Path) -> None:
    app = {"subPackages": [{"root": "shop", "pages": ["b/b"]}]}
    files = {"shop/b/b.js": "Page({})\n", "shop/b/b.wxml": "<view/>\n"}
    done = package.write(make_project(tmp_path / "app", files, app=app), tmp_path / "out", "A / b")
    assert done.file.name == "A-b-1.2.0.zip"
    told = json.loads(done.manifest.read_text("utf-8"))
    found = content_of(done.file)
    assert [row["path"] for row in told["files"]] == sorted(found)
    assert {row["path"]: row["bytes"] for row in told["files"]} == {
        path: len(data) for path, data in found.items()
    }
    assert told["packages"] == [
        {"name": "main", "bytes": done.content.parts[0].size, "files": 4},
        {"name": "shop", "bytes": 17, "files": 2},
    ]
    assert told["sha256"] == done.sha256
    assert told["tool"].startswith("minideck ")
    assert told["version"] == "1.2.0"


@pytest.mark.parametrize(
    ("files", "config", "said"),
    [
        ({"pages/a/a.js": "Page({\n"}, {}, "pages/a/a.js:2"),
        ({"app.less": ".a {"}, {"setting": {"useCompilerPlugins": ["less"]}}, "app.less"),
        (
            {"app.js": "require('./b')\nApp({})\n", "b.js": ""},
            {"packOptions": {"ignore": [{"type": "file", "value": "b.js"}]}},
            "needs b.js",
        ),
        ({}, {"compileType": "plugin"}, "plugin project"),
        ({"Images/a.png": b"1", "images/b.png": b"2"}, {}, "differ only"),
        ({"images/con.png": b"1"}, {}, "con.png"),
        ({"images/a?.png": b"1"}, {}, "a?.png"),
        ({"images/big.png": bytes(2 * 1024 * 1024)}, {}, "2.00 MB"),
    ],
)
def test_a_project_that_cannot_be_packed_is_told_so_and_leaves_nothing(
    tmp_path: Path, files: dict[str, str], config: dict[str, object], said: str
) -> None:
    submission = make_project(tmp_path / "app", files, config=config)
    with pytest.raises(package.UnpackableError) as caught:
        package.write(submission, tmp_path / "out", "Shop")
    assert said in str(caught.value)
    assert not (tmp_path / "out").exists()
