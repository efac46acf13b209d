"""Checks of style sheets: rules that no element of the app can match (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ide.submit.rules.class_names import Names, names_at_run_time, names_by_template
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.submit.rules.reach import reach
from ide.submit.rules.weight_checks import kilobytes
from ide.survey import StyleRule, Survey, is_library

_MOST_BYTES = 2 * 1024
"""What the experience audit of the platform's tool allows."""
_SHOWN = 5
_ALWAYS = frozenset({"page", "*"})
_SHARING = frozenset({"styleIsolation", "addGlobalClass"})


def unmatched(facts: Facts) -> Flaws:
    """P08: a style sheet has few rules that match nothing."""
    survey = facts.surveyed
    templates, made = names_by_template(facts), names_at_run_time(facts)
    inside = re.compile(sought()["styles"]["inside"])
    markup = frozenset(sought()["styles"]["markup"])
    sheets: dict[str, list[StyleRule]] = {}
    for rule in survey.style_rules:
        sheets.setdefault(rule.sheet, []).append(rule)
    scopes = _scopes(survey)
    for sheet, rules in sheets.items():
        names = Names()
        names.add(made, *(templates[path] for path in scopes.get(sheet, ()) if path in templates))
        if is_library(sheet) or sheet not in scopes or names.tags & markup:
            continue
        idle = [rule for rule in rules if not _may_match(rule, names, inside)]
        size = sum(rule.bytes for rule in idle)
        if size > _MOST_BYTES:
            values = {
                "size": kilobytes(size),
                "total": kilobytes(sum(rule.bytes for rule in rules)),
                "count": len(idle),
                "names": ", ".join(rule.text for rule in idle[:_SHOWN]),
            }
            yield Flaw("style-unmatched", idle[0].spot, values)


def _may_match(rule: StyleRule, names: Names, inside: re.Pattern[str]) -> bool:
    return any(
        all(inside.fullmatch(name) or names.may_have(name) for name in needs["classes"])
        and all(names.may_have(name) for name in needs["ids"])
        and all(tag in names.tags or tag in _ALWAYS for tag in needs["tags"])
        for needs in rule.needs
    )


def _scopes(survey: Survey) -> Mapping[str, set[str]]:
    """Return the templates whose elements the rules of each style sheet may match.

    A page's rules reach into components that allow it, so those below it count as well; the rules
    of the app, and of components that share theirs, may match anywhere.
    """
    every = set(survey.data["templates"])
    scopes: dict[str, set[str]] = {}
    for root in survey.data["roots"]["styles"]:
        for sheet in reach(survey, "styles", [root]):
            scopes.setdefault(sheet, set()).update(every)
    for path, row in survey.components.items():
        if row["style"]:
            shared = "styleIsolation" in row["json"] or _shares(survey, row["script"])
            matched = every if shared else _templates(survey, path)
            for sheet in reach(survey, "styles", [row["style"]]):
                scopes.setdefault(sheet, set()).update(matched)
    return scopes


def _shares(survey: Survey, script: str | None) -> bool:
    members = survey.members.get(script or "")
    return members is not None and bool(members.keys & _SHARING)


def _templates(survey: Survey, component: str) -> set[str]:
    """Return all templates of a component and of those below it."""
    rows = [survey.components[path] for path in reach(survey, "components", [component])]
    return set(reach(survey, "templates", [row["template"] for row in rows]))
