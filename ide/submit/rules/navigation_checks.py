"""Checks of the ways through an app: every page is reached, and in few taps (no Qt)."""

from __future__ import annotations

from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.navigation import Navigation
from ide.survey import Spot

_MOST_TAPS = 2
"""Rule 3.1.2: so many from the first page to every service."""
_SHOWN = 6


def unreachable(facts: Facts) -> Flaws:
    """P20: something leads to every page."""
    navigation = Navigation(facts)
    code = "page-unnamed" if navigation.is_open() else "page-unreachable"
    for route, place in facts.submission.pages():
        if route in navigation.leads and route not in navigation.taps:
            yield Flaw(code, facts.in_app(*place), {"page": route})


def distances(facts: Facts) -> Flaws:
    """P20: pages are two taps from the first one; above all those that are shown to reviewers."""
    navigation = Navigation(facts)
    if navigation.is_open(_MOST_TAPS - 1):
        return
    items = facts.form.items if facts.form is not None else ()
    submitted = {item.address.partition("?")[0].strip("/") for item in items}
    far = [route for route, taps in navigation.taps.items() if taps > _MOST_TAPS]
    for number, item in enumerate(items):
        route = item.address.partition("?")[0].strip("/")
        if route in far:
            values = {"page": route, "taps": navigation.taps[route], "field": f"items.{number}"}
            yield Flaw("item-far", Spot(), values)
    others = [route for route in far if route not in submitted]
    if others:
        more = " …" if len(others) > _SHOWN else ""
        values = {"count": len(others), "pages": ", ".join(others[:_SHOWN]) + more}
        yield Flaw("pages-far", facts.in_app("pages"), values)
