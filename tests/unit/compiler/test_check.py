"""``check`` compiles everything and keeps its JSON contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from renderer.compiler import Compiler, DiskCache, MemoryTree
from renderer.compiler.transforms import TransformRunner

Project = Callable[[Mapping[str, str | bytes | None]], Compiler]
TreeOf = Callable[[Mapping[str, str | bytes | None]], MemoryTree]


def test_a_clean_project_is_clean(project: Project) -> None:
    report = project({}).check()
    assert report.is_clean
    assert report.diagnostics == ()


def test_the_json_contract(project: Project) -> None:
    report = project({"pages/index/index.js": "require('./no')"}).check().to_json()
    assert report.keys() == {"diagnostics", "packages", "ms"}
    (note,) = report["diagnostics"]
    assert list(sorted(note)) == [
        "code",
        "column",
        "endColumn",
        "endLine",
        "file",
        "hint",
        "line",
        "message",
        "severity",
    ]
    assert (note["file"], note["line"], note["severity"]) == ("pages/index/index.js", 1, "error")
    assert report["packages"] == [{"name": "", "bytes": 77}]
    assert report["ms"]["total"] > 0
    json.dumps(report)


def test_every_page_tab_bar_worker_and_asynchronous_module_is_checked(project: Project) -> None:
    files = {
        "app.json": '{"pages": ["pages/index/index", "pages/b/b"], "workers": "workers", '
        '"tabBar": {"custom": true, "list": [{}, {}]}}',
        "pages/b/b.wxml": "",
        "pages/b/b.js": "require('no-b')",
        "custom-tab-bar/index.wxml": "",
        "custom-tab-bar/index.js": "require('no-bar')",
        "workers/w.js": "require('no-worker')",
        "pages/index/index.js": "require.async('/later')",
        "later.js": "require.async('/much-later')",
        "much-later.js": "require('no-later')",
        "app.js": "require('no-app')",
    }
    notes = project(files).check().diagnostics
    missing = {note.file for note in notes if note.code == "module-missing"}
    assert missing == {
        "app.js",
        "pages/b/b.js",
        "custom-tab-bar/index.js",
        "workers/w.js",
        "much-later.js",
    }


def test_a_page_that_does_not_exist_is_an_error_at_its_line(project: Project) -> None:
    report = project({"app.json": '{"pages": [\n"pages/index/index",\n"pages/no/no"]}'}).check()
    (note,) = report.diagnostics
    assert (note.code, note.file, note.line) == ("page-missing", "app.json", 3)


def test_broken_files_that_nothing_uses_are_warnings(project: Project) -> None:
    report = project(
        {
            "old/a.wxml": "<view>",
            "old/a.js": "let =",
            "old/a.wxss": ".a {",
            "build.js": "require('gulp')",
        }
    ).check()
    assert report.is_clean
    assert {(note.file, note.severity) for note in report.diagnostics} == {
        ("old/a.wxml", "warning"),
        ("old/a.js", "warning"),
        ("old/a.wxss", "warning"),
    }


def test_sizes_follow_packages_and_packing_rules(project: Project) -> None:
    report = project(
        {
            "app.json": '{"pages": ["pages/index/index"],'
            ' "subPackages": [{"root": "sub", "pages": ["p"]}]}',
            "project.config.json": json.dumps(
                {
                    "cloudfunctionRoot": "cloud/",
                    "packOptions": {
                        "ignore": [
                            {"type": "folder", "value": "docs"},
                            {"type": "suffix", "value": ".svg"},
                            {"type": "regexp", "value": "(broken"},
                            {"type": "glob", "value": "tmp/*.js"},
                        ],
                        "include": [{"type": "file", "value": "docs/keep.json"}],
                    },
                }
            ),
            "sub/p.wxml": "x" * 100,
            "sub/p.js": "",
            "cloud/f/index.js": "x" * 1000,
            "docs/a.json": "x" * 1000,
            "docs/keep.json": "{}",
            "a.svg": "x" * 1000,
            "tmp/a.js": "/" * 1000,
            "README.md": "x" * 1000,
        }
    ).check()
    sizes = {size.name: size.bytes for size in report.packages}
    assert sizes["sub"] == 100
    assert sizes[""] < 300


def test_limits_warn_and_never_block(project: Project) -> None:
    report = project({"big.png": b"x" * (2 * 1024 * 1024)}).check()
    (note,) = report.diagnostics
    assert (note.code, note.severity) == ("package-too-large", "warning")
    assert "2.00 MB" in note.message
    assert report.is_clean


def test_an_unchanged_project_is_answered_from_the_cache(
    tmp_path: Path, tree_of: TreeOf, toolchain: TransformRunner
) -> None:
    tree = tree_of({"pages/index/index.js": "require('./no')"})
    first = Compiler(tree, toolchain, DiskCache(tmp_path))
    before = first.check()
    first.close()
    toolchain.asked.clear()  # type: ignore[attr-defined]
    second = Compiler(tree, toolchain, DiskCache(tmp_path))
    after = second.check()
    second.close()
    assert toolchain.asked == []  # type: ignore[attr-defined]
    assert (after.diagnostics, after.packages) == (before.diagnostics, before.packages)


def test_a_changed_project_is_checked_again_but_only_the_change_is_compiled(
    tmp_path: Path, tree_of: TreeOf, toolchain: TransformRunner
) -> None:
    tree = tree_of({})
    first = Compiler(tree, toolchain, DiskCache(tmp_path))
    first.check()
    first.close()
    toolchain.asked.clear()  # type: ignore[attr-defined]
    tree.write("pages/index/index.js", "Page({")
    second = Compiler(tree, toolchain, DiskCache(tmp_path))
    report = second.check()
    second.close()
    assert toolchain.asked == [("script.compile", ["pages/index/index.js"])]  # type: ignore[attr-defined]
    assert [note.code for note in report.diagnostics] == ["script-syntax"]
