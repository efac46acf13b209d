"""Columns, tabs and comparisons of the editor, with real keys in Monaco."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.editor.tabs import TAB_MIME
from tests.e2e.editor_desk import CONTROL, Desk, at_the_editor

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
FILES: dict[str, str | bytes] = {
    "a.wxml": "<view>one</view>\n",
    "b.js": "const two = 2\n",
    "c.wxss": ".three { color: #333333; }\n",
}


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with at_the_editor(qapp, qtbot, tmp_path, FILES) as somebody:
        yield somebody


def test_both_columns_show_what_is_typed_into_one_and_undo_takes_it_back(desk: Desk) -> None:
    desk.open("a.wxml", 1, 7)
    desk.area.split()
    desk.wait(lambda: len(desk.shown()) == 2)
    desk.open("a.wxml", 1, 7)
    desk.type("x")
    desk.wait(lambda: desk.text() == "<view>xone</view>\n")
    desk.wait(lambda: all("xone" in column for column in desk.shown()))
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.wait(lambda: desk.text() == "<view>one</view>\n")
    assert desk.area.dirty == []


def test_a_tab_dropped_on_the_right_edge_opens_a_column(desk: Desk) -> None:
    for path in FILES:
        desk.open(path)
    zone = desk.area.groups.stage.drop_zone
    data = QMimeData()
    data.setData(TAB_MIME, b"b.js")
    place = QPointF(desk.area.width() - 20, 300)
    left = Qt.MouseButton.LeftButton
    zone.dropEvent(
        QDropEvent(place, Qt.DropAction.MoveAction, data, left, Qt.KeyboardModifier.NoModifier)
    )
    layout = desk.area.groups.layout
    assert [group.tabs for group in layout.groups] == [["a.wxml", "c.wxss"], ["b.js"]]
    desk.wait(lambda: len(desk.shown()) == 2 and "const two" in desk.shown()[1])


def test_the_middle_button_closes_a_tab_and_it_is_opened_again(desk: Desk) -> None:
    for path in FILES:
        desk.open(path)
    strip = next(iter(desk.area.groups.stage.columns.values())).strip
    QTest.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(1).center())
    desk.wait(lambda: desk.area.paths == ["a.wxml", "c.wxss"])
    assert desk.area.document("b.js") is None
    desk.area.reopen()
    assert desk.area.current == "b.js"


def test_the_menu_of_a_tab_closes_the_others(desk: Desk) -> None:
    for path in FILES:
        desk.open(path)
    strip = next(iter(desk.area.groups.stage.columns.values())).strip
    strip.menu_requested.emit("b.js", QPoint(0, 0))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.wait(lambda: desk.area.paths == ["b.js"])


def test_back_and_forward_between_files(desk: Desk) -> None:
    for path in FILES:
        desk.open(path)
    desk.area.go_back()
    desk.wait(lambda: desk.cursor[0] == "b.js")
    desk.area.go_back()
    desk.wait(lambda: desk.cursor[0] == "a.wxml")
    desk.area.go_forward()
    desk.wait(lambda: desk.cursor[0] == "b.js")


def test_columns_files_and_cursors_come_back(desk: Desk) -> None:
    desk.open("b.js", 1, 7)
    desk.area.split()
    desk.open("c.wxss", 1, 4)
    desk.wait(lambda: set(desk.area.state()["views"]) == {"b.js", "c.wxss"})
    kept = desk.area.state()
    assert desk.area.close_all()
    desk.wait(lambda: desk.shown() == [""])
    assert desk.area.restore_state(kept)
    desk.wait(lambda: len(desk.shown()) == 2 and "const two" in desk.shown()[0])
    desk.wait(lambda: ".three" in desk.shown()[1])
    desk.area.groups.focus_next(0)
    desk.wait(lambda: desk.cursor == ("c.wxss", 1, 4))


def test_a_change_by_another_program_under_unsaved_text_offers_a_comparison(desk: Desk) -> None:
    desk.open("b.js")
    desk.type("// mine\n")
    desk.wait(lambda: desk.area.dirty == ["b.js"])
    (desk.root / "b.js").write_text("const theirs = 3\n")
    desk.area.files_changed(["b.js"])
    column = next(iter(desk.area.groups.stage.columns.values()))
    assert column.notice.isVisible()
    QTest.mouseClick(column.notice.button("compare"), Qt.MouseButton.LeftButton)
    desk.wait(lambda: "const theirs" in desk.shown()[0] and "// mine" in desk.shown()[0])
    QTest.mouseClick(column.notice.button("keep"), Qt.MouseButton.LeftButton)
    assert not column.notice.isVisible()
    assert desk.area.save("b.js")
    assert (desk.root / "b.js").read_text() == "// mine\nconst two = 2\n"


def test_files_shown_last_come_first_and_come_back_with_the_project(desk: Desk) -> None:
    for path in FILES:
        desk.open(path)
    desk.open("a.wxml")
    assert desk.area.recent_files() == ["c.wxss", "b.js"]
    kept = desk.area.state()
    (desk.root / "b.js").unlink()
    assert desk.area.close_all()
    desk.area.set_root(desk.root)
    assert desk.area.recent_files() == []
    assert desk.area.restore_state(kept)
    assert desk.area.recent_files() == ["c.wxss"]
