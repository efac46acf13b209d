"""Somebody finds a word in the whole project, replaces it in two files and takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.journey import CONTROL, Person, at_the_window

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

_SHIFT = Qt.KeyboardModifier.ShiftModifier


def found(person: Person) -> list[str]:
    """What the panel lists, a file's path before its matches."""
    tree = person.window.search.tree
    model = tree.model()
    rows: list[str] = []
    for file in range(model.rowCount()):
        index = model.index(file, 0)
        rows.append(str(index.data(Qt.ItemDataRole.ToolTipRole)))
        rows += [str(model.index(row, 0, index).data()) for row in range(model.rowCount(index))]
    return rows


def types_into(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_find_replace_and_take_back(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with at_the_window(qapp, qtbot, tmp_path / "kiosk", tmp_path / "profile") as person:
        window, panel = person.window, person.window.search
        page, script = (tmp_path / "kiosk/pages/home" / f"home.{kind}" for kind in ("wxml", "js"))
        before = script.read_bytes()
        window.editor.code.setFocus()
        person.open_by_name("home.wxml", "pages/home/home.wxml")
        person.press(Qt.Key.Key_F, CONTROL | _SHIFT)
        person.wait(lambda: QApplication.focusWidget() is panel.form.text)
        types_into(panel.form.text, "price")
        person.wait(lambda: panel.model.count >= 5 and panel.stop.isHidden())
        assert {"pages/home/home.js", "pages/home/home.wxml"} <= set(found(person))
        assert any("Coffee" in row for row in found(person))

        # Enter in the list opens the place.
        panel.tree.setFocus()
        person.press(Qt.Key.Key_Down)
        for _ in found(person):
            if "Croissant" not in str(panel.tree.currentIndex().data()):
                person.press(Qt.Key.Key_Down)
        person.press(Qt.Key.Key_Return)
        person.wait(lambda: window.editor.current == "pages/home/home.js")
        person.wait(lambda: window.editor_status.place.text().startswith("Ln 6"))

        # The page is open and is edited there; the script was opened too, so close it first.
        window.editor.close_file("pages/home/home.js")
        person.press(Qt.Key.Key_H, CONTROL | _SHIFT)
        person.wait(panel.form.replacement.isVisible)
        types_into(panel.form.include, "pages/home/*.js, *.wxml")
        types_into(panel.form.replacement, "cost")
        person.wait(lambda: panel.stop.isHidden() and panel.model.chosen())
        rows = panel.model.chosen()
        assert set(rows) == {"pages/home/home.js", "pages/home/home.wxml"}
        person.click(panel.form.replace_all)
        assert b"cost: 12" in script.read_bytes()
        assert b"price" not in script.read_bytes()
        document = window.editor.document("pages/home/home.wxml")
        assert document is not None
        assert "{{item.cost}}" in document.text
        assert b"{{item.price}}" in page.read_bytes()
        person.sees("¥ 12")

        person.click(panel.undo)
        assert script.read_bytes() == before
        assert "{{item.price}}" in document.text
        assert not document.dirty


def test_a_bad_expression_is_explained_and_an_endless_one_can_be_stopped(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_the_window(qapp, qtbot, tmp_path / "kiosk", tmp_path / "profile") as person:
        (tmp_path / "kiosk" / "long.js").write_text("a" * 60 + "!")
        panel = person.window.search
        person.window.focus_dock("search")
        person.click(panel.form.switches["regex"])
        types_into(panel.form.text, "(a+")
        person.wait(lambda: "mistake" in panel.state.text())
        types_into(panel.form.text, "(a+)+$")
        person.wait(panel.stop.isVisible)
        person.click(panel.stop)
        assert panel.stop.isHidden()
        types_into(panel.form.text, "a{60}")
        person.wait(lambda: "long.js" in found(person))
