"""Arrangements of the window as data, and places opened in another editor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ide.docks import places
from ide.i18n import catalogue
from ide.layouts import LITE, KeptLayouts, first, layouts
from ide.outside import NoEditorError, command_for, open_outside
from tests.patience import PATIENCE_MS


def test_every_layout_names_docks_that_exist_and_has_a_title() -> None:
    known = {place.name for place in places()}
    for name, layout in layouts().items():
        assert set(layout.docks) <= known
        assert name == LITE or f"layout.{name}" in catalogue("en")


def test_the_first_arrangement_shows_what_the_docks_say_is_shown() -> None:
    shown = first()
    assert shown.editor
    assert "simulator" in shown.docks
    assert "devtools" not in shown.docks


def test_layouts_of_ones_own_are_kept_and_shared(tmp_path: Path) -> None:
    file = tmp_path / "layouts.json"
    here, there = KeptLayouts(file), KeptLayouts(file)
    here.put("wide", "editor:AAAA")
    there.put("narrow", ":BBBB")
    assert here.all() == {"wide": "editor:AAAA", "narrow": ":BBBB"}
    here.remove("wide")
    assert there.all() == {"narrow": ":BBBB"}
    file.write_text("[broken", "utf-8")
    assert here.all() == {}


def test_a_place_is_filled_into_the_command_as_one_argument() -> None:
    file = Path("/p/a b; rm -rf.js")
    assert command_for("code --goto {file}:{line}:{column}", file, 3, 7) == [
        "code",
        "--goto",
        f"{file}:3:7",
    ]
    assert command_for("gvim +{line} '{file}'", file, 3, 7) == ["gvim", "+3", str(file)]


def test_the_other_editor_is_started_on_the_place(tmp_path: Path, qtbot: QtBot) -> None:
    seen = tmp_path / "seen"
    editor = tmp_path / "editor.py"
    editor.write_text(f"import sys; open({str(seen)!r}, 'w').write(' '.join(sys.argv[1:]))")
    open_outside(f"{sys.executable} {editor} {{file}} {{line}}", Path("/p/x.js"), 12)
    qtbot.waitUntil(lambda: seen.exists() and seen.read_text() == "/p/x.js 12", timeout=PATIENCE_MS)


@pytest.mark.parametrize("template", ["", "no-such-editor-anywhere {file}", "code '{file}"])
def test_an_editor_that_cannot_be_started_is_said_to_be_none(template: str) -> None:
    with pytest.raises(NoEditorError):
        open_outside(template, Path("/p/x.js"))
