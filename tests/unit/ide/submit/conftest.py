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
