"""Which file a text names, and how the same text names a file that moved (no Qt)."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ide.refactor.literals import Literal, Use

_LONGEST = 300
"""Longer texts are no paths."""
_CODE = (".js", ".ts", ".wxs", ".json")
_UNIT = (".wxml", ".js", ".ts", ".json")
_ENDINGS = {
    Use.SCRIPT: ("", *_CODE, *(f"/index{suffix}" for suffix in _CODE)),
    Use.PAGE: _UNIT,
    Use.LISTED_PAGE: _UNIT,
    Use.COMPONENT: (*_UNIT, *(f"/index{suffix}" for suffix in _UNIT)),
    Use.FILE: ("", ".wxml", ".wxss", ".less", ".scss", ".wxs"),
}


@dataclass(frozen=True)
class Named:
    """A file named by a text."""

    target: str
    """Project path of the file."""
    ending: str
    """What the text leaves out at the end, such as ``.js`` or ``/index.js``."""
    form: str
    """``absolute``, ``relative`` or ``root`` (from the package's root without a slash)."""
    tail: str
    """What follows the path, such as ``?id=1``."""


class Names:
    """The files of a project, and what texts in them mean."""

    def __init__(self, files: Collection[str], package: str) -> None:
        """``package`` is the folder of app.json relative to the project, empty for the same."""
        self._files = frozenset(files)
        self._package = package
        self._known: dict[tuple[str, str, Use, str], Named | None] = {}

    def meaning(self, file: str, literal: Literal) -> Named | None:
        """Return the file that a text in ``file`` names, None when it names none."""
        if len(literal.text) > _LONGEST or "\n" in literal.text:
            return None
        folder = posixpath.dirname(file)
        key = (folder, literal.text, literal.use, literal.base)
        if key not in self._known:
            self._known[key] = self._meaning(folder, literal)
        return self._known[key]

    def _meaning(self, folder: str, literal: Literal) -> Named | None:
        path, tail = _without_query(literal.text)
        if not path or "://" in path or path.endswith("/") or "\\" in path:
            return None
        for form, start in self._starts(folder, path, literal):
            place = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
            for ending in _ENDINGS[literal.use]:
                if f"{place}{ending}" in self._files:
                    return Named(f"{place}{ending}", ending, form, tail)
        return None

    def rewritten(self, file: str, literal: Literal, named: Named, target: str) -> str:
        """Return how ``file`` (its new path) names ``target`` (its new path) in the same form."""
        place = target.removesuffix(named.ending) if named.ending else target
        if named.ending and place == target:
            # The suffix changed with the name: the text now has to say it.
            place = target
        inside = self._inside(place)
        if literal.use is Use.LISTED_PAGE and literal.base:
            inside = posixpath.relpath(inside, literal.base)
        if named.form == "absolute":
            return f"/{inside}{named.tail}"
        if named.form == "root":
            return f"{inside}{named.tail}"
        folder = posixpath.dirname(file)
        written = literal.text.removesuffix(named.tail) if named.tail else literal.text
        if posixpath.normpath(posixpath.join(folder, written)) == place:
            return literal.text
        relative = posixpath.relpath(place, folder or ".")
        dotted = literal.text.startswith(".") and not relative.startswith(".")
        return f"{'./' if dotted else ''}{relative}{named.tail}"

    def _starts(self, folder: str, path: str, literal: Literal) -> list[tuple[str, str]]:
        root = self._package
        if path.startswith("/"):
            return [("absolute", root)]
        if literal.use is Use.LISTED_PAGE:
            return [("root", posixpath.join(root, literal.base))]
        if path.startswith("."):
            return [("relative", folder)]
        if literal.use is Use.PAGE:
            return [("root", root), ("relative", folder)] if "/" in path else [("relative", folder)]
        if literal.use is Use.FILE and "/" not in path and "." not in path:
            return []
        return [("relative", folder), ("root", root)]

    def _inside(self, path: str) -> str:
        return posixpath.relpath(path, self._package) if self._package else path


def moved_path(path: str, moves: Mapping[str, str]) -> str:
    """Return where a file is after the moves; folders move with all that is in them."""
    for place in (path, *_parents(path)):
        if place in moves:
            return moves[place] + path[len(place) :]
    return path


def _parents(path: str) -> list[str]:
    found = []
    while "/" in path:
        path = path.rpartition("/")[0]
        found.append(path)
    return found


def _without_query(text: str) -> tuple[str, str]:
    for place, letter in enumerate(text):
        if letter in "?#":
            return text[:place], text[place:]
    return text, ""
