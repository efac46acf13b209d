"""What has to be rewritten in which file when files move (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePosixPath

from ide.refactor.literals import SUFFIXES, literals
from ide.refactor.naming import Names, moved_path
from ide.search.matching import Match, match_at

Read = Callable[[str], str | None]
"""The text of a file with line feeds only, None when it has none."""


def edits(
    files: Collection[str], package: str, read: Read, moves: Mapping[str, str]
) -> Iterator[tuple[str, list[Match]]]:
    """Yield each file (its path before) with the texts that have to change in it.

    ``moves`` is new path by old path, of files and folders, relative to the project.
    """
    names = Names(files, package)
    for file in sorted(files):
        if PurePosixPath(file).suffix not in SUFFIXES:
            continue
        text = read(file)
        if text is None:
            continue
        found = _edits_of(file, text, names, moves)
        if found:
            yield file, found


def uses(
    files: Collection[str], package: str, read: Read, targets: Collection[str]
) -> Iterator[tuple[str, list[Match]]]:
    """Yield each file outside of ``targets`` with the texts that name one of them."""
    names = Names(files, package)
    gone = {target: "" for target in targets}
    for file in sorted(files):
        if PurePosixPath(file).suffix not in SUFFIXES or moved_path(file, gone) != file:
            continue
        text = read(file)
        places: dict[int, Match] = {}
        for literal in literals(file, text or ""):
            named = names.meaning(file, literal)
            if named is not None and moved_path(named.target, gone) != named.target:
                places[literal.start] = match_at(text or "", literal.start, literal.text)
        if places:
            yield file, list(places.values())


def _edits_of(file: str, text: str, names: Names, moves: Mapping[str, str]) -> list[Match]:
    home = moved_path(file, moves)
    found: dict[int, Match] = {}
    for literal in literals(file, text):
        named = names.meaning(file, literal)
        if named is None:
            continue
        target = moved_path(named.target, moves)
        if home == file and target == named.target:
            continue
        new = names.rewritten(home, literal, named, target)
        if new != literal.text:
            found[literal.start] = match_at(text, literal.start, literal.text, new)
    return list(found.values())
