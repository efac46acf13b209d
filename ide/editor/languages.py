"""Tells the editor's language of a file (no Qt)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

PLAIN = "plaintext"
"""The language of text that is not coloured."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))


def language_of(path: str) -> str:
    """Return Monaco's language id for a path."""
    extension = PurePosixPath(path).suffix.lstrip(".").lower()
    return str(_table()["extension"].get(extension, _table()["default"]))


def title_of(language: str) -> str:
    """Return the name people know a language by."""
    return str(_table()["title"].get(language, language))
