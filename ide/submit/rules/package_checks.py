"""Checks of the package itself: configuration, pages, sizes, tab bar, settings (no Qt)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

from ide.finding import Severity
from ide.submit.files import MAIN
from ide.submit.project_facts import limit
from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.survey import NPM, Spot

_NEAR = 0.75
_MEDIA_BYTES = 200 * 1024
_MEDIA = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".m4a", ".wav"})
_CONFIGURATION = frozenset({APP, "sitemap.json", "theme.json", "ext.json", "plugin.json"})
_MINIFIED = ("minified", "minifyWXML", "minifyWXSS")


def configuration(facts: Facts) -> Flaws:
    """P01: app.json and every other configuration file can be read."""
    submission = facts.submission
    if not submission.app:
        yield Flaw("app-json", facts.in_app())
    for path in sorted(submission.paths):
        if path.endswith(".json") and _is_configuration(path, submission.paths):
            for row in submission.json(path).diagnostics:
                if row.severity != Severity.INFO:
                    spot = Spot(submission.project_path(path), row.line, row.column)
                    yield Flaw("json-invalid", spot, {"reason": row.message})


def _is_configuration(path: str, paths: frozenset[str]) -> bool:
    """Whether a JSON file is read by the platform; others are data, of whatever form."""
    stem = path.removesuffix(".json")
    return NPM not in path and (path in _CONFIGURATION or f"{stem}.wxml" in paths)


def pages(facts: Facts) -> Flaws:
    """P01: every page is there, once."""
    submission = facts.submission
    listed = list(submission.pages())
    if submission.app and not listed:
        yield Flaw("pages-none", facts.in_app("pages"))
    counts = Counter(route for route, _ in listed)
    for route, place in listed:
        missing = [f"{route}.wxml"] if f"{route}.wxml" not in submission.paths else []
        if not {f"{route}.js", f"{route}.ts"} & submission.paths:
            missing.append(f"{route}.js")
        if missing:
            values = {"page": route, "files": ", ".join(missing)}
            yield Flaw("page-missing", facts.in_app(*place), values)
        if counts[route] > 1:
            yield Flaw("page-twice", facts.in_app(*place), {"page": route})
            counts[route] = 0


def limits(facts: Facts) -> Flaws:
    """P03: what each package and all of them may weigh."""
    parts, most = facts.submission.parts, limit("package.single")
    for part in parts:
        if part.size > most:
            yield Flaw("part-too-large", values=_sizes(part.size, most, name=part.name))
    total, most = sum(part.size for part in parts), limit("package.total")
    if total > most:
        yield Flaw("total-too-large", values=_sizes(total, most))


def weights(facts: Facts) -> Flaws:
    """P04: what makes a package heavy."""
    submission, most = facts.submission, limit("package.single")
    for part in submission.parts:
        if part.name == MAIN and most * _NEAR < part.size <= most:
            yield Flaw("part-nearly-too-large", values=_sizes(part.size, most, name=part.name))
    for file in submission.files:
        if PurePosixPath(file.path).suffix.lower() in _MEDIA and file.size > _MEDIA_BYTES:
            spot = Spot(submission.project_path(file.path))
            yield Flaw("picture-large", spot, {"size": f"{file.size // 1024} KB"})


def settings(facts: Facts) -> Flaws:
    """P07: how the package is made and loaded."""
    config, setting = facts.submission.config, facts.submission.config.get("setting")
    for name in _MINIFIED:
        if isinstance(setting, Mapping) and setting.get(name) is False:
            yield Flaw("minify-off", values={"setting": name})
    if facts.submission.app.get("lazyCodeLoading") != "requiredComponents":
        yield Flaw("lazy-loading-off", facts.in_app())
    if str(config.get("appid") or "touristappid") == "touristappid":
        yield Flaw("guest-app-id")


def url_check(facts: Facts) -> Flaws:
    """P15: the check of server domains is on."""
    setting = facts.submission.config.get("setting")
    if isinstance(setting, Mapping) and setting.get("urlCheck") is False:
        yield Flaw("url-check-off")


def tab_bar(facts: Facts) -> Flaws:
    """P17: tabs and their icons."""
    bar = facts.submission.app.get("tabBar")
    rows = bar.get("list") if isinstance(bar, Mapping) else None
    if not isinstance(rows, list):
        return
    least, most = limit("tabBar.minItems"), limit("tabBar.maxItems")
    if not least <= len(rows) <= most:
        values = {"count": len(rows), "least": least, "most": most}
        yield Flaw("tab-count", facts.in_app("tabBar", "list"), values)
    main_pages = facts.submission.app.get("pages")
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            continue
        route = str(row.get("pagePath", ""))
        if isinstance(main_pages, list) and route not in main_pages:
            yield Flaw("tab-page", facts.in_app("tabBar", "list", number), {"page": route})
        yield from _tab_icons(facts, row, number)


def _tab_icons(facts: Facts, row: Mapping[str, object], number: int) -> Flaws:
    sizes = {file.path: file.size for file in facts.submission.files}
    for key in ("iconPath", "selectedIconPath"):
        spot = facts.in_app("tabBar", "list", number, key)
        for icon in _themed(facts, str(row.get(key) or "")):
            if icon not in sizes:
                yield Flaw("tab-icon-missing", spot, {"icon": icon})
            elif sizes[icon] > limit("tabBar.iconSize"):
                values = {"icon": icon, "size": f"{sizes[icon] // 1024} KB"}
                yield Flaw("tab-icon-large", spot, values)


def _themed(facts: Facts, value: str) -> set[str]:
    """Return the files a value means: itself, or a variable's in light and in dark."""
    if not value.startswith("@"):
        return {value.lstrip("./")} - {""}
    theme = facts.submission.json(str(facts.submission.app.get("themeLocation") or "theme.json"))
    modes = theme.value.values() if isinstance(theme.value, dict) else ()
    found = (mode.get(value[1:]) for mode in modes if isinstance(mode, dict))
    return {icon.lstrip("./") for icon in found if isinstance(icon, str)} - {""}


def sitemap(facts: Facts) -> Flaws:
    """P38: there is a sitemap."""
    place = str(facts.submission.app.get("sitemapLocation") or "sitemap.json").lstrip("./")
    if facts.submission.app and place not in facts.submission.paths:
        yield Flaw("sitemap-missing", facts.in_app("sitemapLocation"), {"file": place})


def dark_mode(facts: Facts) -> Flaws:
    """P40: who announces dark mode has colours for it."""
    app = facts.submission.app
    if app.get("darkmode") is True and not app.get("themeLocation"):
        yield Flaw("theme-missing", facts.in_json(APP, "darkmode"))


def _sizes(size: int, most: int, **more: object) -> dict[str, object]:
    return {"size": _megabytes(size), "limit": _megabytes(most), **more}


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.2f} MB"
