"""Which keys do what inside the text: a keymap's, without those the window itself takes (no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path


@cache
def keymaps() -> Mapping[str, Mapping[str, str]]:
    """Return the keys by Monaco's action, by keymap."""
    text = Path(__file__).with_name("keymaps.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def bindings(keymap: str, taken: Iterable[str]) -> list[tuple[str, str]]:
    """Return (action, keys) of a keymap; ``taken`` are the window's keys, which stay its own."""
    window = {keys.partition(",")[0].strip() for keys in taken if keys}
    rows = keymaps().get(keymap, {})
    return [(action, keys) for action, keys in rows.items() if keys not in window]
