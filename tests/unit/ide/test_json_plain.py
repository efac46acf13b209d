"""A JSON text becomes strict, and nothing else of it changes."""

from __future__ import annotations

import json

import pytest

from ide.json_edit import JsonEditError
from ide.json_plain import plain_json
from renderer.compiler import jsonc

WRITTEN = [
    ('{\n  // head\n  "a": 1, // one\n  "b": 2\n}\n', '{\n  "a": 1,\n  "b": 2\n}\n'),
    ("{'it': 'is \"so\"', bare: [1, 2,],}", '{"it": "is \\"so\\"", "bare": [1, 2]}'),
    ('/* a */\r\n{"a": 1\r\n "b": {} "c": []}', '{"a": 1,\r\n "b": {}, "c": []}'),
    ('{"a": 0x10, "b": .5, "c": +1, "d": "// no"}', '{"a": 16, "b": 0.5, "c": 1.0, "d": "// no"}'),
    ('{"a": 1, /* x */ }', '{"a": 1  }'),
]


@pytest.mark.parametrize(("text", "plain"), WRITTEN)
def test_a_forgiven_text_is_written_as_strict_readers_want_it(text: str, plain: str) -> None:
    assert plain_json(text) == plain
    assert json.loads(plain) == jsonc.parse("", text).value


def test_a_strict_text_stays_as_it_is() -> None:
    text = '{\r\n\t"a" : [ 1,\t2 ] ,"b":null\r\n}'
    assert plain_json(text) == text


@pytest.mark.parametrize("text", ["", "{", '{"a": }', "[1 2", "{'a"])
def test_what_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(JsonEditError):
        plain_json(text)
