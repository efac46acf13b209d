"""Watches the project folder: one ``changed`` on the GUI thread for each burst of writes."""

from __future__ import annotations

from pathlib import Path, PurePath

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from ide.project.folder import SKIPPED

_QUIET_MS = 15
# Reads are reported too (opened, closed): listening to them would wake the compiler for ever.
_KINDS = {EVENT_TYPE_CREATED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED, EVENT_TYPE_DELETED}


class Watcher(QObject):
    """Tells which files of a folder were written, made, moved or removed."""

    changed = Signal(list)  # sorted paths relative to the folder, with "/"
    _seen = Signal(str)

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._paths: set[str] = set()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        self._seen.connect(self._on_seen, Qt.ConnectionType.QueuedConnection)
        self._observer = Observer()
        self._observer.schedule(_Handler(self), str(root), recursive=True)
        self._observer.start()

    def close(self) -> None:
        """Watch no longer."""
        self._quiet.stop()
        self._observer.stop()
        self._observer.join()

    def note(self, path: str) -> None:
        """Take a path from the watching thread."""
        relative = PurePath(path).relative_to(self._root) if _below(path, self._root) else None
        if relative is not None and not SKIPPED & set(relative.parts):
            self._seen.emit(relative.as_posix())

    def _on_seen(self, path: str) -> None:
        self._paths.add(path)
        self._quiet.start()

    def _tell(self) -> None:
        paths, self._paths = sorted(self._paths), set()
        self.changed.emit(paths)


class _Handler(FileSystemEventHandler):
    """Runs on watchdog's thread."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _KINDS:
            return
        if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
            return
        for path in (event.src_path, event.dest_path):
            if path:
                self._watcher.note(str(path))


def _below(path: str, root: Path) -> bool:
    return PurePath(path).is_relative_to(root)
