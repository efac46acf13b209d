"""Which files of a project go into its package, and into which part of it (no Qt)."""

from __future__ import annotations

import fnmatch
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resources

MAIN = "main"
_NEVER = frozenset({"node_modules", "__pycache__"})
_COMPILED = ("ts", "less", "scss", "sass")
_PROJECT_FILES = frozenset({"project.config.json", "project.private.config.json"})


@dataclass(frozen=True)
class PackageFile:
    """A file of the package; ``path`` counts from the folder of app.json."""

    path: str
    size: int


@dataclass(frozen=True)
class PackagePart:
    """The main package or a sub-package, with its size in bytes before compression."""

    name: str
    size: int
    files: int


@cache
def allowed_suffixes() -> frozenset[str]:
    """Return the suffixes a package takes: the platform's list and what is compiled for it."""
    facts = json.loads(resources.path("reference", "config.json").read_text(encoding="utf-8"))
    rows = facts["packageFiles"]
    return frozenset({*rows["uploadWhitelist"], *(item[1:] for item in rows["page"]), *_COMPILED})


def package_files(app_root: Path, config: Mapping[str, Any]) -> list[PackageFile]:
    """List the files ``packOptions`` of project.config.json leaves in, sorted by path."""
    options = config.get("packOptions")
    options = options if isinstance(options, Mapping) else {}
    ignored, included = _matcher(options.get("ignore")), _matcher(options.get("include"))
    found = [
        PackageFile(path, size)
        for path, size in walk(app_root)
        if included(path) or (_allowed(path) and not ignored(path))
    ]
    return sorted(found, key=lambda file: file.path)


def sub_package_roots(app: Mapping[str, Any]) -> list[str]:
    """Return the folders of the sub-packages, without slashes at their ends."""
    listed = app.get("subpackages") or app.get("subPackages") or []
    rows = [row for row in listed if isinstance(row, Mapping)] if isinstance(listed, list) else []
    return [str(row.get("root", "")).strip("/") for row in rows if row.get("root")]


def package_parts(files: list[PackageFile], app: Mapping[str, Any]) -> list[PackagePart]:
    """Return the main package and each sub-package with what they weigh."""
    names = [MAIN, *sub_package_roots(app)]
    sizes = dict.fromkeys(names, 0)
    counts = dict.fromkeys(names, 0)
    for file in files:
        name = next((n for n in names[1:] if file.path.startswith(f"{n}/")), MAIN)
        sizes[name] += file.size
        counts[name] += 1
    return [PackagePart(name, sizes[name], counts[name]) for name in names]


def _allowed(path: str) -> bool:
    return path not in _PROJECT_FILES and path.rpartition(".")[2].lower() in allowed_suffixes()


def walk(root: Path) -> Iterator[tuple[str, int]]:
    """Yield path and size of every file below a folder, but for hidden ones and links."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in _NEVER and not name.startswith(".")]
        for name in names:
            file = Path(folder, name)
            # A link could lead out of the project, and a package holds files only.
            if not name.startswith(".") and file.is_file() and not file.is_symlink():
                yield file.relative_to(root).as_posix(), file.stat().st_size


_TESTS: dict[str, Callable[[str], Callable[[str], bool]]] = {
    "folder": lambda value: lambda path: path.startswith(value.strip("/") + "/"),
    "file": lambda value: lambda path: path == value.lstrip("./"),
    "suffix": lambda value: lambda path: path.endswith(value),
    "prefix": lambda value: lambda path: path.rpartition("/")[2].startswith(value),
    "glob": lambda value: lambda path: fnmatch.fnmatchcase(path, value.lstrip("./")),
    "regexp": lambda value: lambda path: re.search(value, path) is not None,
}


def _matcher(rows: object) -> Callable[[str], bool]:
    """Return a test for the rows of ``ignore`` or ``include``; they know no letter case."""
    tests = []
    for row in rows if isinstance(rows, list) else ():
        kind, value = str(row.get("type", "")), str(row.get("value", "")).lower()
        if kind in _TESTS and value and (kind != "regexp" or _compiles(value)):
            tests.append(_TESTS[kind](value.removeprefix("./")))
    return lambda path: any(test(path.lower()) for test in tests)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
