"""What makes a package heavy, and how its room is divided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.finding import Finding, Severity
from ide.submit.files import PackageFile
from ide.submit.size_tree import cuts, size_tree
from ide.submit.treemap import Area, divide

FILES = [
    PackageFile("app.js", 10),
    PackageFile("images/big.png", 900_000),
    PackageFile("images/small.png", 100),
    PackageFile("shop/pages/cart.js", 4_000),
    PackageFile("shop/unused.js", 2_000),
]
APP = {"subPackages": [{"root": "shop", "pages": ["pages/cart"]}]}


def test_the_tree_has_parts_folders_and_files_heaviest_first() -> None:
    tree = size_tree(FILES, APP)
    assert [(part.name, part.size) for part in tree.children] == [
        ("main", 900_110),
        ("shop", 6_000),
    ]
    main, shop = tree.children
    assert [(block.name, block.kind) for block in main.children] == [
        ("images", "folder"),
        ("app.js", "file"),
    ]
    assert [block.path for block in shop.children] == ["shop/pages", "shop/unused.js"]
    assert tree.size == sum(file.size for file in FILES)


def test_what_could_go_comes_first_then_what_is_heavy() -> None:
    unused = Finding(Severity.WARNING, "nobody", "mini/shop/unused.js", code="file-unused")
    large = Finding(Severity.WARNING, "large", "mini/images/big.png", code="picture-large")
    other = Finding(Severity.WARNING, "other", "mini/app.js", code="debugger")
    rows = cuts([unused, large, other], FILES, "mini/")
    assert [(row.path, row.saves) for row in rows[:2]] == [
        ("images/big.png", 900_000 - 200 * 1024),
        ("shop/unused.js", 2_000),
    ]
    assert [row.path for row in rows[2:]] == ["shop/pages/cart.js", "images/small.png", "app.js"]
    assert all(row.finding is None for row in rows[2:])


def test_an_unused_folder_saves_all_that_is_in_it() -> None:
    package = Finding(Severity.WARNING, "nobody", "shop", code="package-unused")
    first = cuts([package], FILES, "")[0]
    assert (first.path, first.saves) == ("shop", 6_000)


@given(
    weights=st.lists(st.integers(1, 10**6), min_size=1, max_size=40),
    width=st.integers(50, 900),
    height=st.integers(50, 900),
)
def test_the_pieces_fill_the_area_in_proportion(
    weights: list[int], width: int, height: int
) -> None:
    weights.sort(reverse=True)
    pieces = divide(weights, Area(0, 0, width, height))
    total = sum(weights)
    for weight, piece in zip(weights, pieces, strict=True):
        share = weight / total * width * height
        assert piece.width * piece.height == pytest.approx(share, rel=1e-6, abs=1e-6)
        assert piece.left >= -1e-6
        assert piece.top >= -1e-6
        assert piece.left + piece.width <= width + 1e-6
        assert piece.top + piece.height <= height + 1e-6


def test_nothing_needs_no_room() -> None:
    assert divide([0, 0], Area(0, 0, 10, 10)) == [Area(0, 0, 0, 0)] * 2
