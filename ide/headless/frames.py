"""Shows the source around each diagnostic to somebody at a terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ide.highlight.code_frame import Spot, terminal_frame
from renderer.compiler import Diagnostic


class Frames:
    """Reads each file once; colours unless ``NO_COLOR`` is set or the terminal is a dumb one."""

    def __init__(self, root: Path, environment: Mapping[str, str] = os.environ) -> None:
        self._root = root
        self._color = not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
        self._texts: dict[str, str] = {}

    def frame(self, note: Diagnostic) -> str:
        """Return the lines around a diagnostic and an empty one; nothing when it has no place."""
        text = self._text(note.file) if note.line else ""
        if not text:
            return ""
        end = note.end_column if note.end_line == note.line else 0
        spot = Spot(note.file, note.line, note.column, end)
        shown = terminal_frame(text, spot, color=self._color)
        return f"{shown}\n\n" if shown else ""

    def _text(self, path: str) -> str:
        if path not in self._texts:
            try:
                text = (self._root / path).read_text(encoding="utf-8", errors="replace")
            except OSError:
                text = ""
            self._texts[path] = text
        return self._texts[path]
