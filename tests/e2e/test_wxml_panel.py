"""The Wxml panel beside a running mini-program: the tree, search, the picker, places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.headless.project import HeadlessProject
from ide.inspect.place import Place, find_steps
from ide.panels.wxml.panel import WxmlPanel
from ide.theme.palette import colors
from renderer.host.scheme import register_scheme
from tests.driving.app import css
from tests.e2e.inspecting import FIXTURE, Inspected, row_of

register_scheme()

BOX = """(() => {
  const box = document.querySelector('[data-inspect=box] [data-layer=content]')
  const rect = box?.getBoundingClientRect()
  return rect ? [rect.x, rect.y, rect.width, rect.height] : null
})()"""
PAGE = "pages/index/index"


@pytest.fixture(scope="module")
def project() -> Iterator[HeadlessProject]:
    project = HeadlessProject(FIXTURE)
    project.open()
    yield project
    project.close()


@pytest.fixture
def inspected(qtbot: QtBot, project: HeadlessProject) -> Iterator[Inspected]:
    inspected = Inspected(project, qtbot)
    yield inspected
    inspected.app.close()


@pytest.fixture
def panel(inspected: Inspected) -> WxmlPanel:
    panel = WxmlPanel()
    panel.use_line(inspected.line)
    panel.use_sources(inspected.read)
    panel.set_theme(colors("light"))
    inspected.show(panel)
    return panel


def rows(panel: WxmlPanel) -> list[str]:
    """Return all rows that are unfolded."""
    found = []
    waiting = [panel.model.index(0, 0)]
    while waiting:
        index = waiting.pop(0)
        found.append(str(index.data()))
        inside = range(panel.model.rowCount(index))
        waiting = [panel.model.index(row, 0, index) for row in inside] + waiting
    return found


def choose(inspected: Inspected, panel: WxmlPanel, start: str) -> None:
    """Click a row of the tree."""
    index = row_of(panel.tree, start)
    assert index.isValid(), rows(panel)
    panel.tree.scrollTo(index)
    place = panel.tree.visualRect(index).center()
    left = QPoint(panel.tree.visualRect(index).left() + 20, place.y())
    inspected.click(panel.tree.viewport(), left)
    assert panel.tree.currentIndex() == index


def test_the_tree_follows_the_running_app(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, '<button id="add"').isValid())
    choose(inspected, panel, '<view class="row" data-id="2"')
    inspected.app.tap("add")
    inspected.app.tap("one")
    inspected.wait(lambda: any('data-id="4"' in row for row in rows(panel)))
    inspected.wait(lambda: '<view class="opened">opened</view>' in rows(panel))
    assert panel.tree.currentIndex().data().startswith('<view class="row" data-id="2"')
    order = [row for row in rows(panel) if row.startswith('<view class="row"')]
    assert [row.split('"')[3] for row in order] == ["1", "2", "3", "4"]


def test_another_page_is_another_tree(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, '<button id="add"').isValid())
    inspected.ask("evaluate", code="wx.navigateTo({ url: '/pages/list/index' })")
    inspected.app.wait_ready("pages/list/index")
    panel.refresh()
    inspected.wait(lambda: row_of(panel.tree, '<view class="all"').isValid())
    # A long list waits to be unfolded.
    assert len(rows(panel)) == 2
    panel.tree.expand(row_of(panel.tree, '<view class="all"'))
    inspected.wait(lambda: len(rows(panel)) == 1002)


def test_a_hidden_panel_asks_nothing(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, '<button id="add"').isValid())
    panel.hide()
    sent: list[object] = []
    inspected.line.listen("changed", sent.append)
    inspected.app.tap("add")
    inspected.app.wait_text("item 4")
    inspected.app.rest()
    assert sent == []


def test_a_place_in_the_phone_leads_to_row_and_source(
    inspected: Inspected, panel: WxmlPanel, qtbot: QtBot
) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, '<button id="add"').isValid())
    inspected.pick(css(".badge"))
    panel.set_picking(on=True)
    inspected.wait(lambda: panel.tree.currentIndex().isValid())
    inspected.wait(lambda: '<text class="badge">3</text>' in str(panel.tree.currentIndex().data()))
    assert not panel.pick_button.isChecked()
    inspected.wait(lambda: panel.side.details)
    with qtbot.waitSignal(panel.source_requested) as opened:
        QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    place = opened.args[0]
    assert isinstance(place, Place)
    assert (place.file, place.line) == ("components/badge/index.wxml", 1)


def test_the_picker_keeps_its_click_from_the_app(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, '<button id="add"').isValid())
    inspected.pick(css("#add"))
    inspected.wait(lambda: '<button id="add"' in str(panel.tree.currentIndex().data()))
    assert len(inspected.app.data()["items"]) == 3


def test_a_row_is_marked_in_the_phone(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, '<view id="head"').isValid())
    index = row_of(panel.tree, '<view id="head"')
    panel.tree.scrollTo(index)
    QTest.mouseMove(panel.tree.viewport(), panel.tree.visualRect(index).center())
    panel.tree.entered.emit(index)
    box = inspected.app.until(BOX, bool, "a mark")
    (node,) = inspected.app.nodes(".title")
    # The content is the box without its padding.
    assert box[2:] == [node["width"] - 10, node["height"] - 10]
    panel.tree.looked_at.emit(0)
    assert inspected.app.until(BOX, lambda found: found is None, "no mark") is None


def test_search_goes_from_one_to_the_next(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, '<view id="head"').isValid())
    panel.search.setFocus()
    QTest.keyClicks(panel.search, ".badge")
    inspected.wait(lambda: panel.count.text() == "1 of 1")
    inspected.wait(lambda: "badge" in str(panel.tree.currentIndex().data()))
    panel.search.clear()
    QTest.keyClicks(panel.search, "hello")
    inspected.wait(lambda: panel.count.text() == "1 of 4")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.count.text() == "2 of 4"
    inspected.wait(lambda: "<card" in str(panel.tree.currentIndex().data()))
    panel.search.clear()
    QTest.keyClicks(panel.search, "nowhere")
    inspected.wait(lambda: panel.count.text() == "Nothing found")


def test_data_of_a_component_is_edited(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, "<card").isValid())
    choose(inspected, panel, "<card")
    data = panel.side.data
    inspected.wait(lambda: row_of(data, "count").isValid())
    index = row_of(data, "count").siblingAtColumn(1)
    data.setCurrentIndex(index)
    QTest.keyClick(data, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "42")
    QTest.keyClick(field, Qt.Key.Key_Return)
    inspected.app.wait_text("42")


def test_the_chosen_row_is_copied(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, '<view class="row"').isValid())
    choose(inspected, panel, '<view class="row"')
    QTest.keyClick(panel.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines() == [
        '<view class="row" data-id="1" hover-class="pressed" bind:tap>',
        '  <text class="name">one</text>',
        "</view>",
    ]


def test_a_place_in_a_template_leads_to_its_nodes(inspected: Inspected, panel: WxmlPanel) -> None:
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.tree, "<card").isValid())
    page = inspected.read(f"{PAGE}.wxml") or ""
    steps = find_steps(inspected.read, PAGE, f"{PAGE}.wxml", page.index("{{item.name}}"))
    assert len(inspected.ask("nodes-at", component=PAGE, steps=steps)) == 3
    notice = find_steps(inspected.read, PAGE, "shared/notice.wxml", 3)
    (node,) = inspected.ask("nodes-at", component=PAGE, steps=notice)
    panel.show_node(None, node)
    inspected.wait(lambda: "included" in str(panel.tree.currentIndex().data()))
    hidden = find_steps(inspected.read, PAGE, f"{PAGE}.wxml", page.index("step one"))
    assert inspected.ask("nodes-at", component=PAGE, steps=hidden) == []
