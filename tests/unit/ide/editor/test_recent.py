"""The files shown last, as Ctrl+E and Ctrl+P list them."""

from __future__ import annotations

from ide.editor.recent import RecentFiles


def visited(*paths: str) -> RecentFiles:
    recent = RecentFiles()
    for path in paths:
        recent.visit(path)
    return recent


def test_the_latest_file_comes_first_and_each_one_once() -> None:
    assert visited("a.js", "b.js", "", "a.js", "c.js").paths == ["c.js", "a.js", "b.js"]


def test_the_file_in_front_and_files_that_are_gone_are_left_out() -> None:
    recent = visited("gone.js", "a.js", "b.js")
    assert recent.before("b.js", lambda path: path != "gone.js") == ["a.js"]


def test_what_was_kept_comes_back_unless_it_is_damaged() -> None:
    recent = RecentFiles()
    recent.restore(["a.js", 3, None, "", "b.js"])
    assert recent.paths == ["a.js", "b.js"]


def test_it_does_not_grow_for_ever() -> None:
    assert len(visited(*(f"{number}.js" for number in range(200))).paths) == 50
