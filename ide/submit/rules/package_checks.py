"""Checks of the package itself: configuration, pages, tab bar (no Qt)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ide.finding import Severity
from ide.submit.project_facts import limit
from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.survey import NPM, Spot

_CONFIGURATION = frozenset({APP, "sitemap.json", "theme.json", "ext.json", "plugin.json"})


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
