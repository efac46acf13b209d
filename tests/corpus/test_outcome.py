"""The page about real apps tells what the reports of a run tell."""

from __future__ import annotations

from tests.corpus import test_window
from tests.corpus.outcome import JOURNEYS, Outcome, Row, markdown, read

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


def test_a_report_of_another_commit_replaces_the_row() -> None:
    row = read([("abc1234", FIRST)])["cinema"]
    margin = Outcome("passed", script="pages/home/home.ts")
    failed = {"test_the_language_changes": Outcome("failed")}
    assert row == Row("abc1234", {MARGIN: margin, **failed})
    phones = {"test_it_opens_on_twenty_phones": Outcome("skipped", reason="has no page")}
    passed = {"test_the_language_changes": Outcome("passed"), **phones}
    again = read([("abc1234", FIRST), ("abc1234", SECOND)])["cinema"]
    assert again == Row("abc1234", {MARGIN: margin, **passed})
    newer = read([("abc1234", FIRST), ("def5678", SECOND)])["cinema"]
    assert newer == Row("def5678", passed)


def test_the_page_counts_and_says_of_each_app_at_which_commit_it_ran() -> None:
    origin = {"repo": "someone/somewhere", "commit": "0123456789abcdef"}
    rows = read([("abc1234", FIRST), ("abc1234", SECOND)])
    page = markdown(rows, {"cinema": origin, "opera": origin})
    assert "1 of 2 public mini-programs: 2 passed, 1 skipped, 0 failed." in page
    assert page.splitlines()[-2:] == [
        "| cinema | someone/somewhere 0123456 | abc1234 | not run | not run | not run | not run "
        "| ✓ TypeScript | not run | ✓ | skipped: has no page |",
        f"| opera | someone/somewhere 0123456 | – {'| not run ' * len(JOURNEYS)}|",
    ]
