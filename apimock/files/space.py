"""The rules of the phone's file system: which paths exist, who may write where, how much fits.

Paths are ``wxfile://usr/…`` (the app's own), ``wxfile://store/…`` (saved files), ``wxfile://tmp/…``
(temporary) and package paths. The developer tool writes ``http://`` in place of ``wxfile://``.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass

from apimock.app import PackageReader
from apimock.clock import Clock
from apimock.doing import Numbers
from apimock.files.tree import FileTree, Node, OutsideError

USER_LIMIT = 200 * 1024 * 1024
READ_LIMIT = 100 * 1024 * 1024
ROOTS = ("usr", "store", "tmp")
SCHEME = "wxfile://"


class FileFault(Exception):  # noqa: N818 - an outcome of the app's call, not a mistake of ours
    """A file operation the phone refuses; ``message`` is what follows ``fail``."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def missing(operation: str, path: str) -> FileFault:
    """No such file or folder."""
    return FileFault(1300002, f'no such file or directory, {operation} "{path}"')


def denied(operation: str, path: str) -> FileFault:
    """A place the app may not touch."""
    return FileFault(1301000, f'permission denied, {operation} "{path}"')


@dataclass(frozen=True)
class Place:
    """A path as the app wrote it, and where it leads: a root of ROOTS or ``package``."""

    text: str
    root: str
    inner: str

    @property
    def key(self) -> str:
        """The path in the tree."""
        return f"{self.root}/{self.inner}" if self.inner else self.root

    @property
    def writable(self) -> bool:
        """Whether the app may change what is there."""
        return self.root == "usr"


class FileSpace:
    """The files of one mini-program on the phone."""

    def __init__(self, tree: FileTree, package: PackageReader, clock: Clock) -> None:
        self.tree = tree
        self.package = package
        self.clock = clock
        self.numbers = Numbers()
        for root in ROOTS:
            if tree.node(root) is None:
                tree.make_folder(root, clock.now())

    def read(self, path: str) -> bytes | None:
        """The content of ``usr/…``, ``tmp/…`` or ``store/…`` for the host; None when missing."""
        try:
            place = self.place(SCHEME + path, "open")
            return self.content(place, "open")
        except FileFault:
            return None

    def place(self, path: object, operation: str) -> Place:
        """Where a path of the app leads. Raises FileFault when it leads nowhere allowed."""
        if not isinstance(path, str) or not path or "\0" in path:
            raise FileFault(1300022, f'Invalid argument, {operation} "{path}"')
        rest = path
        for scheme in (SCHEME, "http://"):
            if path.startswith(scheme):
                return self._user_place(path, path[len(scheme) :], operation)
        if "://" in path:
            raise denied(operation, path)
        rest = posixpath.normpath("/" + rest).lstrip("/")
        return Place(path, "package", "" if rest == "." else rest)

    def _user_place(self, path: str, rest: str, operation: str) -> Place:
        root, _, inner = rest.partition("/")
        if root not in ROOTS or ".." in inner.split("/"):
            raise denied(operation, path)
        inner = posixpath.normpath(inner) if inner else ""
        return Place(path, root, "" if inner == "." else inner.strip("/"))

    def node(self, place: Place, operation: str = "stat") -> Node | None:
        """Facts of what is at a place, or None."""
        if place.root == "package":
            data = self.package.read(place.inner)
            if data is not None:
                return Node(False, len(data), 0.0)
            folder = self.package.children(place.inner) is not None
            return Node(True, 0, 0.0) if folder else None
        try:
            return self.tree.node(place.key)
        except OutsideError as error:
            raise denied(operation, place.text) from error

    def content(self, place: Place, operation: str) -> bytes:
        """The bytes of a file; raises FileFault when there is no such file."""
        node = self.node(place, operation)
        if node is None:
            raise missing(operation, place.text)
        if node.folder:
            raise FileFault(
                1301003, f'illegal operation on a directory, {operation} "{place.text}"'
            )
        if node.size > READ_LIMIT:
            raise FileFault(1300202, "the maximum size of the file storage limit is exceeded")
        if place.root == "package":
            return self.package.read(place.inner) or b""
        return self.tree.read(place.key)

    def children(self, place: Place, operation: str = "scandir") -> tuple[str, ...]:
        """Names in a folder; raises FileFault when it is none."""
        node = self.node(place, operation)
        if node is None:
            raise missing(operation, place.text)
        if not node.folder:
            raise FileFault(1300020, f'not a directory, {operation} "{place.text}"')
        if place.root == "package":
            return self.package.children(place.inner) or ()
        return self.tree.children(place.key)

    def require_writable(self, place: Place, operation: str) -> None:
        """Raise FileFault unless the app may write there."""
        if not place.writable:
            raise denied(operation, place.text)

    def require_parent(self, place: Place, operation: str) -> None:
        """Raise FileFault unless the folder of the place exists."""
        parent = Place(place.text, place.root, posixpath.dirname(place.inner))
        node = self.node(parent, operation)
        if node is None:
            raise missing(operation, place.text)
        if not node.folder:
            raise FileFault(1300020, f'not a directory, {operation} "{place.text}"')

    def require_room(self, more: int) -> None:
        """Raise FileFault when ``more`` bytes no longer fit into user and saved files."""
        if more > 0 and self.used() + more > USER_LIMIT:
            raise FileFault(1300202, "the maximum size of the file storage limit is exceeded")

    def put(self, place: Place, data: bytes, operation: str) -> None:
        """Write a file of the app; raises FileFault when it may not or cannot be."""
        self.require_writable(place, operation)
        node = self.node(place, operation)
        if node is not None and node.folder:
            raise FileFault(
                1301003, f'illegal operation on a directory, {operation} "{place.text}"'
            )
        if len(posixpath.basename(place.inner).encode()) > 255:
            raise FileFault(1300036, f'File name too long, {operation} "{place.text}"')
        self.require_parent(place, operation)
        self.require_room(len(data) - (node.size if node else 0))
        self._write(place.key, data)

    def add_temporary(self, data: bytes, suffix: str, root: str = "tmp") -> str:
        """Keep bytes as a new temporary (or saved) file; returns its wxfile:// path."""
        if root == "store":
            self.require_room(len(data))
        digest = hashlib.sha256(data).hexdigest()[:24]
        while True:
            name = f"{digest}{next(self.numbers):04d}{suffix}"
            if self.tree.node(f"{root}/{name}") is None:
                break
        self._write(f"{root}/{name}", data)
        return f"{SCHEME}{root}/{name}"

    def _write(self, key: str, data: bytes) -> None:
        try:
            self.tree.write(key, data, self.clock.now())
        except OSError as error:  # the disk of the computer is full or refuses
            raise FileFault(1300005, "Input/output error") from error

    def used(self) -> int:
        """Bytes in user and saved files."""
        return sum(self._size(root) for root in ("usr", "store"))

    def _size(self, key: str) -> int:
        node = self.tree.node(key)
        if node is None or not node.folder:
            return node.size if node else 0
        return sum(self._size(f"{key}/{name}") for name in self.tree.children(key))

    def remove_all(self, key: str) -> None:
        """Remove a file or a whole folder."""
        node = self.tree.node(key)
        if node is not None and node.folder:
            for name in self.tree.children(key):
                self.remove_all(f"{key}/{name}")
        self.tree.remove(key)

    def cold_start(self) -> None:
        """Temporary files are gone after the mini-program was closed."""
        for name in self.tree.children("tmp"):
            self.remove_all(f"tmp/{name}")
