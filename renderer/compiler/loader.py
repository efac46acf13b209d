"""Brings everything that some components, scripts and styles need into the nodes, wave by wave.

A wave sends each kind of transform to the toolchain at most once, for all files met so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from renderer.compiler.bundle import ModuleUnit, content_hash
from renderer.compiler.components import link_component, read_component
from renderer.compiler.diagnostics import Diagnostic, Span, diagnose, from_toolchain
from renderer.compiler.nodes import Findings, ScriptNode, StyleNode, TemplateNode, WxsNode
from renderer.compiler.resolve import Resolution
from renderer.compiler.state import ProjectState
from renderer.compiler.transforms import Transforms
from renderer.compiler.units import compile_styles, compile_templates

_LANGUAGES = {
    ".wxss": "wxss",
    ".css": "css",
    ".less": "less",
    ".scss": "scss",
    ".sass": "sass",
    ".ts": "ts",
    ".json": "json",
}
_NODE_MODULES = frozenset(
    [
        "assert",
        "buffer",
        "child_process",
        "cluster",
        "crypto",
        "dgram",
        "dns",
        "domain",
        "events",
        "fs",
        "http",
        "http2",
        "https",
        "module",
        "net",
        "os",
        "path",
        "perf_hooks",
        "process",
        "punycode",
        "querystring",
        "readline",
        "stream",
        "string_decoder",
        "timers",
        "tls",
        "tty",
        "url",
        "util",
        "v8",
        "vm",
        "worker_threads",
        "zlib",
    ]
)


_REMOTE = ("http:", "https:", "//", "data:", "sass:")


@dataclass(frozen=True)
class _References:
    """One kind of reference: where its text is, how it resolves, the code when it does not."""

    key: str
    resolve: Callable[[str, str], Resolution]
    missing: str


class Loader:
    """Loads into the nodes of one project state."""

    def __init__(self, state: ProjectState, transforms: Transforms) -> None:
        self._state = state
        self._nodes = state.nodes
        self._transforms = transforms
        self._scripts: set[str] = set()
        self._wxs: set[str] = set()
        self._templates: set[str] = set()
        self._styles: set[str] = set()
        self._components: set[str] = set()
        self._unlinked: set[str] = set()
        self._style_roots: set[str] = set()
        self._seen: set[tuple[str, str]] = set()

    def load(
        self,
        *,
        components: Iterable[str] = (),
        scripts: Iterable[str] = (),
        styles: Iterable[str] = (),
    ) -> None:
        """Load some roots and all they need."""
        self._seen.clear()
        for path in components:
            self._want("component", path)
        for path in scripts:
            self._want("script", path)
        for path in styles:
            self._want("style-root", path)
        reached: list[str] = []
        while self._pending():
            reached.extend(self._read_components())
            self._scan_templates()
            self._scan_wxs()
            self._scan_styles()
            self._compile_scripts()
            self._link()
        compile_templates(self._state, self._transforms, reached)
        compile_styles(self._state, self._transforms, sorted(self._style_roots))
        self._style_roots.clear()

    def scan_templates(self, paths: Iterable[str]) -> None:
        """Scan WXML files that belong to no component."""
        self._templates.update(paths)
        while self._templates or self._wxs:
            self._scan_templates()
            self._scan_wxs()

    def _pending(self) -> bool:
        return bool(
            self._scripts
            or self._wxs
            or self._templates
            or self._styles
            or self._components
            or self._unlinked
        )

    def _want(self, kind: str, path: str) -> None:
        """Queue a file once a load, whether its node is known or not: what it needs may not be."""
        if (kind, path) in self._seen:
            return
        self._seen.add((kind, path))
        if kind == "style-root":
            self._style_roots.add(path)
            self._want("style", path)
            return
        queues = {
            "component": self._components,
            "script": self._scripts,
            "template": self._templates,
            "wxs": self._wxs,
            "style": self._styles,
        }
        queues[kind].add(path)

    def _take(self, queue: set[str]) -> list[str]:
        paths = sorted(queue)
        queue.clear()
        return paths

    def _read_components(self) -> list[str]:
        paths = self._take(self._components)
        for path in paths:
            node = self._nodes.components.get(path)
            if node is None:
                node = self._nodes.components[path] = read_component(self._state, path)
            if node.template:
                self._want("template", node.template)
            if node.script:
                self._want("script", node.script)
            if node.style:
                self._want("style-root", node.style)
            self._unlinked.add(path)
        return paths

    def _link(self) -> None:
        """Find the children of components whose templates are scanned completely."""
        for path in sorted(self._unlinked):
            node = self._nodes.components[path]
            if node.template and self._nodes.template_closure(node.template) is None:
                continue
            self._unlinked.discard(path)
            links = self._nodes.links.get(path)
            if links is None:
                links = self._nodes.links[path] = link_component(self._state, node)
            for child in links.children:
                self._want("component", child)

    def _scan_templates(self) -> None:
        paths = self._take(self._templates)
        new = [path for path in paths if path not in self._nodes.templates]
        texts = {path: self._text(path) for path in new}
        items = [{"path": path, "source": texts[path][0]} for path in new]
        for path, result in zip(new, self._transforms.run("wxml.scan", items), strict=True):
            self._nodes.templates[path] = self._template_node(path, texts[path], result)
        for path in paths:
            node = self._nodes.templates[path]
            for target in node.templates.values():
                self._want("template", target)
            for target in node.scripts.values():
                self._want("wxs", target)

    def _template_node(
        self, path: str, source: tuple[str, Findings], result: Mapping[str, Any]
    ) -> TemplateNode:
        notes = [*source[1], *self._findings(result)]
        resolver = self._state.resolver
        templates, missing = self._resolve_all(
            _References("src", resolver.template, "template-missing"),
            path,
            [*result["imports"], *result["includes"]],
        )
        scripts, missing_scripts = self._resolve_all(
            _References("src", resolver.wxs, "wxs-missing"),
            path,
            [entry for entry in result["scripts"] if entry.get("src")],
        )
        notes.extend((*missing, *missing_scripts))
        tags = frozenset(map(str, (*result["tags"], *result["generics"])))
        return TemplateNode(path, source[0], templates, scripts, tags, tuple(notes))

    def _scan_wxs(self) -> None:
        paths = self._take(self._wxs)
        new = [path for path in paths if path not in self._nodes.wxs]
        texts = {path: self._text(path) for path in new}
        items = [{"path": path, "source": texts[path][0]} for path in new]
        for path, result in zip(new, self._transforms.run("wxs.compile", items), strict=True):
            notes = [*texts[path][1], *self._findings(result)]
            references = _References("specifier", self._state.resolver.wxs, "wxs-missing")
            resolved, missing = self._resolve_all(references, path, result["requires"])
            notes.extend(missing)
            self._nodes.wxs[path] = WxsNode(path, str(result["code"]), resolved, tuple(notes))
        for path in paths:
            for target in self._nodes.wxs[path].resolved.values():
                self._want("wxs", target)

    def _scan_styles(self) -> None:
        paths = self._take(self._styles)
        new = [path for path in paths if path not in self._nodes.styles]
        texts = {path: self._text(path) for path in new}
        items = [
            {"path": path, "source": texts[path][0], "lang": language_of(path, "wxss")}
            for path in new
        ]
        for path, result in zip(new, self._transforms.run("wxss.scan", items), strict=True):
            notes = [*texts[path][1], *self._findings(result)]
            references = _References("specifier", self._state.resolver.style, "style-missing")
            local = [
                entry
                for entry in result["imports"]
                if not str(entry["specifier"]).startswith(_REMOTE)
            ]
            imports, missing = self._resolve_all(references, path, local)
            notes.extend(missing)
            self._nodes.styles[path] = StyleNode(
                path, texts[path][0], language_of(path, "wxss"), imports, tuple(notes)
            )
        for path in paths:
            for target in self._nodes.styles[path].imports.values():
                self._want("style", target)

    def _compile_scripts(self) -> None:
        paths = self._take(self._scripts)
        new = [path for path in paths if path not in self._nodes.scripts]
        texts = {path: self._text(path) for path in new}
        items = [
            {"path": path, "source": texts[path][0], "lang": language_of(path, "js")}
            for path in new
        ]
        for path, result in zip(new, self._transforms.run("script.compile", items), strict=True):
            self._nodes.scripts[path] = self._script_node(path, texts[path][1], result)
        for path in paths:
            for target in self._nodes.scripts[path].needs:
                self._want("script", target)

    def _script_node(
        self, path: str, source_notes: Findings, result: Mapping[str, Any]
    ) -> ScriptNode:
        notes = [*source_notes, *self._findings(result)]
        requires: dict[str, str] = {}
        needs: dict[str, None] = {}
        later: dict[str, None] = {}
        for entry in result["requires"]:
            specifier = str(entry["specifier"])
            found = self._state.resolver.script(specifier, path)
            if found.path is None:
                notes.append(self._missing_module(path, entry, found))
                continue
            requires[specifier] = found.path
            if entry["kind"] != "async" and self._state.crosses_packages(path, found.path):
                notes.append(self._missing("module-other-package", path, entry, specifier, found))
            (later if entry["kind"] == "async" else needs)[found.path] = None
        code = str(result["code"])
        source_map = result["map"]
        mapped = source_map is not None
        unit = ModuleUnit(content_hash([code, requires, mapped]), code, requires, mapped)
        text = source_map if isinstance(source_map, str) else None
        return ScriptNode(path, unit, tuple(needs), tuple(later), text, tuple(notes))

    def _missing_module(self, path: str, entry: Mapping[str, Any], found: Resolution) -> Diagnostic:
        specifier = str(entry["specifier"])
        code = found.reason or "module-missing"
        if entry["kind"] == "async":
            code = "module-missing-async"
        elif entry.get("guarded") or specifier.removeprefix("node:") in _NODE_MODULES:
            code = "module-missing-guarded"
        return self._missing(code, path, entry, specifier, found)

    def _resolve_all(
        self, references: _References, path: str, entries: Iterable[Mapping[str, Any]]
    ) -> tuple[dict[str, str], list[Diagnostic]]:
        """Resolve what a file refers to; what is not found becomes findings."""
        table: dict[str, str] = {}
        notes: list[Diagnostic] = []
        for entry in entries:
            written = str(entry[references.key])
            found = references.resolve(written, path)
            if found.path is not None:
                table[written] = found.path
            else:
                code = found.reason or references.missing
                notes.append(self._missing(code, path, entry, written, found))
        return table, notes

    def _missing(
        self,
        code: str,
        path: str,
        entry: Mapping[str, Any],
        written: str,
        found: Resolution,
    ) -> Diagnostic:
        line, column = int(entry.get("line") or 1), int(entry.get("column") or 1)
        return diagnose(
            code,
            self._state.package.project_path(path),
            Span(line, column, line, column + len(written)),
            written=written,
            wanted=found.wanted,
            suggestion=found.suggestion,
        )

    def _text(self, path: str) -> tuple[str, Findings]:
        source = self._state.package.source(path)
        return (source.text, source.diagnostics) if source else ("", ())

    def _findings(self, result: Mapping[str, Any]) -> list[Diagnostic]:
        package = self._state.package
        return [
            package.in_project(from_toolchain(entry)) for entry in result.get("diagnostics", ())
        ]


def language_of(path: str, default: str) -> str:
    """Return the toolchain's name for the language of a file."""
    return _LANGUAGES.get("." + path.rpartition(".")[2], default)
