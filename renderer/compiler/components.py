"""A page or component from its JSON and files, and the components its template really uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from renderer.compiler.config.app import APP_FILE, PageDeclaration
from renderer.compiler.config.component import ComponentConfig, load_component
from renderer.compiler.diagnostics import Diagnostic, Span, diagnose
from renderer.compiler.jsonc import JsonDocument
from renderer.compiler.nodes import ComponentLinks, ComponentNode
from renderer.compiler.package import PLUGIN_FOLDER
from renderer.compiler.resolve import Resolution
from renderer.compiler.state import ProjectState

_INHERITED = ("style", "componentFramework")


def read_component(state: ProjectState, path: str) -> ComponentNode:
    """Read a component's JSON and find its files."""
    config = load_component(state.package, path)
    app = state.app
    page = next((page for page in app.pages if page.route == path), None)
    value = {key: item for key, item in config.value.items() if key != "usingComponents"}
    for key in _INHERITED:
        if key in app.value:
            value.setdefault(key, app.value[key])
    renderer = str(value.get("renderer") or (page and page.renderer) or app.renderer)
    notes = list(config.diagnostics)
    template = path + ".wxml" if state.package.exists(path + ".wxml") else None
    script = state.resolver.script_at(path)
    style = state.resolver.style_at(path)
    notes.extend(_missing_files(state, path, page, template, script))
    return ComponentNode(
        path=path,
        json=value,
        template=template,
        script=script,
        style=style,
        renderer="skyline" if renderer == "skyline" else "webview",
        legacy=value.get("componentFramework") != "glass-easel",
        diagnostics=tuple(notes),
    )


def _missing_files(
    state: ProjectState,
    path: str,
    page: PageDeclaration | None,
    template: str | None,
    script: str | None,
) -> Iterator[Diagnostic]:
    package = state.package
    span = page.span if page else Span()
    app_file = package.project_path(APP_FILE)
    if template is None and script is None:
        if page is not None:
            yield diagnose("page-missing", app_file, span, route=path)
        else:
            yield diagnose("component-empty", package.project_path(path + ".json"), path=path)
    elif template is None and page is not None:
        yield diagnose("wxml-missing", app_file, span, path=path)
    elif template is None:
        yield diagnose("component-wxml-missing", package.project_path(path + ".json"), path=path)
    elif script is None:
        file = app_file if page else package.project_path(path + ".wxml")
        yield diagnose("script-missing", file, span, path=path)


@dataclass
class _Linking:
    """The work sheet of one component's linking."""

    placeholders: Mapping[str, Any]
    using: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    children: dict[str, None] = field(default_factory=dict)
    notes: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True)
class _Declared:
    """One entry of a ``usingComponents`` table and where it is written."""

    reference: object
    origin: str
    document: JsonDocument | None
    own: bool


def link_component(state: ProjectState, node: ComponentNode) -> ComponentLinks:
    """Resolve the components that a component's scanned template uses."""
    config = load_component(state.package, node.path)
    declared = _declared(state, config)
    placeholders = {
        **state.app.mapping("componentPlaceholder"),
        **config.mapping("componentPlaceholder"),
    }
    used = _used_tags(state, node, placeholders)
    sheet = _Linking(placeholders)
    for tag, entry in sorted(declared.items()):
        if tag in used:
            _link_tag(state, node, tag, entry, sheet)
        elif entry.own:
            _check_unused(state, node, tag, entry, sheet)
    generics = _generics(state, node, config, sheet)
    return ComponentLinks(
        using=sheet.using,
        missing=sheet.missing,
        children=tuple(sorted(sheet.children)),
        generics=generics,
        diagnostics=tuple(sheet.notes),
    )


def _declared(state: ProjectState, config: ComponentConfig) -> dict[str, _Declared]:
    """All tags a component may use: the app's or its plugin's, and its own above them."""
    found: dict[str, _Declared] = {}
    plugin = state.plugins.owner(config.path)
    if plugin is not None:
        origin = plugin.root + "/plugin.json"
        document = state.package.document(origin)
        for tag, reference in plugin.using.items():
            found[tag] = _Declared(reference, origin, document, own=False)
    else:
        for tag, reference in state.app.mapping("usingComponents").items():
            found[tag] = _Declared(reference, APP_FILE, state.app.document, own=False)
    origin = config.path + ".json"
    for tag, reference in config.mapping("usingComponents").items():
        found[tag] = _Declared(reference, origin, config.document, own=True)
    return found


def _used_tags(
    state: ProjectState, node: ComponentNode, placeholders: Mapping[str, Any]
) -> frozenset[str]:
    tags: set[str] = set()
    if node.template:
        for path in state.nodes.template_closure(node.template) or ():
            tags.update(state.nodes.templates[path].tags)
    tags.update(str(placeholders[tag]) for tag in list(tags) if tag in placeholders)
    return frozenset(tags)


def _link_tag(
    state: ProjectState, node: ComponentNode, tag: str, entry: _Declared, sheet: _Linking
) -> None:
    found = _resolve(state, entry)
    if found.path is not None:
        sheet.using[tag] = found.path
        sheet.children[found.path] = None
        if state.crosses_packages(node.path, found.path) and tag not in sheet.placeholders:
            found = replace(found, reason="component-other-package")
            sheet.notes.append(_missing(state, node, tag, entry, found))
        return
    note = _missing(state, node, tag, entry, found)
    sheet.notes.append(note)
    if note.severity == "error":
        sheet.missing[tag] = note.message


def _check_unused(
    state: ProjectState, node: ComponentNode, tag: str, entry: _Declared, sheet: _Linking
) -> None:
    """A missing component that no template mentions breaks nothing: it is only a warning."""
    found = _resolve(state, entry)
    if found.path is None:
        note = _missing(state, node, tag, entry, found)
        sheet.notes.append(note.with_severity("warning" if note.severity == "error" else "info"))


def _resolve(state: ProjectState, entry: _Declared) -> Resolution:
    if not isinstance(entry.reference, str) or not entry.reference:
        return Resolution()
    return state.resolver.component(entry.reference, entry.origin)


def _missing(
    state: ProjectState, node: ComponentNode, tag: str, entry: _Declared, found: Resolution
) -> Diagnostic:
    code = found.reason or "component-missing"
    span = entry.document.place("usingComponents", tag) if entry.document else Span()
    return diagnose(
        code,
        state.package.project_path(entry.origin),
        span,
        tag=tag,
        written=entry.reference,
        wanted=found.wanted,
        suggestion=found.suggestion,
        user=node.path.removeprefix(PLUGIN_FOLDER),
    )


def _generics(
    state: ProjectState, node: ComponentNode, config: ComponentConfig, sheet: _Linking
) -> dict[str, object]:
    """``componentGenerics`` with the defaults as package paths; they may be created as well."""
    found: dict[str, object] = {}
    for name, value in config.mapping("componentGenerics").items():
        default = value.get("default") if isinstance(value, dict) else None
        if not isinstance(default, str):
            found[name] = value
            continue
        entry = _Declared(default, node.path + ".json", config.document, own=True)
        target = _resolve(state, entry)
        if target.path is None:
            span = config.document.place("componentGenerics", name) if config.document else Span()
            file = state.package.project_path(node.path + ".json")
            sheet.notes.append(diagnose("generic-missing", file, span, name=name, written=default))
            found[name] = True
        else:
            sheet.children[target.path] = None
            found[name] = {**value, "default": target.path}
    return found
