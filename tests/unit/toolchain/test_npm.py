"""Packing a package of node_modules as the official tool's "build npm" does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renderer.toolchain.process import Toolchain

Result = dict[str, Any]


@pytest.fixture
def pack(toolchain: Toolchain, tmp_path: Path) -> Callable[..., Result]:
    """Pack a package made of ``files``; its package.json holds ``manifest``."""

    def pack_one(manifest: object, files: dict[str, str | bytes], name: str = "pkg") -> Result:
        home = tmp_path / "node_modules" / name
        written: dict[str, str | bytes] = {"package.json": json.dumps(manifest), **files}
        for path, content in written.items():
            target = home / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        item = {"root": str(tmp_path), "name": name, "dest": f"miniprogram_npm/{name}"}
        return toolchain.request("npm.pack", [item])[0]

    return pack_one


def test_a_mini_program_package_is_copied(pack: Callable[..., Result]) -> None:
    files: dict[str, str | bytes] = {
        "dist/a/index.wxml": "<view/>",
        "dist/i.png": b"\x89PNG\0\xff",
        "dist/node_modules/x/index.js": "",
        "src/a.js": "",
    }
    result = pack({"miniprogram": "dist"}, files)
    assert result["diagnostics"] == []
    assert result["files"] == {
        "miniprogram_npm/pkg/a/index.wxml": "<view/>",
        "miniprogram_npm/pkg/i.png": {"base64": "iVBORwD/"},
    }


def test_the_default_folder_of_a_mini_program_package(pack: Callable[..., Result]) -> None:
    result = pack({"main": "index.js"}, {"miniprogram_dist/index.js": "1", "index.js": "2"})
    assert result["files"] == {"miniprogram_npm/pkg/index.js": "1"}


def test_other_packages_are_bundled_from_their_main_entry(pack: Callable[..., Result]) -> None:
    files: dict[str, str | bytes] = {
        "lib/main.js": "var other = require('other'); module.exports = require('./part') + other",
        "lib/part.js": "module.exports = process.env.NODE_ENV",
    }
    result = pack({"main": "lib/main"}, files, name="@scope/pkg")
    code = result["files"]["miniprogram_npm/@scope/pkg/index.js"]
    assert 'require("other")' in code
    assert '"production"' in code
    assert "./part" not in code


def test_es_modules_are_bundled_to_commonjs(pack: Callable[..., Result]) -> None:
    result = pack(
        {}, {"index.js": "import {a} from './a.js'\nexport default a", "a.js": "export const a = 1"}
    )
    assert "module.exports = " in result["files"]["miniprogram_npm/pkg/index.js"]


@pytest.mark.parametrize(
    ("manifest", "files", "code"),
    [
        ({"main": "none.js"}, {}, "npm-no-entry"),
        ({"miniprogram": "none"}, {"index.js": ""}, "npm-no-folder"),
        ({"miniprogram": "../../other"}, {"index.js": ""}, "npm-outside"),
        ({"main": "a.js"}, {"a.js": "var = 1"}, "npm-bundle"),
        ({"main": "a.js"}, {"a.js": "require('./none')"}, "npm-bundle"),
    ],
)
def test_failures_are_explained(
    pack: Callable[..., Result], manifest: object, files: dict[str, str], code: str
) -> None:
    result = pack(manifest, files)
    assert result["files"] == {}
    assert [found["code"] for found in result["diagnostics"]] == [code]


def test_a_package_that_is_not_there(toolchain: Toolchain, tmp_path: Path) -> None:
    item = {"root": str(tmp_path), "name": "none", "dest": "miniprogram_npm/none"}
    result = toolchain.request("npm.pack", [item])[0]
    assert result["diagnostics"][0]["code"] == "npm-package-missing"


def test_a_broken_manifest(
    pack: Callable[..., Result], toolchain: Toolchain, tmp_path: Path
) -> None:
    result = pack({}, {"package.json": "{"})
    assert result["diagnostics"][0]["code"] == "npm-bad-manifest"
