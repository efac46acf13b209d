"""Templates of made-up data: the rules of names, the placeholders, the same seed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from apimock.rules.placeholders import PLACEHOLDERS
from apimock.rules.template import Template, TemplateError, check


def fill(template: Any, seed: str = "s") -> Any:
    return Template(seed, 1_767_225_600_000).fill(template)


def test_rules_of_names() -> None:
    made = fill(
        {
            "star|3": "*",
            "stars|1-5": "*",
            "count|10-20": 1,
            "price|1-9.2": 1,
            "part|1.3-5": 1,
            "on|1": True,
            "one|1": ["a", "b"],
            "next|+1": ["x", "y"],
            "pick|2": {"a": 1, "b": 2, "c": 3},
            "list|2-4": [{"id|+10": 100}],
            "fixed": [1, "@natural(3, 3)"],
            "plain|name": 1,
        }
    )
    assert made["star"] == "***"
    assert 1 <= len(made["stars"]) <= 5
    assert 10 <= made["count"] <= 20
    assert re.fullmatch(r"[1-9]\.\d{1,2}", str(made["price"]))
    assert isinstance(made["on"], bool)
    assert made["one"] in {"a", "b"}
    assert made["next"] == "x"
    assert len(made["pick"]) == 2
    assert [row["id"] for row in made["list"]] == [100 + 10 * i for i in range(len(made["list"]))]
    assert made["fixed"] == [1, 3]
    assert made["plain|name"] == 1


def test_every_placeholder_fills_without_arguments() -> None:
    for name in PLACEHOLDERS:
        if name in {"pick"}:
            continue
        made = fill(f"@{name}")
        assert made != f"@{name}", name


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("@guid", r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ("@date", r"\d{4}-\d\d-\d\d"),
        ("@date('yy/M/d')", r"\d\d/\d{1,2}/\d{1,2}"),
        ("@datetime", r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"),
        ("@now", r"2026-01-01 00:00:00"),
        ("@cname", r"[一-鿿]{2,3}"),
        ("@name is here", r"\w+ \w+ is here"),
        ("@email", r"[a-z.]+@[a-z]+\.example"),
        ("@string('lower', 5)", r"[a-z]{5}"),
        ("@image('200x100', '#123456', 'Hi')", r"data:image/svg\+xml,.*Hi.*"),
        ("@color", r"#[0-9a-f]{6}"),
        ("@ip", r"\d+(\.\d+){3}"),
        (r"\@name", "@name"),
        ("me@home", "me@home"),
        ("@UPPER('a')-@pick(['q'])", "A-q"),
    ],
)
def test_placeholder(text: str, pattern: str) -> None:
    assert re.fullmatch(pattern, fill(text)), fill(text)


def test_a_placeholder_alone_keeps_its_type_and_names_refer_to_earlier_members() -> None:
    made = fill({"n": "@integer(1, 10)", "b": "@boolean", "same": "@n", "r": "@range(3)"})
    assert type(made["n"]) is int
    assert made["same"] == made["n"]
    assert made["r"] == [0, 1, 2]


def test_same_seed_same_data() -> None:
    template = {"a|5": ["@guid", "@cparagraph", "@float(1, 5, 1, 3)", "@shuffle([1, 2, 3, 4])"]}
    assert fill(template, "1") == fill(template, "1")
    assert fill(template, "1") != fill(template, "2")


def test_what_cannot_be_filled_is_said() -> None:
    assert "nothing to pick" in check("@pick")
    assert "a step of 0" in check({"x": "@range(1, 5, 0)"})
    assert "no size" in check("@image(wide)")
    assert check({"x|1-2.3": 1}) == ""
    with pytest.raises(TemplateError, match="more than"):
        fill({"a|5000": [{"b|5000": ["@name"]}]})
