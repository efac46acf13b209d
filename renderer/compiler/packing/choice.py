"""Chooses the files of an upload, and says of every other one why it stays out."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from renderer.compiler.config import schema
from renderer.compiler.config.app import APP_FILE, EXT_FILE, THEME_FILE
from renderer.compiler.config.project import PRIVATE_FILE, PROJECT_FILE, ProjectConfig
from renderer.compiler.npm import NpmModules
from renderer.compiler.package import NPM_FOLDER, PLUGIN_FOLDER
from renderer.compiler.packing.options import BuildOptions
from renderer.compiler.packing.rules import PackRules
from renderer.compiler.paths import as_folder, join
from renderer.compiler.reach import Reached
from renderer.compiler.source import SKIPPED_FOLDERS
from renderer.compiler.state import ProjectState

CODE = frozenset({"js", "json", "wxml", "wxss", "wxs"})
COMPILED = {"ts": "js", "less": "wxss", "scss": "wxss", "sass": "wxss"}
"""Languages that are built, with what they become."""
PREPROCESSED = frozenset({"less", "scss", "sass"})
_PROJECT_FILES = frozenset(
    {
        PROJECT_FILE,
        PRIVATE_FILE,
        "package.json",
        "package-lock.json",
        "npm-shrinkwrap.json",
        "tsconfig.json",
        "jsconfig.json",
    }
)
"""What describes a project to its tools and is no part of the app."""
_NAMED_IN_APP = (APP_FILE, "app.js", "app.ts", "sitemap.json", THEME_FILE, EXT_FILE)


class Reason(StrEnum):
    """Why a file of the project is not in the package."""

    PROJECT = "project"
    """It is for the tools, not for the app."""
    FORMAT = "format"
    """No package takes files of its format."""
    IGNORED = "ignored"
    """``packOptions`` leaves it out."""
    UNUSED = "unused"
    """Nothing in the app leads to it, and the project leaves such files out."""
    BUILT_IN = "built-in"
    """What it holds is in a file that was built from it."""
    SHADOWED = "shadowed"
    """Another file of the same name in another language is the one that counts."""


@dataclass(frozen=True)
class Choice:
    """The files of an upload."""

    files: Mapping[str, str]
    """Path in the package → package path of its source, in the order of the paths."""
    left_out: Mapping[str, Reason] = field(default_factory=dict)
    """Package path of every other file of the project → why."""
    needed: tuple[str, ...] = ()
    """Files among those left out without which the app does not run."""


def choose(state: ProjectState, reached: Reached, options: BuildOptions) -> Choice:
    """Choose what an upload of the project holds."""
    return _Chooser(state, reached, options).choose()


def other_roots(project: ProjectConfig) -> tuple[str, ...]:
    """Return folders of the project that hold other things than its mini-program."""
    found = []
    for key in ("cloudfunctionRoot", "cloudfunctionTemplateRoot", "cloudcontainerRoot"):
        value = project.values.get(key)
        if isinstance(value, str) and value.strip("./"):
            found.append(as_folder(project.base + value))
    if project.plugin_root:
        found.append(project.plugin_root)
    return tuple(root for root in found if root != project.package_root)


def format_of(path: str) -> str:
    """Return the ending that a file has in a package."""
    ending = path.rpartition(".")[2].lower()
    return COMPILED.get(ending, ending)


def packed_name(path: str) -> str:
    """Return the path that what is built from a file has in a package."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{COMPILED[ending]}" if ending in COMPILED else path


def packed_formats() -> frozenset[str]:
    """Return the endings of files that a package takes."""
    return CODE | frozenset(schema.reference()["packageFiles"]["uploadWhitelist"])


def is_project_file(path: str) -> bool:
    """Whether a file describes the project to its tools; what npm packages hold is theirs."""
    if NPM_FOLDER in path:
        return False
    name = path.rpartition("/")[2]
    return name in _PROJECT_FILES or name.endswith(".d.ts") or path.startswith("project.")


class _Chooser:
    def __init__(self, state: ProjectState, reached: Reached, options: BuildOptions) -> None:
        self._state = state
        self._reached = reached
        self._all = reached.files | {APP_FILE}
        self._options = options
        self._rules = PackRules.of(state.project.values)
        self._formats = packed_formats()
        self._sheets = _standing_sheets(state, reached)
        self._files: dict[str, str] = {}
        self._left_out: dict[str, Reason] = {}

    def choose(self) -> Choice:
        # What the app comes to goes first: of two files with one name it is the one that counts.
        for path in sorted(self._candidates(), key=lambda path: (path not in self._all, path)):
            reason = self._reason(path)
            if reason is None:
                self._files[packed_name(path)] = path
            else:
                self._left_out[path] = reason
        harmless = (Reason.BUILT_IN, Reason.SHADOWED)
        needed = [p for p, why in self._left_out.items() if p in self._all and why not in harmless]
        ordered = dict(sorted(self._files.items()))
        return Choice(ordered, dict(sorted(self._left_out.items())), tuple(sorted(needed)))

    def _candidates(self) -> Iterable[str]:
        """Package paths of the files that could go in."""
        state = self._state
        root, others = state.project.package_root, other_roots(state.project)
        found = {
            path[len(root) :]
            for path in state.files.stamps
            if path.startswith(root) and not (others and path.startswith(others))
        }
        return {path for path in found if not _is_hidden(path)} | set(npm_files(state))

    def _reason(self, path: str) -> Reason | None:
        if is_project_file(path) and path not in self._all:
            return Reason.PROJECT
        ending = path.rpartition(".")[2].lower()
        if format_of(path) not in self._formats:
            return Reason.FORMAT
        if not self._rules.keeps(path):
            return Reason.IGNORED
        if packed_name(path) in self._files:
            return Reason.SHADOWED
        if ending in PREPROCESSED and path not in self._sheets:
            return Reason.BUILT_IN if path in self._reached.styles else Reason.UNUSED
        if self._options.drop_unused and self._is_unused(path):
            return Reason.UNUSED
        return None

    def _is_unused(self, path: str) -> bool:
        """Whether nothing leads to a source; data may be read by names made at run time."""
        if path in self._all or path in self._named or self._rules.includes(path):
            return False
        stem, _, ending = path.rpartition(".")
        if ending == "json":
            return self._state.package.exists(f"{stem}.wxml")
        return format_of(path) in CODE

    @cached_property
    def _named(self) -> frozenset[str]:
        """Files that app.json names and that no walk through the app comes to."""
        app = self._state.app.value
        names = set(_NAMED_IN_APP)
        for key in ("sitemapLocation", "themeLocation"):
            names.add(join("", str(app.get(key) or "")) or "")
        for key in ("subPackages", "subpackages"):
            rows = app.get(key)
            for row in rows if isinstance(rows, list) else ():
                if isinstance(row, dict) and row.get("entry"):
                    names.add(join(as_folder(str(row.get("root", ""))), str(row["entry"])) or "")
        return frozenset(names)


def _standing_sheets(state: ProjectState, reached: Reached) -> frozenset[str]:
    """Sheets that are files of the package: those of pages and what plain sheets import."""
    found: set[str] = set()
    pending = list(reached.sheets)
    while pending:
        path = pending.pop()
        if path in found:
            continue
        found.add(path)
        targets = list(state.nodes.styles[path].imports.values())
        if path.rpartition(".")[2] in PREPROCESSED:
            # Less and Sass take their imports in, but for what is CSS already.
            targets = [one for one in targets if one.rpartition(".")[2] not in PREPROCESSED]
        pending.extend(targets)
    return frozenset(found)


def npm_files(state: ProjectState) -> Iterator[str]:
    """Yield the files of npm packages that were built because something refers to them."""
    made: NpmModules = state.npm
    for at, build in made.built.items():
        if build is None:
            yield from (path for path in state.package.generated if path.startswith(f"{at}/"))
        elif state.files.location is not None:
            yield from _below(state.files.location / build, at)


def _below(folder: Path, at: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if not _is_skipped(one)]
        inside = Path(place).relative_to(folder).as_posix()
        yield from (posixpath.normpath(f"{at}/{inside}/{name}") for name in names)


def _is_skipped(name: str) -> bool:
    return name in SKIPPED_FOLDERS or name.startswith(".")


def _is_hidden(path: str) -> bool:
    return path.startswith((".", PLUGIN_FOLDER)) or "/." in path
