"""What two judges said of the findings in real mini-programs, each without the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.judging import APPS, SHEETS, agreement, read_sheet, sums

LEAST_ERRORS = 0.95
LEAST_WARNINGS = 0.9
LEAST_AGREEMENT = 0.9


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.stem)
def test_errors_are_right(file: Path) -> None:
    shares = {one.severity: one for one in sums(read_sheet(file))}
    assert shares["error"].judged > 0
    assert shares["error"].share >= LEAST_ERRORS
    assert shares["warning"].share >= LEAST_WARNINGS


def test_both_judged_the_same_findings_of_ten_apps_and_say_why() -> None:
    one, two = (read_sheet(file) for file in SHEETS)
    assert [row.finding for row in one] == [row.finding for row in two]
    assert {row.app for row in one} >= set(APPS) - {"wxapp-market"}
    assert all(row.why for row in (*one, *two))
    assert agreement(one, two) >= LEAST_AGREEMENT
