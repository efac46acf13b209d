"""Watches the project folder: one ``changed`` on the GUI thread for each burst of writes.

A checkout of many files is one burst: while Git holds its lock, and while many files come, the end
is waited for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePath
from time import time

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

from ide.project.folder import SKIPPED, ProjectFolder

_QUIET_MS = 15
_STORM_QUIET_MS = 150
_STORM = 10
_LONGEST_S = 10.0
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
        self._ignored: tuple[re.Pattern[str], ...] = ()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        self._seen.connect(self._on_seen, Qt.ConnectionType.QueuedConnection)
        self._observer = Observer()
        self._observer.schedule(_Handler(self), str(root), recursive=True)
        self._observer.start()

    def ignore(self, patterns: Iterable[str]) -> None:
        """Say nothing of files that one of these patterns fits, as ``watchOptions.ignore`` has."""
        self._ignored = tuple(re.compile(glob_expression(pattern)) for pattern in patterns)

    @property
    def pending(self) -> int:
        """How many paths are waiting to be told."""
        return len(self._paths)

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
        if any(pattern.fullmatch(path) for pattern in self._ignored):
            return
        self._paths.add(path)
        self._quiet.start(_STORM_QUIET_MS if len(self._paths) > _STORM else _QUIET_MS)

    def _tell(self) -> None:
        if self._git_writes():
            self._quiet.start(_STORM_QUIET_MS)
            return
        paths, self._paths = sorted(self._paths), set()
        self.changed.emit(paths)

    def _git_writes(self) -> bool:
        """Whether Git is changing files right now; a lock that was left behind does not count."""
        try:
            locked = (self._root / ".git" / "index.lock").stat().st_mtime
        except OSError:
            return False
        return time() - locked < _LONGEST_S


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


def ignored_paths(folder: ProjectFolder) -> list[str]:
    """Return ``watchOptions.ignore`` of a project, as paths from the opened folder."""
    options = folder.config.get("watchOptions")
    rows = options.get("ignore") if isinstance(options, dict) else None
    patterns = [row.removeprefix("./") for row in rows or () if isinstance(row, str) and row]
    inside = [f"{folder.package_folder}/{pattern}" for pattern in patterns if folder.package_folder]
    return patterns + inside


def glob_expression(pattern: str) -> str:
    """Return the regular expression of a glob: ``*`` in a folder, ``**`` in any, ``?`` one letter.

    A pattern of a folder fits all that lies in it.
    """
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(known.get(part, re.escape(part)) for part in parts) + "(?:/.*)?"
