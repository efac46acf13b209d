"""Real mini-programs for the tests that ``--corpus`` asks for; without it there are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.driving.journey import Journey, read_journeys

HERE = Path(__file__).parent


def projects(folder: Path) -> dict[str, Path]:
    """Return the app folders of a corpus, by the names of its index."""
    index = json.loads((folder / "index.json").read_text("utf-8"))
    return {name: folder / name for name in index["apps"] if (folder / name).is_dir()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    folder: Path | None = metafunc.config.getoption("corpus")
    apps = projects(folder.resolve()) if folder else {}
    if "real_journey" in metafunc.fixturenames:
        known: list[tuple[Journey, Path]] = [
            (journey, apps[journey.app])
            for journey in read_journeys(HERE / "journeys.toml")
            if journey.app in apps
        ]
        names = [str(journey) for journey, _ in known]
        metafunc.parametrize(("real_journey", "project_root"), known, ids=names)
    elif "corpus_app" in metafunc.fixturenames:
        metafunc.parametrize("corpus_app", apps.values(), ids=list(apps), scope="module")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what pytest makes of an empty set: a test that is skipped."""
    if config.getoption("corpus") is None:
        needless = [item for item in items if {"real_journey", "corpus_app"} & _wants(item)]
        items[:] = [item for item in items if item not in needless]
        if needless:
            config.hook.pytest_deselected(items=needless)


def _wants(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
