"""Unsaved text is kept by project and file."""

from __future__ import annotations

from pathlib import Path

from ide.editor.drafts import Draft, Drafts


def test_a_draft_is_back_in_its_own_project(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.put(tmp_path / "a", "app.js", "App()")
    drafts.put(tmp_path / "b", "app.js", "other")
    drafts.put(tmp_path / "a", "app.js", "App({})")
    again = Drafts(tmp_path / "drafts").of(tmp_path / "a")
    assert again == [Draft(str(tmp_path / "a"), "app.js", "App({})")]


def test_a_saved_file_has_no_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.put(tmp_path, "app.js", "App()")
    drafts.put(tmp_path, "app.js", None)
    drafts.put(tmp_path, "other.js", None)
    assert drafts.of(tmp_path) == []


def test_a_draft_that_cannot_be_read_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{", "utf-8")
    (tmp_path / "y.json").write_text('{"path": 1}', "utf-8")
    assert Drafts(tmp_path).of(tmp_path) == []


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    drafts = Drafts(None)
    drafts.put(tmp_path, "app.js", "App()")
    assert drafts.of(tmp_path) == []
