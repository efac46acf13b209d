"""Compiles everything of a project and collects all findings, package sizes and times."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache as remembered
from pathlib import Path
from typing import Any

from renderer.compiler.bundle import Manifest, content_hash
from renderer.compiler.cache import Cache
from renderer.compiler.chunk import assemble
from renderer.compiler.config.app import APP_BAR, APP_FILE, TAB_BAR
from renderer.compiler.diagnostics import Diagnostic, diagnose, from_toolchain, ordered
from renderer.compiler.loader import Loader
from renderer.compiler.sizes import PackageSize, check_sizes, measure, packed_files
from renderer.compiler.source import content_stamp
from renderer.compiler.state import ProjectState
from renderer.compiler.transforms import Transforms, toolchain_stamp
from renderer.compiler.units import check_templates

_LOOKUPS = ("module-missing", "npm-not-installed", "template-missing", "style-missing")
"""What an unused file refers to in vain interests nobody: build scripts live in packages too."""


@dataclass(frozen=True)
class Report:
    """The result of ``main.py check``; times in milliseconds."""

    diagnostics: tuple[Diagnostic, ...]
    packages: tuple[PackageSize, ...]
    milliseconds: Mapping[str, float]

    @property
    def is_clean(self) -> bool:
        return all(note.severity != "error" for note in self.diagnostics)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form of the ``check --json`` contract."""
        return {
            "diagnostics": [note.to_json() for note in self.diagnostics],
            "packages": [size.to_json() for size in self.packages],
            "ms": dict(self.milliseconds),
        }


@dataclass(frozen=True)
class Roots:
    """What an app starts from, by package path; ``components`` are its pages and its own bars."""

    components: tuple[str, ...]
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def check_project(
    state: ProjectState,
    transforms: Transforms,
    cache: Cache,
    manifest: Manifest,
    started: float,
) -> Report:
    """Compile all that a project's app can reach, and then what it cannot.

    A project none of whose files changed since the last check is answered from the cache.
    """
    key = _project_key(state)
    stored = cache.get([key]).get(key)
    if stored is not None and _is_current(state, stored):
        diagnostics, packages = _recalled(stored)
        return Report(diagnostics, packages, {"total": _since(started)})
    configured = _since(started)
    notes = [*manifest.diagnostics, *_reachable(state, transforms, manifest)]
    reached = _since(started)
    seen = frozenset(notes)
    notes.extend(_unreachable(state, transforms, seen))
    sizes = measure(state.files, state.project, state.app)
    notes.extend(check_sizes(sizes, state.package.project_path(APP_FILE)))
    diagnostics = ordered(notes)
    cache.put({key: _stored(state, diagnostics, sizes)})
    times = {"config": configured, "reachable": reached - configured, "total": _since(started)}
    return Report(diagnostics, tuple(sizes), times)


def load_reachable(state: ProjectState, transforms: Transforms, manifest: Manifest) -> Roots:
    """Load all that a project's app can reach, and return what that starts from."""
    resolver = state.resolver
    components = [page.route for page in manifest.pages]
    for extra in (TAB_BAR, APP_BAR):
        if resolver.component("/" + extra, APP_FILE).path == extra:
            components.append(extra)
    main, style = resolver.script_at("app"), resolver.style_at("app")
    scripts = [main] if main else []
    scripts.extend(plugin.main for plugin in manifest.plugins.values() if plugin.main)
    scripts.extend(_worker_scripts(state))
    loader = Loader(state, transforms)
    loader.load(components=components, scripts=scripts, styles=[style] if style else [])
    while later := sorted(
        {path for node in state.nodes.scripts.values() for path in node.later}
        - state.nodes.scripts.keys()
    ):
        loader.load(scripts=later)
        scripts.extend(later)
    return Roots(tuple(components), tuple(scripts), (style,) if style else ())


def _reachable(
    state: ProjectState, transforms: Transforms, manifest: Manifest
) -> Iterator[Diagnostic]:
    roots = load_reachable(state, transforms, manifest)
    if state.resolver.script_at("app") is None and state.app.value:
        yield diagnose("app-script-missing", state.package.project_path("app.js"))
    everything = assemble(
        state,
        "check",
        components=roots.components,
        scripts=roots.scripts,
        styles=roots.styles,
    )
    yield from everything.chunk.diagnostics


def _worker_scripts(state: ProjectState) -> list[str]:
    root = state.app.worker_root
    if root is None:
        return []
    package = state.package
    inside = (package.package_path(path) for path in state.files.stamps)
    return sorted(
        path
        for path in inside
        if path and path.startswith(root + "/") and path.endswith((".js", ".ts"))
    )


def _unreachable(
    state: ProjectState, transforms: Transforms, seen: frozenset[Diagnostic]
) -> Iterator[Diagnostic]:
    """Findings in files that nothing refers to: they break nothing, so errors are warnings."""
    nodes = state.nodes
    packed = [path for path, _ in packed_files(state.files, state.project)]
    templates = _unused(packed, ".wxml", nodes.templates)
    styles = _unused(packed, ".wxss", nodes.styles)
    scripts = _unused(packed, ".js", nodes.scripts)
    loader = Loader(state, transforms)
    loader.load(scripts=scripts, styles=styles)
    loader.scan_templates(templates)
    found = [note for path in templates for note in nodes.templates[path].diagnostics]
    found.extend(check_templates(state, transforms, templates))
    found.extend(note for path in scripts for note in nodes.scripts[path].diagnostics)
    for path in styles:
        found.extend((*nodes.styles[path].diagnostics, *nodes.compiled_styles[path].diagnostics))
    for note in found:
        if note not in seen and not note.code.startswith(_LOOKUPS):
            yield note.with_severity("warning") if note.severity == "error" else note


def _unused(packed: Collection[str], ending: str, known: Collection[str]) -> list[str]:
    """Files of a kind that would be packed and that nothing reachable refers to."""
    return sorted(
        path
        for path in packed
        if path.endswith(ending) and path not in known and not path.startswith(".")
    )


def _project_key(state: ProjectState) -> str:
    stamps = sorted(state.files.stamps.items())
    return "check-" + content_hash([_compiler_stamp(), toolchain_stamp(), stamps])


@remembered
def _compiler_stamp() -> str:
    """A text that differs between versions of the compiler."""
    folder = Path(__file__).parent
    files = sorted((*folder.rglob("*.py"), *folder.glob("*.toml")))
    return content_hash([[file.name, content_stamp(file.read_bytes())] for file in files])


def _stored(
    state: ProjectState, diagnostics: tuple[Diagnostic, ...], sizes: list[PackageSize]
) -> dict[str, Any]:
    return {
        "consulted": state.files.consulted,
        "diagnostics": [note.to_json() for note in diagnostics],
        "packages": [size.to_json() for size in sizes],
    }


def _is_current(state: ProjectState, stored: Mapping[str, Any]) -> bool:
    """Whether the installed packages are those of the stored check as well."""
    consulted = stored["consulted"]
    return all(state.files.stamp(path) == stamp for path, stamp in consulted.items())


def _recalled(
    value: Mapping[str, Any],
) -> tuple[tuple[Diagnostic, ...], tuple[PackageSize, ...]]:
    return (
        tuple(from_toolchain(entry) for entry in value["diagnostics"]),
        tuple(PackageSize(entry["name"], entry["bytes"]) for entry in value["packages"]),
    )


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
