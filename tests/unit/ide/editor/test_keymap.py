"""Keys inside the text and keys of the window are one table without clashes."""

from __future__ import annotations

import pytest

from ide.commands import table
from ide.editor.keymap import bindings, keymaps
from ide.settings.schema import settings


def test_every_keymap_of_the_settings_has_its_keys() -> None:
    assert set(settings()["appearance.keymap"].choices) == set(keymaps())


@pytest.mark.parametrize("keymap", keymaps())
def test_no_key_does_two_things(keymap: str) -> None:
    window = {command.shortcut for command in table().commands if command.shortcut}
    text = list(keymaps()[keymap].values())
    assert len(set(text)) == len(text)
    assert window & set(text) == set()


def test_a_key_the_person_gave_to_the_window_is_the_windows() -> None:
    assert ("cursorUndo", "Ctrl+U") in bindings("wechat", [])
    assert ("cursorUndo", "Ctrl+U") not in bindings("wechat", ["Ctrl+U", ""])
    assert bindings("vscode", []) == []
