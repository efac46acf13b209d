"""Where the phone's files really are: in memory, or in a sandboxed folder of the PC."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Node:
    """Facts of a file or folder; times in ms since 1970."""

    folder: bool
    size: int
    modified: float


class FileTree(Protocol):
    """A tree of files; paths are ``a/b`` without ``..``; the caller checks what exists."""

    def node(self, path: str) -> Node | None:
        """Facts of a file or folder, None when there is nothing."""
        ...

    def read(self, path: str) -> bytes:
        """The content of a file."""
        ...

    def write(self, path: str, data: bytes, now: float) -> None:
        """Write a whole file; its folder exists, ``now`` is its time of change in ms since 1970."""
        ...

    def make_folder(self, path: str, now: float) -> None:
        """Make a folder in one that exists."""
        ...

    def remove(self, path: str) -> None:
        """Remove a file or an empty folder."""
        ...

    def move(self, old: str, new: str) -> None:
        """Give a file, or a folder with all in it, another path."""
        ...

    def children(self, path: str) -> tuple[str, ...]:
        """Names in a folder, sorted."""
        ...


class MemoryTree:
    """Files that live as long as the phone."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, float]] = {}
        self._folders: dict[str, float] = {}

    def node(self, path: str) -> Node | None:
        if path in self._files:
            data, modified = self._files[path]
            return Node(False, len(data), modified)
        if path in self._folders:
            return Node(True, 0, self._folders[path])
        return None

    def read(self, path: str) -> bytes:
        return self._files[path][0]

    def write(self, path: str, data: bytes, now: float) -> None:
        self._files[path] = (data, now)

    def make_folder(self, path: str, now: float) -> None:
        self._folders[path] = now

    def remove(self, path: str) -> None:
        self._files.pop(path, None)
        self._folders.pop(path, None)

    def move(self, old: str, new: str) -> None:
        inside = old + "/"
        for path in [p for p in self._files if p == old or p.startswith(inside)]:
            self._files[new + path[len(old) :]] = self._files.pop(path)
        for path in [p for p in self._folders if p == old or p.startswith(inside)]:
            self._folders[new + path[len(old) :]] = self._folders.pop(path)

    def children(self, path: str) -> tuple[str, ...]:
        inside = path + "/"
        found = [p for p in (*self._files, *self._folders) if p.startswith(inside)]
        return tuple(sorted(p[len(inside) :] for p in found if "/" not in p[len(inside) :]))


class OutsideError(ValueError):
    """A path that leads out of the sandbox."""


class FolderTree:
    """Files in a folder of the PC, which no path and no symbolic link leaves."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self._root = root.resolve()

    def _real(self, path: str) -> Path:
        real = (self._root / path).resolve()
        if real != self._root and self._root not in real.parents:
            raise OutsideError(path)
        return real

    def node(self, path: str) -> Node | None:
        real = self._real(path)
        if not real.exists():
            return None
        facts = real.stat()
        return Node(real.is_dir(), 0 if real.is_dir() else facts.st_size, facts.st_mtime * 1000)

    def read(self, path: str) -> bytes:
        return self._real(path).read_bytes()

    def write(self, path: str, data: bytes, now: float) -> None:
        real = self._real(path)
        part = real.with_name(real.name + ".part~")
        part.write_bytes(data)
        os.utime(part, (now / 1000, now / 1000))
        part.replace(real)

    def make_folder(self, path: str, now: float) -> None:
        self._real(path).mkdir(parents=True, exist_ok=True)

    def remove(self, path: str) -> None:
        real = self._real(path)
        if real.is_dir():
            real.rmdir()
        else:
            real.unlink(missing_ok=True)

    def move(self, old: str, new: str) -> None:
        self._real(old).replace(self._real(new))

    def children(self, path: str) -> tuple[str, ...]:
        return tuple(sorted(entry.name for entry in self._real(path).iterdir()))
