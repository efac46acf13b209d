"""Checks of sitemap.json: which pages may be found by search (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.submit.rules.known import sought

_DEFAULT = "sitemap.json"
_ALL = "*"
_VALUES = {
    "action": ("allow", "disallow"),
    "matching": ("exact", "inclusive", "exclusive", "partial"),
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SHOWN = 6

Row = tuple[int, Mapping[str, Any]]


def sitemap(facts: Facts) -> Flaws:
    """P38: there is a sitemap, and it can be understood."""
    file = _location(facts)
    if not facts.submission.app:
        return
    if file not in facts.submission.paths:
        path = ("sitemapLocation",) if "sitemapLocation" in facts.submission.app else ()
        yield Flaw("sitemap-missing", facts.in_json(APP, *path), {"file": file})
        return
    document = facts.submission.json(file)
    if not isinstance(document.value, Mapping) or not isinstance(document.value.get("rules"), list):
        yield Flaw("sitemap-form", facts.in_json(file))
        return
    routes = {route for route, _ in facts.submission.pages()}
    for number, row in enumerate(document.value["rules"]):
        yield from _row(facts, file, number, row, routes)


def _row(facts: Facts, file: str, number: int, row: object, routes: set[str]) -> Flaws:
    if not isinstance(row, Mapping) or not isinstance(row.get("page"), str):
        yield Flaw("sitemap-form", facts.in_json(file, "rules", number))
        return
    for key, allowed in _VALUES.items():
        if key in row and row[key] not in allowed:
            values = {"member": key, "value": row[key], "allowed": ", ".join(allowed)}
            yield Flaw("sitemap-value", facts.in_json(file, "rules", number, key), values)
    page = row["page"].strip("/")
    if page != _ALL and page not in routes:
        spot = facts.in_json(file, "rules", number, "page")
        yield Flaw("sitemap-page", spot, {"page": row["page"]})


def private_pages(facts: Facts) -> Flaws:
    """P38: pages with what belongs to one person are not found by search."""
    file = _location(facts)
    rules = list(_rules(facts, file))
    if not rules:
        return
    private = frozenset(sought()["private"]["words"])
    open_ = [
        route
        for route, _ in facts.submission.pages()
        if _words(route) & private and _is_allowed(route, rules)
    ]
    if open_:
        more = f" … ({len(open_)})" if len(open_) > _SHOWN else ""
        values = {"pages": ", ".join(open_[:_SHOWN]) + more}
        yield Flaw("sitemap-private", facts.in_json(file, "rules"), values)


def _location(facts: Facts) -> str:
    return str(facts.submission.app.get("sitemapLocation") or _DEFAULT).removeprefix("./")


def _rules(facts: Facts, file: str) -> Iterator[Row]:
    """Yield the rules in the order in which they are tried."""
    if file not in facts.submission.paths:
        return
    value = facts.submission.json(file).value
    listed = value.get("rules") if isinstance(value, Mapping) else None
    rows = enumerate(listed if isinstance(listed, list) else ())
    kept = [(number, row) for number, row in rows if isinstance(row, Mapping)]
    yield from sorted(kept, key=lambda one: (-_priority(one[1]), one[0]))


def _priority(row: Mapping[str, Any]) -> float:
    value = row.get("priority")
    return value if isinstance(value, int | float) else 0


def _is_allowed(route: str, rules: Sequence[Row]) -> bool:
    for _, row in rules:
        page = str(row.get("page", "")).strip("/")
        if page in (_ALL, route) and not row.get("params"):
            return bool(row.get("action", "allow") == "allow")
    return True


def _words(route: str) -> set[str]:
    """Return the words of a route's last two names."""
    names = route.split("/")[-2:]
    return {word.lower() for name in names for word in _WORD.findall(name)}
