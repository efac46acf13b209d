"""Which files of a project go into its package, and into which part of it (no Qt)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderer.compiler.packing.choice import format_of, is_project_file, packed_formats
from renderer.compiler.packing.rules import PackRules

MAIN = "main"
NEVER = frozenset({"node_modules", "__pycache__"})
"""Folders that no package takes, beside hidden ones."""


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


def package_files(app_root: Path, config: Mapping[str, Any]) -> list[PackageFile]:
    """List the files ``packOptions`` of project.config.json leaves in, sorted by path."""
    rules, formats = PackRules.of(config), packed_formats()
    found = [
        PackageFile(path, size)
        for path, size in walk(app_root)
        if format_of(path) in formats and not is_project_file(path) and rules.keeps(path)
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


def walk(root: Path) -> Iterator[tuple[str, int]]:
    """Yield path and size of every file below a folder, but for hidden ones and links."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in NEVER and not name.startswith(".")]
        for name in names:
            file = Path(folder, name)
            # A link could lead out of the project, and a package holds files only.
            if not name.startswith(".") and file.is_file() and not file.is_symlink():
                yield file.relative_to(root).as_posix(), file.stat().st_size
