"""A listening server that drives nothing but what the test says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ide.automation import MiniProgram, connect
from ide.automation.server.server import Server
from ide.automation.server.service import Service
from tests.unit.ide.automation.speaking import Speaker
from tests.unit.ide.automation.wired import FakeTarget


@pytest.fixture
def target(qapp: object) -> FakeTarget:
    return FakeTarget()


@pytest.fixture
def server(target: FakeTarget) -> Iterator[Server]:
    server = Server(Service(target))
    server.listen()
    yield server
    server.close()
    server.service.close()


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    speaker = Speaker()
    yield speaker
    speaker.close()


@pytest.fixture
def mini(speaker: Speaker) -> Iterator[MiniProgram]:
    with connect(speaker.address) as mini:
        yield mini
