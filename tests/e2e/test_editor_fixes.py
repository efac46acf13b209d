"""A fix of a finding in the editor: open files change there, and Ctrl+Z takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.fix import AddItem, Fix, Replace
from ide.submit.fixes import carry_out, plan, reader_with
from tests.e2e.editor_desk import CONTROL, Desk, at_the_editor

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
OPEN = b'{\r\n  // who we are\r\n  "pages": ["a"]\r\n}\r\n'
FILES: dict[str, str | bytes] = {"app.json": OPEN, "a.js": "Page({})\ndebugger\n"}
FIX = Fix(
    "fixing.added",
    (
        AddItem("app.json", ("requiredPrivateInfos",), "getLocation"),
        Replace("a.js", 2, 1, "debugger\n", ""),
    ),
)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with at_the_editor(qapp, qtbot, tmp_path, FILES) as somebody:
        yield somebody


def test_a_fix_changes_the_open_text_and_undo_takes_it_back(desk: Desk) -> None:
    desk.open("app.json")
    before = desk.text()
    steps = plan([FIX], reader_with(desk.area, desk.root))
    assert steps.left == ()
    carry_out(desk.area, desk.root, steps)
    assert '"requiredPrivateInfos": [\n    "getLocation"\n  ]' in desk.text()
    assert desk.area.dirty == []
    added = b'],\r\n  "requiredPrivateInfos": [\r\n    "getLocation"\r\n  ]\r\n}'
    assert (desk.root / "app.json").read_bytes() == OPEN.replace(b"]\r\n}", added)
    assert (desk.root / "a.js").read_text("utf-8") == "Page({})\n"
    desk.wait(lambda: "getLocation" in desk.shown()[0])
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.wait(lambda: desk.text() == before)
    assert desk.area.save("app.json")
    assert (desk.root / "app.json").read_bytes() == OPEN
