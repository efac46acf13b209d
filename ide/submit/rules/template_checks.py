"""Checks of what templates show (no Qt)."""

from __future__ import annotations

import re

from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.survey import Element, is_library

_TRUE = frozenset({"", "true", "{{true}}", "autoplay"})
_FALSE = frozenset({"{{false}}"})
_BINDING = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_EVENT = re.compile(r"(capture-)?(bind|catch|mut-bind)")
_TOUCHED = frozenset({"navigator", "button", "input", "textarea", "picker", "switch", "slider"})
_LEAST_TOUCHED = 2
_SHOWN_ATTRIBUTES = ("placeholder", "title", "label", "content")


def autoplay(facts: Facts) -> Flaws:
    """P19: media wait until somebody starts them."""
    for element in facts.surveyed.elements:
        if element.tag not in sought()["media"]["tags"] or "autoplay" not in element.attributes:
            continue
        value = (element.attributes["autoplay"] or "").replace(" ", "")
        if value in _FALSE or is_library(element.template):
            continue
        sure = value in _TRUE and "muted" not in element.attributes
        code = "autoplay" if sure else "autoplay-maybe"
        yield Flaw(code, element.spot, {"tag": element.tag})


def too_simple(facts: Facts) -> Flaws:
    """P21: there is more than one page, or something to do on it."""
    touched = sum(_is_touched(element) for element in facts.surveyed.elements)
    if len(facts.surveyed.pages) == 1 and touched < _LEAST_TOUCHED:
        yield Flaw("too-simple", facts.in_app("pages"))


def _is_touched(element: Element) -> bool:
    return element.tag in _TOUCHED or any(_EVENT.match(name) for name in element.attributes)


def words(facts: Facts) -> Flaws:
    """P22: words at which a reviewer stops."""
    patterns = [
        (topic, _pattern(word)) for topic, listed in sought()["words"].items() for word in listed
    ]
    shown = [(one.text, one.template, one.spot) for one in facts.surveyed.texts]
    for element in facts.surveyed.elements:
        values = [element.attributes.get(name) for name in _SHOWN_ATTRIBUTES]
        shown += [(value, element.template, element.spot) for value in values if value]
    for text, template, spot in shown:
        plain = _BINDING.sub(" ", text)
        for topic, pattern in patterns if not is_library(template) else ():
            found = pattern.search(plain)
            if found:
                yield Flaw("words-found", spot, {"words": found[0], "topic": topic})
                break


def _pattern(word: str) -> re.Pattern[str]:
    edge = r"\b" if word.isascii() else ""
    return re.compile(f"{edge}{re.escape(word)}{edge}", re.IGNORECASE)
