"""The Storage panel beside a running mini-program: keys, quota, files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.headless.project import HeadlessProject
from ide.inspect.app_storage import AppStorage
from ide.panels.storage.panel import StoragePanel
from ide.theme.palette import colors
from renderer.host.scheme import register_scheme
from tests.e2e.inspecting import FIXTURE, Inspected, row_of

register_scheme()


@pytest.fixture(scope="module")
def project() -> Iterator[HeadlessProject]:
    project = HeadlessProject(FIXTURE)
    project.open()
    yield project
    project.close()


@pytest.fixture
def inspected(qtbot: QtBot, project: HeadlessProject) -> Iterator[Inspected]:
    inspected = Inspected(project, qtbot)
    inspected.app.open("pages/index/index")
    yield inspected
    inspected.app.close()


@pytest.fixture
def panel(inspected: Inspected) -> StoragePanel:
    panel = StoragePanel()
    panel.show_phone(inspected.app.phone)
    panel.set_theme(colors("light"))
    inspected.show(panel)
    return panel


def test_what_the_app_stores_appears_and_edits_reach_it(
    inspected: Inspected, panel: StoragePanel
) -> None:
    inspected.ask("evaluate", code="wx.setStorageSync('user', { name: 'Lin', age: 3 })")
    table = panel.keys.table
    inspected.wait(lambda: row_of(table, "user").isValid())
    row = row_of(table, "user")
    assert row.siblingAtColumn(1).data() == '{"name": "Lin", "age": 3}'
    assert row.siblingAtColumn(2).data() == "object"
    table.setCurrentIndex(row)
    QTest.keyClick(table, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, '{"name": "Mei"}')
    QTest.keyClick(field, Qt.Key.Key_Return)
    inspected.wait(lambda: row.siblingAtColumn(1).data() == '{"name": "Mei"}')
    assert inspected.ask("evaluate", code="wx.getStorageSync('user')") == {"name": "Mei"}
    panel.keys.value.edit_requested.emit(("name",), "Wu")
    assert inspected.ask("evaluate", code="wx.getStorageSync('user').name") == "Wu"


def test_keys_come_and_go(inspected: Inspected, panel: StoragePanel, qtbot: QtBot) -> None:
    panel.keys.add("fresh")
    assert inspected.ask("evaluate", code="wx.getStorageInfoSync().keys") == ["fresh"]
    panel.keys.table.setCurrentIndex(row_of(panel.keys.table, "fresh"))
    QTest.keyClick(panel.keys.table, Qt.Key.Key_Delete)
    assert inspected.ask("evaluate", code="wx.getStorageInfoSync().keys") == []
    inspected.ask("evaluate", code="wx.setStorageSync('a', 1), wx.setStorageSync('b', 2), 0")
    inspected.wait(lambda: row_of(panel.keys.table, "b").isValid())
    inspected.click(panel.keys.clear_button, panel.keys.clear_button.rect().center())
    assert inspected.ask("evaluate", code="wx.getStorageSync('a')") == ""


def test_limits_are_those_of_the_phone(
    inspected: Inspected, panel: StoragePanel, qtbot: QtBot
) -> None:
    storage = AppStorage(inspected.app.phone)
    storage.put("half", "x" * (512 * 1024))
    assert panel.keys.quota.value() == 50
    assert "512.0 KB of 10.00 MB" in panel.keys.used.text()
    panel.keys.table.setCurrentIndex(row_of(panel.keys.table, "half"))
    with qtbot.waitSignal(panel.refused) as refused:
        panel.keys.put("large", "x" * (1024 * 1024))
    assert refused.args == ["A key holds 1 MB at most."]
    assert [entry.key for entry in storage.entries] == ["half"]


def test_files_the_app_writes_are_listed(
    inspected: Inspected, panel: StoragePanel, tmp_path: Path
) -> None:
    panel.tabs.setCurrentWidget(panel.files)
    code = "wx.getFileSystemManager().writeFileSync(wx.env.USER_DATA_PATH + '/n.txt', 'words')"
    inspected.ask("evaluate", code=code)
    inspected.wait(lambda: row_of(panel.files.table, "n.txt").isValid())
    panel.files.table.setCurrentIndex(row_of(panel.files.table, "n.txt"))
    assert panel.files.text.toPlainText() == "words"
    assert row_of(panel.files.table, "n.txt").siblingAtColumn(1).data() == "5 B"
    assert panel.files.export_to(tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text() == "words"
    (tmp_path / "in.json").write_text("[1]")
    panel.files.import_from([tmp_path / "in.json"])
    read = "wx.getFileSystemManager().readFileSync(wx.env.USER_DATA_PATH + '/in.json', 'utf8')"
    assert inspected.ask("evaluate", code=read) == "[1]"
    panel.files.table.setCurrentIndex(row_of(panel.files.table, "n.txt"))
    button = panel.files.buttons["storage.delete"]
    inspected.click(button, button.rect().center())
    assert not row_of(panel.files.table, "n.txt").isValid()
