"""npm packages work from node_modules without anybody building them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from renderer.compiler import Compiler, DiskTree
from renderer.compiler.extended import library_files
from renderer.compiler.transforms import TransformRunner

Project = Callable[[Mapping[str, str | bytes | None]], Compiler]

BUILT = {
    "node_modules/ui/package.json": '{"name": "ui", "miniprogram": "mp"}',
    "node_modules/ui/mp/button/index.json": '{"component": true}',
    "node_modules/ui/mp/button/index.wxml": "<text/>",
    "node_modules/ui/mp/button/index.js": "require('../shared'); Component({})",
    "node_modules/ui/mp/shared.js": "",
    "node_modules/ui/mp/logo.png": b"\x89PNG",
    "package.json": '{"dependencies": {"ui": "1"}}',
}
PAGE = {
    "pages/index/index.json": '{"usingComponents": {"ui-button": "ui/button"}}',
    "pages/index/index.wxml": "<ui-button/>",
}


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def test_a_package_with_its_own_build_is_taken_as_it_is(project: Project) -> None:
    compiler = project({**BUILT, **PAGE})
    chunk = compiler.chunk("page/pages/index/index")
    assert "miniprogram_npm/ui/button/index" in chunk.components
    assert "miniprogram_npm/ui/shared.js" in chunk.modules
    assert chunk.diagnostics == ()
    assert compiler.asset("miniprogram_npm/ui/logo.png") == b"\x89PNG"


def test_a_package_is_found_as_if_it_lay_beside_the_script(project: Project) -> None:
    files = {**BUILT, "pages/index/index.js": "require('./ui/shared'); Page({})"}
    assert "miniprogram_npm/ui/shared.js" in project(files).chunk("page/pages/index/index").modules
    beside = {**files, "pages/index/ui/shared.js": ""}
    assert "pages/index/ui/shared.js" in project(beside).chunk("page/pages/index/index").modules


def test_findings_in_a_package_name_the_file_in_node_modules(project: Project) -> None:
    files = {**BUILT, **PAGE, "node_modules/ui/mp/shared.js": "let ="}
    chunk = project(files).chunk("page/pages/index/index")
    assert [note.file for note in chunk.diagnostics] == ["node_modules/ui/mp/shared.js"]


def test_a_package_beside_the_mini_program_s_folder_is_found(project: Project) -> None:
    inside = {f"miniprogram/{path}": text for path, text in PAGE.items()}
    chunk = project(
        {
            **BUILT,
            **inside,
            "app.json": None,
            "miniprogram/app.json": '{"pages": ["pages/index/index"]}',
            "miniprogram/pages/index/index.js": "Page({})",
        }
    ).chunk("page/pages/index/index")
    assert "miniprogram_npm/ui/button/index" in chunk.components


def test_a_package_that_has_been_built_is_left_alone(project: Project) -> None:
    chunk = project(
        {
            **BUILT,
            **PAGE,
            "miniprogram_npm/ui/button/index.json": '{"component": true}',
            "miniprogram_npm/ui/button/index.wxml": "<view>built</view>",
            "miniprogram_npm/ui/button/index.js": "",
        }
    ).chunk("page/pages/index/index")
    assert "built" in chunk.components["miniprogram_npm/ui/button/index"].template


def test_a_package_that_is_not_installed_is_explained(project: Project) -> None:
    files = {
        **PAGE,
        "package.json": '{"dependencies": {"ui": "1"}}',
        "pages/index/index.js": "require('ui')",
    }
    chunk = project(files).chunk("page/pages/index/index")
    assert [note.code for note in chunk.diagnostics] == ["npm-not-installed", "npm-not-installed"]
    assert "npm install" in chunk.diagnostics[0].hint


def test_any_other_package_is_packed_into_one_module(
    tmp_path: Path, toolchain: TransformRunner
) -> None:
    root = write(
        tmp_path,
        {
            "app.json": '{"pages": ["p/p"]}',
            "package.json": "{}",
            "p/p.wxml": "",
            "p/p.js": "const add = require('adder')",
            "node_modules/adder/package.json": json.dumps({"name": "adder", "main": "lib/main.js"}),
            "node_modules/adder/lib/main.js": "exports.add = require('./other').add",
            "node_modules/adder/lib/other.js": "exports.add = (a, b) => a + b",
        },
    )
    chunk = Compiler(DiskTree(root), toolchain).chunk("page/p/p")
    assert chunk.modules["p/p.js"].requires == {"adder": "miniprogram_npm/adder/index.js"}
    assert "a + b" in chunk.modules["miniprogram_npm/adder/index.js"].code
    assert chunk.diagnostics == ()


def test_a_package_that_cannot_be_packed_is_an_error(
    tmp_path: Path, toolchain: TransformRunner
) -> None:
    root = write(
        tmp_path,
        {
            "app.json": '{"pages": ["p/p"]}',
            "package.json": "{}",
            "p/p.wxml": "",
            "p/p.js": "require('broken')",
            "node_modules/broken/package.json": '{"name": "broken", "main": "main.js"}',
            "node_modules/broken/main.js": "let =",
        },
    )
    chunk = Compiler(DiskTree(root), toolchain).chunk("page/p/p")
    assert any(note.severity == "error" for note in chunk.diagnostics)


def test_installing_a_package_later_is_noticed(project: Project) -> None:
    compiler = project({**PAGE, "package.json": '{"dependencies": {"ui": "1"}}'})
    compiler.chunk("page/pages/index/index")
    for path, content in BUILT.items():
        compiler._tree.write(path, content)  # type: ignore[attr-defined]
    change = compiler.changed(BUILT)
    assert change.stale == ("page/pages/index/index",)
    assert compiler.chunk("page/pages/index/index").diagnostics == ()


@pytest.mark.parametrize("value", ["true", '"latest"'])
def test_weui_of_use_extended_lib_is_brought_along(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    write(
        tmp_path / "weui-miniprogram",
        {"cell/cell.json": '{"component": true}', "cell/cell.wxml": "<text/>", "cell/cell.js": ""},
    )
    monkeypatch.setattr(
        "renderer.compiler.extended.resource_path", lambda *parts: tmp_path / parts[-1]
    )
    files = {
        "app.json": f'{{"pages": ["pages/index/index"], "useExtendedLib": {{"weui": {value}}}}}',
        "pages/index/index.json": '{"usingComponents": {"mp-cell": "weui-miniprogram/cell/cell"}}',
        "pages/index/index.wxml": "<mp-cell/>",
    }
    chunk = project(files).chunk("page/pages/index/index")
    assert "miniprogram_npm/weui-miniprogram/cell/cell" in chunk.components
    assert chunk.diagnostics == ()


@pytest.mark.parametrize("own", [None, ".own { width: 1rpx }"])
def test_the_sheet_of_an_extended_library_applies_before_the_app(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str | None
) -> None:
    sheet = {"weui-wxss/dist/style/weui.wxss": ".weui-cell { color: red }"}
    write(tmp_path / "weui-miniprogram", sheet)
    monkeypatch.setattr(
        "renderer.compiler.extended.resource_path", lambda *parts: tmp_path / parts[-1]
    )
    files = {
        "app.json": '{"pages": ["pages/index/index"], "useExtendedLib": {"weui": true}}',
        "pages/index/index.wxml": "<view/>",
        "app.wxss": own,
    }
    compiler = project(files)
    css = "".join(map(str, compiler.chunk("app").styles["app.wxss"].parts))
    assert "weui-cell" in css
    assert ("own" in css.partition("weui-cell")[2]) == (own is not None)
    assert compiler.check().diagnostics == ()


def test_absolute_addresses_of_an_extended_library_mean_its_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = '<image src="/_assets/a.svg"/><image src="/images/b.png"/><image src="{{src}}"/>'
    write(tmp_path / "weui-miniprogram", {"load/load.wxml": template, "_assets/a.svg": "<svg/>"})
    monkeypatch.setattr(
        "renderer.compiler.extended.resource_path", lambda *parts: tmp_path / parts[-1]
    )
    assert library_files("weui-miniprogram")["load/load.wxml"].decode() == (
        '<image src="../_assets/a.svg"/><image src="/images/b.png"/><image src="{{src}}"/>'
    )


def test_an_extended_library_that_is_nowhere_is_only_noticed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "renderer.compiler.extended.resource_path", lambda *parts: tmp_path / "none"
    )
    files = {
        "app.json": '{"pages": ["pages/index/index"], "useExtendedLib": {"weui": true}}',
        "pages/index/index.json": '{"usingComponents": {"mp-cell": "weui-miniprogram/cell/cell"}}',
        "pages/index/index.wxml": "<mp-cell/>",
    }
    (note,) = project(files).chunk("page/pages/index/index").diagnostics
    assert (note.code, note.severity) == ("extended-lib-missing", "info")
