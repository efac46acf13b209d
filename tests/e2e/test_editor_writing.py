"""What helps while writing: abbreviations, closing tags, colours, comments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.editor_desk import CONTROL, Desk, at_the_editor

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
COLORS = "JSON.stringify(document.querySelectorAll('.colorpicker-color-decoration').length)"
LINKED = "JSON.stringify(document.querySelectorAll('.linked-editing-decoration').length)"
ROWS = ".suggest-widget.visible .monaco-list-row"
SUGGESTED = (
    f"JSON.stringify([...document.querySelectorAll('{ROWS}')].map((row) => row.textContent))"
)
FILES: dict[str, str | bytes] = {
    "a.wxml": "\n",
    "styled.wxml": '<view style="color: #ff8800">a</view>\n',
    "closed.wxml": "<view>\n  <text></text>\n</view>\n",
    "a.wxss": ".a {\n  \n}\n",
    "colors.wxss": ".a { color: #ff8800; background: rgba(0, 0, 0, 0.5) }\n",
    "colors.less": "@c: #ff8800;\n",
    "colors.scss": "$c: #ff8800;\n",
    "app.json": '{ "pages": [], "window": { "backgroundColor": "#ff8800" } }\n',
    "b.js": "const a = 1\n",
    "c.wxs": "var a = 1\n",
    "notes.sass": "$c: #ff8800\n",
}


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with at_the_editor(qapp, qtbot, tmp_path, FILES) as somebody:
        yield somebody


def test_an_abbreviation_becomes_tags(desk: Desk) -> None:
    desk.open("a.wxml")
    desk.type("view.foo>text*2")
    desk.wait(lambda: any("Emmet" in row for row in desk.ask(SUGGESTED)))
    desk.press(Qt.Key.Key_Return)
    expected = '<view class="foo">\n  <text></text>\n  <text></text>\n</view>\n'
    desk.wait(lambda: desk.text() == expected)


def test_an_abbreviation_becomes_a_declaration_in_rpx(desk: Desk) -> None:
    desk.open("a.wxss", 2, 3)
    desk.type("w10")
    desk.wait(lambda: any("Emmet" in row for row in desk.ask(SUGGESTED)))
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.text() == ".a {\n  width: 10rpx;\n}\n")


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("styled.wxml", 1),
        ("colors.wxss", 2),
        ("colors.less", 1),
        ("colors.scss", 1),
        ("app.json", 1),
    ],
)
def test_colours_have_swatches(desk: Desk, path: str, count: int) -> None:
    desk.open(path)
    desk.wait(lambda: desk.ask(COLORS) == count)


def test_the_end_tag_is_written_with_the_start_tag(desk: Desk) -> None:
    desk.open("a.wxml")
    desk.type('<view class="a">')
    desk.wait(lambda: desk.text() == '<view class="a"></view>\n')
    desk.wait(lambda: desk.cursor == ("a.wxml", 1, 17))


def test_a_tag_without_content_and_a_comparison_get_no_end_tag(desk: Desk) -> None:
    desk.open("a.wxml")
    desk.type("<input />{{ a > b }}")
    desk.wait(lambda: "b" in desk.text())
    assert "</" not in desk.text()


def test_both_tags_are_renamed_together(desk: Desk) -> None:
    desk.open("closed.wxml", 2, 8)
    desk.wait(lambda: desk.ask(LINKED))
    desk.type("x")
    desk.wait(lambda: desk.text() == "<view>\n  <textx></textx>\n</view>\n")


@pytest.mark.parametrize(
    ("path", "line", "commented"),
    [
        ("closed.wxml", 2, "  <!-- <text></text> -->"),
        ("b.js", 1, "// const a = 1"),
        ("c.wxs", 1, "// var a = 1"),
        ("colors.wxss", 1, "/* .a { color: #ff8800; background: rgba(0, 0, 0, 0.5) } */"),
        ("colors.less", 1, "// @c: #ff8800;"),
        ("colors.scss", 1, "// $c: #ff8800;"),
        ("notes.sass", 1, "// $c: #ff8800"),
    ],
)
def test_a_line_becomes_a_comment_of_its_language(
    desk: Desk, path: str, line: int, commented: str
) -> None:
    desk.open(path, line)
    desk.press(Qt.Key.Key_Slash, CONTROL)
    desk.wait(lambda: desk.text().split("\n")[line - 1] == commented)
    desk.press(Qt.Key.Key_Slash, CONTROL)
    desk.wait(lambda: desk.text() == FILES[path])
