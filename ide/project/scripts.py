"""Collects the project's scripts for completion across files, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

_SUFFIXES = (".js", ".ts")
_SLICE = 12
_LARGEST = 200_000
_MOST_CHARACTERS = 3_000_000


class ScriptCollector(QObject):
    """Reads scripts between the events of the window, so that it never waits."""

    collected = Signal(dict)  # text by path

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._paths: Iterator[str] = iter(())
        self._found: dict[str, str] = {}
        self._room = 0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._read_some)

    def start(self, paths: list[str]) -> None:
        """Read these files, those that are no scripts left out."""
        scripts = [path for path in paths if path.endswith(_SUFFIXES)]
        self._paths = iter(scripts)
        self._found = {}
        self._room = _MOST_CHARACTERS
        self._next.start()

    def close(self) -> None:
        """Read no more."""
        self._next.stop()

    def _read_some(self) -> None:
        for _ in range(_SLICE):
            path = next(self._paths, None)
            if path is None or self._room <= 0:
                self.collected.emit(self._found)
                return
            self._read(path)
        self._next.start()

    def _read(self, path: str) -> None:
        file = self._root / path
        try:
            if file.stat().st_size <= _LARGEST:
                text = file.read_text(encoding="utf-8-sig")
                self._found[path] = text
                self._room -= len(text)
        except (OSError, ValueError):
            # Completion does without a file that vanished or is no text.
            return
