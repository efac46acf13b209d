"""Checks of the functions of ``wx`` that a project calls, and how (no Qt)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ide.submit.project_facts import limit
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import apis, privacy, scope_of, sought
from ide.survey import ApiUse, is_library

_LOCATING = ("getLocation", "getFuzzyLocation", "startLocationUpdate")
"""Functions that fail unless app.json says what the place is for."""


def deprecated(facts: Facts) -> Flaws:
    """P09: functions with a successor, unless the script uses that too and this as a fallback."""
    named: dict[str, set[str]] = {}
    for use in facts.surveyed.uses:
        named.setdefault(use.script, set()).add(use.name)
    told: set[tuple[str, str]] = set()
    for use in facts.surveyed.uses:
        row = apis().get(use.name, {})
        withdrawn = sought()["withdrawn"].get(use.name)
        dated = row.get("deprecated") or row.get("deprecatedSince") or row.get("replacedBy")
        better = [name.removeprefix("wx.") for name in row.get("replacedBy") or ()]
        fallback = not named[use.script].isdisjoint(better)
        key = (use.name, use.script)
        old = withdrawn or dated
        if old and use.runs and not fallback and not is_library(use.script) and key not in told:
            told.add(key)
            values = {"api": use.name, "better": withdrawn or ", ".join(better) or "–"}
            yield Flaw("api-deprecated", use.spot, values)


def location(facts: Facts) -> Flaws:
    """P11: location functions are declared, the two precisions exclude each other."""
    declared = _strings(facts.submission.app.get("requiredPrivateInfos"))
    private = privacy()["declared"]["private"]
    for use in _firsts(facts.surveyed.uses, private):
        if use.name not in declared:
            yield Flaw("location-undeclared", use.spot, {"api": use.name})
    if {"getLocation", "getFuzzyLocation"} <= set(declared):
        yield Flaw("location-both", facts.in_app("requiredPrivateInfos"))
    unwritten = "*" in facts.surveyed.names
    for number, name in enumerate(declared):
        if name in private and name not in facts.surveyed.names and not unwritten:
            spot = facts.in_app("requiredPrivateInfos", number)
            yield Flaw("private-info-unused", spot, {"api": name})


def purposes(facts: Facts) -> Flaws:
    """P11: app.json says what a place is for."""
    permission = facts.submission.app.get("permission")
    rows = permission if isinstance(permission, dict) else {}
    for use in _firsts(facts.surveyed.uses, _LOCATING):
        scope = scope_of(use.name)
        row = rows.get(scope)
        if not (isinstance(row, dict) and str(row.get("desc", "")).strip()):
            values = {"api": use.name, "scope": scope}
            yield Flaw("permission-text-missing", facts.in_app("permission"), values)


def purpose_lengths(facts: Facts) -> Flaws:
    """P11: a purpose is short."""
    permission, most = facts.submission.app.get("permission"), limit("permission.desc")
    for scope, row in permission.items() if isinstance(permission, dict) else ():
        if isinstance(row, dict) and len(str(row.get("desc", ""))) > most:
            values = {"scope": scope, "limit": most}
            yield Flaw("permission-text-long", facts.in_app("permission", scope, "desc"), values)


def background(facts: Facts) -> Flaws:
    """P13: what goes on in the background is declared."""
    declared = _strings(facts.submission.app.get("requiredBackgroundModes"))
    modes = sought()["background"]
    for use in _firsts(facts.surveyed.uses, modes):
        if modes[use.name] not in declared:
            values = {"api": use.name, "mode": modes[use.name]}
            yield Flaw("background-mode-missing", use.spot, values)


def _firsts(uses: Iterable[ApiUse], names: Collection[str]) -> Iterable[ApiUse]:
    """Return the first place where each function can be called from."""
    found: dict[str, ApiUse] = {}
    for use in uses:
        if use.runs and use.name in names:
            found.setdefault(use.name, use)
    return found.values()


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
