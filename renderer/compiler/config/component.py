"""The JSON of a page or component as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renderer.compiler.config.app import object_of
from renderer.compiler.diagnostics import Diagnostic
from renderer.compiler.jsonc import JsonDocument
from renderer.compiler.package import Package

_BOOLEAN_WORDS = {"true": True, "false": False}


@dataclass(frozen=True)
class ComponentConfig:
    """One page's or component's JSON; an absent file is an empty object."""

    path: str
    value: Mapping[str, Any]
    document: JsonDocument | None
    diagnostics: tuple[Diagnostic, ...]

    def mapping(self, key: str) -> Mapping[str, Any]:
        """Return an object member, {} when it is none."""
        value = self.value.get(key)
        return value if isinstance(value, dict) else {}


def load_component(package: Package, path: str) -> ComponentConfig:
    """Read the JSON of the page or component at a package path without extension."""
    file = path + ".json"
    document = package.document(file)
    notes: list[Diagnostic] = []
    value = object_of(document, package.project_path(file), notes)
    return ComponentConfig(path, _unquoted(value), document, tuple(notes))


def _unquoted(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read the words "true" and "false" as booleans, as WeChat does with page settings."""
    if not any(isinstance(item, str) and item in _BOOLEAN_WORDS for item in value.values()):
        return value
    return {
        key: _BOOLEAN_WORDS.get(item, item) if isinstance(item, str) else item
        for key, item in value.items()
    }
