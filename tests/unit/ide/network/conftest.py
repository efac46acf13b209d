"""The network under test, with a server on this computer and no proxy in between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ide.network.live import LiveNetwork
from tests.unit.ide.network.loopback import PhoneThread, Server, http_server


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server() -> Iterator[Server]:
    with http_server() as running:
        yield running


@pytest.fixture
def phone_thread() -> PhoneThread:
    return PhoneThread()


@pytest.fixture
def network(phone_thread: PhoneThread) -> Iterator[LiveNetwork]:
    made = LiveNetwork(phone_thread.post)
    yield made
    made.close()
