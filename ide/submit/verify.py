"""Says whether a package is whole, safe to unpack, and the one its manifest describes (no Qt)."""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ide.submit.archive import digest_of, pieces_of
from ide.submit.disk import same_but_for_case, unportable
from ide.submit.manifest import FileRow, Manifest, ManifestError

MOST_ENTRIES = 200_000
# RuntimeError: a compression or an encryption that this Python does not know.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, RuntimeError)
_ENCRYPTED = 0x1


class Fault(StrEnum):
    """What can be wrong with a package."""

    NOT_ZIP = "not-zip"
    NO_MANIFEST = "no-manifest"
    BAD_MANIFEST = "bad-manifest"
    DAMAGED = "damaged"
    """An entry cannot be read, or is not what its checksum says."""
    UNSAFE = "unsafe"
    """Unpacking the path would write elsewhere, or it is a link."""
    TWICE = "twice"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    HASH = "hash"
    """Every file is as described, but the zip around them is another."""


@dataclass(frozen=True)
class Doubt:
    """One thing that is wrong; ``path`` is a file of the package, empty for the whole."""

    fault: Fault
    path: str = ""
    detail: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the row of ``verify --json``."""
        return {"fault": str(self.fault), "path": self.path, "detail": self.detail}


@dataclass(frozen=True)
class Verdict:
    """What came of a look at a package."""

    file: Path
    sha256: str
    size: int
    manifest: Manifest | None
    doubts: tuple[Doubt, ...]
    entries: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether the package is whole, safe and unchanged."""
        return not self.doubts

    @property
    def is_safe(self) -> bool:
        """Whether it can be unpacked without harm, whatever it holds."""
        harmful = (Fault.NOT_ZIP, Fault.DAMAGED, Fault.UNSAFE, Fault.TWICE)
        return not any(doubt.fault in harmful for doubt in self.doubts)

    def to_json(self) -> dict[str, Any]:
        """Return the document of ``verify --json``."""
        return {
            "file": str(self.file),
            "sha256": self.sha256,
            "bytes": self.size,
            "sound": self.is_sound,
            "safe": self.is_safe,
            "version": self.manifest.version if self.manifest else "",
            "files": self.entries,
            "doubts": [doubt.to_json() for doubt in self.doubts],
        }


def verify(file: Path, manifest: Path | None = None) -> Verdict:
    """Look at a package and the manifest beside it (the file's name with ``.json``).

    Nothing is unpacked; entries are read a piece at a time and no further than they say.

    Raises:
        OSError: the package cannot be read.
    """
    described, doubts = _manifest(manifest or file.with_suffix(".json"))
    with file.open("rb") as stream:
        digest, size = digest_of(stream)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            rows, found = _read(archive, entries)
            doubts += found
    except _UNREADABLE as error:
        doubts.append(Doubt(Fault.NOT_ZIP, "", str(error)))
        return Verdict(file, digest, size, described, tuple(doubts))
    if described is not None:
        compared = list(_compare(described, rows))
        if not compared and not found and digest != described.sha256:
            compared.append(Doubt(Fault.HASH, "", digest))
        doubts += compared
    return Verdict(file, digest, size, described, tuple(doubts), len(entries))


def _manifest(path: Path) -> tuple[Manifest | None, list[Doubt]]:
    try:
        return Manifest.from_text(path.read_text("utf-8")), []
    except FileNotFoundError:
        return None, [Doubt(Fault.NO_MANIFEST, "", path.name)]
    except (ManifestError, UnicodeDecodeError) as error:
        return None, [Doubt(Fault.BAD_MANIFEST, "", f"{path.name}: {error}")]


def _read(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> tuple[dict[str, FileRow], list[Doubt]]:
    if len(entries) > MOST_ENTRIES:
        return {}, [Doubt(Fault.UNSAFE, "", f"{len(entries)} > {MOST_ENTRIES}")]
    doubts = list(_unsafe(entries))
    rows = {}
    for entry in entries:
        try:
            row = _row(archive, entry)
        except _UNREADABLE as error:
            doubts.append(Doubt(Fault.DAMAGED, entry.filename, str(error)))
        else:
            rows[entry.filename] = row
    return rows, doubts


def _row(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> FileRow:
    digest, size = hashlib.sha256(), 0
    with archive.open(entry) as stream:
        for piece in pieces_of(stream):
            digest.update(piece)
            size += len(piece)
    return FileRow(entry.filename, size, digest.hexdigest())


def _unsafe(entries: list[zipfile.ZipInfo]) -> Iterator[Doubt]:
    for entry in entries:
        path = entry.orig_filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        parts = path.split("/")
        if kind == stat.S_IFLNK:
            yield Doubt(Fault.UNSAFE, path, "link")
        elif entry.flag_bits & _ENCRYPTED:
            yield Doubt(Fault.UNSAFE, path, "encrypted")
        elif unportable(path) or any(part in ("", ".", "..") for part in parts):
            yield Doubt(Fault.UNSAFE, path, "path")
    names = Counter(entry.filename for entry in entries)
    yield from (Doubt(Fault.TWICE, name) for name, count in names.items() if count > 1)
    yield from (Doubt(Fault.TWICE, two, one) for one, two in same_but_for_case(names))


def _compare(manifest: Manifest, rows: dict[str, FileRow]) -> Iterator[Doubt]:
    described = {row.path: row for row in manifest.files}
    for path in sorted(described.keys() | rows.keys()):
        wanted, found = described.get(path), rows.get(path)
        if found is None:
            yield Doubt(Fault.MISSING, path)
        elif wanted is None:
            yield Doubt(Fault.ADDED, path, f"{found.size} bytes")
        elif found != wanted:
            yield Doubt(Fault.CHANGED, path, f"{wanted.size} → {found.size} bytes")
