"""Builds the manifest: the app as a whole, as the runtime starts it."""

from __future__ import annotations

from typing import Any

from renderer.compiler.bundle import Manifest, PageEntry, PluginEntry
from renderer.compiler.config.app import TAB_BAR, PageDeclaration
from renderer.compiler.config.component import load_component
from renderer.compiler.diagnostics import Diagnostic, diagnose, ordered
from renderer.compiler.state import ProjectState

_NOT_WINDOW = frozenset(
    {"usingComponents", "componentPlaceholder", "componentGenerics", "component"}
)


def build_manifest(state: ProjectState) -> Manifest:
    """Return the manifest of a project state; no page is compiled for it."""
    app, project = state.app, state.project
    notes: list[Diagnostic] = [
        *project.diagnostics,
        *app.diagnostics,
        *state.plugins.diagnostics,
    ]
    pages = [_entry(state, page) for page in app.pages]
    plugins: dict[str, PluginEntry] = {}
    for alias, plugin in sorted(state.plugins.local.items()):
        main = state.resolver.script("/" + _inside(plugin.main), plugin.root + "/plugin.json").path
        plugins[alias] = PluginEntry(main if plugin.main else None, plugin.components, plugin.pages)
        pages.extend(_plugin_page(state, plugin.root, route) for route in plugin.pages.values())
    return Manifest(
        app_id=project.app_id,
        project_name=project.name,
        package_root=project.package_root,
        entry_page=app.entry_page,
        pages=tuple(pages),
        app=app.value,
        theme=app.theme,
        custom_tab_bar=_tab_bar(state, notes),
        lib_version=project.lib_version,
        setting=project.setting,
        plugins=plugins,
        diagnostics=ordered(notes),
    )


def _entry(state: ProjectState, page: PageDeclaration) -> PageEntry:
    window = dict(state.app.mapping("window"))
    window.update(_settings(state, page.route))
    if page.renderer:
        window.setdefault("renderer", page.renderer)
    extra = state.app.ext_pages.get(page.route)
    if isinstance(extra, dict):
        window.update(extra)
    return PageEntry(page.route, page.package, window)


def _plugin_page(state: ProjectState, root: str, route: str) -> PageEntry:
    return PageEntry(route, root, _settings(state, route))


def _settings(state: ProjectState, route: str) -> dict[str, Any]:
    value = load_component(state.package, route).value
    return {key: item for key, item in value.items() if key not in _NOT_WINDOW}


def _tab_bar(state: ProjectState, notes: list[Diagnostic]) -> str | None:
    if not state.app.is_tab_bar_custom:
        return None
    if state.resolver.component("/" + TAB_BAR, "app.json").path == TAB_BAR:
        return TAB_BAR
    document = state.app.document
    if document is not None:
        notes.append(diagnose("tab-bar-custom-missing", document.file, document.place("tabBar")))
    return None


def _inside(path: str | None) -> str:
    """A plugin's path without the plugin's own folder."""
    return "/".join((path or "").split("/")[2:])
