"""Trees give exactly the files of the project and nothing outside of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from renderer.compiler.source import DiskTree, MemoryTree, OverlayTree, is_plain


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("secret")
    return secret


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "pages").mkdir(parents=True)
    (folder / "app.json").write_text("{}")
    (folder / "pages" / "a.js").write_text("1")
    return folder


@pytest.mark.parametrize(
    "path",
    [
        "../secret/key.txt",
        "/etc/passwd",
        "pages/../../secret/key.txt",
        "a\0b",
        "",
        "C:/x",
        "a//b",
        "./a",
    ],
)
def test_a_path_that_leaves_the_project_does_not_exist(
    root: Path, outside: Path, path: str
) -> None:
    tree = DiskTree(root)
    assert not is_plain(path)
    assert tree.read(path) is None
    assert tree.stamp(path) is None


def test_a_symbolic_link_out_of_the_project_does_not_exist(root: Path, outside: Path) -> None:
    (root / "link").symlink_to(outside)
    (root / "key.txt").symlink_to(outside / "key.txt")
    tree = DiskTree(root)
    assert sorted(tree.scan()) == ["app.json", "pages/a.js"]
    assert tree.read("link/key.txt") is None
    assert tree.read("key.txt") is None


def test_a_symbolic_link_inside_the_project_works_and_a_loop_ends(root: Path) -> None:
    (root / "shared").symlink_to(root / "pages")
    (root / "pages" / "loop").symlink_to(root)
    tree = DiskTree(root)
    assert tree.read("shared/a.js") == b"1"
    assert "shared/a.js" in tree.scan()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this platform")
def test_a_named_pipe_neither_hangs_nor_is_listed(root: Path) -> None:
    os.mkfifo(root / "pipe.js")
    tree = DiskTree(root)
    assert tree.read("pipe.js") is None
    assert "pipe.js" not in tree.scan()


def test_a_scan_leaves_out_installed_packages_and_hidden_folders(root: Path) -> None:
    for folder in ("node_modules/x", ".git", "pages/node_modules/y"):
        (root / folder).mkdir(parents=True)
        (root / folder / "index.js").write_text("")
    tree = DiskTree(root)
    assert sorted(tree.scan()) == ["app.json", "pages/a.js"]
    assert tree.read("node_modules/x/index.js") == b""


def test_a_stamp_changes_with_the_content(root: Path) -> None:
    tree = DiskTree(root)
    before = tree.stamp("app.json")
    (root / "app.json").write_text('{"pages": []}')
    assert tree.stamp("app.json") != before


def test_a_folder_is_no_file(root: Path) -> None:
    tree = DiskTree(root)
    assert tree.read("pages") is None
    assert tree.stamp("pages") is None


def test_an_unsaved_text_hides_the_file_until_it_is_taken_away() -> None:
    tree = OverlayTree(MemoryTree({"a.js": "saved"}))
    saved = tree.stamp("a.js")
    tree.set("a.js", "typed")
    tree.set("new.js", "new")
    assert tree.read("a.js") == b"typed"
    assert tree.stamp("a.js") != saved
    assert sorted(tree.scan()) == ["a.js", "new.js"]
    tree.set("a.js", None)
    assert tree.read("a.js") == b"saved"
    assert tree.stamp("a.js") == saved


def test_an_overlay_cannot_lie_outside() -> None:
    tree = OverlayTree(MemoryTree({}))
    tree.set("../x", "text")
    assert tree.scan() == {}
