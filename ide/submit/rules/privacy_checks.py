"""Checks of personal data against the privacy guide, and of interfaces against the category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ide.i18n import catalogue, languages
from ide.submit.form import Form
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import privacy, sought
from ide.submit.rules.personal_data import Touch, touches
from ide.survey import Spot, Survey, is_library

_UNDECLARED = "privacy-undeclared"
_WITHDRAWN = "privacy-withdrawn"
"""By a function that gives no personal data any more."""


def personal_data(facts: Facts) -> Flaws:
    """P10: the privacy guide names what is used, and nothing else."""
    form = facts.form
    used = {name: _worst(rows) for name, rows in touches(facts.surveyed).items()}
    if form is None:
        for category, use in used.items():
            yield Flaw("privacy-data", use.spot, {"category": category, "by": use.by})
        return
    if form.privacy_api_not_use and used:
        first = next(iter(used.values()))
        values = {"field": "privacy_api_not_use", "by": first.by}
        yield Flaw("privacy-denied", first.spot, values)
    yield from _missing(form, used)
    if not facts.surveyed.unwritten:
        yield from _needless(form, used)


def _worst(rows: Sequence[Touch]) -> Touch:
    """Return the first that really gives personal data, or the first of all."""
    old = sought()["withdrawn"]
    return next((row for row in rows if row.by.removeprefix("wx.") not in old), rows[0])


def _missing(form: Form, used: Mapping[str, Touch]) -> Flaws:
    purposes = {category_of(row.category): row.purpose.strip() for row in form.privacy}
    for category, use in used.items():
        values = {"field": f"privacy.{category}", "category": category, "by": use.by}
        if category not in purposes:
            withdrawn = use.by.removeprefix("wx.") in sought()["withdrawn"]
            yield Flaw(_WITHDRAWN if withdrawn else _UNDECLARED, use.spot, values)
        elif not purposes[category]:
            yield Flaw("privacy-without-purpose", values=values)


def _needless(form: Form, used: Mapping[str, Touch]) -> Flaws:
    for row in form.privacy:
        category = category_of(row.category)
        values = {"field": f"privacy.{category or row.category}", "category": category}
        if not category and row.category.strip():
            yield Flaw("privacy-unknown", values={**values, "category": row.category})
        elif category and category not in used:
            yield Flaw("privacy-unused", values=values)


def category_of(text: str) -> str:
    """Return the category a text names: by its id, or as one of the languages calls it."""
    return _categories().get(text.strip().casefold(), "")


@cache
def _categories() -> Mapping[str, str]:
    names = {name: name for name in privacy()["categories"]}
    for language in languages():
        texts = catalogue(language)
        for name in privacy()["categories"]:
            names[texts[f"personal_data.{name}"].casefold()] = name
    return names


def limited(facts: Facts) -> Flaws:
    """P12: what only certain service categories may use."""
    chosen = _chosen(facts)
    for kind, look in sought()["category"].items():
        for what, spot in _limited(facts.surveyed, look):
            if not chosen:
                yield Flaw("category-limited", spot, {"what": what})
                continue
            answers = {_admits(look["open"], first, second) for first, second in chosen}
            first, second = chosen[0]
            values = {"what": what, "category": f"{first} › {second}" if second else first}
            if kind == "location" and answers == {False}:
                yield Flaw("category-refused", spot, {**values, "field": "items.0.first_class"})
            elif True not in answers:
                yield Flaw("category-doubtful", spot, {**values, "field": "items.0.first_class"})


def _chosen(facts: Facts) -> list[tuple[str, str]]:
    items = facts.form.items if facts.form is not None else ()
    return [(item.first_class, item.second_class) for item in items if item.first_class.strip()]


def _limited(survey: Survey, look: Mapping[str, list[str]]) -> Iterable[tuple[str, Spot]]:
    found: dict[str, Spot] = {}
    for use in survey.uses:
        if use.runs and use.name in look.get("apis", ()):
            found.setdefault(f"wx.{use.name}", use.spot)
    for element in survey.elements:
        if element.tag in look.get("tags", ()) and not is_library(element.template):
            found.setdefault(f"<{element.tag}>", element.spot)
    return found.items()


def _admits(opened: Mapping[str, list[str]], first: str, second: str) -> bool | None:
    """Whether a category may use it; None for a name that WeChat does not have, or not so."""
    plain = _plain(first)
    listed = next((seconds for name, seconds in opened.items() if _plain(name) == plain), None)
    if listed is not None:
        fits = not listed or any(_plain(second) == _plain(name) for name in listed)
        return True if fits else None
    known = {_plain(name) for name in sought()["classes"]["known"]}
    return False if plain in known else None


def _plain(name: str) -> str:
    """A category's name without what its editions differ in."""
    name = "".join(name.split()).casefold()
    for ending in ("服务", "平台", "业"):
        name = name.removesuffix(ending)
    return name
