"""An edit makes stale exactly what it changes, and says how deep it goes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from renderer.compiler import Compiler, DiskTree, Kind, MemoryTree
from renderer.compiler.transforms import TransformRunner

TreeOf = Callable[[Mapping[str, str | bytes | None]], MemoryTree]

FILES = {
    "app.json": '{"pages": ["pages/index/index", "pages/b/b"]}',
    "app.js": "require('./config'); App({})",
    "config.js": "module.exports = 1",
    "app.wxss": "page { color: red }",
    "pages/index/index.json": '{"usingComponents": {"x-a": "/comp/a"}}',
    "pages/index/index.wxml": '<import src="/t.wxml"/><x-a/>',
    "pages/index/index.wxss": '@import "/shared.wxss";',
    "pages/index/index.js": "require('../../util'); Page({})",
    "pages/b/b.wxml": "<view/>",
    "pages/b/b.wxss": '@import "/shared.wxss";',
    "pages/b/b.js": "Page({})",
    "comp/a.json": '{"component": true}',
    "comp/a.wxml": "<text/>",
    "comp/a.js": "Component({})",
    "shared.wxss": ".s { top: 1px }",
    "t.wxml": '<template name="t">old</template>',
    "util.js": "module.exports = 1",
    "unused.js": "",
    "images/a.png": b"1",
}
INDEX, OTHER = "page/pages/index/index", "page/pages/b/b"


@pytest.fixture
def tree(tree_of: TreeOf) -> MemoryTree:
    return tree_of(FILES)


@pytest.fixture
def compiler(tree: MemoryTree, toolchain: TransformRunner) -> Compiler:
    compiler = Compiler(tree, toolchain)
    for name in ("app", INDEX, OTHER):
        compiler.chunk(name)
    return compiler


@pytest.mark.parametrize(
    ("path", "text", "kind", "stale"),
    [
        ("pages/b/b.wxss", ".new {}", Kind.STYLE, [OTHER]),
        ("shared.wxss", ".new {}", Kind.STYLE, [OTHER, INDEX]),
        ("app.wxss", ".new {}", Kind.STYLE, ["app"]),
        ("pages/b/b.wxml", "<text/>", Kind.TEMPLATE, [OTHER]),
        ("t.wxml", '<template name="t">new</template>', Kind.TEMPLATE, [INDEX]),
        ("comp/a.wxml", "<view/>", Kind.TEMPLATE, [INDEX]),
        ("pages/b/b.js", "Page({ data: {} })", Kind.SCRIPT, [OTHER]),
        ("util.js", "module.exports = 2", Kind.SCRIPT, [INDEX]),
        ("comp/a.json", '{"component": true, "styleIsolation": "shared"}', Kind.SCRIPT, [INDEX]),
        ("app.js", "App({ a: 1 })", Kind.APP, ["app"]),
        ("config.js", "module.exports = 2", Kind.APP, ["app"]),
        ("app.json", '{"pages": ["pages/index/index"]}', Kind.APP, []),
        ("pages/b/b.json", '{"navigationBarTitleText": "B"}', Kind.APP, [OTHER]),
        ("unused.js", "let a", Kind.NONE, []),
        ("README.md", "text", Kind.NONE, []),
        ("images/a.png", b"2", Kind.TEMPLATE, ["app", OTHER, INDEX]),
        ("pages/b/b.wxml", "<view/>", Kind.NONE, []),
        ("comp/a.js", None, Kind.SCRIPT, [INDEX]),
        ("pages/b/b.wxss", None, Kind.TEMPLATE, [OTHER]),
    ],
)
def test_what_an_edit_makes_stale(
    tree: MemoryTree,
    compiler: Compiler,
    *,
    path: str,
    text: str | bytes | None,
    kind: Kind,
    stale: list[str],
) -> None:
    tree.write(path, text)
    change = compiler.changed([path])
    assert (change.kind, list(change.stale)) == (kind, stale)
    assert change.generation == (1 if kind is Kind.NONE else 2)


def test_after_edits_a_chunk_is_what_a_new_compiler_makes(
    tree: MemoryTree, compiler: Compiler, toolchain: TransformRunner
) -> None:
    edits = {
        "pages/index/index.wxml": '<include src="/part.wxml"/><x-a/><x-b/>',
        "part.wxml": "<text>part</text>",
        "pages/index/index.json": '{"usingComponents": {"x-a": "/comp/a", "x-b": "/comp/b"}}',
        "comp/b.json": '{"component": true}',
        "comp/b.wxml": "<view/>",
        "comp/b.js": "Component({})",
        "comp/a.wxml": None,
        "shared.wxss": '@import "more.wxss";',
        "more.wxss": ".more { left: 2rpx }",
    }
    for path, text in edits.items():
        tree.write(path, text)
        compiler.changed([path])
    fresh = Compiler(tree, toolchain)
    for name in ("app", INDEX, OTHER):
        assert compiler.chunk(name).to_json() == fresh.chunk(name).to_json()


def test_a_file_that_appears_mends_what_missed_it(
    tree_of: TreeOf, toolchain: TransformRunner
) -> None:
    tree = tree_of({"pages/index/index.js": "require('./late')"})
    compiler = Compiler(tree, toolchain)
    assert [note.code for note in compiler.chunk(INDEX).diagnostics] == ["module-missing"]
    tree.write("pages/index/late.js", "")
    change = compiler.changed(["pages/index/late.js"])
    assert (change.kind, change.stale) == (Kind.SCRIPT, (INDEX,))
    assert compiler.chunk(INDEX).diagnostics == ()


def test_only_the_edited_file_is_compiled_again(
    tree: MemoryTree, compiler: Compiler, toolchain: object
) -> None:
    toolchain.asked.clear()  # type: ignore[attr-defined]
    tree.write("comp/a.wxml", "<view>new</view>")
    compiler.changed(["comp/a.wxml"])
    assert toolchain.asked == [  # type: ignore[attr-defined]
        ("wxml.scan", ["comp/a.wxml"]),
        ("wxml.compile", ["comp/a.wxml"]),
    ]


def test_an_error_and_its_mending(tree: MemoryTree, compiler: Compiler) -> None:
    tree.write("pages/b/b.js", "Page({")
    assert compiler.changed(["pages/b/b.js"]).kind is Kind.SCRIPT
    assert [note.code for note in compiler.chunk(OTHER).diagnostics] == ["script-syntax"]
    tree.write("pages/b/b.js", "Page({})")
    compiler.changed(["pages/b/b.js"])
    assert compiler.chunk(OTHER).diagnostics == ()


def test_a_new_folder_is_looked_through(tmp_path: object, toolchain: TransformRunner) -> None:
    root = tmp_path
    (root / "app.json").write_text('{"pages": ["p"]}')  # type: ignore[operator]
    (root / "p.wxml").write_text("<view/>")  # type: ignore[operator]
    (root / "p.js").write_text("require('./lib/a')")  # type: ignore[operator]
    compiler = Compiler(DiskTree(root), toolchain)  # type: ignore[arg-type]
    assert len(compiler.chunk("page/p").diagnostics) == 1
    (root / "lib").mkdir()  # type: ignore[operator]
    (root / "lib" / "a.js").write_text("")  # type: ignore[operator]
    assert compiler.changed(["lib"]).stale == ("page/p",)
    assert compiler.chunk("page/p").diagnostics == ()


def test_hidden_files_do_not_matter(tree: MemoryTree, compiler: Compiler) -> None:
    tree.write(".git/index", "x")
    assert compiler.changed([".git/index"]).kind is Kind.NONE


def test_typescript_has_a_source_map_and_plain_script_has_none(
    tree_of: TreeOf, toolchain: TransformRunner
) -> None:
    files = {
        "pages/index/index.js": None,
        "pages/index/index.ts": "const a: number = 1\nPage({ a })",
    }
    compiler = Compiler(tree_of(files), toolchain)
    chunk = compiler.chunk(INDEX)
    compiler.chunk("app")
    assert chunk.modules["pages/index/index.ts"].mapped
    source_map = json.loads(compiler.source_map("pages/index/index.ts") or "")
    assert source_map["version"] == 3
    assert compiler.source_map("app.js") is None
    assert compiler.source_map("nothing.js") is None
