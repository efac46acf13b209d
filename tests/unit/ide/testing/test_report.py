"""What failed tests leave: one page, JUnit properties, files; also from the workers of xdist."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from tests.unit.ide.testing.conftest import Inner

TESTS = """
import pytest
from tests.unit.ide.testing.fake_phone import PNG
def test_fine(app, expect_picture): expect_picture(app.screen_shot(), "start")
@pytest.mark.minideck(device="pixel-8", theme="dark")
def test_broken(minideck):
    minideck.do("Page.getElement")
    minideck.do("Element.tap", "no such element")
    minideck.say("<b>before</b> it broke")
    assert "basket" == "empty"
@pytest.mark.skip(reason="not today")
def test_left_out(app): pass
"""


@pytest.fixture
def report(pytester: pytest.Pytester) -> str:
    return str(pytester.path / "report.html")


@pytest.mark.parametrize("workers", ["-n0", "-n2"])
def test_one_page_shows_all_tests_and_what_the_failed_ones_left(
    inner: Inner, report: str, pytester: pytest.Pytester, workers: str
) -> None:
    run = inner(TESTS, workers, f"--minideck-report={report}", "--minideck-report-language=en")
    run.assert_outcomes(passed=1, failed=1, skipped=1)
    run.stdout.fnmatch_lines(["*Minideck report: *report.html*"])
    page = pytester.path.joinpath("report.html").read_text("utf-8")
    assert "1 failed, 1 passed, 1 left out" in page
    assert "&#x27;basket&#x27; == &#x27;empty&#x27;" in page
    assert "app · pixel-8 · dark" in page
    assert "&lt;b&gt;before&lt;/b&gt; it broke" in page
    assert "wx.request({&quot;url&quot;: &quot;https://x.test&quot;}) → ok" in page
    assert "&quot;count&quot;: 7" in page
    assert "<code>Element.tap</code>" in page
    assert "no such element" in page
    assert "Expected pictures that this run wrote" in page
    assert "not today" in page


def test_the_page_needs_nothing_else(inner: Inner, report: str, pytester: pytest.Pytester) -> None:
    inner(TESTS, f"--minideck-report={report}")
    page = pytester.path.joinpath("report.html").read_text("utf-8")
    assert set(re.findall(r'src="([^"]{5})', page)) == {"data:"}
    assert re.findall(r'href="([^"]+)"', page) == ["#t1"]
    assert "@import" not in page
    assert "url(" not in page


@pytest.mark.parametrize(
    ("code", "title"), [("zh", "测试报告"), ("de", "Testbericht"), ("en", "Test report")]
)
def test_the_page_speaks_the_language_it_is_asked_for(
    inner: Inner, report: str, pytester: pytest.Pytester, code: str, title: str
) -> None:
    inner(TESTS, f"--minideck-report={report}", f"--minideck-report-language={code}")
    page = pytester.path.joinpath("report.html").read_text("utf-8")
    assert f'<html lang="{code}">' in page
    assert title in page


def test_a_file_that_cannot_be_read_is_on_the_page(
    inner: Inner, report: str, pytester: pytest.Pytester
) -> None:
    inner("import nothing_there", f"--minideck-report={report}", "--minideck-report-language=en")
    page = pytester.path.joinpath("report.html").read_text("utf-8")
    assert "1 broken" in page
    assert "No module named" in page


def test_a_mismatch_shows_expected_actual_and_difference(
    inner: Inner, report: str, pytester: pytest.Pytester
) -> None:
    text = """
    import io
    from PIL import Image
    def png(colour):
        data = io.BytesIO(); Image.new("RGB", (30, 30), colour).save(data, "PNG")
        return data.getvalue()
    def test_looks(app, expect_picture): expect_picture(png(COLOUR), "start")
    """
    inner(text.replace("COLOUR", "'red'")).assert_outcomes(passed=1)
    run = inner(text.replace("COLOUR", "'green'"), f"--minideck-report={report}")
    run.assert_outcomes(failed=1)
    run.stdout.fnmatch_lines(["*picture 'start' is not start-*900 of 900 pixels differ*"])
    page = pytester.path.joinpath("report.html").read_text("utf-8")
    assert page.count("<img") == 4, "expected, actual, difference, and the screen"
    left = {file.name for file in pytester.path.glob("minideck-results/*/*")}
    assert {"start-expected.png", "start-actual.png", "start-marked.png"} <= left


def test_files_and_junit_properties_for_machines(inner: Inner, pytester: pytest.Pytester) -> None:
    inner(TESTS, "--junitxml=junit.xml")
    cases = ElementTree.parse(pytester.path / "junit.xml").findall(".//testcase")
    properties = {
        one.attrib["name"]: one.attrib["value"] for one in cases[1].findall(".//property")
    }
    folder = properties.pop("minideck.results")
    assert properties == {
        "minideck.project": "app",
        "minideck.device": "pixel-8",
        "minideck.theme": "dark",
        "minideck.worker": "main",
    }
    files = {file.name for file in pytester.path.joinpath(folder).iterdir()}
    assert files == {
        "screenshot.png", "console.json", "calls.json", "wxml.txt", "data.txt", "steps.json",
    }  # fmt: skip
    assert pytester.path.joinpath("minideck-results", ".gitignore").read_text("utf-8") == "*\n"
    steps = json.loads(pytester.path.joinpath(folder, "steps.json").read_text("utf-8"))
    assert [(step["method"], step["error"]) for step in steps] == [
        ("Page.getElement", ""),
        ("Element.tap", "no such element"),
    ]
    passed = cases[0].findall(".//property")
    assert "minideck.results" not in {one.attrib["name"] for one in passed}


def test_pytest_html_gets_the_same(inner: Inner, pytester: pytest.Pytester) -> None:
    inner(TESTS, "--html=other.html", "--self-contained-html").assert_outcomes(
        passed=1, failed=1, skipped=1
    )
    page = pytester.path.joinpath("other.html").read_text("utf-8")
    assert "screenshot" in page
    assert "before" in page
