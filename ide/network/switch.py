"""Lets a mini-program reach the network once the person allows it, and not before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from apimock.transport import Request, RequestListener, Socket, SocketListener, Transport


class Line(Transport, Protocol):
    """A transport that can be given up."""

    def drop_all(self, reason: str) -> None:
        """Fail everything under way."""
        ...

    def close(self) -> None:
        """End for good."""
        ...


class NetworkSwitch:
    """A transport that is offline until it is switched on.

    ``connect`` makes the real one when it is first needed; ``wanted`` hears of every attempt
    that was refused.
    """

    def __init__(
        self, offline: Transport, connect: Callable[[], Line], wanted: Callable[[], None]
    ) -> None:
        self._offline = offline
        self._connect = connect
        self._wanted = wanted
        self._online: Line | None = None
        self._on = False

    @property
    def on(self) -> bool:
        """Whether requests leave the computer."""
        return self._on

    @on.setter
    def on(self, on: bool) -> None:
        self._on = on
        if not on:
            self.drop_all()

    def drop_all(self) -> None:
        """Break off what is under way, as losing the connection does."""
        if self._online is not None:
            self._online.drop_all("offline")

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        """Start a request, or fail it."""
        return self._transport().request(request, listener)

    def socket(
        self,
        url: str,
        headers: Mapping[str, str],
        protocols: tuple[str, ...],
        listener: SocketListener,
    ) -> Socket:
        """Open a WebSocket, or fail it."""
        return self._transport().socket(url, headers, protocols, listener)

    def close(self) -> None:
        """End the real network."""
        online, self._online = self._online, None
        self._on = False
        if online is not None:
            online.close()

    def _transport(self) -> Transport:
        if not self._on:
            self._wanted()
            return self._offline
        if self._online is None:
            self._online = self._connect()
        return self._online
