"""Which keys carry out which command: a keymap, and over it what the person chose (no Qt)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from ide import atomic

USUAL = "wechat"
"""The keymap that commands.toml itself states."""


@cache
def keymaps() -> Mapping[str, Mapping[str, str]]:
    """Return what each further keymap changes, by command (keymaps.toml)."""
    text = Path(__file__).with_name("keymaps.toml").read_text(encoding="utf-8")
    return {USUAL: {}, **tomllib.loads(text)}


class Shortcuts:
    """Keys by command id, written as Qt's portable text (``Ctrl+Shift+P``); empty for none."""

    def __init__(self, file: Path | None, usual: Mapping[str, str], keymap: str = USUAL) -> None:
        """``usual`` are the keys of every command; ``file`` is where choices are kept."""
        self.file = file
        self._usual = usual
        self._keymap = keymap
        self._chosen = self._read()
        self._listeners: list[Callable[[], None]] = []

    def __getitem__(self, command: str) -> str:
        return self._chosen.get(command, self.default(command))

    def all(self) -> dict[str, str]:
        """Return the keys of every command."""
        return {command: self[command] for command in self._usual}

    def default(self, command: str) -> str:
        """Return what the keymap says."""
        return keymaps()[self._keymap].get(command, self._usual[command])

    def is_changed(self, command: str) -> bool:
        """Tell whether the person chose other keys."""
        return self[command] != self.default(command)

    def clashes(self, command: str, keys: str) -> list[str]:
        """Return the other commands that these keys carry out."""
        if not keys:
            return []
        return [each for each in self._usual if each != command and self[each] == keys]

    def put(self, command: str, keys: str, *, take: bool = False) -> None:
        """Choose keys for a command; ``take`` takes them from the commands that had them."""
        self._chosen = self._read() if self.file else self._chosen
        if take:
            for other in self.clashes(command, keys):
                self._chosen[other] = ""
        self._chosen[command] = keys
        self._keep()

    def reset(self, command: str = "") -> None:
        """Go back to the keymap, for one command or for all."""
        if command:
            self._chosen.pop(command, None)
        else:
            self._chosen = {}
        self._keep()

    def use(self, keymap: str) -> None:
        """Change to another keymap; what the person chose stays over it."""
        if keymap != self._keymap and keymap in keymaps():
            self._keymap = keymap
            self._tell()

    def reload(self) -> None:
        """Take over what the file says now."""
        chosen = self._read()
        if chosen != self._chosen:
            self._chosen = chosen
            self._tell()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after each change; the returned function ends that."""
        self._listeners.append(listener)

        def forget() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return forget

    def _keep(self) -> None:
        self._chosen = {
            command: keys for command, keys in self._chosen.items() if self.is_changed(command)
        }
        if self.file is not None:
            text = json.dumps(self._chosen, indent=2, sort_keys=True, ensure_ascii=False)
            atomic.write_text(self.file, f"{text}\n")
        self._tell()

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()

    def _read(self) -> dict[str, str]:
        try:
            data = json.loads(self.file.read_text(encoding="utf-8")) if self.file else {}
        except (OSError, ValueError):
            return {}
        rows = data.items() if isinstance(data, dict) else ()
        return {name: keys for name, keys in rows if name in self._usual and isinstance(keys, str)}
