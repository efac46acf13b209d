"""A tree of files for each person: the one in hand sees their own and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

from apimock.files.tree import FileTree, Node

FOLDER = "people"
_ROOTS = ("usr", "store", "tmp")


class PersonTree:
    """Files of the person ``who`` names; the first one's lie at the root."""

    def __init__(self, base: FileTree, who: Callable[[], str]) -> None:
        self.base = base
        """All files, those of the others under ``people/<id>/``."""
        self._who = who
        self._first = who()
        self._ready: set[str] = set()

    def _at(self, path: str) -> str:
        who = self._who()
        if who == self._first:
            return path
        home = f"{FOLDER}/{who.replace('/', '-') or '-'}"
        if who not in self._ready:
            for folder in (FOLDER, home, *(f"{home}/{root}" for root in _ROOTS)):
                if self.base.node(folder) is None:
                    self.base.make_folder(folder, 0.0)
            self._ready.add(who)
        return f"{home}/{path}" if path else home

    def node(self, path: str) -> Node | None:
        return self.base.node(self._at(path))

    def read(self, path: str) -> bytes:
        return self.base.read(self._at(path))

    def write(self, path: str, data: bytes, now: float) -> None:
        self.base.write(self._at(path), data, now)

    def make_folder(self, path: str, now: float) -> None:
        self.base.make_folder(self._at(path), now)

    def remove(self, path: str) -> None:
        self.base.remove(self._at(path))

    def move(self, old: str, new: str) -> None:
        self.base.move(self._at(old), self._at(new))

    def children(self, path: str) -> tuple[str, ...]:
        return self.base.children(self._at(path))
