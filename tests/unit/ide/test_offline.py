"""How a phone without a network fails."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from apimock.clock import ManualClock
from apimock.transport import Request, Response
from ide.offline import SOCKET_DELAY_MS, OfflineNetwork


class Listener:
    """Notes the failures of requests and sockets."""

    def __init__(self) -> None:
        self.failures: list[str] = []

    def sent(self, bytes_sent: int, bytes_total: int) -> None:
        raise AssertionError

    def head(self, response: Response) -> None:
        raise AssertionError

    def chunk(self, data: bytes) -> None:
        raise AssertionError

    def done(self) -> None:
        raise AssertionError

    def opened(self, headers: Mapping[str, str]) -> None:
        raise AssertionError

    def message(self, data: str | bytes) -> None:
        raise AssertionError

    def closed(self, code: int, reason: str) -> None:
        raise AssertionError

    def failed(self, reason: str) -> None:
        self.failures.append(reason)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


def test_a_request_fails_at_once(clock: ManualClock) -> None:
    listener = Listener()
    OfflineNetwork(clock).request(Request("https://example.com"), listener)
    assert listener.failures == ["offline"]


def test_a_socket_fails_after_a_while(clock: ManualClock) -> None:
    listener = Listener()
    OfflineNetwork(clock).socket("wss://example.com", {}, (), listener)
    clock.advance(SOCKET_DELAY_MS - 1)
    assert listener.failures == []
    clock.advance(1)
    assert listener.failures == ["offline"]


def test_a_socket_that_was_closed_does_not_fail(clock: ManualClock) -> None:
    listener = Listener()
    OfflineNetwork(clock).socket("wss://example.com", {}, (), listener).close(1000, "")
    clock.advance(SOCKET_DELAY_MS)
    assert listener.failures == []
