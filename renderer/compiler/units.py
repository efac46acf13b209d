"""Compiles templates and style sheets whose parts are all scanned: the last step of a load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from renderer.compiler.bundle import StyleUnit, content_hash, to_text
from renderer.compiler.diagnostics import Diagnostic, from_toolchain
from renderer.compiler.nodes import CompiledStyle, CompiledTemplate, ComponentNode, Findings
from renderer.compiler.state import ProjectState
from renderer.compiler.transforms import Result, Transforms

_TOLD_BY_THE_LOADER = frozenset(
    {
        "wxml-include-not-found",
        "wxml-import-not-found",
        "wxml-wxs-not-found",
        "wxss-import-not-found",
    }
)
"""Findings about missing files: the loader has named them with the place it looked for."""


def compile_templates(state: ProjectState, transforms: Transforms, paths: Sequence[str]) -> None:
    """Compile the templates of components that are not compiled yet."""
    nodes = state.nodes
    todo = [path for path in dict.fromkeys(paths) if path not in nodes.compiled_templates]
    prepared = [_component_item(state, nodes.components[path]) for path in todo]
    results = transforms.run("wxml.compile", [item for item, _ in prepared])
    for path, (_, inputs), result in zip(todo, prepared, results, strict=True):
        nodes.compiled_templates[path] = CompiledTemplate(
            str(result["code"]), to_text(result["positions"]), inputs, _findings(state, result)
        )


def check_templates(
    state: ProjectState, transforms: Transforms, paths: Sequence[str]
) -> list[Diagnostic]:
    """Compile scanned WXML files that belong to no component, for their findings alone."""
    items = [_template_item(state, path, legacy=True)[0] for path in paths]
    results = transforms.run("wxml.compile", items)
    return [note for result in results for note in _findings(state, result)]


def compile_styles(state: ProjectState, transforms: Transforms, paths: Sequence[str]) -> None:
    """Compile style sheets that are not compiled yet; extension libraries come before the app's."""
    nodes = state.nodes
    app = state.resolver.style_at("app")
    todo = [path for path in paths if path not in nodes.compiled_styles]
    libraries = _library_items(state) if app in todo else []
    prepared = [style_item(state, path) for path in todo]
    results = transforms.run("wxss.compile", [*libraries, *(item for item, _ in prepared)])
    shared = [part for result in results[: len(libraries)] for part in result["parts"]]
    for path, (_, inputs), result in zip(todo, prepared, results[len(libraries) :], strict=True):
        parts = tuple([*shared, *result["parts"]] if path == app else result["parts"])
        unit = StyleUnit(content_hash(list(parts)), parts)
        nodes.compiled_styles[path] = CompiledStyle(unit, inputs, _findings(state, result))


def _component_item(
    state: ProjectState, component: ComponentNode
) -> tuple[dict[str, Any], frozenset[str]]:
    if component.template is None:
        entry = component.path + ".wxml"
        item = {
            "path": entry,
            "sources": {entry: ""},
            "scripts": {},
            "resolved": {},
            "legacy": component.legacy,
        }
        return item, frozenset({entry})
    return _template_item(state, component.template, legacy=component.legacy)


def _template_item(
    state: ProjectState, entry: str, *, legacy: bool
) -> tuple[dict[str, Any], frozenset[str]]:
    nodes = state.nodes
    templates = nodes.template_closure(entry) or frozenset({entry})
    resolved: dict[str, dict[str, str]] = {}
    scripts: dict[str, str] = {}
    for path in sorted(templates):
        node = nodes.templates[path]
        resolved[path] = {**node.templates, **node.scripts}
        for script in node.scripts.values():
            _add_wxs(state, script, scripts, resolved)
    item = {
        "path": entry,
        "sources": {path: nodes.templates[path].text for path in sorted(templates)},
        "scripts": scripts,
        "resolved": resolved,
        "legacy": legacy,
    }
    return item, templates | frozenset(scripts)


def _add_wxs(
    state: ProjectState,
    path: str,
    scripts: dict[str, str],
    resolved: dict[str, dict[str, str]],
) -> None:
    pending = [path]
    while pending:
        current = pending.pop()
        if current in scripts:
            continue
        node = state.nodes.wxs[current]
        scripts[current] = node.code
        resolved[current] = dict(node.resolved)
        pending.extend(node.resolved.values())


def style_item(state: ProjectState, entry: str) -> tuple[dict[str, Any], frozenset[str]]:
    """Return what the toolchain needs of a scanned style sheet, and the files that go in."""
    nodes = state.nodes
    found: dict[str, str] = {}
    resolved: dict[str, dict[str, str]] = {}
    pending = [entry]
    while pending:
        current = pending.pop()
        if current in found:
            continue
        node = nodes.styles[current]
        found[current] = node.text
        resolved[current] = dict(node.imports)
        pending.extend(node.imports.values())
    item = {
        "path": entry,
        "lang": nodes.styles[entry].language,
        "sources": dict(sorted(found.items())),
        "resolved": resolved,
    }
    return item, frozenset(found)


def _library_items(state: ProjectState) -> list[dict[str, Any]]:
    return [
        {"path": path, "lang": "wxss", "sources": {path: text}, "resolved": {path: {}}}
        for path, text in state.library_styles.items()
    ]


def _findings(state: ProjectState, result: Result) -> Findings:
    package = state.package
    return tuple(
        package.in_project(from_toolchain(entry))
        for entry in result.get("diagnostics", ())
        if entry.get("code") not in _TOLD_BY_THE_LOADER
    )
