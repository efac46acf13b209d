"""Reads the texts of a project as an editor would see them (no Qt)."""

from __future__ import annotations

from pathlib import Path

from ide.encoding import NotTextError, decode

_MOST_BYTES = 8_000_000


def read_text(file: Path) -> str | None:
    """Return a file's text with line feeds only, None when it is no text or cannot be read."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None
        text = decode(file.read_bytes()).text
    except (OSError, NotTextError):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
