"""Sizes of the packages as they would be uploaded, measured against the documented limits."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from renderer.compiler.config import schema
from renderer.compiler.config.app import AppConfig
from renderer.compiler.config.project import ProjectConfig
from renderer.compiler.diagnostics import Diagnostic, diagnose
from renderer.compiler.files import ProjectFiles
from renderer.compiler.paths import as_folder, join
from resources import path as resource_path

_CODE = frozenset({"js", "json", "wxml", "wxss", "wxs"})
_COMPILED = {"ts": "js", "less": "wxss", "scss": "wxss", "sass": "wxss"}
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
    whitelist = schema.reference()["packageFiles"]["uploadWhitelist"]
    return ending in whitelist and ending not in _CODE


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
    outside = tuple(_other_roots(project))
    allowed = _CODE | frozenset(schema.reference()["packageFiles"]["uploadWhitelist"])
    ignored, included = _rules(project, "ignore"), _rules(project, "include")
    for path, stamp in files.stamps.items():
        if not path.startswith(root) or (outside and path.startswith(outside)):
            continue
        inside = path[len(root) :]
        ending = inside.rpartition(".")[2].lower()
        ending = _COMPILED.get(ending, ending)
        if ending not in allowed or inside.startswith("project."):
            continue
        if any(rule(inside) for rule in ignored) and not any(rule(inside) for rule in included):
            continue
        yield inside, _size(files, path, stamp)


def _size(files: ProjectFiles, path: str, stamp: str) -> int:
    if not stamp.startswith("="):
        return int(stamp.partition("-")[0], 16)
    return len(files.data(path) or b"")


def _other_roots(project: ProjectConfig) -> Iterator[str]:
    for key in ("cloudfunctionRoot", "cloudfunctionTemplateRoot", "cloudcontainerRoot"):
        value = project.values.get(key)
        if isinstance(value, str) and value.strip("./"):
            yield as_folder(project.base + value)
    if project.plugin_root:
        yield project.plugin_root


def _rules(project: ProjectConfig, key: str) -> list[Callable[[str], bool]]:
    options = project.values.get("packOptions")
    listed = options.get(key) if isinstance(options, dict) else None
    return [
        rule
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict) and (rule := _rule(entry)) is not None
    ]


def _rule(entry: Mapping[str, Any]) -> Callable[[str], bool] | None:
    kind, value = str(entry.get("type")), str(entry.get("value") or "")
    if not value:
        return None
    plain = join("", value) or ""
    if kind == "regexp":
        try:
            pattern = re.compile(value)
        except re.error:
            return None
        return lambda path: pattern.search(path) is not None
    if kind == "glob":
        return lambda path: fnmatch.fnmatchcase(path, plain)
    rules: dict[str, Callable[[str], bool]] = {
        "folder": lambda path: path.startswith(plain + "/"),
        "file": lambda path: path == plain,
        "suffix": lambda path: path.endswith(value),
        "prefix": lambda path: path.rpartition("/")[2].startswith(value),
    }
    return rules.get(kind)


@cache
def _limit(name: str) -> int:
    facts = json.loads(resource_path("reference", "limits.json").read_text("utf-8"))
    entry = next(entry for entry in facts["limits"] if entry["id"] == name)
    return int(entry["value"] * _UNITS[entry["unit"]])


def _megabytes(size: int) -> str:
    return f"{size / _UNITS['MB']:.2f} MB"
