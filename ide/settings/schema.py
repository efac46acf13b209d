"""Reads settings.toml into typed settings and checks values against them (no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Value = str | int | bool


@dataclass(frozen=True)
class Setting:
    """One setting; ``kind`` is ``flag``, ``integer``, ``choice``, ``language`` or ``text``."""

    name: str
    kind: str
    default: Value
    choices: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 0
    hidden: bool = False
    """A note of the program to itself, set elsewhere than in the dialog."""

    def accepts(self, value: object) -> bool:
        """Tell whether ``value`` is allowed."""
        return _CHECKS[self.kind](self, value)


def _integer(setting: Setting, value: object) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return is_number and setting.minimum <= int(str(value)) <= setting.maximum


_CHECKS: dict[str, Callable[[Setting, object], bool]] = {
    "flag": lambda _setting, value: isinstance(value, bool),
    "integer": _integer,
    "choice": lambda setting, value: value in setting.choices,
    "language": lambda _setting, value: isinstance(value, str),
    "text": lambda _setting, value: isinstance(value, str),
}


@cache
def settings() -> Mapping[str, Setting]:
    """Return every setting by its dotted name, in the order of the file."""
    text = Path(__file__).with_name("settings.toml").read_text(encoding="utf-8")
    found = {}
    for group, entries in tomllib.loads(text).items():
        for key, entry in entries.items():
            setting = _setting(f"{group}.{key}", entry)
            found[setting.name] = setting
    return found


def _setting(name: str, entry: dict[str, Any]) -> Setting:
    setting = Setting(
        name=name,
        kind=entry["type"],
        default=entry["default"],
        choices=tuple(entry.get("choices", ())),
        minimum=entry.get("minimum", 0),
        maximum=entry.get("maximum", 0),
        hidden=entry.get("hidden", False),
    )
    if not setting.accepts(setting.default):
        raise ValueError(f"settings.toml: the default of {name} is not allowed")
    return setting
