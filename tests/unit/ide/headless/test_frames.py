"""``check`` at a terminal shows the source around what it found."""

from __future__ import annotations

from pathlib import Path

from ide.headless.frames import Frames
from renderer.compiler import Diagnostic


def note(file: str, line: int) -> Diagnostic:
    return Diagnostic(file, line, 1, line, 3, "error", "code", "message")


def test_the_source_is_shown_in_colour_unless_the_person_wants_none(tmp_path: Path) -> None:
    (tmp_path / "a.wxml").write_text("<view>\n")
    assert "\x1b[" in Frames(tmp_path, {}).frame(note("a.wxml", 1))
    plain = Frames(tmp_path, {"NO_COLOR": "1"}).frame(note("a.wxml", 1))
    assert plain == "1 │ <view>\n  │ ^^\n2 │\n\n"


def test_a_diagnostic_without_a_place_or_a_file_has_no_source(tmp_path: Path) -> None:
    frames = Frames(tmp_path, {})
    assert frames.frame(note("app.json", 0)) == ""
    assert frames.frame(note("gone.wxml", 1)) == ""
