"""Checks of how the package is made and loaded: project.config.json and lazyCodeLoading (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping

from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.survey import Spot
from renderer.compiler import jsonc

_FILES = ("project.private.config.json", "project.config.json")
"""What lies above what: settings of one's own over those of the project."""
_MINIFIED = ("minified", "minifyWXML", "minifyWXSS")
_TRANSLATED = ("es6", "enhance")


def upload(facts: Facts) -> Flaws:
    """P07: scripts, templates and styles are made small, and faults of users can be read."""
    setting = _setting(facts)
    for name in _MINIFIED:
        if setting.get(name) is False:
            yield Flaw("minify-off", _place(facts, name), {"setting": name})
    unset = [name for name in _MINIFIED if name not in setting]
    if unset:
        yield Flaw("minify-unset", _place(facts), {"settings": ", ".join(unset)})
    if setting.get("uploadWithSourceMap") is False:
        yield Flaw("source-map-off", _place(facts, "uploadWithSourceMap"))
    if setting.get("postcss") is False and facts.surveyed.data["styles"]:
        yield Flaw("autoprefix-off", _place(facts, "postcss"))


def translation(facts: Facts) -> Flaws:
    """P07: what old phones do not understand is translated for them."""
    setting = _setting(facts)
    es6, enhance = (setting.get(name) for name in _TRANSLATED)
    modern = facts.surveyed.modern
    if not es6 and not enhance and _TRANSLATED[0] in setting and modern:
        values = {"place": f"{modern[0].file}:{modern[0].line}"}
        yield Flaw("es6-off", _place(facts, _TRANSLATED[0]), values)
    elif None not in (es6, enhance) and es6 is not enhance:
        yield Flaw("es6-differs", _place(facts, _TRANSLATED[1]))


def loading(facts: Facts) -> Flaws:
    """P07: components are loaded by the pages that need them."""
    if facts.submission.app.get("lazyCodeLoading") != "requiredComponents":
        path = ("lazyCodeLoading",) if "lazyCodeLoading" in facts.submission.app else ()
        yield Flaw("lazy-loading-off", facts.in_json(APP, *path))


def app_id(facts: Facts) -> Flaws:
    """P07: the project has an AppID of its own."""
    if str(facts.submission.config.get("appid") or "touristappid") == "touristappid":
        yield Flaw("guest-app-id", _placed(facts, "appid"))


def _setting(facts: Facts) -> Mapping[str, object]:
    setting = facts.submission.config.get("setting")
    return setting if isinstance(setting, Mapping) else {}


def _place(facts: Facts, *names: str) -> Spot:
    return _placed(facts, "setting", *names)


def _placed(facts: Facts, *names: str) -> Spot:
    """Return where a setting stands, or its nearest parent, in the file that decides."""
    found = Spot()
    for name in _FILES:
        file = facts.submission.root / name
        if not file.is_file():
            continue
        document = jsonc.parse(name, file.read_text(encoding="utf-8-sig", errors="replace"))
        for length in range(len(names), 0, -1):
            if _holds(document.value, names[:length]):
                span = document.place(*names[:length])
                at = Spot(name, span.line, span.column, span.end_line, span.end_column)
                if length == len(names):
                    return at
                found = at
                break
    return found


def _holds(value: object, names: tuple[str, ...]) -> bool:
    for name in names:
        if not isinstance(value, Mapping) or name not in value:
            return False
        value = value[name]
    return True
