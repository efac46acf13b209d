"""Assembles chunks: walks the nodes from a page (or script) and collects all it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from renderer.compiler.bundle import Chunk, ComponentUnit, ModuleUnit, StyleUnit, content_hash
from renderer.compiler.diagnostics import Diagnostic, ordered
from renderer.compiler.nodes import ComponentLinks, ComponentNode
from renderer.compiler.state import ProjectState


@dataclass(frozen=True)
class Assembled:
    """A chunk and the project paths of all files that can change it by their content."""

    chunk: Chunk
    inputs: frozenset[str]


@dataclass
class _Sheet:
    """The work sheet of one assembly."""

    modules: dict[str, ModuleUnit] = field(default_factory=dict)
    components: dict[str, ComponentUnit] = field(default_factory=dict)
    styles: dict[str, StyleUnit] = field(default_factory=dict)
    notes: list[Diagnostic] = field(default_factory=list)
    inputs: set[str] = field(default_factory=set)


def assemble(
    state: ProjectState,
    name: str,
    *,
    components: Iterable[str] = (),
    scripts: Iterable[str] = (),
    styles: Iterable[str] = (),
    findings: Iterable[Diagnostic] = (),
) -> Assembled:
    """Return the chunk with everything reachable from loaded roots."""
    sheet = _Sheet(notes=list(findings))
    _add_components(state, components, sheet)
    _add_scripts(state, scripts, sheet)
    for path in styles:
        _add_style(state, path, sheet)
    _add_npm(state, sheet)
    inputs = frozenset(state.package.project_path(path) for path in sheet.inputs)
    chunk = Chunk(name, sheet.modules, sheet.components, sheet.styles, ordered(sheet.notes))
    return Assembled(chunk, inputs)


def style_key(path: str) -> str:
    """Return the name of a style unit: always ``….wxss``, whatever language it was written in."""
    return path.rpartition(".")[0] + ".wxss"


def _add_components(state: ProjectState, roots: Iterable[str], sheet: _Sheet) -> None:
    nodes = state.nodes
    pending = list(roots)
    while pending:
        path = pending.pop()
        if path in sheet.components:
            continue
        node, links = nodes.components[path], nodes.links[path]
        template = nodes.compiled_templates[path]
        sheet.components[path] = _unit(node, links, template.code)
        sheet.inputs.update((f"{path}.json", *template.inputs))
        sheet.notes.extend((*node.diagnostics, *links.diagnostics, *template.diagnostics))
        for file in template.inputs:
            sheet.notes.extend(_file_notes(state, file))
        if node.script:
            _add_scripts(state, [node.script], sheet)
        if node.style:
            _add_style(state, node.style, sheet)
        pending.extend(links.children)


def _file_notes(state: ProjectState, path: str) -> Iterable[Diagnostic]:
    template = state.nodes.templates.get(path)
    if template is not None:
        return template.diagnostics
    script = state.nodes.wxs.get(path)
    return script.diagnostics if script is not None else ()


def _unit(node: ComponentNode, links: ComponentLinks, template: str) -> ComponentUnit:
    json = dict(sorted(node.json.items()))
    if links.generics:
        json["componentGenerics"] = dict(links.generics)
    style = style_key(node.style) if node.style else None
    parts = [json, links.using, links.missing, template, node.script, style, node.renderer]
    return ComponentUnit(
        hash=content_hash(parts),
        json=json,
        using=links.using,
        missing=links.missing,
        template=template,
        script=node.script,
        style=style,
        renderer=node.renderer,
    )


def _add_scripts(state: ProjectState, roots: Iterable[str], sheet: _Sheet) -> None:
    pending = list(roots)
    while pending:
        path = pending.pop()
        if path in sheet.modules:
            continue
        node = state.nodes.scripts[path]
        sheet.modules[path] = node.unit
        sheet.inputs.add(path)
        sheet.notes.extend(node.diagnostics)
        pending.extend(node.needs)


def _add_style(state: ProjectState, path: str, sheet: _Sheet) -> None:
    key = style_key(path)
    if key in sheet.styles:
        return
    compiled = state.nodes.compiled_styles[path]
    sheet.styles[key] = compiled.unit
    sheet.inputs.update(compiled.inputs)
    sheet.notes.extend(compiled.diagnostics)
    for file in compiled.inputs:
        sheet.notes.extend(state.nodes.styles[file].diagnostics)


def _add_npm(state: ProjectState, sheet: _Sheet) -> None:
    """Findings of npm packages that were made in memory and that the chunk uses."""
    paths = [*sheet.modules, *sheet.components]
    for at, notes in state.npm.diagnostics.items():
        if notes and any(path.startswith(at + "/") for path in paths):
            sheet.notes.extend(notes)
