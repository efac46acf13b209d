"""Walks from what an app starts from to every file that it can come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from renderer.compiler.state import ProjectState


@dataclass(frozen=True)
class Reached:
    """What the app can come to, by package path; components without an ending."""

    components: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()
    """The styles that the app, its pages and components have; the others are imported."""
    wxs: frozenset[str] = frozenset()

    @property
    def files(self) -> frozenset[str]:
        """Every file, with the configuration that pages and components may have."""
        configured = {f"{path}.json" for path in self.components}
        return self.scripts | self.templates | self.styles | self.wxs | configured


def reach(
    state: ProjectState, components: Iterable[str], scripts: Iterable[str], styles: Iterable[str]
) -> Reached:
    """Walk from some roots, all of which are loaded."""
    nodes = state.nodes
    found: set[str] = set()
    templates: set[str] = set()
    pending, scripts, sheets = list(components), list(scripts), list(styles)
    while pending:
        path = pending.pop()
        if path in found:
            continue
        found.add(path)
        node = nodes.components[path]
        if node.template:
            templates.update(nodes.template_closure(node.template) or ())
        scripts.extend([node.script] if node.script else [])
        sheets.extend([node.style] if node.style else [])
        pending.extend(nodes.links[path].children)
    return Reached(
        frozenset(found),
        _scripts(state, scripts),
        frozenset(templates),
        _styles(state, sheets),
        frozenset(sheets),
        _wxs(state, templates),
    )


def _scripts(state: ProjectState, pending: list[str]) -> frozenset[str]:
    found: set[str] = set()
    while pending:
        path = pending.pop()
        if path not in found:
            found.add(path)
            node = state.nodes.scripts[path]
            pending.extend((*node.needs, *node.later))
    return frozenset(found)


def _styles(state: ProjectState, sheets: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    pending = list(sheets)
    while pending:
        path = pending.pop()
        if path not in found:
            found.add(path)
            pending.extend(state.nodes.styles[path].imports.values())
    return frozenset(found)


def _wxs(state: ProjectState, templates: Iterable[str]) -> frozenset[str]:
    """WXS files that templates use, and what those require."""
    found: set[str] = set()
    pending = [path for name in templates for path in state.nodes.templates[name].scripts.values()]
    while pending:
        path = pending.pop()
        if path not in found:
            found.add(path)
            pending.extend(state.nodes.wxs[path].resolved.values())
    return frozenset(found)
