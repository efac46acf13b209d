"""The AppData panel beside a running mini-program: what is there, edits, marks, the record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.headless.project import HeadlessProject
from ide.panels.appdata import AppDataPanel
from ide.theme.palette import colors
from ide.widgets.json_model import CHANGED_ROLE
from renderer.host.scheme import register_scheme
from tests.e2e.inspecting import FIXTURE, Inspected, row_of

register_scheme()

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
def panel(inspected: Inspected) -> AppDataPanel:
    panel = AppDataPanel()
    panel.use_line(inspected.line)
    panel.set_theme(colors("light"))
    inspected.show(panel)
    inspected.app.open(PAGE)
    inspected.wait(lambda: row_of(panel.data, "title").isValid())
    return panel


def put(panel: AppDataPanel, start: str, text: str) -> None:
    """Edit a value in place, with the keyboard."""
    panel.data.setCurrentIndex(row_of(panel.data, start))
    QTest.keyClick(panel.data, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_an_edit_is_painted(inspected: Inspected, panel: AppDataPanel) -> None:
    put(panel, "title", '"Edited"')
    inspected.app.wait_text("Edited")
    put(panel, "title", "bare words")
    inspected.app.wait_text("bare words")
    put(panel, "open", "true")
    inspected.app.wait_text("opened")
    assert inspected.app.data()["open"] is True


def test_what_is_no_json_is_refused(
    inspected: Inspected, panel: AppDataPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.refused):
        put(panel, "step", "{1")
    assert inspected.app.data()["step"] == 0


def test_items_come_and_go(inspected: Inspected, panel: AppDataPanel) -> None:
    panel.data.setCurrentIndex(row_of(panel.data, "items"))
    QTest.keyClick(panel.data, Qt.Key.Key_Insert)
    inspected.wait(lambda: len(inspected.app.data()["items"]) == 4)
    assert inspected.app.data()["items"][3] is None
    inspected.wait(lambda: panel.data.values.value["items"][3:] == [None])
    assert panel.data.select_path(("items", 0))
    QTest.keyClick(panel.data, Qt.Key.Key_Delete)
    inspected.wait(lambda: len(inspected.app.data()["items"]) == 3)
    assert inspected.app.data()["items"][0]["id"] == 2


def test_what_the_app_changes_is_marked(inspected: Inspected, panel: AppDataPanel) -> None:
    inspected.click(panel.changed_button, panel.changed_button.rect().center())
    assert not row_of(panel.data, "title").isValid()
    inspected.app.tap("one")
    inspected.wait(lambda: row_of(panel.data, "open").isValid())
    assert row_of(panel.data, "open").data(CHANGED_ROLE)
    assert not row_of(panel.data, "title").isValid()
    inspected.click(panel.changed_button, panel.changed_button.rect().center())
    panel.filter.setText("hello")
    assert row_of(panel.data, "title").isValid()
    assert not row_of(panel.data, "open").isValid()


def test_the_app_and_components_have_data_too(inspected: Inspected, panel: AppDataPanel) -> None:
    panel.owners.setCurrentIndex(row_of(panel.owners, "App"))
    inspected.wait(lambda: row_of(panel.data, "user").isValid())
    inspected.ask("evaluate", code="getApp().globalData.count = 7")
    inspected.wait(lambda: panel.data.values.value["count"] == 7)
    panel.owners.setCurrentIndex(row_of(panel.owners, "<card>"))
    inspected.wait(lambda: row_of(panel.data, "nested").isValid())
    put(panel, "count", "99")
    inspected.app.wait_text("99")


def test_set_data_is_recorded(inspected: Inspected, panel: AppDataPanel) -> None:
    inspected.app.tap("add")
    inspected.wait(lambda: row_of(panel.log.table, "").isValid())
    row = row_of(panel.log.table, "")
    cells = [row.siblingAtColumn(column).data() for column in range(1, 4)]
    assert cells == [PAGE, "items[3]", "37 B"]
    inspected.ask("evaluate", code="getCurrentPages()[0].setData({ big: 'x'.repeat(300000) })")
    inspected.wait(lambda: any("big" in str(row) for row in rows(panel)))
    (call,) = [call for call in rows(panel) if call.paths == ("big",)]
    assert call.trouble == "appdata.large"


def rows(panel: AppDataPanel) -> list[object]:
    """Return the calls of the record."""
    model = panel.log.table.model()
    source = model.sourceModel()  # type: ignore[attr-defined]
    return list(source.rows())


def test_a_closed_page_gives_way_to_the_one_on_top(
    inspected: Inspected, panel: AppDataPanel
) -> None:
    inspected.ask("evaluate", code="wx.navigateTo({ url: '/pages/list/index' })")
    inspected.app.wait_ready("pages/list/index")
    panel.refresh()
    inspected.wait(lambda: row_of(panel.data, "rows").isValid())
    inspected.ask("evaluate", code="wx.navigateBack()")
    inspected.app.wait_ready(PAGE)
    panel.refresh()
    inspected.wait(lambda: row_of(panel.data, "title").isValid())
