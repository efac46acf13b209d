"""packOptions: every kind of rule, and random ones against a model that knows no patterns."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.compiler.packing.glob import glob_pattern
from renderer.compiler.packing.rules import PackRules

FILES = ("a.png", "b.svg", "docs/c.png", "docs/d.svg", "deep/docs/e.png", "Deep/Big.PNG")


def left(*ignored: tuple[str, str], included: tuple[tuple[str, str], ...] = ()) -> set[str]:
    def rows(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
        return [{"type": kind, "value": value} for kind, value in pairs]

    options = {"ignore": rows(ignored), "include": rows(included)}
    rules = PackRules.of({"packOptions": options})
    return {path for path in FILES if not rules.keeps(path)}


@pytest.mark.parametrize(
    ("kind", "value", "ignored"),
    [
        ("folder", "docs", {"docs/c.png", "docs/d.svg"}),
        ("folder", "./DOCS/", {"docs/c.png", "docs/d.svg"}),
        ("folder", "/deep", {"deep/docs/e.png", "Deep/Big.PNG"}),
        ("folder", "doc", set()),
        ("file", "a.png", {"a.png"}),
        ("file", "/docs/C.png", {"docs/c.png"}),
        ("file", "c.png", set()),
        ("suffix", ".PNG", {"a.png", "docs/c.png", "deep/docs/e.png", "Deep/Big.PNG"}),
        ("suffix", "cs/c.png", set()),
        ("prefix", "c", {"docs/c.png"}),
        ("prefix", "docs", set()),
        ("glob", "docs/*.png", {"docs/c.png"}),
        ("glob", "**/*.png", {"a.png", "docs/c.png", "deep/docs/e.png", "Deep/Big.PNG"}),
        ("glob", "*.png", {"a.png"}),
        ("glob", "**/{c,e}.png", {"docs/c.png", "deep/docs/e.png"}),
        ("glob", "deep/**", {"deep/docs/e.png", "Deep/Big.PNG"}),
        ("regexp", "^docs/", {"docs/c.png", "docs/d.svg"}),
        ("regexp", "^/docs/c", {"docs/c.png"}),
        ("regexp", r"\.SVG$", {"b.svg", "docs/d.svg"}),
        ("regexp", "(?<letter>c)\\.png", {"docs/c.png"}),
        ("regexp", "(", set()),
        ("unknown", "a.png", set()),
        ("file", "", set()),
    ],
)
def test_every_kind_of_rule(kind: str, value: str, ignored: set[str]) -> None:
    assert left((kind, value)) == ignored


def test_include_wins_over_ignore() -> None:
    assert left(("suffix", ".png"), included=(("folder", "docs"),)) == {
        "a.png",
        "deep/docs/e.png",
        "Deep/Big.PNG",
    }


@pytest.mark.parametrize("options", [None, [], {"ignore": "x"}, {"ignore": [None, 3, {"type": 1}]}])
def test_options_that_are_none_leave_nothing_out(options: Any) -> None:
    assert all(PackRules.of({"packOptions": options}).keeps(path) for path in FILES)


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("a*c", "a/c", False),
        ("*", "a", True),
        ("*", ".a", False),
        ("**", "a/b/c", True),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True),
        ("a/**", "a/b/c", True),
        ("[ab]c", "bc", True),
        ("[!ab]c", "bc", False),
        ("{a,b/c}.x", "b/c.x", True),
        ("{a}.x", "{a}.x", True),
        ("{a,b{c,d}}", "bd", True),
        ("!a.x", "b.x", True),
        ("!a.x", "a.x", False),
        ("a.b", "axb", False),
    ],
)
def test_globs_are_read_as_the_platform_s_tool_reads_them(
    glob: str, path: str, matches: bool
) -> None:
    pattern = glob_pattern(glob)
    assert pattern is not None
    assert bool(pattern.fullmatch(path)) is matches


some_names = st.sampled_from(["a", "B", "cc", "docs", "x-1"])
some_paths = st.builds(
    lambda folders, name, ending: "/".join([*folders, f"{name}.{ending}"]),
    st.lists(some_names, max_size=3),
    some_names,
    st.sampled_from(["png", "JS", "json", "wxml"]),
)
some_values = st.one_of(
    some_paths,
    some_names,
    st.sampled_from(
        [".png", "s", "*", "*.js", "docs/*", "?.png", "^a", "[", "js$", "./docs", "//"]
    ),
)
pack_rows = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(
                ["folder", "file", "suffix", "prefix", "glob", "regexp", "size"]
            ),
            "value": some_values,
        }
    ),
    max_size=4,
)


def matches(row: dict[str, str], path: str) -> bool:
    """The model: each rule told in one line, without the code under test."""
    path, value = path.lower(), row["value"].lower()
    place = re.sub(r"^(\./)?/*", "", value)
    name = path.split("/")[-1]
    match row["type"]:
        case "folder":
            place = place.rstrip("/")
            return place == "" or (
                path.split("/")[: len(place.split("/"))] == place.split("/")
                and (len(path.split("/")) > len(place.split("/")))
            )
        case "file":
            return path == place
        case "suffix":
            return name.endswith(value)
        case "prefix":
            return name.startswith(value)
        case "glob":
            parts = re.sub(r"^\./", "", value).split("/")
            return any(
                len(one) == len(parts) and all(map(fnmatchcase, one, parts))
                for one in (path.split("/"), ["", *path.split("/")])
            )
        case "regexp":
            try:
                return bool(re.search(value, path) or re.search(value, "/" + path))
            except re.error:
                return False
    return False


@given(ignore=pack_rows, include=pack_rows, paths=st.lists(some_paths, min_size=1, max_size=8))
def test_random_options_keep_what_the_model_keeps(
    ignore: list[dict[str, str]], include: list[dict[str, str]], paths: list[str]
) -> None:
    rules = PackRules.of({"packOptions": {"ignore": ignore, "include": include}})
    for path in paths:
        kept = any(matches(row, path) for row in include) or not any(
            matches(row, path) for row in ignore
        )
        assert rules.keeps(path) is kept, (path, ignore, include)
