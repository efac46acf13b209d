"""What a disk can hold and no package: unreadable folders, links out, names of other systems."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ide.submit.files import NEVER

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_LONGEST = 240
"""Bytes of a path; Windows takes 260 with the folder around it."""


@dataclass(frozen=True)
class Links:
    """Links of a folder that the package does not follow, by path from the folder."""

    outside: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def links_of(folder: Path, root: Path) -> Links:
    """Find the links below a folder that lead out of the project or nowhere, loops among them.

    Raises:
        OSError: a folder cannot be read, so nobody knows what the package would lack.
    """
    outside, broken = [], []
    top = Path(os.path.realpath(root))
    for path, entry in _entries(folder):
        if not entry.is_symlink():
            continue
        try:
            real = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError):
            broken.append(path)
            continue
        if not real.is_relative_to(top):
            outside.append(path)
    return Links(tuple(sorted(outside)), tuple(sorted(broken)))


def _entries(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    pending = [(str(folder), "")]
    while pending:
        place, inside = pending.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name in NEVER:
                    continue
                path = f"{inside}{entry.name}"
                yield path, entry
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{path}/"))


def unportable(path: str) -> bool:
    """Whether a name in a path is none on Windows, or none that a zip can tell."""
    try:
        encoded = path.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return len(encoded) > _LONGEST or any(
        _RESERVED.match(name) or _FORBIDDEN.search(name) or name.endswith((" ", "."))
        for name in path.split("/")
    )


def same_but_for_case(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of files, or of their folders, that Windows and macOS take for one."""
    seen: dict[str, str] = {}
    found: dict[tuple[str, str], None] = {}
    for path in paths:
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            name = "/".join(parts[:end])
            first = seen.setdefault(name.casefold(), name)
            if first != name:
                found[(first, name)] = None
                break
    return list(found)
