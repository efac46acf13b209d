"""Sizes of the packages as they would be uploaded, measured against the documented limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from renderer.compiler.config.app import AppConfig
from renderer.compiler.config.project import ProjectConfig
from renderer.compiler.diagnostics import Diagnostic, diagnose
from renderer.compiler.files import ProjectFiles
from renderer.compiler.packing.choice import (
    CODE,
    format_of,
    is_project_file,
    other_roots,
    packed_formats,
)
from renderer.compiler.packing.rules import PackRules
from resources import path as resource_path

_UNITS = {"KB": 1024, "MB": 1024 * 1024}


@dataclass(frozen=True)
class PackageSize:
    """One package; the main package has the name ''."""

    name: str
    bytes: int

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "bytes": self.bytes}


def measure(files: ProjectFiles, project: ProjectConfig, app: AppConfig) -> list[PackageSize]:
    """Return the size of the main package and of every subpackage, sources as they are."""
    roots = sorted({page.package for page in app.pages if page.package}, key=len, reverse=True)
    totals = dict.fromkeys(["", *sorted(roots)], 0)
    for path, size in packed_files(files, project):
        owner = next((root for root in roots if path.startswith(root + "/")), "")
        totals[owner] += size
    return [PackageSize(name, size) for name, size in totals.items()]


def is_packed_asset(path: str) -> bool:
    """Whether a file is packed as it is: an image, a sound, a font, but no source."""
    ending = path.rpartition(".")[2].lower()
    return ending in packed_formats() and ending not in CODE


def check_sizes(sizes: list[PackageSize], app_file: str) -> list[Diagnostic]:
    """Return a warning for every limit that is exceeded."""
    single, total = _limit("package.single"), _limit("package.total")
    notes = [
        diagnose(
            "package-too-large",
            app_file,
            package=size.name or "main package",
            size=_megabytes(size.bytes),
            limit=_megabytes(single),
        )
        for size in sizes
        if size.bytes > single
    ]
    whole = sum(size.bytes for size in sizes)
    if whole > total:
        notes.append(
            diagnose(
                "packages-too-large", app_file, size=_megabytes(whole), limit=_megabytes(total)
            )
        )
    return notes


def packed_files(files: ProjectFiles, project: ProjectConfig) -> Iterator[tuple[str, int]]:
    """Yield the package path and size of every file that would be uploaded."""
    root = project.package_root
    outside, formats, rules = other_roots(project), packed_formats(), PackRules.of(project.values)
    for path, stamp in files.stamps.items():
        if not path.startswith(root) or (outside and path.startswith(outside)):
            continue
        inside = path[len(root) :]
        if format_of(inside) not in formats or is_project_file(inside) or not rules.keeps(inside):
            continue
        yield inside, _size(files, path, stamp)


def _size(files: ProjectFiles, path: str, stamp: str) -> int:
    if not stamp.startswith("="):
        return int(stamp.partition("-")[0], 16)
    return len(files.data(path) or b"")


@cache
def _limit(name: str) -> int:
    facts = json.loads(resource_path("reference", "limits.json").read_text("utf-8"))
    entry = next(entry for entry in facts["limits"] if entry["id"] == name)
    return int(entry["value"] * _UNITS[entry["unit"]])


def _megabytes(size: int) -> str:
    return f"{size / _UNITS['MB']:.2f} MB"
