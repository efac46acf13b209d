"""Formatting in the editor, with real keys in Monaco."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide import messages
from tests.e2e.editor_desk import CONTROL, Desk, at_the_editor

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
FILES: dict[str, str | bytes] = {
    "a.wxml": "<view><text >one</text>\n</view>\n",
    "b.js": "const a=1\r\nconst b =2\r\n",
    "c.ts": "const a:number=1;\n",
    "d.json": '{"a":1}',
    "e.wxss": ".a{width:10rpx}\n",
    "f.less": ".a{.b{width:10rpx}}\n",
    "g.scss": "$w:1rpx;.a{width:$w}\n",
    "broken.wxml": "<view>\n<text>\n</view>\n",
    "notes.md": "* a\n",
}


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with at_the_editor(qapp, qtbot, tmp_path, FILES) as somebody:
        yield somebody


@pytest.fixture
def said() -> Iterator[list[str]]:
    texts: list[str] = []

    def note(*posted: object) -> None:
        texts.append(" ".join(map(str, posted)))

    messages.bridge.posted.connect(note)
    messages.bridge.flush()
    yield texts
    messages.bridge.posted.disconnect(note)


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a.wxml", "<view>\n  <text>one</text>\n</view>\n"),
        ("b.js", "const a = 1\nconst b = 2\n"),
        ("c.ts", "const a: number = 1;\n"),
        ("d.json", '{ "a": 1 }\n'),
        ("e.wxss", ".a {\n  width: 10rpx;\n}\n"),
        ("f.less", ".a {\n  .b {\n    width: 10rpx;\n  }\n}\n"),
        ("g.scss", "$w: 1rpx;\n.a {\n  width: $w;\n}\n"),
    ],
)
def test_each_language_is_formatted_and_undo_takes_it_back(
    desk: Desk, path: str, written: str
) -> None:
    desk.open(path)
    before = desk.text()
    desk.area.format_current()
    desk.wait(lambda: desk.text() == written)
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.wait(lambda: desk.text() == before)
    assert desk.area.dirty == []


def test_a_file_with_a_syntax_error_is_left_alone_and_its_line_named(
    desk: Desk, said: list[str]
) -> None:
    desk.open("broken.wxml")
    desk.area.format_current()
    desk.wait(lambda: said)
    assert "broken.wxml:3" in said[0]
    assert desk.area.dirty == []


def test_a_language_without_a_formatter_says_so(desk: Desk, said: list[str]) -> None:
    desk.open("notes.md")
    desk.area.format_current()
    desk.wait(lambda: said)
    assert "notes.md" in said[0]


def test_saving_formats_first_when_that_is_set_and_keeps_line_endings(desk: Desk) -> None:
    desk.area.format_on_save = True
    desk.open("b.js", 2, 11)
    desk.type("0")
    desk.wait(lambda: desk.area.dirty)
    desk.area.save_current()
    desk.wait(lambda: not desk.area.dirty)
    assert (desk.root / "b.js").read_bytes() == b"const a = 1\r\nconst b = 20\r\n"


def test_a_broken_file_is_saved_all_the_same(desk: Desk, said: list[str]) -> None:
    desk.area.format_on_save = True
    desk.open("broken.wxml", 1, 1)
    desk.type("x")
    desk.wait(lambda: desk.area.dirty)
    desk.area.save_current()
    desk.wait(lambda: not desk.area.dirty)
    assert (desk.root / "broken.wxml").read_text().startswith("x<view>")
    assert said
