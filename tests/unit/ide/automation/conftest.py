"""A listening server that drives nothing but what the test says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ide.automation.server.server import Server
from tests.unit.ide.automation.wired import FakeTarget


@pytest.fixture
def target(qapp: object) -> FakeTarget:
    return FakeTarget()


@pytest.fixture
def server(target: FakeTarget) -> Iterator[Server]:
    server = Server(target)
    server.listen()
    yield server
    server.close()
