"""Notices that whoever started this process has gone: its end of the standard input closes."""

from __future__ import annotations

import os
import threading

from PySide6.QtCore import QObject, Signal

_LAST_S = 20.0
"""How long the process may take to end by itself; then it ends as it is."""
_STDIN = 0
_CHUNK = 4096


class Parent(QObject):
    """Reads the standard input, from a thread: nothing is expected there but its end."""

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="parent", daemon=True).start()

    def close(self) -> None:
        """Care no more."""
        self._closed.set()

    def _watch(self) -> None:
        while os.read(_STDIN, _CHUNK):
            pass
        if self._closed.is_set():
            return
        self.left.emit()
        if not self._closed.wait(_LAST_S):
            os._exit(1)
