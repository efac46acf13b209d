"""Journeys through mini-programs: our own ones always, public ones with ``--corpus``."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ide.headless.project import HeadlessProject
from renderer.host.scheme import register_scheme
from tests.driving.app import DrivenApp
from tests.driving.journey import Journey, read_journeys, travel

register_scheme()

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "journeys"
OWN = read_journeys(FIXTURES / "journeys.toml")


def go(root: Path, journey: Journey) -> None:
    project = HeadlessProject(root)
    project.open()
    app = DrivenApp(project)
    try:
        travel(app, journey)
    finally:
        app.close()
        project.close()


@pytest.mark.parametrize("journey", OWN, ids=map(str, OWN))
def test_a_journey_through_an_app_of_our_own(qapp: QApplication, journey: Journey) -> None:
    go(FIXTURES / journey.app, journey)


def test_a_journey_through_a_public_app(
    qapp: QApplication, real_journey: Journey, project_root: Path
) -> None:
    go(project_root, real_journey)
