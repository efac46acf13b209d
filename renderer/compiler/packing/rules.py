"""``packOptions`` of project.config.json: which files it leaves out and which it keeps.

The rules know no letter case, as the platform's tool applies them: a rule's value is folded to
lower case, patterns too, and compared with the folded path. ``include`` wins over ``ignore``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from renderer.compiler.packing.glob import glob_pattern

Test = Callable[[str], bool]
"""Tells of a path in lower case, counted from the package's root, whether it is meant."""


@dataclass(frozen=True)
class PackRules:
    """The rules of a project."""

    ignored: tuple[Test, ...] = ()
    included: tuple[Test, ...] = ()

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> PackRules:
        """Read ``packOptions``; rows that say nothing sensible do not count."""
        options = config.get("packOptions")
        rows = options if isinstance(options, Mapping) else {}
        return cls(_tests(rows.get("ignore")), _tests(rows.get("include")))

    def keeps(self, path: str) -> bool:
        """Whether a file stays, as far as the rules are concerned."""
        return self.includes(path) or not any(test(path.lower()) for test in self.ignored)

    def includes(self, path: str) -> bool:
        """Whether a rule of ``include`` names the file."""
        folded = path.lower()
        return any(test(folded) for test in self.included)


def _tests(rows: object) -> tuple[Test, ...]:
    found = []
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and isinstance(row.get("value"), str):
            make = _KINDS.get(str(row.get("type")))
            test = make(row["value"].lower()) if make and row["value"] else None
            if test is not None:
                found.append(test)
    return tuple(found)


def _place(value: str) -> str:
    """A path as written, without what stands for the root."""
    return value.replace("\\", "/").removeprefix("./").lstrip("/")


def _folder(value: str) -> Test:
    prefix = _place(value).rstrip("/") + "/"
    return lambda path: prefix == "/" or path.startswith(prefix)


def _file(value: str) -> Test:
    wanted = _place(value)
    return lambda path: path == wanted


def _suffix(value: str) -> Test:
    return lambda path: path.rpartition("/")[2].endswith(value)


def _prefix(value: str) -> Test:
    return lambda path: path.rpartition("/")[2].startswith(value)


def _glob(value: str) -> Test | None:
    pattern = glob_pattern(value.removeprefix("./"))
    return None if pattern is None else lambda path: _matches(pattern.fullmatch, path)


def _regexp(value: str) -> Test | None:
    try:
        pattern = re.compile(_named_groups(value), re.MULTILINE)
    except re.error:
        return None
    return lambda path: _matches(pattern.search, path)


def _named_groups(pattern: str) -> str:
    """The pattern as Python writes it: ``(?<name>`` of JavaScript is ``(?P<name>``."""
    return re.sub(r"\(\?<(?![=!])", "(?P<", pattern)


def _matches(look: Callable[[str], re.Match[str] | None], path: str) -> bool:
    """Whether a pattern fits the path, written with or without a slash before it."""
    return look(path) is not None or look(f"/{path}") is not None


_KINDS: Mapping[str, Callable[[str], Test | None]] = {
    "folder": _folder,
    "file": _file,
    "suffix": _suffix,
    "prefix": _prefix,
    "glob": _glob,
    "regexp": _regexp,
}
