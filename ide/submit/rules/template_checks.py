"""Checks of what templates show (no Qt)."""

from __future__ import annotations

import re

from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.survey import Element, is_library

_TRUE = frozenset({"", "true", "{{true}}", "autoplay"})
_FALSE = frozenset({"{{false}}"})
_EVENT = re.compile(r"(capture-)?(bind|catch|mut-bind)")
_TOUCHED = frozenset({"navigator", "button", "input", "textarea", "picker", "switch", "slider"})
_LEAST_TOUCHED = 2


def autoplay(facts: Facts) -> Flaws:
    """P19: media wait until somebody starts them."""
    for element in facts.surveyed.elements:
        if element.tag not in sought()["media"]["tags"] or "autoplay" not in element.attributes:
            continue
        value = (element.attributes["autoplay"] or "").replace(" ", "")
        if value in _FALSE or is_library(element.template):
            continue
        # What is bound may be empty on entry, so that nothing plays.
        bound = "{{" in (element.attributes.get("src") or "")
        sure = value in _TRUE and not bound and "muted" not in element.attributes
        code = "autoplay" if sure else "autoplay-maybe"
        yield Flaw(code, element.spot, {"tag": element.tag})


def too_simple(facts: Facts) -> Flaws:
    """P21: there is more than one page, or something to do on it."""
    touched = sum(_is_touched(element) for element in facts.surveyed.elements)
    if len(facts.surveyed.pages) == 1 and touched < _LEAST_TOUCHED:
        yield Flaw("too-simple", facts.in_app("pages"))


def _is_touched(element: Element) -> bool:
    return element.tag in _TOUCHED or any(_EVENT.match(name) for name in element.attributes)
