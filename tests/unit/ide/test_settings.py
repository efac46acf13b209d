"""Settings are checked, kept and told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ide.settings.schema import settings
from ide.settings.store import Settings


def test_every_default_is_allowed() -> None:
    assert [name for name, each in settings().items() if not each.accepts(each.default)] == []


def test_a_value_is_kept_and_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    store = Settings(file)
    told: list[tuple[str, object]] = []
    store.listen(lambda name, value: told.append((name, value)))
    store.set("editor.font_size", 16)
    store.set("editor.font_size", 16)
    assert told == [("editor.font_size", 16)]
    assert Settings(file).number("editor.font_size") == 16


@pytest.mark.parametrize(
    ("name", "value"),
    [("editor.font_size", 400), ("editor.font_size", True), ("appearance.theme", "pink")],
)
def test_a_value_that_is_not_allowed_is_refused(name: str, value: int | str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings().set(name, value)


def test_a_broken_or_foreign_file_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("{broken", "utf-8")
    assert Settings(file).number("editor.tab_size") == 2
    file.write_text(json.dumps({"editor.tab_size": "wide", "future.thing": 1}), "utf-8")
    store = Settings(file)
    assert store.number("editor.tab_size") == 2
    store.set("editor.minimap", True)
    assert json.loads(file.read_text("utf-8"))["future.thing"] == 1


def test_going_back_to_the_default_leaves_nothing_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    store = Settings(file)
    store.set("editor.font_size", 16)
    assert store.is_changed("editor.font_size")
    store.reset("editor.font_size")
    assert not store.is_changed("editor.font_size")
    assert json.loads(file.read_text("utf-8")) == {}


def test_two_windows_change_settings_without_losing_each_others(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    here, there = Settings(file), Settings(file)
    told: list[tuple[str, object]] = []
    here.listen(lambda name, value: told.append((name, value)))
    here.set("editor.minimap", True)
    there.set("editor.tab_size", 4)
    assert here.reload() == []
    assert told == [("editor.minimap", True), ("editor.tab_size", 4)]
    assert json.loads(file.read_text("utf-8")) == {"editor.minimap": True, "editor.tab_size": 4}


def test_what_is_wrong_in_a_file_written_by_hand_is_named(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    store = Settings(file)
    assert store.faults() == []
    file.write_text('{"editor.tab_size": 99, "editor.minimap": true, "colour": "red"}', "utf-8")
    assert store.reload() == ["editor.tab_size: 99", 'colour: "red"']
    assert store.flag("editor.minimap")
    assert store.number("editor.tab_size") == 2
    file.write_text("{", "utf-8")
    assert "line 1" in store.reload()[0]
