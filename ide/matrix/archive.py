"""The project and its build as one archive, for workers that share no disk with us (no Qt)."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
import zipfile
from pathlib import Path

from ide.exit_codes import CannotRunError
from renderer.compiler.source import DiskTree, is_plain

MOST_PACKED = 200 * 1024 * 1024
MOST_UNPACKED = 1024 * 1024 * 1024
MOST_FILES = 50_000

PROJECT, BUILD = "project", "build"
_WHEN = (2026, 1, 1, 0, 0, 0)


class ArchiveError(ValueError):
    """An archive is not what was sent, or not safe to unpack."""


def pack(project: Path, build: Path) -> bytes:
    """Return the archive; the same files give the same bytes.

    Raises:
        CannotRunError: the project is too large to be sent.
    """
    tree = DiskTree(project)
    names = sorted(tree.scan())
    content = io.BytesIO()
    total = 0
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in names:
            data = tree.read(name) or b""
            total += len(data)
            _refuse_large(total, len(names))
            archive.writestr(_entry(f"{PROJECT}/{name}"), data)
        for file in sorted(build.iterdir()):
            archive.writestr(_entry(f"{BUILD}/{file.name}"), file.read_bytes())
    if content.tell() > MOST_PACKED:
        raise CannotRunError(_too_large("packed", content.tell(), MOST_PACKED))
    return content.getvalue()


def digest_of(archive: bytes) -> str:
    """Return what an archive is checked by."""
    return hashlib.sha256(archive).hexdigest()


def unpack(archive: bytes, digest: str, folder: Path) -> Path:
    """Unpack to ``folder`` unless that was done before; returns the folder.

    Nothing is left of an archive that cannot be unpacked.

    Raises:
        ArchiveError: it is damaged, or a path leads out of the folder, or it is too large.
    """
    if digest_of(archive) != digest:
        raise ArchiveError("the archive of the project was damaged on its way")
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            _unpack_into(opened, fresh)
        fresh.rename(folder)
    except (OSError, zipfile.BadZipFile, ArchiveError) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if folder.is_dir():  # another process was faster
            return folder
        raise ArchiveError(f"the archive of the project cannot be unpacked: {error}") from error
    return folder


def _unpack_into(opened: zipfile.ZipFile, folder: Path) -> None:
    entries = opened.infolist()
    if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise ArchiveError("it is too large")
    for entry in entries:
        name = entry.filename
        if entry.is_dir() or not is_plain(name) or name.split("/")[0] not in (PROJECT, BUILD):
            raise ArchiveError(f"the path {name!r} is not allowed")
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # Only as much as was announced is written, whatever is packed.
        with opened.open(entry) as source, target.open("xb") as file:
            shutil.copyfileobj(source, file)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _refuse_large(total: int, files: int) -> None:
    if total > MOST_UNPACKED:
        raise CannotRunError(_too_large("large", total, MOST_UNPACKED))
    if files > MOST_FILES:
        raise CannotRunError(
            f"matrix: the project has {files} files, more than the {MOST_FILES} that can be sent."
        )


def _too_large(how: str, size: int, most: int) -> str:
    mega = 1024 * 1024
    return (
        f"matrix: the project is {size // mega} MB {how}, more than the {most // mega} MB that "
        "can be sent to other computers. Leave large files out, or run without --scheduler."
    )
