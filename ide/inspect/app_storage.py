"""What the mini-program keeps on the phone: storage and files, to look at and edit (no Qt)."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from apimock.files.space import ROOTS, SCHEME
from apimock.files.tree import OutsideError
from apimock.handlers.storage import KEY_LIMIT, TOTAL_LIMIT, size_of
from apimock.phone import Phone

_ENCRYPTED = "\0"


@dataclass(frozen=True)
class Entry:
    """A key of the storage."""

    key: str
    value: Any
    size: int
    encrypted: bool = False


class RefusedError(ValueError):
    """An edit the phone would not take; the text is the key of the reason."""


class AppStorage:
    """The storage of the app and the person who uses it, as ``wx.setStorage`` keeps it."""

    limit = TOTAL_LIMIT
    key_limit = KEY_LIMIT

    def __init__(self, phone: Phone) -> None:
        self._phone = phone

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call back after each change; returns how to stop."""
        stops = [
            section.watch(lambda _change: changed())
            for section in (self._phone.device.storage, self._phone.device.user)
        ]

        def stop() -> None:
            for one in stops:
                one()

        return stop

    @property
    def entries(self) -> list[Entry]:
        """All keys in the order they were set."""
        return [
            Entry(
                key.removeprefix(_ENCRYPTED),
                entry["data"],
                int(entry["size"]),
                key.startswith(_ENCRYPTED),
            )
            for key, entry in self._space().items()
        ]

    @property
    def used(self) -> int:
        """Bytes of all keys."""
        return sum(entry.size for entry in self.entries)

    def put(self, key: str, value: Any, *, encrypted: bool = False) -> None:
        """Set a key.

        Raises:
            RefusedError: it is too large, or has no name.
        """
        if not key:
            raise RefusedError("storage.no_key")
        name = (_ENCRYPTED if encrypted else "") + key
        size = size_of(value) + len(name.encode())
        space = self._space()
        rest = sum(int(one["size"]) for other, one in space.items() if other != name)
        if size > KEY_LIMIT:
            raise RefusedError("storage.key_too_large")
        if rest + size > TOTAL_LIMIT:
            raise RefusedError("storage.full")
        self._replace({**space, name: {"data": value, "size": size}})

    def remove(self, key: str, *, encrypted: bool = False) -> None:
        """Forget a key."""
        name = (_ENCRYPTED if encrypted else "") + key
        self._replace({one: entry for one, entry in self._space().items() if one != name})

    def clear(self) -> None:
        """Forget everything."""
        self._replace({})

    @property
    def _name(self) -> str:
        return f"{self._phone.app.app_id}/{self._phone.device.user.persona}"

    def _space(self) -> dict[str, dict[str, Any]]:
        return self._phone.device.storage.spaces.get(self._name, {})

    def _replace(self, space: dict[str, dict[str, Any]]) -> None:
        storage = self._phone.device.storage
        storage.spaces = {**storage.spaces, self._name: space}


@dataclass(frozen=True)
class PhoneFile:
    """A file or folder of the mini-program on the phone."""

    path: str
    """In the phone's tree: ``usr/a.txt``."""
    folder: bool
    size: int
    modified: float
    """Milliseconds since 1970."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return posixpath.basename(self.path)

    @property
    def address(self) -> str:
        """The path as the mini-program writes it."""
        return f"{SCHEME}{self.path}"


class AppFiles:
    """The folders of the mini-program: its own (``usr``), saved and temporary files."""

    def __init__(self, phone: Phone) -> None:
        self._space = phone.files

    def all(self) -> list[PhoneFile]:
        """Return every file and folder, a folder before what is in it."""
        return [found for root in ROOTS for found in self._below(root)]

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        return self._space.tree.read(path)

    def write(self, folder: str, name: str, data: bytes) -> str:
        """Put a file into a folder that exists, over one of the same name; return its path."""
        path = f"{folder}/{name}"
        self._space.tree.write(path, data, self._space.clock.now())
        return path

    def remove(self, path: str) -> None:
        """Remove a file, or a folder with all in it; the three roots only become empty."""
        if path in ROOTS:
            for name in self._space.tree.children(path):
                self._space.remove_all(f"{path}/{name}")
        else:
            self._space.remove_all(path)

    @property
    def used(self) -> int:
        """Bytes of the app's own and saved files."""
        return self._space.used()

    def _below(self, path: str) -> Iterator[PhoneFile]:
        try:
            node = self._space.tree.node(path)
        except OutsideError:
            return
        if node is None:
            return
        yield PhoneFile(path, node.folder, node.size, node.modified)
        if node.folder:
            for name in self._space.tree.children(path):
                yield from self._below(f"{path}/{name}")
