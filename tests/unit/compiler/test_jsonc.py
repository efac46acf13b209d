"""Tolerant JSON: what people write is read, noted once, and placed exactly."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.compiler.jsonc import MAX_DEPTH, JsonDocument, parse

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def codes(document: JsonDocument) -> list[str]:
    return [note.code for note in document.diagnostics]


@pytest.mark.parametrize(
    ("text", "value", "noted"),
    [
        ('{"a": 1} // end', {"a": 1}, ["json-comment"]),
        ('/* start */ {"a": [1, 2]}', {"a": [1, 2]}, ["json-comment"]),
        ('{"a": [1, 2,], }', {"a": [1, 2]}, ["json-trailing-comma"]),
        ("{'a': 'b'}", {"a": "b"}, ["json-single-quotes"]),
        ("{a: 1}", {"a": 1}, ["json-bare-key"]),
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}, ["json-missing-comma"]),
        ('{"a": "x\\u4f60\\n" // c\n}', {"a": "x你\n"}, ["json-comment"]),
    ],
)
def test_habits_are_forgiven_and_noted_once(text: str, value: Any, noted: list[str]) -> None:
    document = parse("a.json", text)
    assert document.value == value
    assert codes(document) == noted


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "json-empty", 1, 1),
        ("  // nothing\n", "json-comment", 1, 3),
        ('{\n  "a": ]\n}', "json-syntax", 2, 8),
        ('{\n  "a": 1', "json-unclosed", 1, 1),
        ('{"a": "b\n}', "json-unclosed-string", 1, 7),
        ('{"a": 1} x', "json-syntax", 1, 10),
        ('{"a": NaN}', "json-syntax", 1, 7),
        ("[" * 100_000, "json-too-deep", 1, MAX_DEPTH + 2),
        ('{"a":' * 50_000, "json-too-deep", 1, 5 * (MAX_DEPTH + 1) + 1),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    document = parse("a.json", text)
    note = document.diagnostics[0]
    assert document.value is None
    assert (note.code, note.line, note.column) == (code, line, column)


def test_places_name_keys_and_array_items() -> None:
    document = parse("a.json", '{\n  "pages": [\n    "a",\n    "b"\n  ],\n  "window": {"x": 1}\n}')
    assert document.place("pages", 1)[:2] == (4, 5)
    assert document.place("window", "x")[:2] == (6, 14)
    assert document.place("window", "nothing")[:2] == (6, 3)
    assert document.place("nothing")[:2] == (1, 1)


@given(JSON_VALUES)
def test_plain_json_is_read_as_json(value: Any) -> None:
    document = parse("a.json", json.dumps(value))
    assert document.value == value
    assert document.diagnostics == ()


@given(JSON_VALUES)
def test_the_tolerant_reader_agrees_with_json_on_values(value: Any) -> None:
    document = parse("a.json", json.dumps(value) + "\n// tolerant now")
    assert document.value == value


@given(st.text())
def test_any_text_gives_a_value_or_an_error(text: str) -> None:
    document = parse("a.json", text)
    if document.value is None and text.strip() != "null":
        assert document.diagnostics


@given(st.text(alphabet="{}[]\"':,/*\\ \n0a-."))
def test_json_like_noise_never_raises(text: str) -> None:
    document = parse("a.json", text)
    assert all(note.line >= 1 and note.column >= 1 for note in document.diagnostics)
