"""What the checks of a submission ask about a project: its graph, and what its files do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from renderer.compiler.bundle import Manifest
from renderer.compiler.check import Report, Roots, load_reachable
from renderer.compiler.config.component import load_component
from renderer.compiler.reach import reach
from renderer.compiler.sizes import packed_files
from renderer.compiler.state import ProjectState
from renderer.compiler.transforms import Transforms
from renderer.compiler.units import style_item

Json = dict[str, Any]


@dataclass(frozen=True)
class Survey:
    """All that the app can reach, by package path, with the findings of a check.

    ``packed`` are the files that would be uploaded, with their sizes in bytes.
    """

    manifest: Manifest
    report: Report
    roots: Roots
    scripts: Mapping[str, Json]
    components: Mapping[str, Json]
    templates: Mapping[str, Json]
    styles: Mapping[str, Json]
    wxs: tuple[str, ...]
    packed: Mapping[str, int]

    def to_json(self) -> Json:
        """Return the form in which ``ide/survey.py`` reads it."""
        return {
            "packageRoot": self.manifest.package_root,
            "entryPage": self.manifest.entry_page,
            "pages": [{"route": p.route, "package": p.package} for p in self.manifest.pages],
            "roots": {
                "components": list(self.roots.components),
                "scripts": list(self.roots.scripts),
                "styles": list(self.roots.styles),
            },
            "scripts": dict(self.scripts),
            "components": dict(self.components),
            "templates": dict(self.templates),
            "styles": dict(self.styles),
            "wxs": list(self.wxs),
            "packed": dict(self.packed),
            "diagnostics": [note.to_json() for note in self.report.diagnostics],
        }


def survey_project(
    state: ProjectState, transforms: Transforms, manifest: Manifest, report: Report
) -> Survey:
    """Look through all that the app can reach; what was looked at before is remembered."""
    roots = load_reachable(state, transforms, manifest)
    reached = reach(state, roots.components, roots.scripts, roots.styles)
    return Survey(
        manifest,
        report,
        roots,
        scripts=_scripts(state, transforms, sorted(reached.scripts)),
        components={path: _component(state, path) for path in sorted(reached.components)},
        templates=_templates(state, transforms, sorted(reached.templates)),
        styles=_styles(state, transforms, sorted(reached.styles)),
        wxs=tuple(sorted(reached.wxs)),
        packed=dict(packed_files(state.files, state.project)),
    )


def _scripts(state: ProjectState, transforms: Transforms, paths: Iterable[str]) -> dict[str, Json]:
    nodes = {path: state.nodes.scripts[path] for path in paths}
    items = [
        {"path": path, "code": node.unit.code, "map": node.source_map}
        for path, node in nodes.items()
    ]
    results = transforms.run("script.survey", items)
    return {
        path: {
            "file": state.package.project_path(path),
            "needs": list(node.needs),
            "later": list(node.later),
            "requires": dict(node.unit.requires),
            **_seen(result),
        }
        for (path, node), result in zip(nodes.items(), results, strict=True)
    }


def _templates(
    state: ProjectState, transforms: Transforms, paths: Iterable[str]
) -> dict[str, Json]:
    nodes = {path: state.nodes.templates[path] for path in paths}
    items = [{"path": path, "source": node.text} for path, node in nodes.items()]
    results = transforms.run("wxml.survey", items)
    return {
        path: {
            "file": state.package.project_path(path),
            "templates": sorted(set(node.templates.values())),
            "scripts": sorted(set(node.scripts.values())),
            **_seen(result),
        }
        for (path, node), result in zip(nodes.items(), results, strict=True)
    }


def _seen(result: Mapping[str, Any]) -> Json:
    return {key: value for key, value in result.items() if key != "diagnostics"}


def _component(state: ProjectState, path: str) -> Json:
    node, links = state.nodes.components[path], state.nodes.links[path]
    own = load_component(state.package, path).mapping("usingComponents")
    return {
        "file": state.package.project_path(path + ".json"),
        "json": dict(node.json),
        "template": node.template,
        "script": node.script,
        "style": node.style,
        "using": dict(sorted(links.using.items())),
        "unused": sorted(tag for tag in own if tag not in links.using and tag not in links.missing),
        "children": list(links.children),
    }


def _styles(state: ProjectState, transforms: Transforms, paths: Iterable[str]) -> dict[str, Json]:
    nodes = {path: state.nodes.styles[path] for path in paths}
    results = transforms.run("wxss.survey", [style_item(state, path)[0] for path in nodes])
    return {
        path: {
            "file": state.package.project_path(path),
            "imports": sorted(set(node.imports.values())),
            **_seen(result),
        }
        for (path, node), result in zip(nodes.items(), results, strict=True)
    }
