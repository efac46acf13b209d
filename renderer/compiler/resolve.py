"""What a path written in a source means: the lookup rules of WeChat for each kind of reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from renderer.compiler.config.app import AppConfig
from renderer.compiler.config.project import ProjectConfig
from renderer.compiler.extended import wanted_packages
from renderer.compiler.npm import NpmModules
from renderer.compiler.package import NPM_FOLDER, Package
from renderer.compiler.paths import folder_of, folders_up, join, without_ending
from renderer.compiler.plugins import Plugins

_SCRIPT_FILES = (".js", ".ts", ".json", ".cjs", ".mjs")
_STYLE_FILES = (".wxss", ".css", ".less", ".scss", ".sass")
_COMPONENT_FILES = (".json", ".wxml", ".js", ".ts")
_Look = Callable[[str], str | None]
_FOREIGN_SCHEMES = ("plugin://", "plugin-private://", "dynamicLib://", "ext://")


@dataclass(frozen=True)
class Resolution:
    """The package path a reference leads to; without one, ``wanted`` and why not."""

    path: str | None = None
    wanted: str = ""
    suggestion: str = ""
    reason: str = ""
    """Code of a more telling diagnostic than "not found", or ''."""


class Resolver:
    """Answers for one state of the project's files and configuration."""

    def __init__(
        self,
        package: Package,
        project: ProjectConfig,
        app: AppConfig,
        plugins: Plugins,
        npm: NpmModules,
    ) -> None:
        self._package = package
        self._app = app
        self._plugins = plugins
        self._npm = npm
        self._aliases = sorted(
            (
                (str(key).rstrip("*"), str(target).rstrip("*"))
                for key, target in app.mapping("resolveAlias").items()
                if isinstance(target, str)
            ),
            key=lambda pair: -len(pair[0]),
        )
        wanted = project.compiler_plugins
        self._script_endings = (".ts", ".js") if "typescript" in wanted else (".js", ".ts")
        styles = [".wxss", ".css", ".less", ".scss", ".sass"]
        preferred = [".less"] * ("less" in wanted) + [".scss", ".sass"] * ("sass" in wanted)
        self.style_endings = tuple(dict.fromkeys(preferred + styles))

    def script(self, specifier: str, origin: str) -> Resolution:
        """Resolve what ``require`` in a script names; ``..`` above the top stays at the top."""
        candidates = list(self._candidates(specifier, origin, npm_first=True))
        if specifier.startswith("./"):
            # Where no file has that name, ``./x`` finds the npm package ``x`` as well: so the
            # code analysis of miniprogram-ci 2.1 does, and Tencent's own demo relies on it.
            candidates += _packed(specifier.removeprefix("./"), folder_of(origin))
        if not candidates:
            candidates.append(join("", specifier.lstrip("./")) or specifier)
        return self._first(candidates, self._script_file, specifier, origin)

    def script_at(self, path: str) -> str | None:
        """Return the script file of a page or component path, or None."""
        for ending in self._script_endings:
            if self._package.exists(path + ending):
                return path + ending
        return None

    def style_at(self, path: str) -> str | None:
        """Return the style file of a page or component path, or None."""
        for ending in self.style_endings:
            if ending != ".css" and self._package.exists(path + ending):
                return path + ending
        return None

    def component(self, reference: str, origin: str) -> Resolution:
        """Resolve a target of ``usingComponents`` to a path without extension."""
        if reference.startswith(_FOREIGN_SCHEMES):
            path = self._plugins.component(reference)
            if path is None:
                alias = reference.removeprefix("plugin://").partition("/")[0]
                local = reference.startswith("plugin://") and alias in self._plugins.local
                return Resolution(None, reference, "", "" if local else "component-published")
            return Resolution(self._component_path(path), path)
        candidates = list(self._candidates(reference, origin, npm_first=False))
        found = self._first(candidates, self._component_path, reference, origin)
        package = reference.partition("/")[0]
        if found.path is None and package in wanted_packages(self._app):
            return Resolution(None, reference, "", "extended-lib-missing")
        return replace(found, suggestion=without_ending(found.suggestion, *_COMPONENT_FILES))

    def template(self, specifier: str, origin: str) -> Resolution:
        """Resolve the ``src`` of an ``import`` or ``include``."""
        candidates = list(self._candidates(specifier, origin, npm_first=False))
        return self._first(candidates, self._with_ending(".wxml"), specifier, origin)

    def wxs(self, specifier: str, origin: str) -> Resolution:
        """Resolve the ``src`` of a ``wxs`` element or a ``require`` in WXS."""
        candidates = list(self._candidates(specifier, origin, npm_first=False))
        return self._first(candidates, self._with_ending(".wxs"), specifier, origin)

    def style(self, specifier: str, origin: str) -> Resolution:
        """Resolve an ``@import`` of a style sheet."""
        written = specifier.strip().removeprefix("~")
        candidates = list(self._candidates(written, origin, npm_first=False))
        return self._first(candidates, self._style_file, specifier, origin)

    def _candidates(self, written: str, origin: str, *, npm_first: bool) -> Iterator[str]:
        """Every package path a reference may mean, the likeliest first."""
        top = self._package.top_of(origin)
        folder = folder_of(origin)
        for prefix, target in self._aliases:
            if written.startswith(prefix) and prefix:
                path = join(top, target + written[len(prefix) :])
                if path is not None:
                    yield path
        if written.startswith("/"):
            path = join(top, written)
            if path is not None:
                yield path
            return
        relative = join(folder, written)
        if written.startswith("."):
            if relative is not None:
                yield relative
            return
        packed = _packed(written, folder)
        plain = [path for path in (relative, join(top, written)) if path is not None]
        yield from packed + plain if npm_first else plain[:1] + packed + plain[1:]

    def _first(
        self,
        candidates: Sequence[str],
        look: _Look,
        specifier: str,
        origin: str,
    ) -> Resolution:
        for candidate in candidates:
            found = look(candidate)
            if found is not None:
                return Resolution(found, candidate)
        for candidate in candidates:
            if NPM_FOLDER in candidate and self._npm.provide(candidate):
                found = look(candidate)
                if found is not None:
                    return Resolution(found, candidate)
        bare = not specifier.startswith((".", "/"))
        wanted = next((path for path in candidates if NPM_FOLDER not in path), specifier)
        if bare and self._npm.is_declared(specifier, origin):
            return Resolution(None, wanted, "", "npm-not-installed")
        return Resolution(None, wanted, self._suggest(candidates))

    def _script_file(self, path: str) -> str | None:
        exists = self._package.exists
        if path.endswith(_SCRIPT_FILES) and exists(path):
            return path
        for ending in (*self._script_endings, ".json"):
            if exists(path + ending):
                return path + ending
        if path.endswith(".js") and exists(path[:-3] + ".ts"):
            return path[:-3] + ".ts"
        for ending in self._script_endings:
            if exists(f"{path}/index{ending}"):
                return f"{path}/index{ending}"
        return None

    def _component_path(self, path: str) -> str | None:
        for candidate in (path, path + "/index", without_ending(path, *_COMPONENT_FILES)):
            if candidate and any(
                self._package.exists(candidate + ending) for ending in _COMPONENT_FILES
            ):
                return candidate
        return None

    def _style_file(self, path: str) -> str | None:
        if path.endswith(_STYLE_FILES) and self._package.exists(path):
            return path
        folder, _, name = path.rpartition("/")
        partial = f"{folder}/_{name}" if folder else "_" + name
        for base in (path, partial, f"{path}/index", f"{path}/_index"):
            for ending in _STYLE_FILES:
                if self._package.exists(base + ending):
                    return base + ending
        return partial if path.endswith(_STYLE_FILES) and self._package.exists(partial) else None

    def _with_ending(self, ending: str) -> _Look:
        def look(path: str) -> str | None:
            for candidate in (path, path + ending, f"{path}/index{ending}"):
                if candidate.endswith(ending) and self._package.exists(candidate):
                    return candidate
            return None

        return look

    def _suggest(self, candidates: Sequence[str]) -> str:
        endings = (*_SCRIPT_FILES, ".wxml", ".wxs", ".wxss")
        files = self._package.files
        for candidate in candidates:
            project_path = self._package.project_path(candidate)
            for ending in ("", *endings):
                other = files.other_case(project_path + ending)
                if other:
                    return self._package.package_path(other) or other
        for candidate in candidates:
            if NPM_FOLDER not in candidate:
                close = files.similar(self._package.project_path(candidate), endings)
                return (self._package.package_path(close) or close) if close else ""
        return ""


def _packed(name: str, folder: str) -> list[str]:
    """Return where an npm package may lie, from a folder upwards."""
    return [
        f"{above}/{NPM_FOLDER}{name}" if above else NPM_FOLDER + name
        for above in folders_up(folder)
    ]
