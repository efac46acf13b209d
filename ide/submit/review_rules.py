"""The rules by which submissions are sent back, in our own words (resources/review, no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from ide.finding import Severity
from ide.i18n import FALLBACK
from ide.submit.rules import Method

LANGUAGES = ("en", "zh", "de")


@dataclass(frozen=True)
class RuleGroup:
    """Rules of one document of the platform: its name by language, the day we read it, where."""

    name: str
    title: Mapping[str, str]
    date: str
    url: str


@dataclass(frozen=True)
class ReviewRule:
    """A rule; ``title``, ``advice`` and ``example`` by language."""

    number: str
    group: str
    severity: Severity
    method: Method
    checks: tuple[str, ...]
    """Our checks that answer it, in full or in part."""
    parts: str
    """Numbers below it that are not listed apart, as ``5.1.1–5.1.9``."""
    title: Mapping[str, str]
    advice: Mapping[str, str]
    example: Mapping[str, str]

    def said(self, language: str) -> str:
        """Return its title in a language, else in English."""
        return self.title.get(language) or self.title[FALLBACK]


@dataclass(frozen=True)
class RuleBook:
    """All rules in their order, and the documents they are of."""

    groups: Mapping[str, RuleGroup]
    rules: Mapping[str, ReviewRule]

    def answered_by(self, check: str) -> tuple[ReviewRule, ...]:
        """Return the rules that one of our checks answers."""
        return tuple(rule for rule in self.rules.values() if check in rule.checks)


@cache
def rule_book() -> RuleBook:
    """Return the rules that come with the program."""
    data = tomllib.loads(resources.path("review", "rules.toml").read_text(encoding="utf-8"))
    groups = {
        name: RuleGroup(name, {code: row[code] for code in LANGUAGES}, row["date"], row["url"])
        for name, row in data["groups"].items()
    }
    return RuleBook(groups, {number: _rule(number, row) for number, row in data["rules"].items()})


def _rule(number: str, row: Mapping[str, Any]) -> ReviewRule:
    title, advice, example = ({code: row[code][place] for code in LANGUAGES} for place in range(3))
    return ReviewRule(
        number,
        row["group"],
        Severity(row["severity"]),
        Method(row["method"]),
        tuple(row["checks"]),
        row.get("parts", ""),
        title,
        advice,
        example,
    )
