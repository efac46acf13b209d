"""Plugins of an app: those whose source lies in the project work, published ones are noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from renderer.compiler.config.app import AppConfig, object_of, page_route
from renderer.compiler.config.project import ProjectConfig
from renderer.compiler.diagnostics import Diagnostic, diagnose
from renderer.compiler.files import ProjectFiles
from renderer.compiler.package import PLUGIN_FOLDER, Mount
from renderer.compiler.paths import as_folder, join, without_ending


@dataclass(frozen=True)
class LocalPlugin:
    """A plugin built from the project; all paths are package paths."""

    alias: str
    main: str | None
    components: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    using: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> str:
        return PLUGIN_FOLDER + self.alias


@dataclass(frozen=True)
class Plugins:
    """The plugins an app declares, by alias."""

    local: Mapping[str, LocalPlugin] = field(default_factory=dict)
    published: frozenset[str] = frozenset()
    mounts: tuple[Mount, ...] = ()
    files: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def component(self, reference: str) -> str | None:
        """Return the path of ``plugin://alias/name`` when its source is in the project."""
        alias, _, name = reference.removeprefix("plugin://").partition("/")
        plugin = self.local.get(alias)
        if plugin is None:
            return None
        return plugin.components.get(name) or plugin.pages.get(name)

    def owner(self, path: str) -> LocalPlugin | None:
        """Return the plugin a package path belongs to, or None."""
        if not path.startswith(PLUGIN_FOLDER):
            return None
        return self.local.get(path.split("/")[1])


def load_plugins(files: ProjectFiles, project: ProjectConfig, app: AppConfig) -> Plugins:
    """Find the source of every plugin that app.json declares."""
    notes: list[Diagnostic] = []
    local: dict[str, LocalPlugin] = {}
    published: set[str] = set()
    mounts: list[Mount] = []
    read: list[str] = []
    for alias, entry, where in _declared(app):
        root = _source_of(files, project, entry)
        if root is None:
            published.add(alias)
            if app.document is not None:
                span = app.document.place(*where)
                notes.append(diagnose("plugin-published", app.document.file, span, alias=alias))
            continue
        read.append(root + "plugin.json")
        local[alias] = _load(files, root, alias, notes)
        mounts.append(Mount(f"{PLUGIN_FOLDER}{alias}/", root))
    return Plugins(local, frozenset(published), tuple(mounts), tuple(read), tuple(notes))


def _declared(
    app: AppConfig,
) -> Iterator[tuple[str, Mapping[str, Any], tuple[str | int, ...]]]:
    for alias, entry in app.mapping("plugins").items():
        if isinstance(entry, dict):
            yield alias, entry, ("plugins", alias)
    for key in ("subPackages", "subpackages"):
        listed = app.value.get(key)
        for index, package in enumerate(listed if isinstance(listed, list) else []):
            plugins = package.get("plugins") if isinstance(package, dict) else None
            for alias, entry in (plugins if isinstance(plugins, dict) else {}).items():
                if isinstance(entry, dict):
                    yield alias, entry, (key, index, "plugins", alias)


def _source_of(files: ProjectFiles, project: ProjectConfig, entry: Mapping[str, Any]) -> str | None:
    path = entry.get("path")
    if isinstance(path, str):
        folder = as_folder(project.package_root + path)
        if files.exists(folder + "plugin.json"):
            return folder
    if project.plugin_root is None:
        return None
    own = {project.app_id, project.plugin_app_id} - {""}
    version = str(entry.get("version") or "")
    if version.startswith("dev") or not version or str(entry.get("provider")) in own:
        return project.plugin_root
    return None


def _load(files: ProjectFiles, root: str, alias: str, notes: list[Diagnostic]) -> LocalPlugin:
    document = files.document(root + "plugin.json")
    value = object_of(document, root + "plugin.json", notes)
    at = PLUGIN_FOLDER + alias
    main = value.get("main")
    using = value.get("usingComponents")
    return LocalPlugin(
        alias=alias,
        main=(join(at, main) if isinstance(main, str) else None),
        components=_paths(value.get("publicComponents"), at),
        pages=_paths(value.get("pages"), at),
        using=using if isinstance(using, dict) else {},
    )


def _paths(value: object, at: str) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    found: dict[str, str] = {}
    for name, written in value.items():
        path = page_route(at, without_ending(written, "/")) if isinstance(written, str) else None
        if path:
            found[str(name)] = path
    return found
