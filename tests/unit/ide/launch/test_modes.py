"""Compile modes: read from official files, written to the private one, and what they start."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ide.launch.condition import NORMAL, PRIVATE, SHARED, CompileModes, ModeList
from ide.launch.form import ModeForm
from ide.launch.mode import CompileMode, parse_query

ROWS = [
    {"id": 0, "name": "shop", "pathName": "/pages/shop/shop", "query": "a=1&b", "scene": "1011"},
    {"id": 1, "name": "", "pathName": "pages/cart?c=%20", "query": "", "scene": None, "ours": [1]},
]


def write(root: Path, name: str, **config: Any) -> None:
    (root / name).write_text(json.dumps(config, indent=2), encoding="utf-8")


def test_the_private_list_takes_the_place_of_the_shared_one(tmp_path: Path) -> None:
    write(tmp_path, SHARED, condition={"miniprogram": {"list": ROWS, "current": 0}})
    modes = CompileModes(tmp_path)
    assert [mode.name for mode in modes.list.modes] == ["shop", "pages/cart"]
    assert modes.list.chosen.path == "pages/shop/shop"
    write(tmp_path, PRIVATE, condition={"miniprogram": {"current": 1}})
    assert modes.read()
    assert modes.list.chosen.query == "c=%20"
    write(tmp_path, PRIVATE, condition={"miniprogram": {"list": [{"name": "mine"}]}})
    assert modes.read()
    assert modes.list.modes == (CompileMode({"name": "mine"}),)
    assert not modes.read()


@pytest.mark.parametrize("condition", [None, False, [], {"miniprogram": None}, {"search": {}}])
def test_nothing_odd_is_taken_for_a_mode(tmp_path: Path, condition: Any) -> None:
    write(tmp_path, PRIVATE, condition=condition)
    assert CompileModes(tmp_path).list.modes == ()
    assert CompileModes(tmp_path).list.chosen == CompileMode()


def test_a_plugin_or_game_has_modes_of_its_own(tmp_path: Path) -> None:
    kinds = {"miniprogram": {"list": ROWS}, "plugin": {"list": ROWS[:1], "current": 0}}
    write(tmp_path, SHARED, compileType="plugin", condition=kinds)
    modes = CompileModes(tmp_path)
    assert (modes.list.kind, len(modes.list.modes)) == ("plugin", 1)


def test_a_change_reaches_the_private_file_alone(tmp_path: Path) -> None:
    write(tmp_path, SHARED, condition={"miniprogram": {"list": ROWS, "current": 0}})
    shared = (tmp_path / SHARED).read_bytes()
    modes = CompileModes(tmp_path)
    modes.choose(NORMAL)
    third = CompileMode({"name": "third", "pathName": "pages/x"})
    second = CompileMode({**ROWS[1], "query": "z=1"})
    modes.save([(1, second), (None, third)], 1)
    assert (tmp_path / SHARED).read_bytes() == shared
    kept = json.loads((tmp_path / PRIVATE).read_text("utf-8"))["condition"]["miniprogram"]
    assert kept == {"current": 1, "list": [second.data, third.data]}
    assert modes.list.chosen == third
    modes.save([(0, second)], NORMAL)
    assert modes.list == ModeList((second,))


def test_only_the_changed_key_of_the_file_changes(tmp_path: Path) -> None:
    settings = {f"key{number}": number for number in range(70)}
    text = json.dumps({"setting": settings, "condition": {"miniprogram": {"list": ROWS}}}, indent=4)
    (tmp_path / PRIVATE).write_bytes(text.replace("\n", "\r\n").encode())
    modes = CompileModes(tmp_path)
    modes.save([(0, CompileMode({**ROWS[0], "query": "a=2"})), (1, modes.list.modes[1])], NORMAL)
    expected = text.replace('"a=1&b"', '"a=2"').replace("\n", "\r\n")
    assert (tmp_path / PRIVATE).read_bytes() == expected.encode()


def test_a_mode_says_how_to_start() -> None:
    launch = CompileMode(
        {
            "pathName": "/pages/a/a",
            "query": "?x=1&y=%E4%BD%A0&z",
            "scene": 1037,
            "launchMode": "halfPageNativeFunctionalized",
            "referrerInfo": {"appId": "wx2", "extraData": '{"deep": [1]}'},
            "groupInfo": {"chatType": 3, "shareTicket": "ticket"},
        }
    ).launch()
    assert launch.to_json() == {
        "path": "pages/a/a",
        "query": {"x": "1", "y": "%E4%BD%A0", "z": "undefined"},
        "scene": 1037,
        "referrerInfo": {"appId": "wx2", "extraData": {"deep": [1]}},
        "apiCategory": "nativeFunctionalized",
        "shareTicket": "ticket",
        "chatType": 3,
    }
    assert launch.url == "pages/a/a?x=1&y=%E4%BD%A0&z=undefined"


def test_the_normal_compile_starts_at_the_entry_page() -> None:
    started = CompileMode().launch().to_json()
    assert started["scene"] == 1001
    assert (started["path"], started["query"], started["referrerInfo"]) == ("", {}, {})
    assert parse_query("a=b=c&&d#e") == {"a": "b", "d": "undefined"}


def test_a_form_changes_what_was_filled_in_and_nothing_else() -> None:
    base = CompileMode({**ROWS[1], "partialCompile": {"enabled": True}})
    form = ModeForm.of(base)
    assert form.mode(base) == base
    filled = replace(form, scene=1037, referrer_app="wx2", extra_data='{"a": 1}', chat_type=2)
    mode = filled.mode(base)
    expected = {"scene": 1037, "groupInfo": {"chatType": 2}}
    expected["referrerInfo"] = {"appId": "wx2", "extraData": {"a": 1}}
    assert mode.data == {**base.data, **expected}
    assert ModeForm.of(mode) == replace(filled, extra_data='{\n  "a": 1\n}')
    assert form.mode(mode).data == {**base.data, "scene": 1001}


def test_a_form_says_what_has_to_be_mended() -> None:
    form = ModeForm(path="pages/none", extra_data="{half")
    assert form.problems(["pages/a"]) == {"path": "page", "extra_data": "extra_data"}
    assert ModeForm(path="pages/a", extra_data=" ").problems(["pages/a"]) == {}
