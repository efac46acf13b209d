"""What the checks found as JSON and as SARIF 2.1.0, for other tools (no Qt)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.submit.report_run import run_document, summary_score
from ide.submit.rules import Facts, Rule, State, Status, Verdict
from ide.version import VERSION

SCHEMA = "minideck-preflight-1"
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.HINT: "note",
}
_KINDS = {State.HUMAN: "review", State.OPEN: "open", State.UNSEEN: "open", State.CLEAN: "pass"}


def result_of(verdicts: Sequence[Verdict]) -> str:
    """Return ``blocked`` when there is an error, else ``warnings`` or ``pass``."""
    found = {finding.severity for verdict in verdicts for finding in verdict.findings}
    if Severity.ERROR in found:
        return "blocked"
    return "warnings" if Severity.WARNING in found else "pass"


def document(facts: Facts, verdicts: Sequence[Verdict], name: str) -> dict[str, Any]:
    """Return the report as JSON; fields are added to it, never renamed."""
    submission = facts.submission
    counts = Counter(f.severity for verdict in verdicts for f in verdict.findings)
    return {
        "schema": SCHEMA,
        "tool": VERSION,
        "practice": tr("report.practice"),
        "project": {"name": name, "root": str(submission.root)},
        "result": result_of(verdicts),
        "summary": {
            **{str(severity): counts[severity] for severity in Severity},
            "score": summary_score(facts, verdicts),
        },
        "packages": [{"name": part.name, "bytes": part.size} for part in submission.parts],
        "checks": [_check(verdict) for verdict in verdicts],
        "findings": [
            _finding(verdict.rule, finding) for verdict in verdicts for finding in verdict.findings
        ],
        "apis": _apis(facts),
        **run_document(facts, verdicts),
    }


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
        "state": str(verdict.state),
        "findings": len(verdict.findings),
    }


def left_of(rule: Rule) -> str:
    """Return what a check that is built in part does not look at, '' for the others."""
    return tr(f"check_left.{rule.id}") if rule.status is Status.PART else ""


def _finding(rule: Rule, finding: Finding) -> dict[str, Any]:
    return {
        "check": rule.id,
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "message": finding.message,
        "fix": finding.hint,
        "basis": rule.basis,
    }


def _apis(facts: Facts) -> list[dict[str, Any]]:
    """Return every function of ``wx`` with the places that can call it."""
    places: dict[str, list[str]] = {}
    for use in facts.survey.uses if facts.survey is not None else ():
        if use.runs:
            places.setdefault(use.name, []).append(f"{use.spot.file}:{use.spot.line}")
    return [{"name": name, "places": found} for name, found in sorted(places.items())]


def sarif(verdicts: Sequence[Verdict], root: Path) -> dict[str, Any]:
    """Return the report as SARIF 2.1.0, places relative to the project's folder."""
    driver = {
        "name": "Minideck",
        "version": VERSION,
        "rules": [_rule(verdict.rule) for verdict in verdicts],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {"PROJECT": {"uri": root.resolve().as_uri() + "/"}},
        "results": [result for verdict in verdicts for result in _results(verdict)],
    }
    return {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": tr(f"check.{rule.id}")},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "basis": rule.basis,
            "method": str(rule.method),
            "status": str(rule.status),
        },
    }


def _results(verdict: Verdict) -> list[dict[str, Any]]:
    if not verdict.findings:
        kind = _KINDS[verdict.state]
        text = f"{tr(f'check.{verdict.rule.id}')}: {tr(f'check_state.{verdict.state}')}"
        return [
            {"ruleId": verdict.rule.id, "kind": kind, "level": "none", "message": {"text": text}}
        ]
    return [_result(verdict.rule, finding) for finding in verdict.findings]


def _result(rule: Rule, finding: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": rule.id,
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.hint}"},
        "properties": {"code": finding.code},
    }
    if finding.file:
        place: dict[str, Any] = {
            "artifactLocation": {"uri": quote(finding.file), "uriBaseId": "PROJECT"}
        }
        if finding.line:
            place["region"] = _region(finding)
        found["locations"] = [{"physicalLocation": place}]
    return found


def _region(finding: Finding) -> Mapping[str, int]:
    region = {"startLine": finding.line, "startColumn": max(1, finding.column)}
    if (finding.end_line, finding.end_column) > (finding.line, finding.column):
        region |= {"endLine": finding.end_line, "endColumn": finding.end_column}
    return region
