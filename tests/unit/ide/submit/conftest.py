"""The sound project with something planted into it, compiled by one toolchain a file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from renderer.toolchain.process import Toolchain
from tests.unit.ide.submit.sound import Examine, planted


@pytest.fixture(scope="module")
def toolchain() -> Iterator[Toolchain]:
    with Toolchain() as running:
        yield running


@pytest.fixture
def facts(tmp_path: Path, toolchain: Toolchain) -> Examine:
    return partial(planted, tmp_path, toolchain)


@pytest.fixture
def miniprogram_ci(request: pytest.FixtureRequest) -> Path:
    """The folder in which the real miniprogram-ci is installed."""
    folder: Path = request.config.getoption("miniprogram_ci")
    return folder.resolve()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs miniprogram-ci where nobody has named one: it weighs 280 MB."""
    if config.getoption("miniprogram_ci") is None:
        needless = [one for one in items if "miniprogram_ci" in getattr(one, "fixturenames", ())]
        items[:] = [item for item in items if item not in needless]
        if needless:
            config.hook.pytest_deselected(items=needless)
