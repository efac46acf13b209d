"""One value of a configuration is changed, every other byte stays as the person wrote it."""

from __future__ import annotations

import difflib
import json

import pytest

from ide import json_edit
from renderer.compiler import jsonc

NOTED = (
    '\ufeff{\r\n\t// who we are\r\n\t"appid" : "wx1",   /* kept */\r\n'
    '\t\'libVersion\': \'3.0.0\',\r\n\t"condition": {"miniprogram": {"list": [\r\n'
    '\t\t{ "name": "one", "mine": 1 }, // first\r\n'
    '\t\t{"name":"two"}\r\n\t], "current": 0}},\r\n}\r\n'
)


def read(text: str) -> object:
    return jsonc.parse("x.json", text.lstrip("\ufeff")).value


def changed_lines(before: str, after: str) -> list[str]:
    rows = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [row for row in rows if row[0] in "+-"]


def test_a_file_of_seventy_keys_changes_in_one_place() -> None:
    keys = {f"key{number}": {"a": [number, None], "b": f"ü{number}"} for number in range(70)}
    text = json.dumps(keys, ensure_ascii=False, indent=3).replace('"key7"', '"key7" ') + "\n\n"
    after = json_edit.set_value(text, ["key35", "b"], "new")
    assert changed_lines(text, after) == ['-       "b": "ü35"\n', '+       "b": "new"\n']


def test_comments_line_endings_and_other_styles_stay() -> None:
    after = json_edit.set_value(NOTED, ["condition", "miniprogram", "current"], 1)
    assert after == NOTED.replace('"current": 0', '"current": 1')
    after = json_edit.set_value(NOTED, ["condition", "miniprogram", "list", 0, "name"], "uno")
    assert after == NOTED.replace('"one"', '"uno"')


def test_a_member_that_is_missing_comes_last_in_the_style_of_the_file() -> None:
    after = json_edit.set_value(NOTED, ["setting", "urlCheck"], False)
    added = '\t"setting": {\r\n\t\t"urlCheck": false\r\n\t}'
    assert after == NOTED.replace("0}},\r\n}", f"0}}}},\r\n{added}\r\n}}")


def test_items_are_added_and_removed() -> None:
    path = ["condition", "miniprogram", "list"]
    after = json_edit.append(NOTED, path, {"name": "three"})
    assert [row["name"] for row in _list(after)] == ["one", "two", "three"]
    assert "// first" in after
    assert [row["name"] for row in _list(json_edit.remove(NOTED, [*path, 0]))] == ["two"]
    assert [row["name"] for row in _list(json_edit.remove(NOTED, [*path, 1]))] == ["one"]
    alone = json_edit.remove(json_edit.remove(NOTED, [*path, 1]), [*path, 0])
    assert _list(alone) == []
    assert json_edit.remove(NOTED, ["nowhere", "at all"]) == NOTED


def _list(text: str) -> list[dict[str, object]]:
    value = read(text)
    assert isinstance(value, dict)
    rows = value["condition"]["miniprogram"]["list"]
    assert isinstance(rows, list)
    return rows


@pytest.mark.parametrize("text", ["", "\n", "{}", '{"a":1}', '{ "a": 1, }', "{\n}\n"])
def test_any_file_can_take_a_new_value(text: str) -> None:
    after = json_edit.set_value(text, ["a", "b"], [1, "ü"])
    value = read(after)
    assert isinstance(value, dict)
    assert value["a"] == {"b": [1, "ü"]}


def test_what_is_no_json_is_named_by_its_line() -> None:
    with pytest.raises(json_edit.JsonEditError, match="line 2"):
        json_edit.set_value('{\n"a" 1}', ["a"], 2)


def test_removing_a_member_takes_its_own_remark_and_no_other() -> None:
    text = '{\n  // of a\n  "a": 1, // one\n  // of b\n  "b": 2, /* two */\n  "c": 3 // three\n}\n'
    assert json_edit.remove(text, ["a"]) == text.replace('  "a": 1, // one\n', "")
    assert json_edit.remove(text, ["b"]) == text.replace('"b": 2,', "")
    without = '{\n  // of a\n  "a": 1, // one\n  // of b\n  "b": 2 /* two */\n}\n'
    assert json_edit.remove(text, ["c"]) == without
    assert json_edit.remove('{\n  // x\n  "a": 1\n}\n', ["a"]) == "{\n  // x\n}\n"
    assert json_edit.remove('{\n  "a": [ 1, 2, ],\n}', ["a", 1]) == '{\n  "a": [ 1, ],\n}'


def test_a_new_member_stands_as_far_in_as_its_neighbour() -> None:
    mixed = '{\n\t"pages": [\n    "a"\n\t],\n  "b": 1\n}\n'
    assert json_edit.append(mixed, ["pages"], "c") == mixed.replace('"a"', '"a",\n    "c"')
    assert json_edit.set_value(mixed, ["c"], 2) == mixed.replace('"b": 1', '"b": 1,\n  "c": 2')
