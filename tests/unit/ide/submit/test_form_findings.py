"""A finding about the form says which entry it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.submit.form import Form
from ide.submit.project_facts import Submission
from ide.submit.rules import Facts, verdicts

CASES = [
    (Form("1.2", "Adds a menu"), "version"),
    (Form("1.0.0", "Adds a menu", "1.0.1"), "version"),
    (Form("1.0.0", ""), "desc"),
    (Form("1.0.0", "Update"), "desc"),
]


@pytest.mark.parametrize(("form", "field"), CASES)
def test_it_names_the_entry(tmp_path: Path, form: Form, field: str) -> None:
    submission = Submission(tmp_path, tmp_path, {}, form)
    found = [
        finding
        for verdict in verdicts(Facts(submission, None, form))
        if verdict.rule.id == "P39"
        for finding in verdict.findings
    ]
    assert [finding.field for finding in found] == [field]
