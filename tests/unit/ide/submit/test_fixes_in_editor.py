"""Fixes where an editor holds some of the files: texts that are open change there."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ide import messages
from ide.fix import Fix, NewFile, SetValue
from ide.i18n import tr
from ide.submit.fixes import Plan, StaleFixError, carry_out, plan, reader_with
from ide.wiring.fixes import carry_out_plan, plan_fixes


class Editor:
    """Holds texts as the window's editor does."""

    def __init__(self, root: Path, **texts: str) -> None:
        self.root = root
        self.texts = {name.replace("_", "."): text for name, text in texts.items()}
        self.dirty: list[str] = []
        self.saved: list[str] = []

    def text_of(self, path: str) -> str | None:
        return self.texts.get(path)

    def put_text(self, path: str, text: str) -> None:
        self.texts[path] = text

    def save(self, path: str = "") -> bool:
        self.saved.append(path)
        (self.root / path).write_text(self.texts[path], "utf-8")
        return True


FIX = Fix(
    "fixing.set",
    (
        SetValue("app.json", ("a",), 1),
        SetValue("b.json", ("b",), 2),
        NewFile("c.json", "{}\n"),
    ),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "app.json").write_text("{}", "utf-8")
    (tmp_path / "b.json").write_text("{}", "utf-8")
    return tmp_path


def steps(editor: Editor) -> Plan:
    return plan([FIX], reader_with(editor, editor.root))


def test_open_files_change_in_the_editor_and_others_on_disk(root: Path) -> None:
    editor = Editor(root, app_json="{}")
    back = carry_out(editor, root, steps(editor))
    assert editor.texts == {"app.json": '{\n  "a": 1\n}'}
    assert editor.saved == ["app.json"]
    assert (root / "b.json").read_text("utf-8") == '{\n  "b": 2\n}'
    assert (root / "c.json").read_text("utf-8") == "{}\n"
    carry_out(editor, root, back)
    assert editor.texts == {"app.json": "{}"}
    assert (root / "b.json").read_text("utf-8") == "{}"
    assert not (root / "c.json").exists()


def test_unsaved_text_stays_unsaved(root: Path) -> None:
    editor = Editor(root, app_json='{"mine": 1}')
    editor.dirty = ["app.json"]
    carry_out(editor, root, steps(editor))
    assert editor.texts == {"app.json": '{"mine": 1, "a": 1}'}
    assert editor.saved == []
    assert (root / "app.json").read_text("utf-8") == "{}"


def test_text_that_was_typed_meanwhile_is_not_overwritten(root: Path) -> None:
    editor = Editor(root, app_json="{}")
    chosen = steps(editor)
    editor.texts["app.json"] = '{"new": 1}'
    with pytest.raises(StaleFixError):
        carry_out(editor, root, chosen)
    assert (root / "b.json").read_text("utf-8") == "{}"
    assert not (root / "c.json").exists()


def test_the_window_is_told_why_nothing_was_fixed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(root, app_json="{}")
    window = cast(Any, SimpleNamespace(editor=editor))
    session = cast(Any, SimpleNamespace(folder=SimpleNamespace(root=root)))
    chosen = plan_fixes(window, session, [FIX])
    (root / "b.json").write_text('{"new": 1}', "utf-8")
    told: list[str] = []
    monkeypatch.setattr(messages, "warning", told.append)
    assert carry_out_plan(window, session, chosen) is None
    assert told == [tr("fixing.stale", file="b.json")]
    assert carry_out_plan(window, session, plan_fixes(window, session, [FIX])) is not None
    assert editor.texts["app.json"] == '{\n  "a": 1\n}'
