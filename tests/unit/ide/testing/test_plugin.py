"""The plugin as testers meet it: fixtures, marker, options, errors of the app, hanging tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.ide.testing.conftest import Inner

Asked = Callable[[str], list[dict[str, object]]]
ROOT = Path(__file__).resolve().parents[4]


def test_tests_share_a_phone_that_begins_afresh(inner: Inner, asked: Asked) -> None:
    inner(
        """
        def test_one(app, page): assert page.path == "pages/a/a"
        def test_two(minideck, device, mock, native, scenario, clock, snapshot, project): pass
        def test_without(): pass
        """
    ).assert_outcomes(passed=3)
    assert asked("launched") == [{"project": "app"}]
    assert len(asked("reset")) == 2
    assert len(asked("closed")) == 1


def test_a_marker_makes_a_test_of_each_combination(inner: Inner, asked: Asked) -> None:
    run = inner(
        """
        import pytest
        pytestmark = pytest.mark.minideck(language="en")
        @pytest.mark.minideck(page="pages/b/b", query={"id": "1"}, device=["iphone-15", "pixel-8"],
                              theme=["light", "dark"], state={"battery": {"level": 5}})
        def test_many(minideck_setting, app): assert minideck_setting.language == "en"
        """,
        "-v",
    )
    run.assert_outcomes(passed=4)
    run.stdout.fnmatch_lines(["*test_many?iphone-15-light-en? PASSED*"])
    assert asked("reset")[3] == {
        "path": "pages/b/b",
        "query": {"id": "1"},
        "device": "pixel-8",
        "theme": "dark",
        "language": "en",
        "state": {"battery": {"level": 5}},
    }


def test_options_choose_phones_where_no_marker_does(inner: Inner, asked: Asked) -> None:
    inner(
        """
        import pytest
        def test_all(app): pass
        @pytest.mark.minideck(theme="light")
        def test_light(app): pass
        """,
        "--minideck-theme=light",
        "--minideck-theme=dark",
        "--minideck-device=pixel-8",
    ).assert_outcomes(passed=3)
    assert [one["theme"] for one in asked("reset")] == ["light", "dark", "light"]


def test_a_project_is_named_by_marker_or_fixture(inner: Inner, asked: Asked) -> None:
    inner(
        """
        import pytest
        @pytest.mark.minideck(project="other")
        def test_marker(app): pass

        class TestMade:
            @pytest.fixture
            def minideck_project(self, tmp_path): return tmp_path / "made"
            def test_fixture(self, app): pass
        """
    ).assert_outcomes(passed=2)
    assert asked("launched") == [{"project": "other"}, {"project": "made"}]


def test_without_a_project_the_sentence_says_what_to_do(
    inner: Inner, pytester: pytest.Pytester
) -> None:
    pytester.makeini("[pytest]\n")
    run = inner("def test_lost(app): pass")
    run.assert_outcomes(errors=1)
    run.stdout.fnmatch_lines(["*no project to test. Name it with --minideck-project DIR*"])


@pytest.mark.parametrize(
    ("argument", "sentence"),
    [
        ("--minideck-theme=green", "There is no theme 'green'"),
        ("--minideck-timeout=soon", "timeout has to be a number from 0"),
        ("--minideck-allow=(", "is no regular expression"),
    ],
)
def test_an_option_that_cannot_be_is_refused(inner: Inner, argument: str, sentence: str) -> None:
    run = inner("def test_any(): pass", argument)
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    run.stderr.fnmatch_lines([f"*{sentence}*"])


ERRORS = """
import pytest
def test_said(minideck): minideck.say("boom at pages/a", "error")
def test_warned(minideck): minideck.say("careful", "warn")
@pytest.mark.minideck(allow="^boom")
def test_allowed(minideck): minideck.say("boom at pages/a", "error")
def test_failed(minideck):
    minideck.say("boom", "error")
    assert 1 == 2
"""


def test_errors_of_the_app_fail_a_test_that_does_not_expect_them(inner: Inner) -> None:
    run = inner(ERRORS)
    run.assert_outcomes(passed=2, failed=2)
    run.stdout.fnmatch_lines(
        ["*the app reported 1 error(s) that the test does not expect: boom at pages/a*"]
    )
    run.stdout.fnmatch_lines(["*FAILED *test_failed - assert 1 == 2"])


def test_errors_of_the_app_can_be_allowed_for_all(inner: Inner) -> None:
    inner(ERRORS, "--minideck-allow-errors").assert_outcomes(passed=3, failed=1)
    inner(ERRORS, "--minideck-allow=boom").assert_outcomes(passed=3, failed=1)


def test_a_test_that_hangs_is_ended_and_the_rest_goes_on(inner: Inner, asked: Asked) -> None:
    run = inner(
        """
        import pytest
        @pytest.mark.minideck(timeout=0.2)
        def test_hangs(minideck): minideck.hang()
        def test_after(minideck): pass
        """
    )
    run.assert_outcomes(passed=1, failed=1)
    run.stdout.fnmatch_lines(["*the test was ended: it took longer than 0.2 s*"])
    assert len(asked("launched")) == 2, "nobody knows what state the first phone is in"


def test_phones_end_before_files_that_want_none(
    inner: Inner, asked: Asked, pytester: pytest.Pytester
) -> None:
    look = "assert 'closed' in Path('told.jsonl').read_text('utf-8')"
    pytester.makepyfile(test_b=f"from pathlib import Path\ndef test_none(): {look}")
    inner(
        "def test_one(app): pass\ndef test_none(): pass\ndef test_two(app): pass"
    ).assert_outcomes(passed=4)
    assert len(asked("launched")) == 1


def test_a_scenario_is_played_before_the_test(
    inner: Inner, asked: Asked, pytester: pytest.Pytester
) -> None:
    pytester.path.joinpath("day.json").write_text('[{"ok": true}]', "utf-8")
    lost = '[{"ok": false, "name": "paid", "message": "not paid"}]'
    pytester.path.joinpath("night.json").write_text(lost, "utf-8")
    run = inner(
        """
        import pytest
        @pytest.mark.minideck(scenario=["day.json", "night.json"])
        def test_under(app): pass
        """
    )
    run.assert_outcomes(passed=1, errors=1)
    run.stdout.fnmatch_lines(["*scenario night.json did not come true:", "*paid: not paid"])
    assert asked("played") == [{"file": "day.json"}, {"file": "night.json"}]


def test_workers_of_xdist_have_a_phone_each(inner: Inner, asked: Asked) -> None:
    inner(
        """
        import pytest
        @pytest.mark.parametrize("number", range(6))
        def test_many(app, number): pass
        """,
        "-n2",
        "--dist=each",
    ).assert_outcomes(passed=12)
    assert len(asked("launched")) == 2
    assert len(asked("reset")) == 12
    assert len(asked("closed")) == 2


@pytest.mark.parametrize(
    ("workers", "sentence"),
    [("-n0", "There is no automation server at ws://127.0.0.1:1"), ("-n1", "run without -n")],
)
def test_a_running_app_is_driven_by_its_address(
    inner: Inner, pytester: pytest.Pytester, workers: str, sentence: str
) -> None:
    pytester.makeconftest("")
    run = inner("def test_one(app): pass", "--minideck-connect=ws://127.0.0.1:1/?token=x", workers)
    run.assert_outcomes(errors=1)
    run.stdout.fnmatch_lines([f"*{sentence}*"])


@pytest.mark.parametrize("arguments", [[], ["--minideck-connect=ws://127.0.0.1:2/?token=y"]])
def test_the_address_may_come_from_the_environment(
    inner: Inner, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    pytester.makeconftest("")
    monkeypatch.setenv("MINIDECK_CONNECT", "ws://127.0.0.1:1/?token=x")
    run = inner("def test_one(app): pass", *arguments)
    run.assert_outcomes(errors=1)
    port = 2 if arguments else 1
    run.stdout.fnmatch_lines([f"*There is no automation server at ws://127.0.0.1:{port}*"])


def test_loading_the_plugin_loads_nothing_heavy() -> None:
    heavy = ["PySide6", "PIL", "blazediff", "websockets", "asyncio", "ide.testing.report_page"]
    code = f"import sys, ide.testing.plugin; print([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_an_installed_plugin_is_found_by_its_entry_point(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    points = project["entry-points"]["pytest11"]
    facts = tmp_path / "minideck-0.1.0.dist-info"
    facts.mkdir()
    facts.joinpath("METADATA").write_text("Name: minideck\nVersion: 0.1.0\n", "utf-8")
    lines = [f"{name} = {module}" for name, module in points.items()]
    facts.joinpath("entry_points.txt").write_text("[pytest11]\n" + "\n".join(lines), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--markers", "-c", os.devnull],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "@pytest.mark.minideck(project, page, query" in done.stdout
