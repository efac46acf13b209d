"""Making, moving and copying files: all or nothing, and nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.refactor import changes


def tree(root: Path) -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): file.read_text()
        for file in root.rglob("*")
        if file.is_file()
    }


def test_files_are_made_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "b.js").write_text("mine")
    with pytest.raises(changes.OccupiedError):
        changes.make_files(tmp_path, {"a.js": "1", "b.js": "2"})
    assert tree(tmp_path) == {"b.js": "mine"}
    changes.make_files(tmp_path, {"deep/a.js": "1", "deep/c.js": "3"})
    assert tree(tmp_path) == {"b.js": "mine", "deep/a.js": "1", "deep/c.js": "3"}


def test_a_move_that_cannot_be_finished_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes.make_files(tmp_path, {"a.js": "1", "b.js": "2"})
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "b.js":
            raise PermissionError("no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        changes.move(tmp_path, {"a.js": "x/a.js", "b.js": "x/b.js"})
    assert tree(tmp_path) == {"a.js": "1", "b.js": "2"}


def test_nothing_is_moved_over_something_else(tmp_path: Path) -> None:
    changes.make_files(tmp_path, {"a.js": "1", "b.js": "2"})
    with pytest.raises(changes.OccupiedError):
        changes.move(tmp_path, {"a.js": "b.js"})
    assert tree(tmp_path) == {"a.js": "1", "b.js": "2"}


def test_copies_get_names_of_their_own(tmp_path: Path) -> None:
    changes.make_files(tmp_path, {"deep/a.js": "1"})
    assert changes.duplicate(tmp_path, "deep/a.js") == "deep/a-copy.js"
    assert changes.duplicate(tmp_path, "deep/a.js") == "deep/a-copy-2.js"
    assert changes.duplicate(tmp_path, "deep") == "deep-copy"
    assert tree(tmp_path)["deep-copy/a-copy.js"] == "1"


def test_a_rewritten_file_keeps_mark_and_line_endings(tmp_path: Path) -> None:
    file = tmp_path / "app.json"
    file.write_bytes(b"\xef\xbb\xbf{\r\n}\r\n")
    changes.rewrite(file, lambda text: text.replace("{", '{\n  "a": 1'))
    assert file.read_bytes() == b'\xef\xbb\xbf{\r\n  "a": 1\r\n}\r\n'
