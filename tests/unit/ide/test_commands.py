"""The command table is sound: ids, shortcuts, icons, and somebody who carries each out."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import resources
from ide import workbench
from ide.commands import table


def test_ids_and_shortcuts_are_unique() -> None:
    commands = table().commands
    ids = Counter(command.id for command in commands)
    shortcuts = Counter(command.shortcut for command in commands if command.shortcut)
    assert [name for name, count in (ids + shortcuts).items() if count > 1] == []


def test_every_command_has_a_menu_and_its_icon_exists() -> None:
    for command in table().commands:
        assert command.menu in table().menus
        assert not command.icon or resources.path("icons", f"{command.icon}.svg").is_file()


def test_every_command_is_carried_out_by_the_editor_or_the_workbench() -> None:
    tree = ast.parse(Path(workbench.__file__).read_text("utf-8"))
    keys = {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }
    undone = [c.id for c in table().commands if not c.editor_action and c.id not in keys]
    assert undone == []
