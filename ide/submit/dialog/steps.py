"""The steps of a submission in their order, and which step a finding belongs to (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from ide.finding import Finding, Severity
from ide.submit.form import EMPTY, Form
from ide.submit.rules import Verdict


class Step(StrEnum):
    """A page of the dialog."""

    VERSION = "version"
    BASIC = "basic"
    ITEMS = "items"
    PRIVACY = "privacy"
    ACCOUNT = "account"
    CONTENT = "content"
    MEDIA = "media"
    SIZES = "sizes"
    CHECKS = "checks"
    PACKAGE = "package"


_OF_ENTRY = {
    "version": Step.VERSION,
    "desc": Step.VERSION,
    "basic": Step.BASIC,
    "items": Step.ITEMS,
    "order_path": Step.ITEMS,
    "privacy": Step.PRIVACY,
    "privacy_api_not_use": Step.PRIVACY,
    "test_account": Step.ACCOUNT,
    "notes": Step.ACCOUNT,
    "feedback": Step.ACCOUNT,
    "ugc": Step.CONTENT,
    "media": Step.MEDIA,
}
"""By the first part of the entry's name in form.json."""
_ENTRIES = {
    Step.ITEMS: ("items", "order_path"),
    Step.PRIVACY: ("privacy", "privacy_api_not_use"),
    Step.ACCOUNT: ("test_account", "notes", "feedback"),
    Step.CONTENT: ("ugc",),
    Step.MEDIA: ("media",),
}
"""What of the form stands on the pages that may stay empty."""
_OF_RULE = {
    "P03": Step.SIZES,
    "P04": Step.SIZES,
    "P10": Step.PRIVACY,
    "P12": Step.ITEMS,
    "P23": Step.ACCOUNT,
    "P25": Step.CONTENT,
}
"""For findings that name no entry."""


def step_of(rule: str, finding: Finding) -> Step:
    """Return where a finding is mended; what is mended in the code stands in the checklist."""
    entry = finding.field.partition(".")[0]
    return _OF_ENTRY.get(entry) or _OF_RULE.get(rule, Step.CHECKS)


def by_step(verdicts: Iterable[Verdict]) -> Mapping[Step, list[Finding]]:
    """Return the findings of each step, the worst first; the checklist has them all."""
    found: dict[Step, list[Finding]] = {step: [] for step in Step}
    for verdict in verdicts:
        for finding in verdict.findings:
            step = step_of(verdict.rule.id, finding)
            found[step].append(finding)
            if step is not Step.CHECKS:
                found[Step.CHECKS].append(finding)
    order = list(Severity)
    for rows in found.values():
        rows.sort(key=lambda row: order.index(row.severity))
    return found


def is_empty(step: Step, form: Form) -> bool:
    """Whether nothing is entered on a page; pages without entries are never empty."""
    names = _ENTRIES.get(step, ())
    return bool(names) and all(getattr(form, name) == getattr(EMPTY, name) for name in names)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity, None when there is nothing."""
    order = list(Severity)
    return min((row.severity for row in findings), key=order.index, default=None)
