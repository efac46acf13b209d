"""Fixes in app.json and in the configuration of pages and components (no Qt)."""

from __future__ import annotations

import resources
from ide.fix import AddItem, Change, DropItem, DropKey, Fix, NewFile, PlainJson, SetValue
from ide.i18n import tr
from ide.json_edit import JsonEditError
from ide.json_plain import plain_json
from ide.submit.fixes.plan import value_at
from ide.submit.project_facts import Submission
from ide.submit.rules.flaws import Facts, Flaw

_APP = "app.json"
_PRECISE, _FUZZY = "getLocation", "getFuzzyLocation"
_SITEMAP = '{\n  "rules": [\n    { "action": "allow", "page": "*" }\n  ]\n}\n'
_PURPOSES = {"scope.userLocation", "scope.userFuzzyLocation", "scope.userLocationBackground"}


def _app_file(facts: Facts) -> str:
    return facts.submission.project_path(_APP)


def declared(facts: Facts, flaw: Flaw) -> Fix | None:
    """List a location function, unless the other precision is listed."""
    name = str(flaw.values["api"])
    listed = facts.submission.app.get("requiredPrivateInfos")
    other = {_PRECISE: _FUZZY, _FUZZY: _PRECISE}.get(name)
    if other and other in {*facts.surveyed.names, *(listed if isinstance(listed, list) else ())}:
        return None
    change = AddItem(_app_file(facts), ("requiredPrivateInfos",), name)
    return Fix("fixing.added", (change,), {"value": name, "place": "requiredPrivateInfos"})


def undeclared(facts: Facts, flaw: Flaw) -> Fix | None:
    """Take a location function that is not used off the list."""
    name = str(flaw.values["api"])
    change = DropItem(_app_file(facts), ("requiredPrivateInfos",), name)
    return Fix("fixing.removed", (change,), {"value": name, "place": "requiredPrivateInfos"})


def one_precision(facts: Facts, flaw: Flaw) -> Fix | None:
    """Keep the precision that is used, when only one is."""
    if facts.survey is None or "*" in facts.survey.names:
        return None
    unused = [name for name in (_PRECISE, _FUZZY) if name not in facts.survey.names]
    if len(unused) != 1:
        return None
    change = DropItem(_app_file(facts), ("requiredPrivateInfos",), unused[0])
    return Fix("fixing.removed", (change,), {"value": unused[0], "place": "requiredPrivateInfos"})


def purpose(facts: Facts, flaw: Flaw) -> Fix | None:
    """Say what the place is for, in words that the person should make truer."""
    scope = str(flaw.values["scope"])
    if scope not in _PURPOSES:
        return None
    keys = ("permission", scope, "desc")
    change = SetValue(_app_file(facts), keys, tr(f"fixing.purpose.{scope.removeprefix('scope.')}"))
    return Fix("fixing.purpose_said", (change,), {"place": f"permission.{scope}.desc"})


def background_mode(facts: Facts, flaw: Flaw) -> Fix | None:
    """Declare what goes on in the background."""
    mode = str(flaw.values["mode"])
    change = AddItem(_app_file(facts), ("requiredBackgroundModes",), mode)
    return Fix("fixing.added", (change,), {"value": mode, "place": "requiredBackgroundModes"})


def lazy_loading(facts: Facts, flaw: Flaw) -> Fix | None:
    """Load the code of components when they are needed."""
    if not facts.submission.app:
        return None
    value = "requiredComponents"
    change = SetValue(_app_file(facts), ("lazyCodeLoading",), value)
    return Fix("fixing.set", (change,), {"value": value, "place": "lazyCodeLoading"})


def without_component(facts: Facts, flaw: Flaw) -> Fix | None:
    """Take a component that no template uses off the declarations."""
    tag = str(flaw.values["tag"])
    change = DropKey(flaw.spot.file, ("usingComponents", tag))
    return Fix("fixing.removed", (change,), {"value": tag, "place": "usingComponents"})


def without_plugin(facts: Facts, flaw: Flaw) -> Fix | None:
    """Take a plugin that nothing names off the declarations."""
    name = str(flaw.values["plugin"])
    change = DropKey(_app_file(facts), ("plugins", name))
    return Fix("fixing.removed", (change,), {"value": name, "place": "plugins"})


def plain(facts: Facts, flaw: Flaw) -> Fix | None:
    """Write a configuration file as strict JSON, when its meaning is certain."""
    text = (facts.submission.root / flaw.spot.file).read_text("utf-8-sig", errors="replace")
    try:
        plain_json(text)
    except JsonEditError:
        return None
    return Fix("fixing.plain_json", (PlainJson(flaw.spot.file),), {"file": flaw.spot.file})


def complete_page(facts: Facts, flaw: Flaw) -> Fix | None:
    """Give a page the files it misses; one that has none is taken off the list."""
    submission, route = facts.submission, str(flaw.values["page"])
    if not any(path.startswith(f"{route}.") for path in submission.present):
        return _without_page(submission, route)
    typed = "app.ts" in submission.present
    missing = [
        f"{name[:-3]}.ts" if typed and name.endswith(".js") else name
        for name in str(flaw.values["files"]).split(", ")
    ]
    if not submission.present.isdisjoint(missing):
        return None
    changes = tuple(NewFile(submission.project_path(name), _page_file(name)) for name in missing)
    return Fix("fixing.files_made", changes, {"files": ", ".join(missing)})


def _page_file(name: str) -> str:
    suffix = name.rpartition(".")[2]
    text = resources.path("units", f"page.{suffix}").read_text(encoding="utf-8")
    return text.replace("@name", name.rpartition("/")[2].partition(".")[0])


def _without_page(submission: Submission, route: str) -> Fix | None:
    listed = [(found, place) for found, place in submission.pages() if found == route]
    if route in _named(submission) or len(listed) == len(list(submission.pages())):
        return None
    file = submission.project_path(_APP)
    changes = tuple(
        DropItem(file, place[:-1], value)
        for _, place in listed
        for value in [_at(submission, place)]
    )
    return Fix("fixing.page_unlisted", changes, {"page": route})


def _named(submission: Submission) -> set[str]:
    """Return the pages that app.json names outside its lists of pages."""
    app = submission.app
    bar, rules = app.get("tabBar"), app.get("preloadRule")
    rows = bar.get("list") if isinstance(bar, dict) else ()
    named = {str(r.get("pagePath")).strip("/") for r in rows or () if isinstance(r, dict)}
    named |= set(rules) if isinstance(rules, dict) else set()
    return named | {str(app.get("entryPagePath") or "").strip("/")}


def listed_once(facts: Facts, flaw: Flaw) -> Fix | None:
    """Keep the first entry of a page."""
    submission, route = facts.submission, str(flaw.values["page"])
    places = [place for found, place in submission.pages() if found == route]
    first = _at(submission, places[0])
    file, changes = submission.project_path(_APP), list[Change]()
    for place in places[1:]:
        value = _at(submission, place)
        kept = int(place[:-1] == places[0][:-1] and value == first)
        change = DropItem(file, place[:-1], value, kept)
        changes += [change] if change not in changes else []
    return Fix("fixing.listed_once", tuple(changes), {"page": route})


def _at(submission: Submission, place: tuple[str | int, ...]) -> object:
    value: object = submission.app
    for key in place:
        value = value[key]  # type: ignore[index]
    return value


def sitemap(facts: Facts, flaw: Flaw) -> Fix | None:
    """Make a sitemap that says what holds without one: every page may be found."""
    file = str(flaw.values["file"])
    if ".." in file.split("/"):
        return None
    return Fix(
        "fixing.files_made",
        (NewFile(facts.submission.project_path(file), _SITEMAP),),
        {"files": file},
    )


def without_sitemap_page(facts: Facts, flaw: Flaw) -> Fix | None:
    """Take the rules of a page that does not exist out of the sitemap."""
    file, page = flaw.spot.file, str(flaw.values["page"])
    text = (facts.submission.root / file).read_text("utf-8-sig", errors="replace")
    rows = value_at(text, ("rules",))
    found: list[Change] = []
    for row in rows if isinstance(rows, list) else ():
        change = DropItem(file, ("rules",), row)
        if isinstance(row, dict) and row.get("page") == page and change not in found:
            found.append(change)
    return Fix("fixing.removed", tuple(found), {"value": page, "place": file}) if found else None
