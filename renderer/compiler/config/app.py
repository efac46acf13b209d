"""app.json, theme.json and ext.json as one value: pages, packages, tab bar, global components."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from renderer.compiler.config import schema
from renderer.compiler.diagnostics import Diagnostic, Span, diagnose
from renderer.compiler.jsonc import JsonDocument
from renderer.compiler.package import Package
from renderer.compiler.paths import as_folder, join, without_ending

APP_FILE = "app.json"
EXT_FILE = "ext.json"
THEME_FILE = "theme.json"
TAB_BAR = "custom-tab-bar/index"
APP_BAR = "app-bar/index"
_PAGE_ENDINGS = (".wxml", ".js", ".ts", ".json")


@dataclass(frozen=True)
class PageDeclaration:
    """One page of app.json; ``package`` is the root of its subpackage without slashes, or ''."""

    route: str
    package: str
    span: Span
    independent: bool = False
    renderer: str = ""


@dataclass(frozen=True)
class AppConfig:
    """The app as configured. ``value`` is app.json with ext.json applied."""

    value: Mapping[str, Any] = field(default_factory=dict)
    document: JsonDocument | None = None
    pages: tuple[PageDeclaration, ...] = ()
    theme: Mapping[str, Any] = field(default_factory=dict)
    ext_pages: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def renderer(self) -> str:
        return str(self.value.get("renderer") or "webview")

    @property
    def entry_page(self) -> str:
        """The first page: ``entryPagePath`` where it is one of the pages, else the first."""
        routes = [page.route for page in self.pages]
        declared = page_route("", self.value.get("entryPagePath")) or ""
        return declared if declared in routes else (routes[0] if routes else "")

    @cached_property
    def _subpackages(self) -> dict[str, bool]:
        """Root of each subpackage without slashes → whether it is independent."""
        return {
            as_folder(entry["root"]).rstrip("/"): entry.get("independent") is True
            for _, _, entry in _subpackages(self.value)
        }

    @property
    def independent_packages(self) -> frozenset[str]:
        """Roots of the subpackages that run without the main package."""
        return frozenset(root for root, independent in self._subpackages.items() if independent)

    def package_of(self, path: str) -> str:
        """Return the root of the subpackage that a path lies in, '' for the main package."""
        for root in self._subpackages:
            if path.startswith(root + "/"):
                return root
        return ""

    def mapping(self, key: str) -> Mapping[str, Any]:
        """Return an object member of app.json, {} when it is none."""
        value = self.value.get(key)
        return value if isinstance(value, dict) else {}

    @property
    def worker_root(self) -> str | None:
        """Folder of the workers' code without slashes, or None."""
        workers = self.value.get("workers")
        path = workers.get("path") if isinstance(workers, dict) else workers
        return as_folder(path).rstrip("/") if isinstance(path, str) and path else None

    @property
    def is_tab_bar_custom(self) -> bool:
        return self.mapping("tabBar").get("custom") is True


def page_route(root: str, written: object) -> str | None:
    """Return the route a page entry means, or None when it means none."""
    if not isinstance(written, str) or not written.strip():
        return None
    path = without_ending(written.strip().partition("?")[0], *_PAGE_ENDINGS)
    return join(root, path) or None


def load_app(package: Package) -> AppConfig:
    """Read app.json, ext.json and theme.json."""
    notes: list[Diagnostic] = []
    document = package.document(APP_FILE)
    place = package.project_path(APP_FILE)
    value = dict(object_of(document, place, notes))
    if document is not None and value:
        notes.extend(schema.check(document, APP_FILE))
    ext = _read_ext(package, notes)
    value.update(
        (key, item)
        for key, item in ext.items()
        if key in schema.reference()[EXT_FILE]["sameAsAppJson"]
    )
    if isinstance(ext.get("ext"), dict):
        value["ext"] = ext["ext"]
    pages = list(_declared_pages(value, document, place, notes))
    if document is not None and not pages and all(note.severity != "error" for note in notes):
        notes.append(diagnose("app-no-pages", place, document.place("pages")))
    theme_file = str(value.get("themeLocation") or THEME_FILE)
    theme_path = join("", theme_file) or THEME_FILE
    theme = _read_theme(package, value, theme_path, document, notes)
    ext_pages = ext.get("extPages")
    config = AppConfig(
        value=value,
        document=document,
        pages=tuple(pages),
        theme=theme,
        ext_pages=ext_pages if isinstance(ext_pages, dict) else {},
        files=tuple(package.project_path(path) for path in (APP_FILE, EXT_FILE, theme_path)),
    )
    notes.extend(_check_tab_bar(config, place, package))
    notes.extend(_check_routes(config, place))
    return replace(config, diagnostics=tuple(notes))


def object_of(
    document: JsonDocument | None, place: str, notes: list[Diagnostic]
) -> Mapping[str, Any]:
    """Return a document's object, {} when it is none; its findings go to ``notes``."""
    if document is None:
        return {}
    notes.extend(document.diagnostics)
    if isinstance(document.value, dict):
        return document.value
    if document.value is not None:
        notes.append(diagnose("config-not-object", place))
    return {}


def _read_ext(package: Package, notes: list[Diagnostic]) -> Mapping[str, Any]:
    document = package.document(EXT_FILE)
    value = object_of(document, package.project_path(EXT_FILE), notes)
    return value if value.get("extEnable") is True else {}


def _read_theme(
    package: Package,
    app: Mapping[str, Any],
    path: str,
    document: JsonDocument | None,
    notes: list[Diagnostic],
) -> Mapping[str, Any]:
    found = package.document(path)
    if found is None:
        if isinstance(app.get("themeLocation"), str) and document is not None:
            span = document.place("themeLocation")
            notes.append(diagnose("theme-missing", document.file, span, path=path))
        return {}
    value = object_of(found, package.project_path(path), notes)
    return {mode: value[mode] for mode in ("light", "dark") if isinstance(value.get(mode), dict)}


def _subpackages(app: Mapping[str, Any]) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    for key in ("subPackages", "subpackages"):
        listed = app.get(key)
        for index, entry in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(entry, dict) and isinstance(entry.get("root"), str):
                yield key, index, entry


def _declared_pages(
    app: Mapping[str, Any],
    document: JsonDocument | None,
    place: str,
    notes: list[Diagnostic],
) -> Iterator[PageDeclaration]:
    seen: set[str] = set()

    def add(written: object, root: str, where: tuple[str | int, ...]) -> str | None:
        route = page_route(root, written)
        span = document.place(*where) if document else Span()
        if route is None:
            notes.append(diagnose("page-entry-invalid", place, span))
        elif route in seen:
            notes.append(diagnose("page-duplicate", place, span, route=route))
        else:
            seen.add(route)
            return route
        return None

    def span_of(*where: str | int) -> Span:
        return document.place(*where) if document else Span()

    listed = app.get("pages")
    for index, written in enumerate(listed if isinstance(listed, list) else []):
        route = add(written, "", ("pages", index))
        if route:
            yield PageDeclaration(route, "", span_of("pages", index))
    for key, number, entry in _subpackages(app):
        root = as_folder(entry["root"]).rstrip("/")
        inner = entry.get("pages")
        for index, written in enumerate(inner if isinstance(inner, list) else []):
            where = (key, number, "pages", index)
            route = add(written, root, where)
            if route:
                yield PageDeclaration(
                    route,
                    root,
                    span_of(*where),
                    entry.get("independent") is True,
                    str(entry.get("renderer") or ""),
                )


def _check_tab_bar(config: AppConfig, place: str, package: Package) -> Iterator[Diagnostic]:
    bar = config.mapping("tabBar")
    if not bar:
        return
    document = config.document
    routes = {page.route for page in config.pages}
    listed = bar.get("list")
    items = listed if isinstance(listed, list) else []
    if not 2 <= len(items) <= 5:
        span = document.place("tabBar", "list") if document else Span()
        yield diagnose("tab-bar-count", place, span, count=len(items))
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            continue
        span = document.place("tabBar", "list", index, "pagePath") if document else Span()
        route = page_route("", item.get("pagePath"))
        if route not in routes:
            yield diagnose("tab-bar-page", place, span, route=item.get("pagePath"))
        for key in ("iconPath", "selectedIconPath"):
            yield from _check_icon(item.get(key), document, index, key, package)


def _check_icon(
    written: object,
    document: JsonDocument | None,
    index: int,
    key: str,
    package: Package,
) -> Iterator[Diagnostic]:
    if not isinstance(written, str) or not written or written.startswith(("@", "http")):
        return
    path = join("", written)
    if document is not None and (not path or not package.exists(path)):
        span = document.place("tabBar", "list", index, key)
        yield diagnose("tab-bar-icon", document.file, span, path=written)


def _check_routes(config: AppConfig, place: str) -> Iterator[Diagnostic]:
    routes = {page.route for page in config.pages}
    document = config.document
    entry = config.value.get("entryPagePath")
    if entry is not None and page_route("", entry) not in routes:
        span = document.place("entryPagePath") if document else Span()
        yield diagnose("entry-page-unknown", place, span, route=entry)
    roots = {"__APP__"}
    for _, _, package in _subpackages(config.value):
        roots.add(as_folder(package["root"]).rstrip("/"))
        roots.add(str(package.get("name")))
    for route, rule in config.mapping("preloadRule").items():
        span = document.place("preloadRule", route) if document else Span()
        if page_route("", route) not in routes:
            yield diagnose("preload-page-unknown", place, span, route=route)
        packages = rule.get("packages") if isinstance(rule, dict) else None
        for name in packages if isinstance(packages, list) else []:
            if str(name).strip("/") not in roots:
                yield diagnose("preload-package-unknown", place, span, package=name)
