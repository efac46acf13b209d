"""Paths of the scheme: what is ours, and what could leave its folder."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from renderer.host.address import Address, base_url, parse_path


def test_a_path_is_generation_kind_and_name() -> None:
    assert parse_path("/3/pkg/images/a%20b.png") == Address(3, "pkg", "images/a b.png")
    assert parse_path("/3/shell.html") == Address(3, "shell.html")


def test_chinese_names_survive_the_way_there_and_back() -> None:
    url = base_url("app1", 2) + "pkg/" + quote("图/一.png")
    assert parse_path(url.removeprefix("wxapp://app1")) == Address(2, "pkg", "图/一.png")


def test_doubled_slashes_do_not_matter() -> None:
    assert parse_path("/1/pkg//images//a.png") == Address(1, "pkg", "images/a.png")


@pytest.mark.parametrize(
    "path",
    [
        "/1/pkg/../secret",
        "/1/pkg/%2e%2e/secret",
        "/1/pkg/..%2fsecret",
        "/1/pkg/a%5c..%5csecret",
        "/1/pkg/a%00b",
        "/1/pkg/./a",
        "/1/pkg/%ff",
    ],
)
def test_ways_out_of_the_folder_are_refused(path: str) -> None:
    assert parse_path(path) is None


@pytest.mark.parametrize("path", ["", "/", "/1", "/x/pkg/a", "/-1/pkg/a", "/²/pkg/a"])
def test_a_path_without_generation_or_kind_is_none_of_ours(path: str) -> None:
    assert parse_path(path) is None
