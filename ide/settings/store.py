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
    """Settings by name; a file that cannot be read counts as empty, unknown names are kept.

    The file may be written by hand or by another window at any time: :meth:`reload` takes over
    what it says, and a change made here is laid over what is in it at that moment.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._values = self._read()
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

    def is_changed(self, name: str) -> bool:
        """Tell whether the value is another one than the default."""
        return self.get(name) != settings()[name].default

    def set(self, name: str, value: Value) -> None:
        """Set, save and tell; raises ValueError when the value is not allowed."""
        setting = settings()[name]
        if not setting.accepts(value):
            raise ValueError(f"{name} does not accept {value!r}")
        if self.get(name) == value:
            return
        if self.file is not None:
            self._values = self._read()
        if value == setting.default:
            self._values.pop(name, None)
        else:
            self._values[name] = value
        self._write()
        self._tell(name, value)

    def reset(self, name: str) -> None:
        """Go back to the default."""
        self.set(name, settings()[name].default)

    def reload(self) -> list[str]:
        """Take over what the file says now and tell what is new; return what is wrong with it.

        A fault is one sentence for the person: a line that is no JSON, a name that no setting has,
        a value that its setting does not accept.
        """
        before = {name: self.get(name) for name in settings()}
        self._values = self._read()
        for name, old in before.items():
            if (value := self.get(name)) != old:
                self._tell(name, value)
        return self.faults()

    def faults(self) -> list[str]:
        """Return what is wrong with the file, as ``name: what`` or the JSON reader's words."""
        try:
            text = self.file.read_text(encoding="utf-8") if self.file is not None else "{}"
            data = json.loads(text)
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            return [str(error)]
        if not isinstance(data, dict):
            return [f"{{…}} ≠ {type(data).__name__}"]
        known = settings()
        return [
            f"{name}: {json.dumps(value, ensure_ascii=False)}"
            for name, value in data.items()
            if name not in known or not known[name].accepts(value)
        ]

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener(name, value)`` after each change; the returned function ends that."""
        self._listeners.append(listener)

        def forget() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return forget

    def _tell(self, name: str, value: Value) -> None:
        for listener in list(self._listeners):
            listener(name, value)

    def _write(self) -> None:
        if self.file is not None:
            text = json.dumps(self._values, indent=2, sort_keys=True, ensure_ascii=False)
            atomic.write_text(self.file, f"{text}\n")

    def _read(self) -> dict[str, Any]:
        try:
            data = json.loads(self.file.read_text(encoding="utf-8")) if self.file else {}
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}
