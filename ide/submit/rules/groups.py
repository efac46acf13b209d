"""Gathers files of which there are many to the folders that hold them (no Qt)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Group:
    """Files of one folder and below. ``whole``: the folder holds nothing else of their kind."""

    folder: str
    files: tuple[str, ...]
    whole: bool


@dataclass
class _Folder:
    """The work sheet for one folder."""

    meant: list[str] = field(default_factory=list)
    others: int = 0
    folders: dict[str, _Folder] = field(default_factory=dict)


def grouped(
    meant: Collection[str], all_files: Collection[str], marked: Collection[str], most: int
) -> Iterator[Group]:
    """Yield the files meant, gathered; a file by itself is a group with its own path as folder.

    A folder of which all files are meant is one group. So is a folder that gives more than ``most``
    groups, and one that is ``marked``, as soon as it gives more than one.
    """
    root, wanted = _Folder(), frozenset(meant)
    for path in sorted(all_files):
        at = root
        for name in path.split("/")[:-1]:
            at = at.folders.setdefault(name, _Folder())
        if path in wanted:
            at.meant.append(path)
        else:
            at.others += 1
    yield from _groups("", root, frozenset(marked), most)


def _groups(folder: str, at: _Folder, marked: frozenset[str], most: int) -> list[Group]:
    found = [Group(path, (path,), False) for path in at.meant]
    for name, inner in at.folders.items():
        found += _groups(f"{folder}/{name}".lstrip("/"), inner, marked, most)
    files = tuple(path for group in found for path in group.files)
    if not folder or len(files) < 2:
        return found
    whole = _others(at) == 0
    if whole or len(found) > (1 if folder in marked else most):
        return [Group(folder, files, whole)]
    return found


def _others(at: _Folder) -> int:
    return at.others + sum(map(_others, at.folders.values()))
