"""Real mini-programs for the tests that ``--corpus`` asks for; without it there are none."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ide.headless import environment
from tests.corpus.real_window import RealWindow
from tests.driving.journey import Journey, read_journeys

JOURNEYS = Path(__file__).parent / "journeys"
EXAMPLE = "official-demo"
"""The app that has a page for every family of APIs."""


def projects(folder: Path) -> dict[str, Path]:
    """Return the app folders of a corpus, by the names of its index."""
    index = json.loads((folder / "index.json").read_text("utf-8"))
    return {name: folder / name for name in index["apps"] if (folder / name).is_dir()}


def journeys() -> list[Journey]:
    """Return the ways through public apps, those of an app together."""
    found = [one for file in sorted(JOURNEYS.glob("*.toml")) for one in read_journeys(file)]
    return sorted(found, key=lambda one: one.app)


@pytest.fixture(scope="module")
def real_window(
    qapp: QApplication, corpus_app: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealWindow]:
    """A window on a copy of a public app, for all tests of a module."""
    window = RealWindow(corpus_app, tmp_path_factory.mktemp(corpus_app.name), qapp)
    yield window
    window.close()


def pytest_configure(config: pytest.Config) -> None:
    """Real apps draw with WebGL, as at the window and in a snapshot."""
    if config.getoption("corpus"):
        environment.prepare(os.environ)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    folder: Path | None = metafunc.config.getoption("corpus")
    apps = projects(folder.resolve()) if folder else {}
    if "real_journey" in metafunc.fixturenames:
        known = [(journey, apps[journey.app]) for journey in journeys() if journey.app in apps]
        names = [str(journey) for journey, _ in known]
        metafunc.parametrize(("real_journey", "project_root"), known, ids=names)
    elif "corpus_app" in metafunc.fixturenames:
        metafunc.parametrize("corpus_app", apps.values(), ids=list(apps), scope="module")
    elif "corpus_folder" in metafunc.fixturenames:
        metafunc.parametrize("corpus_folder", [folder.resolve()] if folder else [], ids=str)
    elif "example_app" in metafunc.fixturenames:
        examples = [(name, root) for name, root in apps.items() if name == EXAMPLE]
        metafunc.parametrize(("example_app", "project_root"), examples)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what pytest makes of an empty set: a test that is skipped."""
    if config.getoption("corpus") is None:
        real = {"real_journey", "corpus_app", "corpus_folder", "example_app"}
        needless = [item for item in items if real & _wants(item)]
        items[:] = [item for item in items if item not in needless]
        if needless:
            config.hook.pytest_deselected(items=needless)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say which pages a journey could not lead to a result on, and why."""
    if config.getoption("corpus") is None:
        return
    led = {page for one in journeys() if not one.reason for page in one.pages}
    short = [(page, one.reason) for one in journeys() if one.reason for page in one.pages]
    short = [(page, reason) for page, reason in short if page not in led]
    terminalreporter.section("pages without a result")
    for page, reason in short:
        terminalreporter.write_line(f"{page}: {reason}")


def _wants(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
