"""Where sources come from: a folder, a folder under unsaved buffers, or memory.

Paths are relative to the project with forward slashes. They are compared exactly as written on
every platform, because the phone distinguishes ``Util.js`` from ``util.js`` even where the
developer's file system does not.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})
"""Folders that a scan leaves out, beside hidden ones; their files can still be read by name."""

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def is_skipped(path: str) -> bool:
    """Whether a scan leaves a path out because of one of its folders."""
    folders = path.split("/")[:-1]
    return any(name in SKIPPED_FOLDERS or name.startswith(".") for name in folders)


class SourceTree(Protocol):
    """The files of a project, read only."""

    @property
    def location(self) -> Path | None:
        """The folder on disk, for the one transform that reads the disk; None in memory."""
        ...

    def scan(self) -> dict[str, str]:
        """Return every file outside the skipped folders with its stamp."""
        ...

    def stamp(self, path: str) -> str | None:
        """Return a text that changes with the file's content, or None when there is no file."""
        ...

    def read(self, path: str) -> bytes | None:
        """Return a file's content, or None when it is missing, refused or unreadable."""
        ...


def is_plain(path: str) -> bool:
    """Whether a path stays below its root by its letters alone."""
    if not path or path[0] in "/\\" or "\0" in path or "\\" in path or ":" in path[:2]:
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


class DiskTree:
    """A folder. A path that leaves it, also through a symbolic link, does not exist."""

    def __init__(self, root: Path | str) -> None:
        self._root = Path(root).resolve()
        self._inside: dict[str, bool] = {}

    @property
    def location(self) -> Path | None:
        return self._root

    def scan(self) -> dict[str, str]:
        self._inside.clear()
        found: dict[str, str] = {}
        seen: set[str] = {os.path.realpath(self._root)}
        pending: list[tuple[str, str]] = [(str(self._root), "")]
        while pending:
            folder, prefix = pending.pop()
            try:
                entries = list(os.scandir(folder))
            except OSError:
                continue
            # What was reached from the root without leaving it need not be looked at again.
            self._inside[folder] = True
            for entry in entries:
                self._visit(entry, prefix, found, pending, seen)
        return found

    def stamp(self, path: str) -> str | None:
        full = self._locate(path)
        if full is None:
            return None
        try:
            status = os.stat(full)
        except (OSError, ValueError):
            return None
        return _stamp_of(status) if stat.S_ISREG(status.st_mode) else None

    def read(self, path: str) -> bytes | None:
        full = self._locate(path)
        if full is None:
            return None
        try:
            handle = os.open(full, _OPEN_FLAGS)
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None
        with os.fdopen(handle, "rb") as file:
            try:
                return file.read()
            except OSError:
                return None

    def _visit(
        self,
        entry: os.DirEntry[str],
        prefix: str,
        found: dict[str, str],
        pending: list[tuple[str, str]],
        seen: set[str],
    ) -> None:
        path = prefix + entry.name
        try:
            link = entry.is_symlink()
            if link and not self._is_inside(entry.path):
                return
            if entry.is_dir():
                if entry.name in SKIPPED_FOLDERS or entry.name.startswith("."):
                    return
                if link:
                    real = os.path.realpath(entry.path)
                    if real in seen or str(self._root).startswith(real):
                        return
                    seen.add(real)
                pending.append((entry.path, path + "/"))
            elif entry.is_file():
                found[path] = _stamp_of(entry.stat())
        except OSError:
            return

    def _locate(self, path: str) -> str | None:
        """The full path, or None when it leads out of the root."""
        if not is_plain(path):
            return None
        full = os.path.join(self._root, path)
        folder = os.path.dirname(full)
        inside = self._inside.get(folder)
        if inside is None:
            inside = self._inside[folder] = self._is_inside(folder)
        if not inside:
            return None
        if os.path.islink(full) and not self._is_inside(full):
            return None
        return full

    def _is_inside(self, full: str) -> bool:
        try:
            real = os.path.realpath(full)
        except (OSError, ValueError):
            return False
        root = str(self._root)
        return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


class MemoryTree:
    """Files given as a mapping, for tests and for projects that are not on disk."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self._files = {path: _to_bytes(content) for path, content in files.items()}

    @property
    def location(self) -> Path | None:
        return None

    def write(self, path: str, content: str | bytes | None) -> None:
        """Set or, with None, remove a file."""
        if content is None:
            self._files.pop(path, None)
        else:
            self._files[path] = _to_bytes(content)

    def scan(self) -> dict[str, str]:
        return {
            path: content_stamp(data) for path, data in self._files.items() if not is_skipped(path)
        }

    def stamp(self, path: str) -> str | None:
        data = self._files.get(path)
        return None if data is None else content_stamp(data)

    def read(self, path: str) -> bytes | None:
        return self._files.get(path)


class OverlayTree:
    """Unsaved texts above another tree."""

    def __init__(self, below: SourceTree) -> None:
        self._below = below
        self._texts: dict[str, bytes] = {}

    @property
    def location(self) -> Path | None:
        return self._below.location

    def set(self, path: str, text: str | None) -> None:
        """Lay a text over a file; None shows the file below again."""
        if text is None:
            self._texts.pop(path, None)
        elif is_plain(path):
            self._texts[path] = text.encode("utf-8", "surrogatepass")

    def scan(self) -> dict[str, str]:
        stamps = self._below.scan()
        stamps.update((path, content_stamp(data)) for path, data in self._texts.items())
        return stamps

    def stamp(self, path: str) -> str | None:
        data = self._texts.get(path)
        return self._below.stamp(path) if data is None else content_stamp(data)

    def read(self, path: str) -> bytes | None:
        data = self._texts.get(path)
        return self._below.read(path) if data is None else data


def content_stamp(data: bytes) -> str:
    """Return the stamp of a content that is at hand."""
    return "=" + hashlib.blake2b(data, digest_size=16).hexdigest()


def _stamp_of(status: os.stat_result) -> str:
    return f"{status.st_size:x}-{status.st_mtime_ns:x}-{status.st_ctime_ns:x}"


def _to_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
