"""Suggests the next version from what changed since the last package, and says why (no Qt)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from ide.submit.files import sub_package_roots
from ide.submit.project_facts import Submission

FIRST_VERSION = "1.0.0"


class Step(StrEnum):
    """Which number of a version grows, or why none can be told."""

    FIRST = "first"
    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    SAME = "same"
    """Nothing changed; a package still needs a version of its own."""
    UNKNOWN = "unknown"
    """What the last package held is not known."""


@dataclass(frozen=True)
class Shape:
    """What of a project decides about its version."""

    pages: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    files: Mapping[str, int] = field(default_factory=dict)
    """Check sum of each file of the package."""

    def to_json(self) -> dict[str, Any]:
        """Return the shape as JSON holds it."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Shape:
        """Read a shape; what is of another type is left out."""
        files = value.get("files")
        sums = files.items() if isinstance(files, Mapping) else ()
        return cls(
            _strings(value.get("pages")),
            _strings(value.get("packages")),
            _strings(value.get("permissions")),
            {str(path): number for path, number in sums if isinstance(number, int)},
        )


@dataclass(frozen=True)
class Advice:
    """A version, which number grew, and what the reason names."""

    version: str
    step: Step
    reason: str
    """Key of the sentence, below ``submit.advice``."""
    values: Mapping[str, object] = field(default_factory=dict)


def shape_of(submission: Submission) -> Shape:
    """Read what decides about the version; a file that cannot be read counts as empty."""
    app = submission.app
    permission = app.get("permission")
    asked = permission if isinstance(permission, Mapping) else {}
    return Shape(
        tuple(route for route, _ in submission.pages()),
        tuple(sub_package_roots(app)),
        tuple(sorted({*asked, *_strings(app.get("requiredPrivateInfos"))})),
        {file.path: _sum(submission, file.path) for file in submission.files},
    )


def advise(last: str, before: Shape | None, now: Shape) -> Advice:
    """Suggest the version after ``last`` for what changed between two shapes."""
    if not last:
        return Advice(FIRST_VERSION, Step.FIRST, "first")
    if before is None:
        return Advice(_raised(last, Step.PATCH), Step.UNKNOWN, "unknown", {"last": last})
    step, reason, values = _change(before, now)
    return Advice(_raised(last, step), step, reason, {"last": last, **values})


def _change(before: Shape, now: Shape) -> tuple[Step, str, Mapping[str, object]]:
    gone = [page for page in before.pages if page not in now.pages]
    if gone:
        return Step.MAJOR, "pages_gone", {"names": _listed(gone)}
    for reason, old, new in (
        ("pages_new", before.pages, now.pages),
        ("packages_new", before.packages, now.packages),
        ("permissions_new", before.permissions, now.permissions),
    ):
        added = [name for name in new if name not in old]
        if added:
            return Step.MINOR, reason, {"names": _listed(added)}
    paths = {*before.files, *now.files}
    changed = sorted(path for path in paths if before.files.get(path) != now.files.get(path))
    if changed:
        return Step.PATCH, "files_changed", {"count": len(changed), "names": _listed(changed)}
    return Step.SAME, "same", {}


def _raised(last: str, step: Step) -> str:
    parts = last.split(".")
    if not all(part.isdigit() for part in parts):
        return FIRST_VERSION
    numbers = [*(int(part) for part in parts), 0, 0][:3]
    place = {Step.MAJOR: 0, Step.MINOR: 1}.get(step, 2)
    numbers[place] += 1
    numbers[place + 1 :] = [0] * (2 - place)
    return ".".join(map(str, numbers))


def _listed(names: Iterable[str], most: int = 3) -> str:
    rows = list(names)
    return ", ".join(rows[:most]) + (" …" if len(rows) > most else "")


def _sum(submission: Submission, path: str) -> int:
    try:
        return zlib.crc32((submission.app_root / path).read_bytes())
    except OSError:
        return 0


def _strings(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, list | tuple) else ()
    return tuple(row for row in rows if isinstance(row, str))
