"""The command table is sound: ids, shortcuts, menus and icons."""

from __future__ import annotations

from collections import Counter

import resources
from ide.commands import table
from ide.docks import places


def test_ids_and_shortcuts_are_unique() -> None:
    commands = table().commands
    ids = Counter(command.id for command in commands)
    shortcuts = Counter(command.shortcut for command in commands if command.shortcut)
    assert [name for name, count in (ids + shortcuts).items() if count > 1] == []


def test_every_command_has_a_menu_and_its_icon_exists() -> None:
    for command in table().commands:
        assert command.menu in table().menus
        assert not command.icon or resources.path("icons", f"{command.icon}.svg").is_file()


def test_every_dock_names_docks_before_it_and_a_known_area() -> None:
    before: set[str] = set()
    for place in places():
        assert place.area in {"left", "right", "bottom"}
        assert {place.tab_with, place.beside, place.below} - {""} <= before
        before.add(place.name)
