"""The network of a phone that has none: failures come when a real phone would notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from apimock.clock import Clock
from apimock.transport import (
    OfflineTransport,
    Request,
    RequestListener,
    Socket,
    SocketListener,
)

SOCKET_DELAY_MS = 1000
"""Apps connect again at once; without a delay that is an endless loop of calls."""


class OfflineNetwork:
    """Requests fail at once, WebSockets after ``SOCKET_DELAY_MS``."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._transport = OfflineTransport()

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        """Fail a request; there is nothing to abort."""
        return self._transport.request(request, listener)

    def socket(
        self,
        url: str,
        headers: Mapping[str, str],
        protocols: tuple[str, ...],
        listener: SocketListener,
    ) -> Socket:
        """Return a socket that never opens; the listener hears so a little later."""
        cancel = self._clock.later(SOCKET_DELAY_MS, lambda: listener.failed("offline"))
        return _WaitingSocket(cancel)


class _WaitingSocket:
    """A socket on its way to fail."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        self._cancel = cancel

    def send(self, data: str | bytes) -> None:
        """Send nothing: the socket is not open."""

    def close(self, code: int, reason: str) -> None:
        """Give the attempt up."""
        self._cancel()
