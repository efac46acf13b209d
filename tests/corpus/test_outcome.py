"""The page about real apps tells what the reports of a run tell."""

from __future__ import annotations

from tests.corpus import test_window
from tests.corpus.outcome import JOURNEYS, Outcome, markdown, read

MARGIN = "test_a_breakpoint_in_the_margin_is_hit"
FIRST = f"""<testsuites><testsuite>
<testcase classname="tests.corpus.test_window" name="{MARGIN}[cinema]">
<properties><property name="script" value="pages/home/home.ts" /></properties></testcase>
<testcase classname="tests.corpus.test_window" name="test_the_language_changes[cinema]">
<failure message="no">here</failure></testcase>
<testcase classname="tests.corpus.test_window" name="test_another_thing[cinema]" />
</testsuite></testsuites>"""
SECOND = """<testsuites><testsuite>
<testcase classname="tests.corpus.test_window" name="test_the_language_changes[cinema]" />
<testcase classname="tests.corpus.test_window" name="test_it_opens_on_twenty_phones[cinema]">
<skipped type="pytest.skip" message="has no page">there</skipped></testcase>
</testsuite></testsuites>"""


def test_every_journey_has_a_column() -> None:
    assert set(JOURNEYS) == {name for name in vars(test_window) if name.startswith("test_")}


def test_a_later_report_replaces_an_earlier_one() -> None:
    assert read([FIRST])["cinema", "test_the_language_changes"] == Outcome("failed")
    assert read([FIRST, SECOND]) == {
        ("cinema", MARGIN): Outcome("passed", script="pages/home/home.ts"),
        ("cinema", "test_the_language_changes"): Outcome("passed"),
        ("cinema", "test_it_opens_on_twenty_phones"): Outcome("skipped", reason="has no page"),
    }


def test_the_page_counts_and_has_a_row_for_each_app_that_ran() -> None:
    origin = {"repo": "someone/somewhere", "commit": "0123456789abcdef"}
    page = markdown(read([FIRST, SECOND]), {"cinema": origin, "opera": origin}, "abc1234")
    assert "1 public mini-programs at commit abc1234: 2 passed, 1 skipped, 0 failed." in page
    assert page.splitlines()[-1] == (
        "| cinema | someone/somewhere 0123456 | not run | not run | not run | not run "
        "| ✓ TypeScript | not run | ✓ | skipped: has no page |"
    )
