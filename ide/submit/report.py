"""What the checks found as JSON, for other tools and for the page (no Qt)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ide.finding import Finding, Severity
from ide.i18n import OURS, catalogue, tr, translator
from ide.submit import report_parts
from ide.submit.fixes import Plan, plan, reader
from ide.submit.report_run import run_document, summary_score
from ide.submit.review_rules import rule_book
from ide.submit.rules import Facts, Rule, Status, Verdict, worded
from ide.version import VERSION

SCHEMA = "minideck-preflight-1"
_Words = Mapping[str, str]


def result_of(verdicts: Sequence[Verdict]) -> str:
    """Return ``blocked`` when there is an error, else ``warnings`` or ``pass``."""
    found = {finding.severity for verdict in verdicts for finding in verdict.findings}
    if Severity.ERROR in found:
        return "blocked"
    return "warnings" if Severity.WARNING in found else "pass"


def document(
    facts: Facts, verdicts: Sequence[Verdict], name: str, *, created: str = ""
) -> dict[str, Any]:
    """Return the report as JSON; fields are added to it, never renamed.

    Texts are in the language in use; ``messages``, ``hints`` and ``title`` of a change have all of
    ours. Paths count from the project's folder. ``created``: when, in ISO 8601.
    """
    submission = facts.submission
    counts = Counter(f.severity for verdict in verdicts for f in verdict.findings)
    rows = [(verdict.rule, finding) for verdict in verdicts for finding in verdict.findings]
    return {
        "schema": SCHEMA,
        "tool": VERSION,
        "language": translator.code,
        "created": created,
        "practice": tr("report.practice"),
        "project": {
            "name": name,
            "root": submission.root.name,
            "appid": str(submission.config.get("appid") or ""),
            "version": facts.form.version if facts.form is not None else "",
        },
        "result": result_of(verdicts),
        "summary": {
            **{str(severity): counts[severity] for severity in Severity},
            "score": summary_score(facts, verdicts),
        },
        "packages": report_parts.packages(submission),
        "total": report_parts.total(submission),
        "checks": [_check(verdict) for verdict in verdicts],
        "findings": [_finding(facts, rule, finding) for rule, finding in rows],
        "privacy": report_parts.personal_data(facts),
        "apis": report_parts.apis(facts),
        "domains": report_parts.servers(facts),
        **run_document(facts, verdicts),
    }


def in_all_languages(say: Callable[[], str]) -> _Words:
    """Return what ``say`` says in each of our languages."""
    words = {}
    for code in sorted(OURS):
        with translator.speaking(code):
            words[code] = say()
    return words


def has_texts(finding: Finding) -> bool:
    """Whether a finding can be said in every language; the compiler's have their own words."""
    return f"rule.{finding.code}" in catalogue("en")


def left_of(rule: Rule) -> str:
    """Return what a check that is built in part does not look at, '' for the others."""
    return tr(f"check_left.{rule.id}") if rule.status is Status.PART else ""


def steps_of(facts: Facts, finding: Finding) -> Plan | None:
    """Return what the fix of a finding does to the files, None when it has none that fits."""
    if finding.fix is None:
        return None
    steps = plan([finding.fix], reader(facts.submission.root))
    return steps if steps.files else None


def _check(verdict: Verdict) -> dict[str, Any]:
    rule = verdict.rule
    return {
        "id": rule.id,
        "title": tr(f"check.{rule.id}"),
        "severity": str(rule.severity),
        "method": str(rule.method),
        "status": str(rule.status),
        "left": left_of(rule),
        "basis": rule.basis,
        "rules": [one.number for one in rule_book().answered_by(rule.id)],
        "state": str(verdict.state),
        "findings": len(verdict.findings),
    }


def _finding(facts: Facts, rule: Rule, finding: Finding) -> dict[str, Any]:
    ours = has_texts(finding)
    return {
        "check": rule.id,
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "field": finding.field,
        "message": finding.message,
        "messages": in_all_languages(
            lambda: worded(finding.code, finding.values)[0] if ours else finding.message
        ),
        "values": {name: str(value) for name, value in finding.values.items()},
        "fix": finding.hint,
        "hints": in_all_languages(
            lambda: worded(finding.code, finding.values)[1] if ours else finding.hint
        ),
        "change": _change(facts, finding),
        "basis": rule.basis,
    }


def _change(facts: Facts, finding: Finding) -> dict[str, Any] | None:
    """Return what one click would change: the words for it, exact edits, the difference."""
    steps, fix = steps_of(facts, finding), finding.fix
    if steps is None or fix is None:
        return None
    return {
        "title": in_all_languages(lambda: tr(fix.title, **fix.values)),
        "files": [
            {
                "file": change.file,
                "new": change.before is None,
                "edits": [
                    {
                        "line": edit.line,
                        "column": edit.column,
                        "end_line": edit.end_line,
                        "end_column": edit.end_column,
                        "text": edit.text,
                    }
                    for edit in change.edits
                ],
            }
            for change in steps.files
        ],
        "diff": steps.diff,
    }
