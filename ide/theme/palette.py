"""The colours of a theme, read from resources/themes (no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import resources


@dataclass(frozen=True)
class Colors:
    """Colours by name: of the window, of the editor's parts and of code tokens."""

    name: str
    dark: bool
    window: Mapping[str, str]
    editor: Mapping[str, str]
    token: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.window[name]


@cache
def colors(name: str) -> Colors:
    """Return the theme ``light`` or ``dark``."""
    text = resources.path("themes", f"{name}.toml").read_text(encoding="utf-8")
    return Colors(**tomllib.loads(text))
