"""What the checks look at: the package's files, app.json with its places, the limits (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import resources
from ide.submit.files import PackageFile, PackagePart, package_files, package_parts, walk
from ide.submit.form import EMPTY, Form
from renderer.compiler import jsonc

_UNITS = {"KB": 1024, "MB": 1024 * 1024}


@cache
def limit(name: str) -> int:
    """Return a limit of resources/reference/limits.json; sizes in bytes."""
    rows = json.loads(resources.path("reference", "limits.json").read_text("utf-8"))["limits"]
    row = next(row for row in rows if row["id"] == name)
    return int(row["value"] * _UNITS.get(row["unit"], 1))


@cache
def threshold(name: str) -> float:
    """Return what WeChat's own audit allows (``auditThresholds``); times in ms, sizes in bytes."""
    facts = json.loads(resources.path("reference", "limits.json").read_text("utf-8"))
    row = next(row for row in facts["auditThresholds"]["items"] if row["id"] == name)
    return float(row["value"]) * _UNITS.get(row["unit"], 1)


@dataclass(frozen=True)
class Submission:
    """A project that shall be packed. ``root`` is its folder, ``app_root`` that of app.json."""

    root: Path
    app_root: Path
    config: Mapping[str, Any]
    form: Form = EMPTY

    @cached_property
    def document(self) -> jsonc.JsonDocument:
        """app.json with the places of its parts."""
        return self.json("app.json")

    @cached_property
    def app(self) -> Mapping[str, Any]:
        """app.json as a mapping, empty when it is none."""
        value = self.document.value
        return value if isinstance(value, Mapping) else {}

    @cached_property
    def files(self) -> list[PackageFile]:
        """The files of the package."""
        return package_files(self.app_root, self.config)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of the files, exactly as written."""
        return frozenset(file.path for file in self.files)

    @cached_property
    def present(self) -> frozenset[str]:
        """The paths of all files, those that the package leaves out too."""
        return frozenset(path for path, _ in walk(self.app_root))

    @cached_property
    def parts(self) -> list[PackagePart]:
        """Main package and sub-packages."""
        return package_parts(self.files, self.app)

    def pages(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Yield each page's route with its place in app.json."""
        yield from _strings(self.app.get("pages"), ("pages",), "")
        for name in ("subPackages", "subpackages"):
            rows = self.app.get(name)
            for number, row in enumerate(rows if isinstance(rows, list) else ()):
                if isinstance(row, Mapping):
                    root = str(row.get("root", "")).strip("/") + "/"
                    yield from _strings(row.get("pages"), (name, number, "pages"), root)

    def json(self, path: str) -> jsonc.JsonDocument:
        """Read a JSON file of the package."""
        if path not in self._documents:
            self._documents[path] = jsonc.parse(path, self.text(path))
        return self._documents[path]

    @cached_property
    def _documents(self) -> dict[str, jsonc.JsonDocument]:
        return {}

    def text(self, path: str) -> str:
        """Return a file's text, empty when there is none."""
        try:
            return (self.app_root / path).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return ""

    def project_path(self, path: str) -> str:
        """Return a package path as the project's tree writes it."""
        return f"{self._prefix}{path}"

    @cached_property
    def _prefix(self) -> str:
        folder = self.app_root.relative_to(self.root).as_posix()
        return "" if folder == "." else f"{folder}/"


def _strings(
    value: object, place: tuple[str | int, ...], prefix: str
) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for number, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, str):
            yield prefix + item.strip("/"), (*place, number)
