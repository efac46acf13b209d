"""The values of the settings, kept as JSON in the profile folder (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ide import atomic
from ide.settings.schema import Value, settings

Listener = Callable[[str, Value], None]


class Settings:
    """Settings by name; a file that cannot be read counts as empty, unknown names are kept."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values = _read(file) if file else {}
        self._listeners: list[Listener] = []

    def get(self, name: str) -> Value:
        """Return the value, or the default when none is set or the set one is not allowed."""
        setting = settings()[name]
        value = self._values.get(name, setting.default)
        return value if setting.accepts(value) else setting.default

    def flag(self, name: str) -> bool:
        """Return a yes-or-no setting."""
        return bool(self.get(name))

    def number(self, name: str) -> int:
        """Return an integer setting."""
        return int(self.get(name))

    def text(self, name: str) -> str:
        """Return a text or choice setting."""
        return str(self.get(name))

    def set(self, name: str, value: Value) -> None:
        """Set, save and tell; raises ValueError when the value is not allowed."""
        if not settings()[name].accepts(value):
            raise ValueError(f"{name} does not accept {value!r}")
        if self.get(name) == value:
            return
        self._values[name] = value
        if self._file:
            atomic.write_text(self._file, json.dumps(self._values, indent=2, sort_keys=True))
        for listener in list(self._listeners):
            listener(name, value)

    def listen(self, listener: Listener) -> None:
        """Call ``listener(name, value)`` after each change."""
        self._listeners.append(listener)


def _read(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
