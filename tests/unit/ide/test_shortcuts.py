"""Keys of commands: keymaps, the person's own choice, clashes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from ide.commands import table
from ide.settings.shortcuts import USUAL, Shortcuts, keymaps

KEYS = {"open": "Ctrl+O", "save": "Ctrl+S", "quit": ""}


def test_keys_are_chosen_kept_and_reset(tmp_path: Path) -> None:
    file = tmp_path / "shortcuts.json"
    keys = Shortcuts(file, KEYS)
    told: list[int] = []
    keys.listen(lambda: told.append(1))
    keys.put("quit", "Ctrl+Shift+Q")
    assert Shortcuts(file, KEYS).all() == {**KEYS, "quit": "Ctrl+Shift+Q"}
    assert keys.is_changed("quit")
    keys.reset("quit")
    assert keys.all() == KEYS
    assert json.loads(file.read_text("utf-8")) == {}
    assert len(told) == 2


def test_keys_that_another_command_has_are_taken_from_it() -> None:
    keys = Shortcuts(None, KEYS)
    assert keys.clashes("save", "Ctrl+O") == ["open"]
    assert keys.clashes("save", "") == []
    keys.put("save", "Ctrl+O", take=True)
    assert keys.all() == {"open": "", "save": "Ctrl+O", "quit": ""}
    keys.reset()
    assert keys.all() == KEYS


def test_another_window_or_a_hand_may_write_the_file(tmp_path: Path) -> None:
    file = tmp_path / "shortcuts.json"
    keys = Shortcuts(file, KEYS)
    file.write_text('{"save": "F2", "unknown": "F3", "open": 4}', "utf-8")
    keys.reload()
    assert keys.all() == {"open": "Ctrl+O", "save": "F2", "quit": ""}


def test_what_the_person_chose_stays_over_another_keymap() -> None:
    usual = {command.id: command.shortcut for command in table().commands}
    keys = Shortcuts(None, usual)
    keys.put("file.save", "F2")
    keys.use("vscode")
    assert keys["project.compile"] == "Ctrl+Shift+B"
    assert keys["file.save"] == "F2"
    assert not keys.is_changed("project.compile")


@pytest.mark.parametrize("keymap", keymaps())
def test_no_two_commands_have_the_same_keys(keymap: str) -> None:
    usual = {command.id: command.shortcut for command in table().commands}
    keys = Shortcuts(None, usual, keymap)
    clashes = {each: keys.clashes(each, keys[each]) for each in usual}
    assert {each: others for each, others in clashes.items() if others} == {}


def test_every_keymap_names_commands_and_keys_that_exist() -> None:
    known = {command.id for command in table().commands}
    portable = QKeySequence.SequenceFormat.PortableText
    for name, keymap in keymaps().items():
        assert set(keymap) <= known, name
        for keys in keymap.values():
            assert QKeySequence.fromString(keys, portable).toString(portable) == keys
    assert USUAL in keymaps()
