"""Journeys through mini-programs: our own ones always, public ones with ``--corpus``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ide.headless.project import HeadlessProject
from renderer.host.scheme import register_scheme
from tests.corpus.conftest import journeys
from tests.driving.app import DrivenApp
from tests.driving.journey import Journey, read_journeys, travel

register_scheme()
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "journeys"
OWN = [one for file in sorted(FIXTURES.glob("*.toml")) for one in read_journeys(file)]

Opened = Callable[[Path], HeadlessProject]


@pytest.fixture(scope="module")
def opened(qapp: QApplication) -> Iterator[Opened]:
    """Open projects one after another: each journey has a phone of its own, not a compiler."""
    project: list[HeadlessProject] = []

    def open_one(root: Path) -> HeadlessProject:
        if not project or project[0].root != root.resolve():
            close()
            project.append(HeadlessProject(root))
            project[0].open()
        return project[0]

    def close() -> None:
        for one in project:
            one.close()
        project.clear()

    yield open_one
    close()


def go(project: HeadlessProject, journey: Journey) -> None:
    app = DrivenApp(project)
    try:
        travel(app, journey)
    finally:
        app.close()


@pytest.mark.parametrize("journey", OWN, ids=map(str, OWN))
def test_a_journey_through_an_app_of_our_own(opened: Opened, journey: Journey) -> None:
    go(opened(FIXTURES / journey.app), journey)


def test_a_journey_through_a_public_app(
    opened: Opened, real_journey: Journey, project_root: Path
) -> None:
    go(opened(project_root), real_journey)


def test_every_page_of_the_example_of_apis_has_a_journey(
    example_app: str, project_root: Path
) -> None:
    app = json.loads((project_root / "miniprogram" / "app.json").read_text("utf-8"))
    package = next(one for one in app["subpackages"] if one["root"] == "packageAPI")
    pages = {f"packageAPI/{page}" for page in package["pages"]}
    reached = {page for one in journeys() if one.app == example_app for page in _pages(one)}
    assert pages - reached == set()


def _pages(journey: Journey) -> list[str]:
    """The pages a journey starts on or comes to."""
    return [*journey.pages, *(str(step["route"]) for step in journey.steps if "route" in step)]
