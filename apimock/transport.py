"""The way out to the network, handed in; without one the phone is offline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Request:
    """An HTTP request as the phone sends it; ``timeout`` in ms.

    ``redirect`` is ``follow``, or ``manual`` to hand a redirection to the app.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    timeout: float = 60_000
    redirect: str = "follow"


@dataclass(frozen=True)
class Response:
    """The head of an HTTP answer; header names as sent, ``cookies`` the raw Set-Cookie lines."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()


class RequestListener(Protocol):
    """Hears of a running request; after ``done`` or ``failed`` nothing more comes."""

    def sent(self, bytes_sent: int, bytes_total: int) -> None: ...

    def head(self, response: Response) -> None: ...

    def chunk(self, data: bytes) -> None: ...

    def done(self) -> None: ...

    def failed(self, reason: str) -> None:
        """``reason`` is ``timeout``, ``refused``, ``dns``, ``tls``, ``redirects``, ``offline``."""
        ...


class SocketListener(Protocol):
    """Hears of a WebSocket; ``closed`` or ``failed`` is the last word."""

    def opened(self, headers: Mapping[str, str]) -> None: ...

    def message(self, data: str | bytes) -> None: ...

    def closed(self, code: int, reason: str) -> None: ...

    def failed(self, reason: str) -> None: ...


class Socket(Protocol):
    """An outgoing WebSocket."""

    def send(self, data: str | bytes) -> None: ...

    def close(self, code: int, reason: str) -> None: ...


class Transport(Protocol):
    """Carries requests out; every callback comes on the phone's thread."""

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        """Start a request; the returned function aborts it, and does nothing once it has ended."""
        ...

    def socket(
        self,
        url: str,
        headers: Mapping[str, str],
        protocols: tuple[str, ...],
        listener: SocketListener,
    ) -> Socket:
        """Open a WebSocket."""
        ...


class _DeadSocket:
    def send(self, data: str | bytes) -> None:
        """Nothing is connected."""

    def close(self, code: int, reason: str) -> None:
        """Nothing is connected."""


class OfflineTransport:
    """No network: each request fails as on a phone without any connection."""

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        listener.failed("offline")
        return lambda: None

    def socket(
        self,
        url: str,
        headers: Mapping[str, str],
        protocols: tuple[str, ...],
        listener: SocketListener,
    ) -> Socket:
        listener.failed("offline")
        return _DeadSocket()
