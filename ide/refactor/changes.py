"""Makes, moves and copies files of a project; what cannot be finished is undone (no Qt)."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from ide import atomic
from ide.encoding import decode


class OccupiedError(OSError):
    """Something of that name exists already."""


def make_files(root: Path, texts: Mapping[str, str]) -> None:
    """Write new files, all or none.

    Raises:
        OccupiedError: one of them exists.
        OSError: one cannot be written.
    """
    for path in texts:
        if (root / path).exists():
            raise OccupiedError(path)
    made: list[Path] = []
    try:
        for path, text in texts.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_text(file, text)
            made.append(file)
    except OSError:
        for file in made:
            file.unlink(missing_ok=True)
        raise


def make_folder(root: Path, path: str) -> None:
    """Make a folder.

    Raises:
        OccupiedError: something of that name exists.
        OSError: it cannot be made.
    """
    if (root / path).exists():
        raise OccupiedError(path)
    (root / path).mkdir(parents=True)


def move(root: Path, moves: Mapping[str, str]) -> None:
    """Move files and folders, all or none; folders that become empty stay.

    Raises:
        OccupiedError: something stands where one of them shall go.
        OSError: one cannot be moved.
    """
    for old, new in moves.items():
        target = root / new
        if target.exists() and not _same_file(root / old, target):
            raise OccupiedError(new)
    done: list[tuple[Path, Path]] = []
    try:
        for old, new in moves.items():
            source, target = root / old, root / new
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            with contextlib.suppress(OSError):
                target.rename(source)
        raise


def rewrite(file: Path, edit: Callable[[str], str]) -> None:
    """Change the text of a file; encoding and untouched line endings stay.

    Raises:
        OSError: it cannot be read or written.
        ValueError: it is no text, or ``edit`` cannot change it.
    """
    decoded = decode(file.read_bytes())
    plain = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    atomic.write_bytes(file, decoded.encode(edit(plain)))


def duplicate(root: Path, path: str) -> str:
    """Copy a file or folder beside itself; return the path of the copy.

    Raises:
        OSError: it cannot be copied.
    """
    source = root / path
    stem, suffix = (source.name, "") if source.is_dir() else (source.stem, source.suffix)
    number, target = 2, source.with_name(f"{stem}-copy{suffix}")
    while target.exists():
        target = source.with_name(f"{stem}-copy-{number}{suffix}")
        number += 1
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)
    return target.relative_to(root).as_posix()


def _same_file(source: Path, target: Path) -> bool:
    """Whether two names are one file, as ``Home`` and ``home`` on some disks."""
    try:
        return source.samefile(target)
    except OSError:
        return False
