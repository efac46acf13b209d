"""What is known about each source file of the package once it has been scanned or compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from renderer.compiler.bundle import JsonObject, ModuleUnit, StyleUnit
from renderer.compiler.diagnostics import Diagnostic

Findings = tuple[Diagnostic, ...]


@dataclass(frozen=True)
class ScriptNode:
    """A compiled script; ``needs`` are the modules it loads at once, ``later`` asynchronously."""

    path: str
    unit: ModuleUnit
    needs: tuple[str, ...]
    later: tuple[str, ...]
    source_map: str | None
    diagnostics: Findings


@dataclass(frozen=True)
class WxsNode:
    """A compiled WXS module."""

    path: str
    code: str
    resolved: Mapping[str, str]
    diagnostics: Findings


@dataclass(frozen=True)
class TemplateNode:
    """A scanned WXML file."""

    path: str
    text: str
    templates: Mapping[str, str]
    """``src`` of imports and includes → path."""
    scripts: Mapping[str, str]
    """``src`` of external WXS → path."""
    tags: frozenset[str]
    diagnostics: Findings


@dataclass(frozen=True)
class StyleNode:
    """A scanned style sheet."""

    path: str
    text: str
    language: str
    imports: Mapping[str, str]
    diagnostics: Findings


@dataclass(frozen=True)
class ComponentNode:
    """A page or component: its JSON and its files; None where a file does not exist."""

    path: str
    json: JsonObject
    template: str | None
    script: str | None
    style: str | None
    renderer: str
    legacy: bool
    diagnostics: Findings


@dataclass(frozen=True)
class ComponentLinks:
    """Which components a component really uses."""

    using: Mapping[str, str]
    missing: Mapping[str, str]
    children: tuple[str, ...]
    """Paths of all components it may create, generics' defaults included."""
    generics: Mapping[str, object]
    diagnostics: Findings


@dataclass(frozen=True)
class CompiledTemplate:
    """The template expression of one component; ``inputs`` are all files that went in."""

    code: str
    positions: str
    inputs: frozenset[str]
    diagnostics: Findings


@dataclass(frozen=True)
class CompiledStyle:
    """One style sheet with its imports flattened."""

    unit: StyleUnit
    inputs: frozenset[str]
    diagnostics: Findings


@dataclass
class Nodes:
    """All nodes known for one state of the project, by package path."""

    scripts: dict[str, ScriptNode] = field(default_factory=dict)
    wxs: dict[str, WxsNode] = field(default_factory=dict)
    templates: dict[str, TemplateNode] = field(default_factory=dict)
    styles: dict[str, StyleNode] = field(default_factory=dict)
    components: dict[str, ComponentNode] = field(default_factory=dict)
    links: dict[str, ComponentLinks] = field(default_factory=dict)
    compiled_templates: dict[str, CompiledTemplate] = field(default_factory=dict)
    compiled_styles: dict[str, CompiledStyle] = field(default_factory=dict)

    def forget(self, paths: frozenset[str]) -> None:
        """Drop everything that was made from one of the files."""
        for path in paths:
            self.scripts.pop(path, None)
            self.wxs.pop(path, None)
            self.templates.pop(path, None)
            self.styles.pop(path, None)
        for name in [name for name in self.components if f"{name}.json" in paths]:
            del self.components[name]
            self.links.pop(name, None)
            self.compiled_templates.pop(name, None)
        for name, template in list(self.compiled_templates.items()):
            if not template.inputs.isdisjoint(paths):
                del self.compiled_templates[name]
                self.links.pop(name, None)
        for name, style in list(self.compiled_styles.items()):
            if not style.inputs.isdisjoint(paths):
                del self.compiled_styles[name]

    def template_closure(self, path: str) -> frozenset[str] | None:
        """Return a WXML file and all it imports or includes, or None while one is not scanned."""
        found: set[str] = set()
        pending = [path]
        while pending:
            current = pending.pop()
            if current in found:
                continue
            node = self.templates.get(current)
            if node is None:
                return None
            found.add(current)
            pending.extend(node.templates.values())
        return frozenset(found)
