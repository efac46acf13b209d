"""The pytest plugin: options, marker, one phone a worker and project, what a failed test leaves.

Nothing heavy is imported before a test uses a phone: every run of pytest loads this.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ide.testing import hooks, options
from ide.testing.run import RUN, Run, wants_a_phone
from ide.testing.setting import MARKER
from ide.testing.time_limit import TimeLimitError, time_limit
from ide.testing.under_test import UNDER_TEST, UnderTest

if TYPE_CHECKING:
    from ide.automation import MiniProgram

pytest_plugins = ("ide.testing.fixtures",)

_ABOUT = (
    f"{MARKER}(project, page, query, scene, device, theme, language, scenario, state, timeout, "
    "allow): what a test of a mini-program starts from; lists of devices, themes, languages and "
    "scenarios make a test of each combination."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    options.declare(parser)


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    pluginmanager.add_hookspecs(hooks)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _ABOUT)
    chosen = options.read(config)
    config.stash[RUN] = Run(config, chosen)
    if chosen.report is not None and not hasattr(config, "workerinput"):
        from ide.testing.report import Report  # noqa: PLC0415 - only where one is wanted

        config.pluginmanager.register(Report(chosen), "minideck-report")


def pytest_unconfigure(config: pytest.Config) -> None:
    run = config.stash.get(RUN, None)
    if run is not None:
        run.close()


@pytest.hookimpl(trylast=True)
def pytest_minideck_launch(config: pytest.Config, project: Path) -> MiniProgram:
    from ide.automation import connect, launch  # noqa: PLC0415 - only where a phone is wanted

    endpoint = config.stash[RUN].options.connect
    if endpoint and hasattr(config, "workerinput"):
        raise pytest.UsageError("minideck: --minideck-connect drives one app: run without -n.")
    return connect(endpoint) if endpoint else launch(project)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "minideck_setting" not in metafunc.fixturenames:
        return
    settings = metafunc.config.stash[RUN].wanted(metafunc.definition).settings()
    if len(settings) > 1:
        metafunc.parametrize("minideck_setting", settings, ids=[one.id for one in settings])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    result = yield
    item.config.stash[RUN].rest(item, nextitem)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    with _limited(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A test that passed fails when the app reported errors meanwhile."""
    with _limited(item):
        result = yield
        test = item.stash.get(UNDER_TEST, None)
        if test is not None and not item.config.stash[RUN].options.allow_errors:
            test.mini.connection.observe(None)
            test.check_errors()
        return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    test = item.stash.get(UNDER_TEST, None)
    if test is not None:
        error = call.excinfo.value if call.excinfo is not None else None
        test.hung = test.hung or isinstance(error, TimeLimitError)
        if report.failed:
            _collect(item, test)
        if report.when == "teardown" or report.failed:
            report.minideck = _told(test)  # type: ignore[attr-defined]
        if report.failed and item.config.getoption("htmlpath", None):
            from ide.testing.html_extras import extras_of  # noqa: PLC0415 - pytest-html is asked for

            shown = [*getattr(report, "extras", ()), *extras_of(_told(test))]
            report.extras = shown  # type: ignore[attr-defined]
    return report


def _collect(item: pytest.Item, test: UnderTest) -> None:
    """Take what the app shows, once, and put it where people and reports look."""
    if test.artefacts is None:
        from ide.testing import artefacts  # noqa: PLC0415 - a failure may take time

        test.mini.connection.observe(None)  # the steps are the test's own
        test.artefacts = artefacts.collect(test.mini)
        if test.gallery.results is not None:
            artefacts.keep(test.gallery.results, test.artefacts, test.steps.rows())
            item.user_properties.append(("minideck.results", str(test.gallery.results)))


def _told(test: UnderTest) -> dict[str, Any]:
    """Return what the report says of a test, as JSON that travels between workers."""
    return {
        "project": test.project.name,
        "setting": test.setting.to_json(),
        "artefacts": test.artefacts or [],
        "steps": test.steps.rows(),
        "left_out": test.steps.left_out,
        "pictures": [one.to_json() for one in test.gallery.comparisons],
    }


@contextmanager
def _limited(item: pytest.Item) -> Iterator[None]:
    """End what hangs; only tests with a phone have a limit."""
    if not wants_a_phone(item):
        yield
        return
    seconds = float(item.config.stash[RUN].wanted(item).timeout or 0)
    with time_limit(seconds, lambda: f"the test was ended: it took longer than {seconds:g} s"):
        yield
