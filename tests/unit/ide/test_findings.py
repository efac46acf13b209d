"""The newer word about a file counts, be it of a check or of a build."""

from __future__ import annotations

from ide.finding import Finding, Severity
from ide.project.findings import KnownFindings


def finding(file: str, message: str) -> Finding:
    return Finding(Severity.ERROR, message, file, 1, 1)


def test_a_build_replaces_what_a_check_said_of_its_files() -> None:
    known = KnownFindings()
    known.take_check([finding("a.wxml", "old"), finding("b.wxml", "other")])
    known.take_build(["a.wxml"], [])
    assert known.all == [finding("b.wxml", "other")]


def test_a_build_may_find_something_in_a_file_that_was_not_edited() -> None:
    known = KnownFindings()
    known.take_build(["a.wxml"], [finding("parts.wxml", "broken")])
    assert known.all == [finding("parts.wxml", "broken")]


def test_a_check_replaces_everything() -> None:
    known = KnownFindings()
    known.take_build(["a.wxml"], [finding("a.wxml", "broken")])
    known.take_check([])
    assert known.all == []
