"""The compiler's products as values: manifest, chunks and their parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from renderer.compiler.diagnostics import Diagnostic

JsonObject = Mapping[str, Any]


def content_hash(value: object) -> str:
    """Return the hash of a JSON value; equal values have equal hashes."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def to_text(value: object) -> str:
    """Return the one text of a JSON value that the runtime is served."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class ModuleUnit:
    """A CommonJS module."""

    hash: str
    code: str
    requires: Mapping[str, str]
    mapped: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "hash": self.hash,
            "code": self.code,
            "requires": dict(sorted(self.requires.items())),
            "mapped": self.mapped,
        }


@dataclass(frozen=True)
class StyleUnit:
    """A compiled style sheet."""

    hash: str
    parts: tuple[str | int | float | None, ...]

    def to_json(self) -> dict[str, Any]:
        return {"hash": self.hash, "parts": list(self.parts)}


@dataclass(frozen=True)
class ComponentUnit:
    """A page or component, ready to be defined."""

    hash: str
    json: JsonObject
    using: Mapping[str, str]
    missing: Mapping[str, str]
    template: str
    script: str | None
    style: str | None
    renderer: str

    def to_json(self) -> dict[str, Any]:
        return {
            "hash": self.hash,
            "json": self.json,
            "using": dict(sorted(self.using.items())),
            "missing": dict(sorted(self.missing.items())),
            "template": self.template,
            "script": self.script,
            "style": self.style,
            "renderer": self.renderer,
        }


@dataclass(frozen=True)
class Chunk:
    """Everything one page (or the app, a component, a module, a worker) needs."""

    name: str
    modules: Mapping[str, ModuleUnit] = field(default_factory=dict)
    components: Mapping[str, ComponentUnit] = field(default_factory=dict)
    styles: Mapping[str, StyleUnit] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "modules": {path: unit.to_json() for path, unit in sorted(self.modules.items())},
            "components": {path: unit.to_json() for path, unit in sorted(self.components.items())},
            "styles": {path: unit.to_json() for path, unit in sorted(self.styles.items())},
            "diagnostics": [diagnostic.to_json() for diagnostic in self.diagnostics],
        }


@dataclass(frozen=True)
class PageEntry:
    """One page in the manifest."""

    route: str
    package: str
    window: JsonObject

    def to_json(self) -> dict[str, Any]:
        return {"route": self.route, "package": self.package, "window": self.window}


@dataclass(frozen=True)
class PluginEntry:
    """A plugin whose source is in the project."""

    main: str | None
    components: Mapping[str, str]
    pages: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        return {
            "main": self.main,
            "components": dict(sorted(self.components.items())),
            "pages": dict(sorted(self.pages.items())),
        }


@dataclass(frozen=True)
class Manifest:
    """The app as a whole."""

    app_id: str
    project_name: str
    package_root: str
    entry_page: str
    pages: tuple[PageEntry, ...]
    app: JsonObject
    theme: JsonObject
    custom_tab_bar: str | None
    lib_version: str
    setting: JsonObject
    plugins: Mapping[str, PluginEntry]
    diagnostics: tuple[Diagnostic, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "appId": self.app_id,
            "projectName": self.project_name,
            "packageRoot": self.package_root,
            "entryPage": self.entry_page,
            "pages": [page.to_json() for page in self.pages],
            "app": self.app,
            "theme": self.theme,
            "customTabBar": self.custom_tab_bar,
            "libVersion": self.lib_version,
            "setting": self.setting,
            "plugins": {alias: entry.to_json() for alias, entry in sorted(self.plugins.items())},
            "diagnostics": [diagnostic.to_json() for diagnostic in self.diagnostics],
        }
