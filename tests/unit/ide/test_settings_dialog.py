"""The settings dialog: what is changed counts at once, is found, reset, and followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from ide.i18n import catalogue, translator
from ide.settings.dialog import SettingsDialog
from ide.settings.rows import SettingRow, group_of, shown
from ide.settings.shortcut_page import Named
from ide.settings.shortcuts import Shortcuts
from ide.settings.store import Settings
from ide.settings.watch import FileWatch

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

COMMANDS = {"open": "Ctrl+O", "save": "Ctrl+S", "quit": ""}


@pytest.fixture
def store(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def dialog(qtbot: QtBot, store: Settings) -> SettingsDialog:
    translator.use("en")
    named = [Named(each, each.upper) for each in COMMANDS]
    dialog = SettingsDialog(store, Shortcuts(None, COMMANDS), named)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def row(dialog: SettingsDialog, name: str) -> SettingRow:
    return next(each for each in dialog.rows.rows if each.setting.name == name)


def test_every_setting_with_a_title_has_a_row_and_every_group_a_name(
    dialog: SettingsDialog,
) -> None:
    assert {each.setting.name for each in dialog.rows.rows} == {each.name for each in shown()}
    texts = catalogue("en")
    assert all(f"settings.group.{group_of(each)}" in texts for each in shown())


def test_a_changed_setting_is_marked_and_can_be_reset(
    dialog: SettingsDialog, store: Settings
) -> None:
    dialog.groups.setCurrentRow(dialog.rows.groups.index("editor"))
    size = row(dialog, "editor.font_size")
    assert isinstance(size.field, QSpinBox)
    size.field.setValue(20)
    assert store.number("editor.font_size") == 20
    assert size.reset_button.isVisible()
    QTest.mouseClick(size.reset_button, Qt.MouseButton.LeftButton)
    assert store.number("editor.font_size") == 13
    assert size.field.value() == 13
    assert not size.reset_button.isVisible()


def test_a_search_looks_through_all_groups(dialog: SettingsDialog) -> None:
    QTest.keyClicks(dialog.search, "minimap")
    visible = [each.setting.name for each in dialog.rows.rows if each.isVisible()]
    assert visible == ["editor.minimap"]
    QTest.keyClicks(dialog.search, " nothing")
    assert not dialog.rows.isVisible()
    dialog.search.clear()
    assert dialog.rows.isVisible()


def test_fields_follow_changes_from_elsewhere_and_the_language(
    dialog: SettingsDialog, store: Settings
) -> None:
    theme = row(dialog, "appearance.theme").field
    assert isinstance(theme, QComboBox)
    store.set("appearance.theme", "dark")
    assert theme.currentText() == "Dark"
    translator.use("de")
    assert theme.currentText() == "Dunkel"
    assert dialog.windowTitle() == "Einstellungen"


def test_keys_are_pressed_to_change_a_shortcut_and_a_clash_is_told(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.show_shortcuts()
    page = dialog.shortcuts
    page.choose("save")
    page.keys.setFocus()
    QTest.keyClick(page.keys, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "OPEN" in page.warning.text())
    QTest.mouseClick(page.assign_button, Qt.MouseButton.LeftButton)
    assert page._shortcuts.all() == {"open": "", "save": "Ctrl+O", "quit": ""}
    assert page.current == "save"
    QTest.mouseClick(page.reset_all_button, Qt.MouseButton.LeftButton)
    assert page._shortcuts.all() == COMMANDS


def test_commands_are_found_by_pressing_their_keys(dialog: SettingsDialog) -> None:
    dialog.show_shortcuts()
    page = dialog.shortcuts
    QTest.mouseClick(page.pressed, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.search, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.search.text() == QKeySequence("Ctrl+S").toString()
    assert page._found.rowCount() == 1
    page.table.setCurrentIndex(page._found.index(0, 0))
    assert page.current == "save"


def test_a_file_replaced_by_another_window_is_noticed(
    qtbot: QtBot, tmp_path: Path, store: Settings
) -> None:
    seen: list[int] = []
    watch = FileWatch()
    watch.add(tmp_path / "settings.json", lambda: seen.append(1))
    Settings(tmp_path / "settings.json").set("editor.minimap", True)
    qtbot.waitUntil(lambda: len(seen) == 1)
    Settings(tmp_path / "settings.json").set("editor.tab_size", 4)
    qtbot.waitUntil(lambda: len(seen) == 2)
