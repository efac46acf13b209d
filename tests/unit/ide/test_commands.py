"""The command table is sound: ids, shortcuts, menus and icons."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

import resources
from ide.commands import Actions, table
from ide.docks import places


def test_ids_and_shortcuts_are_unique() -> None:
    commands = table().commands
    ids = Counter(command.id for command in commands)
    keys = [key for command in commands for key in (command.shortcut, command.editor_keys)]
    shortcuts = Counter(key for key in keys if key)
    assert [name for name, count in (ids + shortcuts).items() if count > 1] == []


def test_every_command_has_a_menu_and_its_icon_exists() -> None:
    for command in table().commands:
        assert command.menu in table().menus
        assert not command.icon or resources.path("icons", f"{command.icon}.svg").is_file()


def test_keys_of_the_editor_are_shown_and_left_to_it(qapp: QApplication) -> None:
    owner = QObject(qapp)
    actions = Actions(owner)
    find = actions["edit.find"]
    assert find.text().endswith("\tCtrl+F")
    assert find.shortcut().isEmpty()
    actions.set_shortcuts({"edit.find": "Ctrl+Alt+F"})
    assert "\t" not in find.text()
    assert find.shortcut().toString() == "Ctrl+Alt+F"
    owner.deleteLater()


def test_every_dock_names_docks_before_it_and_a_known_area() -> None:
    before: set[str] = set()
    for place in places():
        assert place.area in {"left", "right", "bottom"}
        assert {place.tab_with, place.beside, place.below} - {""} <= before
        before.add(place.name)
