"""What a failed test leaves, from a real app; and an app that hangs, which costs one test only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ORCHARD = Path(__file__).parents[1] / "fixtures" / "orchard"

TESTS = """
import pytest
from ide.automation import expect

pytestmark = pytest.mark.minideck(page="pages/notes/notes")

def test_broken(page, minideck):
    page.q("#wait").tap()
    expect(page.locator("#left"), timeout=0).to_have_text("never")

@pytest.mark.minideck(timeout=3)
def test_hangs(page):
    page.q("#turn").tap()
    page.call_method("wait")

def test_complains(page, minideck):
    page.q("#complain").tap()
    page.wait_for(lambda: minideck.log.console())

def test_after(page):
    assert page.path == "pages/notes/notes"
"""


def test_failures_leave_a_report_and_the_rest_goes_on(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_notes=TESTS)
    project = os.path.relpath(ORCHARD, pytester.path)
    run = pytester.runpytest(
        "-p",
        "ide.testing.plugin",
        f"--minideck-project={project}",
        "--minideck-report=report.html",
        "--minideck-report-language=en",
    )
    run.assert_outcomes(passed=1, failed=3)
    run.stdout.fnmatch_lines(
        [
            "*Expected #left to have the text “never”*",
            "*the test was ended: it took longer than 3 s*",
            "*the app reported 1 error(s) that the test does not expect: the notes are full*",
        ]
    )
    page = pytester.path.joinpath("report.html").read_text("utf-8")
    assert page.count('<img src="data:image/png;base64,') >= 2
    assert "3 failed, 1 passed" in page
    assert "<code>Element.tap</code>" in page
    assert "&quot;left&quot;: " in page
    assert "The phone when the test failed" in page
