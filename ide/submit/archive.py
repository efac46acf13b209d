"""Zip files whose bytes follow from what they hold alone (no Qt).

Entries are stored, not deflated: compressors differ between versions of zlib, and the same package
shall have the same hash on every machine. They come in the order in which they are added, with one
date, one mode and UTF-8 names.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import IO, Self

DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can tell."""
_MODE = 0o100644 << 16
_UNIX = 3
_PIECE = 1 << 20


class Archive:
    """Writes entries into a seekable file, a piece at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._zip.close()
        else:
            # What is given up needs no directory; writing one could fail once more.
            self._zip.fp = None

    def add(self, path: str, pieces: Iterable[bytes], size: int) -> tuple[str, int]:
        """Add an entry of about ``size`` bytes; returns its SHA-256 and what it has in truth.

        Raises:
            OSError: the disk is full, or the source cannot be read.
        """
        entry = zipfile.ZipInfo(path, DATE)
        entry.compress_type = zipfile.ZIP_STORED
        entry.external_attr = _MODE
        entry.create_system = _UNIX
        entry.file_size = size
        digest, written = hashlib.sha256(), 0
        with self._zip.open(entry, "w") as stream:
            for piece in pieces:
                stream.write(piece)
                digest.update(piece)
                written += len(piece)
        return digest.hexdigest(), written


def pieces_of(file: IO[bytes], check: Callable[[], None] = lambda: None) -> Iterator[bytes]:
    """Yield a file a piece at a time; ``check`` is called before each and may raise."""
    while True:
        check()
        piece = file.read(_PIECE)
        if not piece:
            return
        yield piece


def digest_of(file: IO[bytes]) -> tuple[str, int]:
    """Return SHA-256 and size of a file, read from its start."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    for piece in pieces_of(file):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size
