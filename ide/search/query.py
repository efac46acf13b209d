"""What is looked for and where, and its meaning as a pattern (no Qt)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

_GROUP = re.compile(r"\\(.)|\$(\$|&|\d{1,2}|<\w+>)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}


class QueryError(ValueError):
    """The pattern cannot be understood; the text says where."""


@dataclass(frozen=True)
class Query:
    """A text or a regular expression, and globs of the files it is looked for in.

    ``include`` and ``exclude`` are lists separated by commas: ``*.wxml``, ``pages/home``,
    ``**/test/*.js``. A glob without a slash is compared with each part of the path.
    """

    text: str
    regex: bool = False
    case: bool = False
    words: bool = False
    include: str = ""
    exclude: str = ""
    replacement: str | None = None
    """What each match is replaced with, None when nothing is to be replaced."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern.

        Raises:
            QueryError: the regular expression is not one.
        """
        source = self.text if self.regex else re.escape(self.text)
        if self.words:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        try:
            return re.compile(source, re.MULTILINE | (0 if self.case else re.IGNORECASE))
        except re.error as error:
            raise QueryError(str(error)) from None

    def replaced(self, match: re.Match[str]) -> str:
        """Return what a match becomes: ``$1``, ``$&`` and ``\\n`` mean something in a regex."""
        template = self.replacement or ""
        if not self.regex:
            return template
        return _GROUP.sub(lambda part: _filled(part, match), template)

    def wants(self, path: str) -> bool:
        """Whether a path relative to the project is looked into."""
        globs = _globs(self.include)
        if globs and not any(_fits(path, glob) for glob in globs):
            return False
        return not any(_fits(path, glob) for glob in _globs(self.exclude))


def _filled(part: re.Match[str], match: re.Match[str]) -> str:
    escaped, group = part.groups()
    if escaped is not None:
        return _ESCAPES.get(escaped, part[0])
    if group == "$":
        return "$"
    if group == "&":
        return match[0]
    name: str | int = group[1:-1] if group.startswith("<") else int(group)
    try:
        return match[name] or ""
    except IndexError:
        return part[0]


def _globs(text: str) -> list[str]:
    return [glob.strip().strip("/") for glob in text.split(",") if glob.strip().strip("/")]


def _fits(path: str, glob: str) -> bool:
    """Whether a glob names a file or one of the folders around it."""
    if glob.startswith("./"):
        glob = glob[2:]
    place = PurePosixPath(path)
    return any(_expression(glob).fullmatch(part) for part in _places(place, "/" in glob))


def _places(path: PurePosixPath, whole: bool) -> list[str]:
    if not whole:
        return list(path.parts)
    return [path.as_posix(), *(parent.as_posix() for parent in path.parents)]


def _expression(glob: str) -> re.Pattern[str]:
    found = ""
    for part in re.split(r"(\*\*/|/\*\*|\*\*|\*|\?)", glob):
        meaning = {"**/": "(?:.*/)?", "/**": "(?:/.*)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
        found += meaning.get(part, re.escape(part))
    return re.compile(found)
