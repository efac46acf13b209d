"""The compiler as its users see it: manifest, chunks, assets, and what an edit makes stale."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from renderer.compiler.bundle import Chunk, Manifest
from renderer.compiler.cache import Cache, NoCache
from renderer.compiler.check import Report, check_project, load_reachable
from renderer.compiler.chunk import Assembled, assemble
from renderer.compiler.config.app import APP_FILE
from renderer.compiler.diagnostics import Diagnostic, diagnose
from renderer.compiler.files import ProjectFiles
from renderer.compiler.graph import Change, Dependents, Kind, difference
from renderer.compiler.loader import Loader
from renderer.compiler.manifest import build_manifest
from renderer.compiler.packing import BuildOptions, Packing
from renderer.compiler.paths import join
from renderer.compiler.reach import reach
from renderer.compiler.sizes import is_packed_asset
from renderer.compiler.source import SourceTree
from renderer.compiler.state import ProjectState
from renderer.compiler.survey import Survey, survey_project
from renderer.compiler.transforms import TransformRunner, Transforms

_SOURCES = (".wxml", ".wxss", ".wxs", ".js", ".ts", ".less", ".scss", ".sass")


class Compiler:
    """Compiles one project on demand. Not safe for use by several threads at once."""

    def __init__(
        self, tree: SourceTree, toolchain: TransformRunner, cache: Cache | None = None
    ) -> None:
        self._tree = tree
        self._cache = cache or NoCache()
        self._toolchain = toolchain
        self._transforms = Transforms(toolchain, self._cache)
        self._files = ProjectFiles(tree)
        self._state = ProjectState(self._files, self._transforms)
        self._manifest: Manifest | None = None
        self._chunks: dict[str, Chunk] = {}
        self._dependents = Dependents()
        self._generation = 1

    @property
    def generation(self) -> int:
        """Number of the current build; raised by every change that matters."""
        return self._generation

    def manifest(self) -> Manifest:
        """Return the app as a whole."""
        if self._manifest is None:
            self._manifest = build_manifest(self._state)
        return self._manifest

    def chunk(self, name: str) -> Chunk:
        """Return a chunk: ``app``, ``page/…``, ``component/…``, ``module/…`` or ``worker/…``.

        A chunk of something that does not exist is empty but for an error.
        """
        known = self._chunks.get(name)
        if known is None:
            built = self._build(name)
            known = self._chunks[name] = built.chunk
            self._dependents.record(name, built.inputs)
        return known

    def changed(self, paths: Iterable[str]) -> Change:
        """Look at files again (project paths) and return what that makes stale."""
        changed, relisted = self._files.refresh(paths)
        if not changed:
            return Change(Kind.NONE, (), self._generation)
        old_manifest = self.manifest()
        if relisted or any(path.endswith(".json") for path in changed):
            self._manifest = None
        if relisted or not self._state.config_files.isdisjoint(changed):
            self._state = ProjectState(self._files, self._transforms)
            touched = self._dependents.names()
        else:
            self._state.nodes.forget(self._package_paths(changed))
            touched = self._dependents.of(changed)
        kind, stale = self._rebuild(touched)
        if self.manifest() != old_manifest:
            kind = Kind.APP
        if kind is Kind.NONE and any(self._is_asset(path) for path in changed):
            kind, stale = Kind.TEMPLATE, self._dependents.names()
        if kind is not Kind.NONE:
            self._generation += 1
        return Change(kind, tuple(stale), self._generation)

    def check(self, progress: Callable[[int, int], None] | None = None) -> Report:
        """Compile every file and return all findings and the package sizes.

        ``progress`` hears now and then how many of how many files are done, about.
        """
        started = time.perf_counter()
        manifest = self.manifest()
        if progress is None:
            return check_project(self._state, self._transforms, self._cache, manifest, started)
        total = sum(path.endswith(_SOURCES) for path in self._state.files.stamps)
        done = 0

        def told(count: int) -> None:
            nonlocal done
            done = min(total, done + count)
            progress(done, total)

        self._transforms.told = told
        try:
            return check_project(self._state, self._transforms, self._cache, manifest, started)
        finally:
            self._transforms.told = None

    def survey(self) -> Survey:
        """Check the project and look through all that its app can reach, for a submission."""
        report = self.check()
        return survey_project(self._state, self._transforms, self.manifest(), report)

    def packing(self, told: Callable[[int], None] | None = None) -> Packing:
        """Choose what an upload of the project holds; its files are built when they are asked for.

        Switches that the project's settings turn on count, as for the platform's own upload.
        ``told`` hears how many more files are read and may raise to give up.
        """
        self._transforms.told = told
        roots = load_reachable(self._state, self._transforms, self.manifest())
        reached = reach(self._state, roots.components, roots.scripts, roots.styles)
        options = BuildOptions.of(self._state.project.setting)
        return Packing(self._state, self._transforms, reached, options)

    def asset(self, path: str) -> bytes | None:
        """Return a file of the package as it is, or None when there is no such file."""
        plain = join("", path)
        if not plain:
            return None
        data = self._state.package.data(plain)
        if data is None and self._state.npm.provide(plain):
            data = self._state.package.data(plain)
        return data

    def source_map(self, path: str) -> str | None:
        """Return the source map of a transformed script, or the positions of a WXML file."""
        nodes = self._state.nodes
        script = nodes.scripts.get(path)
        if script is None and path.endswith((".js", ".ts")) and self._state.package.exists(path):
            # A debugger wants to know a script before any chunk with it is made.
            self._loader().load(scripts=[path])
            script = nodes.scripts.get(path)
        if script is not None:
            return script.source_map
        template = nodes.compiled_templates.get(path.removesuffix(".wxml"))
        return template.positions if template is not None else None

    def project_path(self, path: str) -> str:
        """Return the project path of a package path."""
        return self._state.package.project_path(path)

    def forget(self) -> None:
        """Clear the cache and compile everything anew when it is asked for."""
        self._cache.clear()
        self._transforms = Transforms(self._toolchain, self._cache)
        self._files = ProjectFiles(self._tree)
        self._state = ProjectState(self._files, self._transforms)
        self._manifest = None
        self._chunks.clear()
        self._generation += 1

    def close(self) -> None:
        """Let go of the cache."""
        self._cache.close()

    def _rebuild(self, names: Iterable[str]) -> tuple[Kind, list[str]]:
        kind = Kind.NONE
        stale: list[str] = []
        for name in names:
            old = self._chunks.pop(name, None)
            new = self.chunk(name)
            depth = difference(old, new) if old is not None else Kind.SCRIPT
            if depth is not Kind.NONE:
                stale.append(name)
                kind = max(kind, depth)
        return kind, stale

    def _build(self, name: str) -> Assembled:
        sort, _, target = name.partition("/")
        builders = {
            "app": self._build_app,
            "page": self._build_component,
            "component": self._build_component,
            "module": self._build_module,
            "worker": self._build_module,
        }
        builder = builders.get(sort)
        if builder is None or (sort == "app") != (not target):
            return self._nothing(name, "chunk-unknown", target or name)
        return builder(name, target)

    def _build_app(self, name: str, _: str) -> Assembled:
        resolver = self._state.resolver
        findings: list[Diagnostic] = []
        main = resolver.script_at("app")
        if main is None:
            place = self._state.package.project_path("app.js")
            findings.append(diagnose("app-script-missing", place))
        scripts = [main] if main else []
        for plugin in self.manifest().plugins.values():
            if plugin.main:
                scripts.append(plugin.main)
        style = resolver.style_at("app")
        styles = [style] if style else []
        self._loader().load(scripts=scripts, styles=styles)
        return assemble(self._state, name, scripts=scripts, styles=styles, findings=findings)

    def _build_component(self, name: str, target: str) -> Assembled:
        if join("", target) != target:
            return self._nothing(name, "chunk-unknown", target)
        self._loader().load(components=[target])
        return assemble(self._state, name, components=[target])

    def _build_module(self, name: str, target: str) -> Assembled:
        found = self._state.resolver.script("/" + target, APP_FILE).path
        if found is None and target.startswith("__plugin__/"):
            found = target if self._state.package.exists(target) else None
        if found is None:
            return self._nothing(name, "module-chunk-missing", target)
        self._loader().load(scripts=[found])
        return assemble(self._state, name, scripts=[found])

    def _nothing(self, name: str, code: str, target: str) -> Assembled:
        place = self._state.package.project_path(target)
        return Assembled(
            Chunk(name, diagnostics=(diagnose(code, place, path=target),)), frozenset()
        )

    def _loader(self) -> Loader:
        return Loader(self._state, self._transforms)

    def _package_paths(self, project_paths: Iterable[str]) -> frozenset[str]:
        package = self._state.package
        found = (package.package_path(path) for path in project_paths)
        return frozenset(path for path in found if path is not None)

    def _is_asset(self, path: str) -> bool:
        inside = self._state.package.package_path(path)
        return inside is not None and is_packed_asset(inside)
