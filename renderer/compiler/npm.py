"""npm packages that nobody has built: ``miniprogram_npm`` made from ``node_modules`` in memory.

As the official tool's "build npm" in its default mode: a package with a mini-program build of its
own is taken as it is, any other is packed into one CommonJS file. Only packages that something
refers to are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from renderer.compiler.config.project import ProjectConfig
from renderer.compiler.diagnostics import Diagnostic, diagnose, from_toolchain
from renderer.compiler.extended import library_files
from renderer.compiler.package import NPM_FOLDER, Mount, Package
from renderer.compiler.paths import as_folder, folder_of, folders_up, join

_DEFAULT_BUILD = "miniprogram_dist"

Pack = Callable[[Mapping[str, Any], str], Mapping[str, Any]]
"""Runs the toolchain's ``npm.pack`` on one item; the text changes with the package."""


class NpmModules:
    """Provides packages below ``miniprogram_npm`` when a reference asks for them."""

    def __init__(
        self,
        package: Package,
        project: ProjectConfig,
        pack: Pack,
        libraries: frozenset[str] = frozenset(),
    ) -> None:
        self._package = package
        self._files = package.files
        self._project = project
        self._pack = pack
        self._libraries = libraries
        self._provided: dict[str, str | None] = {}
        self.diagnostics: dict[str, tuple[Diagnostic, ...]] = {}
        """Findings of the build by package path of the npm package."""
        self.built: dict[str, str | None] = {}
        """Packages that were made by their package path, with the project folder of a build that
        the package brings along."""

    def provide(self, path: str) -> bool:
        """Make the npm package that a path below ``miniprogram_npm`` lies in, if it can be made."""
        place = _package_of(path)
        if place is None:
            return False
        at, name = place
        if at in self._provided:
            return self._provided[at] is not None
        if self._package.exists(f"{at}/index.js"):
            return False
        owner = folder_of(at[: -len(name)].rstrip("/"))
        home = self._find(name, owner)
        if home is None and not owner:
            return self._provide_library(at, name)
        if owner and home == self._find(name, folder_of(owner)):
            home = None  # it belongs to a folder further up
        self._provided[at] = home
        if home is None:
            return False
        self._build(at, name, home)
        return True

    def _provide_library(self, at: str, name: str) -> bool:
        """Put an extension library where a reference looks for it."""
        files = library_files(name) if name in self._libraries else {}
        for path, data in files.items():
            self._package.generate(f"{at}/{path}", data)
        self._provided[at] = name if files else None
        return bool(files)

    def is_declared(self, specifier: str, origin: str) -> bool:
        """Whether a package.json of the project lists the npm package a reference names."""
        name = _name_of(specifier)
        for folder in self._package_json_folders(folder_of(origin)):
            document = self._files.document(folder + "package.json")
            value = document.value if document else None
            for key in ("dependencies", "devDependencies"):
                listed = value.get(key) if isinstance(value, dict) else None
                if isinstance(listed, dict) and name in listed:
                    return True
        return False

    def _find(self, name: str, owner: str) -> str | None:
        """The project folder of an installed package that belongs at ``owner``, with a slash."""
        for folder in self._package_json_folders(owner):
            home = f"{folder}node_modules/{name}/"
            if self._files.exists(home + "package.json"):
                return home
        return None

    def _package_json_folders(self, folder: str) -> list[str]:
        """Project folders, with a slash, that may hold package.json and node_modules."""
        found: list[str] = []
        start = self._package.project_path(folder + "/" if folder else "").rstrip("/")
        found.extend(as_folder(above) for above in folders_up(start))
        relations = self._project.setting.get("packNpmRelationList")
        for relation in relations if isinstance(relations, list) else []:
            path = relation.get("packageJsonPath") if isinstance(relation, dict) else None
            if isinstance(path, str):
                joined = join(self._project.base.rstrip("/"), path)
                if joined is not None:
                    found.append(as_folder(folder_of(joined)))
        return list(dict.fromkeys(found))

    def _build(self, at: str, name: str, home: str) -> None:
        document = self._files.document(home + "package.json")
        value = document.value if document and isinstance(document.value, dict) else {}
        declared = value.get("miniprogram")
        folder = declared if isinstance(declared, str) and declared else _DEFAULT_BUILD
        build = as_folder(home + folder)
        if isinstance(declared, str) or self._has_build(build):
            self._package.mount(Mount(at + "/", build))
            self.built[at] = build
            return
        self.built[at] = None
        location = self._files.location
        if location is None:
            note = diagnose("npm-needs-disk", home + "package.json", name=name)
            self.diagnostics[at] = (note,)
            return
        root = str(location / home[: -len(f"node_modules/{name}/")])
        result = self._pack({"root": root, "name": name, "dest": at}, self._stamp(home, value))
        for path, text in sorted(result.get("files", {}).items()):
            inside = path if path.startswith(at + "/") else f"{at}/{path}"
            self._package.generate(inside, text.encode("utf-8", "surrogatepass"))
        self.diagnostics[at] = tuple(map(from_toolchain, result.get("diagnostics", ())))

    def _stamp(self, home: str, manifest: Mapping[str, Any]) -> str:
        """A text that changes when another version of the package is installed."""
        main = join(home.rstrip("/"), str(manifest.get("main") or "index.js")) or home
        return " ".join(str(self._files.stamp(path)) for path in (home + "package.json", main))

    def _has_build(self, folder: str) -> bool:
        return any(self._files.exists(folder + name) for name in ("index.js", "index.json"))


def _name_of(specifier: str) -> str:
    parts = specifier.split("/")
    return "/".join(parts[:2]) if specifier.startswith("@") else parts[0]


def _package_of(path: str) -> tuple[str, str] | None:
    """Split ``a/miniprogram_npm/x/y`` into the package's path and name."""
    before, mark, rest = path.rpartition(NPM_FOLDER)
    if not mark or not rest or (before and not before.endswith("/")):
        return None
    name = _name_of(rest)
    return before + mark + name, name
