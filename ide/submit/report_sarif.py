"""What the checks found as SARIF 2.1.0, for editors and code hosts (no Qt)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from ide.finding import Finding, Severity
from ide.fix import Fix
from ide.i18n import tr, translator
from ide.submit.fixes import FileChange, TextEdit
from ide.submit.report import has_texts, left_of, steps_of
from ide.submit.review_rules import rule_book
from ide.submit.rules import Facts, Rule, State, Verdict
from ide.version import VERSION

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.HINT: "note",
}
_KINDS = {State.HUMAN: "review", State.OPEN: "open", State.UNSEEN: "open", State.CLEAN: "pass"}
_BASE = "PROJECT"
_FINGERPRINT = "minideckFinding/v1"
_START = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}

Json = dict[str, Any]


def sarif(facts: Facts, verdicts: Sequence[Verdict]) -> Json:
    """Return the report as SARIF; places count from the project's folder, which is not named."""
    places = {verdict.rule.id: number for number, verdict in enumerate(verdicts)}
    run = {
        "tool": {
            "driver": {
                "name": "Minideck",
                "version": VERSION,
                "rules": [_rule(verdict.rule) for verdict in verdicts],
            }
        },
        "language": translator.code,
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {_BASE: {"description": {"text": tr("report.root")}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [
            {**result, "ruleIndex": places[result["ruleId"]]}
            for result in _results(facts, verdicts)
        ],
    }
    return {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> Json:
    answered = rule_book().answered_by(rule.id)
    said = [f"{one.number} {one.said(translator.code)}" for one in answered]
    left = left_of(rule)
    parts = [f"{tr(f'check.{rule.id}')}.", f"{tr('report.basis')}: {rule.basis}."]
    parts += [f"{tr('check_state.without', left=left)}."] if left else []
    parts += [f"{tr('report.answers')}: {'; '.join(said)}."] if said else []
    row: Json = {
        "id": rule.id,
        "name": f"Check{rule.id}",
        "shortDescription": {"text": tr(f"check.{rule.id}")},
        "fullDescription": {"text": " ".join(parts[:2])},
        "help": {"text": "\n".join(parts)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "basis": rule.basis,
            "method": str(rule.method),
            "status": str(rule.status),
            "tags": [one.number for one in answered],
        },
    }
    if answered:
        row["helpUri"] = rule_book().groups[answered[0].group].url
    return row


def _results(facts: Facts, verdicts: Sequence[Verdict]) -> Iterator[Json]:
    seen: Counter[str] = Counter()
    for verdict in verdicts:
        if not verdict.findings:
            yield _without_finding(verdict)
        for finding in verdict.findings:
            same = _sameness(verdict.rule, finding)
            seen[same] += 1
            yield _result(facts, verdict.rule, finding, f"{same}/{seen[same]}")


def _without_finding(verdict: Verdict) -> Json:
    text = f"{tr(f'check.{verdict.rule.id}')}: {tr(f'check_state.{verdict.state}')}"
    return {
        "ruleId": verdict.rule.id,
        "kind": _KINDS[verdict.state],
        "level": "none",
        "message": {"text": text},
    }


def _result(facts: Facts, rule: Rule, finding: Finding, fingerprint: str) -> Json:
    found: Json = {
        "ruleId": rule.id,
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.hint}"},
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "properties": {"code": finding.code},
    }
    if finding.file:
        place: Json = {"artifactLocation": _artifact(finding.file)}
        if finding.line:
            place["region"] = _region(finding)
        found["locations"] = [{"physicalLocation": place}]
    steps = steps_of(facts, finding)
    if steps is not None and finding.fix is not None:
        found["fixes"] = [_fix(finding.fix, steps.files)]
    return found


def _sameness(rule: Rule, finding: Finding) -> str:
    """Return what stays when lines move and when the language is another one."""
    values = {name: str(value) for name, value in finding.values.items()}
    said = "" if has_texts(finding) else finding.message
    told = json.dumps([rule.id, finding.code, finding.file, values, said], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _fix(fix: Fix, files: Sequence[FileChange]) -> Json:
    return {
        "description": {"text": tr(fix.title, **fix.values)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(change.file),
                "replacements": [_replacement(change, edit) for edit in change.edits],
            }
            for change in files
        ],
    }


def _replacement(change: FileChange, edit: TextEdit) -> Json:
    gone = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    return {
        "deletedRegion": _START if change.before is None else gone,
        "insertedContent": {"text": edit.text},
    }


def _artifact(file: str) -> Json:
    return {"uri": quote(file), "uriBaseId": _BASE}


def _region(finding: Finding) -> Json:
    region = {"startLine": finding.line, "startColumn": max(1, finding.column)}
    end = (finding.end_line, finding.end_column)
    if end > (finding.line, finding.column):
        region |= {"endLine": finding.end_line, "endColumn": finding.end_column}
    return region
