"""Frames of the wire: whatever comes in is a request, or a sentence about why it is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.automation.errors import FrameError
from ide.automation.wire import (
    DEPTH_LIMIT,
    Request,
    error_frame,
    event_frame,
    read_request,
    result_frame,
)
from tests.unit.ide.automation.values import anything


def test_a_request_is_read() -> None:
    text = '{"id": "7f", "method": "App.getPageStack", "params": {"a": [1]}}'
    assert read_request(text) == Request("7f", "App.getPageStack", {"a": [1]})
    assert read_request('{"id": 3, "method": "x"}') == Request(3, "x", {})


@pytest.mark.parametrize(
    ("text", "told", "number"),
    [
        ("", "no JSON", None),
        ('{"id": "1", "method": "App.g', "no JSON", None),
        ("[" * 100_000, "no JSON", None),
        ('{"id": 1, "method": "x", "params": {"a": NaN}}', "NaN is no number", None),
        ('{"id": 1, "method": "x", "params": {"a": -Infinity}}', "Infinity is no number", None),
        ('{"id": 1, "method": "x", "params": {"a": 1e999}}', "larger than any number", None),
        ("[1, 2]", "no JSON object", None),
        ('"App.getPageStack"', "no JSON object", None),
        ('{"method": "x"}', "no id", None),
        ('{"id": true, "method": "x"}', "no id", None),
        ('{"id": 1.5, "method": "x"}', "no id", None),
        ('{"id": {}, "method": "x"}', "no id", None),
        (json.dumps({"id": "i" * 300, "method": "x"}), "longer than", None),
        ('{"id": 4}', "no method", 4),
        ('{"id": 4, "method": 5}', "no method", 4),
        ('{"id": 4, "method": "x", "params": [1]}', "params is no JSON object", 4),
        ('{"id": 4, "method": "x", "params": "a"}', "params is no JSON object", 4),
    ],
)
def test_what_is_no_request_is_named(text: str, told: str, number: int | None) -> None:
    with pytest.raises(FrameError, match=told) as caught:
        read_request(text)
    assert caught.value.number == number


def test_nesting_has_an_end() -> None:
    deep: Any = {}
    for _ in range(DEPTH_LIMIT + 1):
        deep = {"a": deep}
    with pytest.raises(FrameError, match="nested deeper"):
        read_request(json.dumps({"id": 1, "method": "x", "params": deep}))
    assert read_request(json.dumps({"id": 1, "method": "x", "params": deep["a"]["a"]}))


def _read(text: str) -> tuple[Request | None, str]:
    try:
        return read_request(text), ""
    except FrameError as error:
        return None, str(error)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    request, refusal = _read(text)
    assert (request is None) is bool(refusal)


@given(anything, anything, anything)
def test_no_value_breaks_the_reader(number: Any, method: Any, params: Any) -> None:
    text = json.dumps({"id": number, "method": method, "params": params})
    request, _ = _read(text)
    if request is not None:
        assert type(request.number) in (str, int)
        assert type(request.method) is str
        assert type(request.params) is dict


@given(st.text(min_size=1, max_size=20), st.dictionaries(st.text(max_size=6), st.integers()))
def test_answers_are_one_json_object(number: str, result: dict[str, int]) -> None:
    assert json.loads(result_frame(number, result)) == {"id": number, "result": result}
    assert json.loads(event_frame("App.x", result)) == {"method": "App.x", "params": result}


def test_a_refusal_names_its_request_when_it_has_one() -> None:
    assert json.loads(error_frame(1, "no.")) == {"id": 1, "error": {"message": "no."}}
    assert json.loads(error_frame(None, "no.")) == {"error": {"message": "no."}}


def test_what_is_no_json_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        result_frame(1, {"a": float("nan")})
    with pytest.raises(TypeError):
        result_frame(1, {"a": object()})
