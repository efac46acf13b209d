"""A phone for every test."""

from __future__ import annotations

import pytest

from tests.unit.apimock.bench import Bench


@pytest.fixture
def bench() -> Bench:
    """A headless phone."""
    return Bench()
