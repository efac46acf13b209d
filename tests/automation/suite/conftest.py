"""The mini-programs under test: our own orchard, and the samples as a person makes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.start.templates import NewProject, create

ORCHARD = Path(__file__).parents[2] / "fixtures" / "orchard"


@pytest.fixture
def minideck_project() -> Path:
    return ORCHARD


@pytest.fixture(scope="session")
def ridenow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of a bike that is rented, in English."""
    return create(NewProject("ridenow", tmp_path_factory.mktemp("ridenow") / "app", "R"), "3.17.0")


@pytest.fixture(scope="session")
def cardbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of a box of business cards, in English."""
    return create(NewProject("cardbox", tmp_path_factory.mktemp("cardbox") / "app", "C"), "3.17.0")
