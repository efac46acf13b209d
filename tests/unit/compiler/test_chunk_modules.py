"""Modules reach a chunk by the paths that real apps write."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from renderer.compiler import Chunk, Compiler

Project = Callable[[Mapping[str, str | bytes | None]], Compiler]


def errors(chunk: Chunk) -> list[tuple[str, str, int]]:
    return [
        (note.code, note.file, note.line) for note in chunk.diagnostics if note.severity == "error"
    ]


@pytest.mark.parametrize(
    ("specifier", "path"),
    [
        ("../../utils/x", "utils/x.js"),
        ("../../utils/x.js", "utils/x.js"),
        ("/utils/x", "utils/x.js"),
        ("utils/x", "utils/x.js"),
        ("../../utils", "utils/index.js"),
        ("./local", "pages/index/local.ts"),
        ("./local.js", "pages/index/local.ts"),
        ("../../data.json", "data.json"),
        ("../../data", "data.json"),
        ("lib", "miniprogram_npm/lib/index.js"),
        ("@scope/lib/sub", "miniprogram_npm/@scope/lib/sub.js"),
        ("~/x", "utils/x.js"),
        ("../../../../utils/x", "utils/x.js"),
        ("../../min.v1", "min.v1.js"),
    ],
)
def test_module_paths_of_real_apps(project: Project, specifier: str, path: str) -> None:
    text = {"data.json": '{"a": 1}', "pages/index/local.ts": "export const a: number = 1"}
    chunk = project(
        {
            "app.json": '{"pages": ["pages/index/index"], "resolveAlias": {"~/*": "utils/*"}}',
            "pages/index/index.js": f"const x = require('{specifier}')\nPage({{}})",
            path: text.get(path, "module.exports = 1"),
        }
    ).chunk("page/pages/index/index")
    assert chunk.modules["pages/index/index.js"].requires == {specifier: path}
    assert path in chunk.modules
    assert errors(chunk) == []


def test_npm_is_looked_for_up_the_tree(project: Project) -> None:
    chunk = project(
        {
            "app.json": '{"pages": [], "subPackages": [{"root": "sub", "pages": ["p/p"]}]}',
            "sub/p/p.wxml": "",
            "sub/p/p.js": "require('lib'); require('other')",
            "sub/miniprogram_npm/lib/index.js": "",
            "miniprogram_npm/lib/index.js": "",
            "miniprogram_npm/other/index.js": "",
        }
    ).chunk("page/sub/p/p")
    assert chunk.modules["sub/p/p.js"].requires == {
        "lib": "sub/miniprogram_npm/lib/index.js",
        "other": "miniprogram_npm/other/index.js",
    }


def test_modules_that_require_each_other_end(project: Project) -> None:
    chunk = project(
        {
            "pages/index/index.js": "require('./a')",
            "pages/index/a.js": "require('./b')",
            "pages/index/b.js": "require('./a'); require('./b')",
        }
    ).chunk("page/pages/index/index")
    assert len(chunk.modules) == 3
    assert errors(chunk) == []


def test_a_missing_module_is_an_error_with_its_line(project: Project) -> None:
    chunk = project(
        {
            "pages/index/index.js": "\n\nconst a = require('./utils/nothing')",
            "pages/index/utils/nothin.js": "",
        }
    ).chunk("page/pages/index/index")
    (note,) = chunk.diagnostics
    assert (note.code, note.line) == ("module-missing", 3)
    assert "./utils/nothing" in note.message
    assert "pages/index/utils/nothin.js" in note.hint
    assert chunk.modules["pages/index/index.js"].requires == {}


def test_modules_of_node_that_libraries_probe_for_are_no_errors(project: Project) -> None:
    files = {"pages/index/index.js": "try { require('crypto') } catch (e) {}"}
    chunk = project(files).chunk("page/pages/index/index")
    assert errors(chunk) == []
    assert [note.code for note in chunk.diagnostics] == ["module-missing-guarded"]


def test_asynchronous_modules_are_chunks_of_their_own(project: Project) -> None:
    compiler = project(
        {
            "pages/index/index.js": "require.async('../../sub/x').then(() => {})",
            "sub/x.js": "require('./y')",
            "sub/y.js": "",
        }
    )
    chunk = compiler.chunk("page/pages/index/index")
    assert list(chunk.modules) == ["pages/index/index.js"]
    assert chunk.modules["pages/index/index.js"].requires == {"../../sub/x": "sub/x.js"}
    assert set(compiler.chunk("module/sub/x.js").modules) == {"sub/x.js", "sub/y.js"}


def test_a_worker_is_a_chunk_of_its_own(project: Project) -> None:
    compiler = project({"workers/a.js": "require('./b')", "workers/b.js": ""})
    assert set(compiler.chunk("worker/workers/a.js").modules) == {"workers/a.js", "workers/b.js"}


def test_the_app_chunk_holds_script_and_style_of_the_app(project: Project) -> None:
    chunk = project(
        {
            "app.js": "require('./u')",
            "u.js": "",
            "app.wxss": '@import "b.wxss";',
            "b.wxss": ".b {top: 3rpx}",
        }
    ).chunk("app")
    assert set(chunk.modules) == {"app.js", "u.js"}
    assert 3 in chunk.styles["app.wxss"].parts
    assert errors(chunk) == []
