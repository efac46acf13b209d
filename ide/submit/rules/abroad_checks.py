"""Checks of who is shut out: foreign phone numbers, passports, other languages (no Qt)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable

from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.survey import Spot, is_library

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_SPOKEN = 30
"""So many Chinese texts make an app whose language a foreigner has to be helped with."""
_TRANSLATED = frozenset({"onUserTriggerTranslation", "offUserTriggerTranslation"})
_SHOWN = 60


def phone_numbers(facts: Facts) -> Flaws:
    """P40: phone numbers from abroad are taken as well."""
    look = sought()["abroad"]
    if _is_said(facts, look["dialling"]):
        return
    for text, spot in _patterns(facts, look["home_numbers"], look["foreign_numbers"]):
        yield Flaw("phone-mainland-only", spot, {"pattern": text})
    asks = re.compile(look["asks_number"])
    for element in facts.surveyed.elements:
        short = element.tag == "input" and element.attributes.get("maxlength") == "11"
        asked = asks.search(element.attributes.get("placeholder") or "")
        if short and asked and not is_library(element.template):
            spot = element.spots["maxlength"]
            yield Flaw("phone-mainland-only", spot, {"pattern": 'maxlength="11"'})


def identity(facts: Facts) -> Flaws:
    """P40: people may identify themselves with a passport."""
    look = sought()["abroad"]
    if _is_said(facts, look["passport"]):
        return
    for text, spot in _patterns(facts, look["home_identities"], look["foreign_identities"]):
        yield Flaw("id-card-only", spot, {"pattern": text})
    for element in facts.surveyed.elements:
        home = element.tag == "input" and element.attributes.get("type") == "idcard"
        if home and not is_library(element.template):
            yield Flaw("id-card-only", element.spots["type"], {"pattern": 'type="idcard"'})


def translation(facts: Facts) -> Flaws:
    """P40: an app full of Chinese can be read by people who do not read it."""
    survey, look = facts.surveyed, sought()["abroad"]
    spoken = {
        one.text
        for one in survey.texts
        if not is_library(one.template) and _CHINESE.search(one.text)
    }
    known = re.compile(look["translated"])
    translated = bool(_TRANSLATED & survey.names) or any(
        known.search(path) for path in survey.data["scripts"]
    )
    if len(spoken) >= _SPOKEN and not translated and not _is_said(facts, look["languages"]):
        yield Flaw("translation-unready", facts.in_json(APP), {"count": len(spoken)})


def _patterns(facts: Facts, home: list[str], foreign: list[str]) -> list[tuple[str, Spot]]:
    """Return the patterns that take what is written at home and refuse all from abroad."""
    found = []
    for pattern in facts.surveyed.patterns:
        takes = None if is_library(pattern.script) else _matcher(pattern.text)
        if takes and all(map(takes, home)) and not any(map(takes, foreign)):
            found.append((pattern.text[:_SHOWN], pattern.spot))
    return found


def _matcher(pattern: str) -> Callable[[str], bool] | None:
    """Return what a pattern of JavaScript matches; None where Python reads it otherwise."""
    try:
        with (
            warnings.catch_warnings()
        ):  # what JavaScript allows and Python may read otherwise one day
            warnings.simplefilter("ignore", FutureWarning)
            compiled = re.compile(pattern)
    except (re.error, OverflowError):
        return None
    return lambda text: compiled.search(text) is not None


def _is_said(facts: Facts, pattern: str) -> bool:
    """Whether anything in scripts or templates holds words of a pattern."""
    survey, look = facts.surveyed, re.compile(pattern)
    said = (
        *survey.words,
        *(one.text for one in survey.strings),
        *(one.text for one in survey.shown),
        *(one.text for one in survey.texts),
        *(name for row in survey.members.values() for name in (*row.keys, *row.assigned)),
        *(value for one in survey.elements for value in one.attributes.values() if value),
    )
    return any(look.search(text) for text in said)
