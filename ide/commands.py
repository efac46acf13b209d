"""The command table: what can be done, under which key and in which menu, as actions of Qt."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from ide.i18n import tr
from ide.theme import icons


@dataclass(frozen=True)
class Command:
    """One row of commands.toml."""

    id: str
    menu: str
    submenu: str = ""
    """The menu inside that menu, empty for none."""
    icon: str = ""
    shortcut: str = ""
    editor_action: str = ""
    """Monaco's action that carries the command out, empty when the window does."""
    editor_keys: str = ""
    """Keys that the editor itself hears: menus show them, the window leaves them alone."""
    project: bool = False
    """Whether the command needs an open project."""
    separator: bool = False


@dataclass(frozen=True)
class CommandTable:
    """All commands and the order of the menus."""

    menus: tuple[str, ...]
    commands: tuple[Command, ...]

    def in_menu(self, menu: str) -> Iterator[Command]:
        """Yield the commands of a menu in their order."""
        return (command for command in self.commands if command.menu == menu)


@cache
def table() -> CommandTable:
    """Return the table of commands.toml."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return CommandTable(
        menus=tuple(data["menu"]["order"]),
        commands=tuple(Command(**row) for row in data["command"]),
    )


class Actions(QObject):
    """A QAction for each command; ``triggered`` names the one that was chosen."""

    triggered = Signal(str)  # command id

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {command.id: self._action(command) for command in table().commands}
        self.set_project_open(open=False)
        self.retranslate()

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def all(self) -> list[QAction]:
        """Return every action in the order of the table."""
        return list(self._actions.values())

    def set_project_open(self, *, open: bool) -> None:
        """Enable the commands that need a project."""
        for command in table().commands:
            if command.project:
                self._actions[command.id].setEnabled(open)

    def set_shortcuts(self, keys: Mapping[str, str]) -> None:
        """Carry out the commands with these keys, written as Qt's portable text."""
        portable = QKeySequence.SequenceFormat.PortableText
        for command, text in keys.items():
            self._actions[command].setShortcut(QKeySequence.fromString(text, portable))
        self.retranslate()

    def retranslate(self) -> None:
        """Show titles in the language in use."""
        for command in table().commands:
            action, title = self._actions[command.id], tr(f"command.{command.id}")
            heard = "" if action.shortcut().toString() else self.keys(command)
            action.setText(f"{title}\t{heard}" if heard else title)

    def keys(self, command: Command) -> str:
        """Return the keys of a command as this computer writes them, '' for none."""
        own = self._actions[command.id].shortcut()
        keys = own if own.toString() else QKeySequence(command.editor_keys)
        return keys.toString(QKeySequence.SequenceFormat.NativeText)

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        for command in table().commands:
            if command.icon:
                self._actions[command.id].setIcon(icons.icon(command.icon))

    def _action(self, command: Command) -> QAction:
        action = QAction(self)
        action.setObjectName(command.id)
        action.setData(command.id)
        action.setShortcut(QKeySequence(command.shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(self._on_triggered)
        return action

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.triggered.emit(str(action.data()))
