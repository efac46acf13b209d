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
