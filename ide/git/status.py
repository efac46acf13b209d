"""The answer of ``git status --porcelain=v2 -z --branch`` as values (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Change(StrEnum):
    """How a file differs from the last commit; the value is the letter people know."""

    MODIFIED = "M"
    ADDED = "A"
    DELETED = "D"
    RENAMED = "R"
    UNTRACKED = "U"
    CONFLICT = "!"


@dataclass(frozen=True)
class Status:
    """The state of a work tree; paths are relative to the folder git was asked in."""

    branch: str = ""
    """Empty when no branch is checked out."""
    commit: str = ""
    """First letters of the commit, empty before the first."""
    ahead: int = 0
    behind: int = 0
    changes: Mapping[str, Change] = field(default_factory=lambda: MappingProxyType({}))


def parse_status(data: bytes, prefix: str) -> Status:
    """Read git's answer; ``prefix`` is the project's folder in the work tree, with ``/`` or empty.

    Files outside of the project are left out.
    """
    branch = commit = ""
    ahead = behind = 0
    changes: dict[str, Change] = {}
    rows = iter(data.decode("utf-8", "surrogateescape").split("\0"))
    for row in rows:
        if row.startswith("# branch.head "):
            name = row.removeprefix("# branch.head ")
            branch = "" if name == "(detached)" else name
        elif row.startswith("# branch.oid "):
            oid = row.removeprefix("# branch.oid ")
            commit = "" if oid == "(initial)" else oid[:8]
        elif row.startswith("# branch.ab "):
            first, second = row.removeprefix("# branch.ab ").split(" ")
            ahead, behind = int(first), -int(second)
        elif row[:2] in {"1 ", "2 ", "u ", "? "}:
            path, change = _change(row)
            if row[0] == "2":
                next(rows, "")  # the path it was renamed from
            if path.startswith(prefix):
                changes[path.removeprefix(prefix)] = change
    return Status(branch, commit, ahead, behind, MappingProxyType(changes))


def _change(row: str) -> tuple[str, Change]:
    if row[0] == "?":
        return row[2:], Change.UNTRACKED
    if row[0] == "u":
        return row.split(" ", 10)[10], Change.CONFLICT
    if row[0] == "2":
        return row.split(" ", 9)[9], Change.RENAMED
    letters, path = row[2:4], row.split(" ", 8)[8]
    if "D" in letters:
        return path, Change.DELETED
    return path, Change.ADDED if "A" in letters else Change.MODIFIED
