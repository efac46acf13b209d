"""The table of methods: well formed, and it tells what a method does not take."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.automation.table import BadParamsError, Method, fits, table
from tests.unit.ide.automation.values import anything

TYPES = {"text", "number", "integer", "flag", "object", "list", "anything"}


@pytest.mark.parametrize("row", table().methods.values(), ids=lambda row: row.name)
def test_rows_are_whole(row: Method) -> None:
    assert row.answers in {"runtime", "server", "nobody"}
    if row.answers == "nobody":
        assert row.reason.endswith(".")
    else:
        assert row.summary.endswith(".")
    for kind in (*row.params.values(), *row.result.values()):
        assert set(kind.rstrip("?").split("|")) <= TYPES


METHOD = Method(
    "X.y",
    "server",
    params={"name": "text", "many": "list?", "page": "integer|text", "v": "anything"},
)


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({}, "name is missing"),
        ({"name": None, "page": 1, "v": 1}, "name is missing"),
        ({"name": 1, "page": 1, "v": 1}, "name is not text"),
        ({"name": "a", "many": {}, "page": 1, "v": 1}, "many is not list"),
        ({"name": "a", "page": 1.5, "v": 1}, "page is not integer or text"),
        ({"name": "a", "page": True, "v": 1}, "page is not integer or text"),
        ({"name": "a", "page": 1}, "v is missing"),
    ],
)
def test_wrong_parameters_are_named(params: dict[str, Any], told: str) -> None:
    with pytest.raises(BadParamsError, match=rf"X\.y: {told}"):
        METHOD.check(params)


def test_right_parameters_pass() -> None:
    METHOD.check({"name": "a", "page": "p", "v": None})
    METHOD.check({"name": "", "many": None, "page": 0, "v": {}, "further": 1})


@given(st.sampled_from(sorted(table().methods)), st.dictionaries(st.text(max_size=8), anything))
def test_no_parameters_break_the_check(name: str, params: dict[str, Any]) -> None:
    told = ""
    try:
        table().methods[name].check(params)
    except BadParamsError as error:
        told = str(error)
    assert not told or told.startswith(f"{name}: ")


def test_flags_are_no_numbers() -> None:
    kinds = ("flag", "integer|flag", "integer", "number")
    assert [fits(True, kind) for kind in kinds] == [True, True, False, False]
    assert not fits(1, "flag")
