"""Empty values of documented types, as APIs without a family answer them."""

from __future__ import annotations

import pytest

from apimock.generic import empty


@pytest.mark.parametrize(
    ("documented", "value"),
    [
        ("ArrayBuffer", b""),
        ("Float32Array", []),
        ("Array.<string>", []),
        ("string[]", []),
        ("string|ArrayBuffer", ""),
        ("number", 0),
        ("undefined", None),
    ],
)
def test_each_type_has_its_empty_value(documented: str, value: object) -> None:
    assert empty(documented) == value
    assert type(empty(documented)) is type(value)
