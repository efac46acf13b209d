"""Watches files of the profile folder that other windows or an editor may write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

_BURST_MS = 50


class FileWatch(QObject):
    """Calls what a file is watched with soon after the file was written, made or removed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, Callable[[], object]] = {}
        self._seen: dict[str, tuple[int, int]] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._watcher.fileChanged.connect(self._on_changed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_BURST_MS)
        self._soon.timeout.connect(self._look)

    def add(self, file: Path, action: Callable[[], object]) -> None:
        """Watch a file, which need not be there yet."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._actions[str(file)] = action
        self._seen[str(file)] = _stamp(file)
        # The folder tells of files that are replaced; the file itself of those written in place.
        self._watcher.addPath(str(file.parent))
        if file.exists():
            self._watcher.addPath(str(file))

    def _on_changed(self, _path: str) -> None:
        self._soon.start()

    def _look(self) -> None:
        for path, action in list(self._actions.items()):
            stamp = _stamp(Path(path))
            if stamp != self._seen[path]:
                self._seen[path] = stamp
                if stamp != _GONE and path not in self._watcher.files():
                    self._watcher.addPath(path)
                action()


_GONE = (0, 0)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        facts = file.stat()
    except OSError:
        return _GONE
    return facts.st_mtime_ns, facts.st_ino
