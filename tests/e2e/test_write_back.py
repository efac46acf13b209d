"""Edits in the Wxml panel change exactly their place in the source; the page stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.e2e.inspecting import FIXTURE, row_of
from tests.e2e.journey import Person, at_the_window_of
from tests.patience import PATIENCE_MS

PAGE = "pages/index/index"
# The platform without a screen says so whenever the smallest size of the window changes.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support propagateSizeHints")


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    with at_the_window_of(
        qapp,
        qtbot,
        tmp_path / "app",
        tmp_path / "profile",
        copied=FIXTURE,
        page=PAGE,
        who=Person,
    ) as somebody:
        somebody.window.focus_dock("wxml")
        yield somebody


def choose(person: Person, start: str) -> None:
    """Choose a row of the tree and wait for its styles."""
    panel = person.window.wxml
    person.wait(lambda: row_of(panel.tree, start).isValid())
    panel.tree.setCurrentIndex(row_of(panel.tree, start))
    person.wait(lambda: panel.side.details and panel.side.styles.model.rowCount())


def declaration(person: Person, name: str, value: str) -> QModelIndex:
    """Return the row of a declaration in the Styles tab."""
    tree = person.window.wxml.side.styles.tree
    model = tree.model()
    for rule in range(model.rowCount()):
        parent = model.index(rule, 0)
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            if (index.data(), index.siblingAtColumn(1).data()) == (name, value):
                return index
    return QModelIndex()


def put(person: Person, index: QModelIndex, text: str) -> None:
    """Edit a cell with the keyboard."""
    tree = person.window.wxml.side.styles.tree
    tree.setCurrentIndex(index)
    tree.edit(index)
    person.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    field = QApplication.focusWidget()
    assert field is not None
    assert tree.isAncestorOf(field)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def color(person: Person) -> str:
    found = person.look(
        "(() => { const page = document.querySelector('iframe').contentDocument;"
        " const style = page.defaultView.getComputedStyle(page.querySelector('.title'));"
        " return style.color + ' ' + style.marginTop })()"
    )
    return str(found)


def test_a_value_goes_to_its_rule_and_the_page_keeps_it(person: Person) -> None:
    source = (FIXTURE / f"{PAGE}.wxss").read_text("utf-8")
    choose(person, '<view id="head"')
    person.wait(lambda: declaration(person, "color", "rgb(0, 0, 200)").isValid())
    put(person, declaration(person, "color", "rgb(0, 0, 200)").siblingAtColumn(1), "rgb(1, 2, 3)")
    person.wait(lambda: person.window.editor.text_of(f"{PAGE}.wxss"))
    after = source.replace("rgb(0, 0, 200)", "rgb(1, 2, 3)")
    person.wait(lambda: person.window.editor.text_of(f"{PAGE}.wxss") == after)
    person.wait(lambda: color(person).startswith("rgb(1, 2, 3)"))
    person.wait(lambda: declaration(person, "color", "rgb(1, 2, 3)").isValid())
    person.wait(lambda: declaration(person, "margin", "20rpx").isValid())
    put(person, declaration(person, "margin", "20rpx").siblingAtColumn(1), "30rpx")
    after = after.replace("margin: 20rpx;", "margin: 30rpx;")
    person.wait(lambda: person.window.editor.text_of(f"{PAGE}.wxss") == after)
    person.wait(lambda: color(person) == "rgb(1, 2, 3) 15px")
    point = person.point_of(".title")
    session = person.bench.session
    assert session is not None
    before = person.player.view.grab().toImage()
    assert person.window.editor.save(f"{PAGE}.wxss")
    with person.qtbot.waitSignal(person.player.launched, timeout=PATIENCE_MS):
        session.restart()
    person.sees("plain words")
    person.wait(lambda: color(person) == "rgb(1, 2, 3) 15px")
    person.wait(lambda: person.pixel(point) == before.pixelColor(point))
    assert (person.root / f"{PAGE}.wxss").read_text("utf-8") == after
    # Nothing is saved behind anybody's back elsewhere.
    assert (person.root / "shared/base.wxss").read_text("utf-8") == (
        FIXTURE / "shared/base.wxss"
    ).read_text("utf-8")


def test_a_tick_switches_a_declaration_off_and_on(person: Person) -> None:
    source = (FIXTURE / f"{PAGE}.wxss").read_text("utf-8")
    choose(person, '<view id="head"')
    person.wait(lambda: declaration(person, "color", "rgb(0, 0, 200)").isValid())
    styles = person.window.wxml.side.styles
    index = declaration(person, "color", "rgb(0, 0, 200)")
    styles.model.itemFromIndex(index).setCheckState(Qt.CheckState.Unchecked)
    off = source.replace("color: rgb(0, 0, 200);", "/* color: rgb(0, 0, 200); */")
    person.wait(lambda: person.window.editor.text_of(f"{PAGE}.wxss") == off)
    person.wait(lambda: color(person).startswith("rgb(170, 0, 0)"))

    def is_off() -> bool:
        row = declaration(person, "color", "rgb(0, 0, 200)")
        item = styles.model.itemFromIndex(row)
        return item is not None and item.checkState() == Qt.CheckState.Unchecked

    person.wait(is_off)
    item = styles.model.itemFromIndex(declaration(person, "color", "rgb(0, 0, 200)"))
    item.setCheckState(Qt.CheckState.Checked)
    person.wait(lambda: person.window.editor.text_of(f"{PAGE}.wxss") == source)
    person.wait(lambda: color(person).startswith("rgb(0, 0, 200)"))


def test_an_attribute_goes_to_the_template(person: Person) -> None:
    source = (FIXTURE / f"{PAGE}.wxml").read_text("utf-8")
    choose(person, '<view class="plain"')
    side = person.window.wxml.side
    side.tabs.setCurrentWidget(side.attributes)
    table = side.attributes.table
    person.wait(lambda: row_of(table, "#text").isValid())
    table.setCurrentIndex(row_of(table, "#text"))
    QTest.keyClick(table, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "other words")
    QTest.keyClick(field, Qt.Key.Key_Return)
    after = source.replace("plain words", "other words")
    person.wait(lambda: person.window.editor.text_of(f"{PAGE}.wxml") == after)
    person.sees("other words")


def test_what_comes_from_data_leads_there(person: Person) -> None:
    choose(person, '<view id="head"')
    side = person.window.wxml.side
    side.tabs.setCurrentWidget(side.attributes)
    table = side.attributes.table
    person.wait(lambda: row_of(table, "#text").isValid())
    table.setCurrentIndex(row_of(table, "#text"))
    QTest.keyClick(table, Qt.Key.Key_Return)
    appdata = person.window.appdata
    person.wait(lambda: appdata.isVisible() and appdata.data.current_path() == ("title",))
