"""The package of the mini-program: its paths, and the project files behind them.

The runtime knows package paths only (``pages/index/index.wxml``). Most of them lie below the
package root of the project; a mount puts another project folder at a package path: the source of a
plugin, or an npm package that brings its own mini-program build. Generated files (packed npm
modules) exist in memory alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from renderer.compiler import jsonc
from renderer.compiler.diagnostics import Diagnostic
from renderer.compiler.files import ProjectFiles, Source
from renderer.compiler.jsonc import JsonDocument

PLUGIN_FOLDER = "__plugin__/"
NPM_FOLDER = "miniprogram_npm/"


@dataclass(frozen=True)
class Mount:
    """Package paths below ``at`` are the project files below ``source``; both end in a slash."""

    at: str
    source: str


class Package:
    """The files of the package by package path."""

    def __init__(self, files: ProjectFiles, root: str, mounts: tuple[Mount, ...] = ()) -> None:
        self.files = files
        self.root = root
        self._mounts = sorted(mounts, key=lambda mount: -len(mount.at))
        self._generated: dict[str, bytes] = {}

    def mount(self, mount: Mount) -> None:
        """Put a project folder at a package path."""
        self._mounts = sorted([*self._mounts, mount], key=lambda known: -len(known.at))

    def generate(self, path: str, data: bytes) -> None:
        """Add a file that has no source in the project."""
        self._generated[path] = data

    @property
    def generated(self) -> frozenset[str]:
        """The files that have no source in the project."""
        return frozenset(self._generated)

    def project_path(self, path: str) -> str:
        """Return the project path behind a package path."""
        for mount in self._mounts:
            if path.startswith(mount.at):
                return mount.source + path[len(mount.at) :]
        return self.root + path

    def package_path(self, project_path: str) -> str | None:
        """Return the package path of a project file, or None when it lies outside."""
        for mount in self._mounts:
            if project_path.startswith(mount.source):
                return mount.at + project_path[len(mount.source) :]
        if project_path.startswith(self.root):
            return project_path[len(self.root) :]
        return None

    def stamp(self, path: str) -> str | None:
        if path in self._generated:
            return "generated"
        return self.files.stamp(self.project_path(path))

    def exists(self, path: str) -> bool:
        return self.stamp(path) is not None

    def source(self, path: str) -> Source | None:
        """Return the text of a file, or None when it does not exist."""
        if path in self._generated:
            return Source(self._generated[path].decode("utf-8", "replace"))
        return self.files.source(self.project_path(path))

    def document(self, path: str) -> JsonDocument | None:
        """Return a JSON file, or None when it does not exist."""
        if path in self._generated:
            return jsonc.parse(path, self._generated[path].decode("utf-8", "replace"))
        return self.files.document(self.project_path(path))

    def data(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None."""
        if path in self._generated:
            return self._generated[path]
        return self.files.data(self.project_path(path))

    def top_of(self, path: str) -> str:
        """Return the folder that ``/`` means in a file: a plugin's own, else the package's."""
        if path.startswith(PLUGIN_FOLDER):
            return "/".join(path.split("/")[:2])
        return ""

    def in_project(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return a finding of a package path under the project path of its file."""
        return diagnostic.moved(self.project_path(diagnostic.file))
