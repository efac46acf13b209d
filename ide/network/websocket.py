"""One WebSocket of the mini-program over a real connection."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    InvalidURI,
    WebSocketException,
)
from websockets.typing import Subprotocol

from apimock.transport import SocketListener
from ide.network.http import USER_AGENT
from ide.network.reasons import reason_of

OPEN_TIMEOUT_S = 60
CLOSE_TIMEOUT_S = 5
_OWN_HEADERS = frozenset({"user-agent", "sec-websocket-protocol", "host", "upgrade", "connection"})
_NORMAL = 1000


@dataclass(frozen=True)
class Farewell:
    """The last thing an app says on a socket."""

    code: int
    reason: str

    @property
    def sendable_code(self) -> int:
        """The code, or 1000 for one the protocol does not let anybody send."""
        allowed = self.code in (1000, 1001) or 3000 <= self.code < 5000
        return self.code if allowed else _NORMAL


@dataclass
class Outbox:
    """What the app wants to send, in order."""

    items: asyncio.Queue[str | bytes | Farewell] = field(default_factory=asyncio.Queue)


async def converse(
    url: str,
    headers: Mapping[str, str],
    protocols: tuple[str, ...],
    outbox: Outbox,
    listener: SocketListener,
) -> None:
    """Open a socket, carry messages both ways, and tell ``listener`` how it ended."""
    given = [(name, value) for name, value in headers.items() if name.lower() not in _OWN_HEADERS]
    try:
        connection = await connect(
            url,
            additional_headers=given,
            subprotocols=[Subprotocol(name) for name in protocols] or None,
            user_agent_header=USER_AGENT,
            open_timeout=OPEN_TIMEOUT_S,
            close_timeout=CLOSE_TIMEOUT_S,
            max_size=None,
            ping_interval=None,  # phones send none
        )
    except InvalidURI:
        listener.failed("invalid url")
    except InvalidStatus as error:
        status = error.response.status_code
        listener.failed(f"Unexpected response code: {status}")
    except InvalidHandshake:
        listener.failed("Error during WebSocket handshake")
    except (WebSocketException, OSError, ValueError, ImportError) as error:
        # ValueError and ImportError: headers or a proxy that cannot be used.
        listener.failed(reason_of(error))
    else:
        await _talk(connection, outbox, listener)


async def _talk(connection: ClientConnection, outbox: Outbox, listener: SocketListener) -> None:
    response = connection.response
    listener.opened(dict(response.headers.raw_items()) if response is not None else {})
    sending = asyncio.create_task(_send_all(connection, outbox))
    try:
        while True:
            listener.message(await connection.recv())
    except ConnectionClosed as closed:
        frame = closed.rcvd or closed.sent
        listener.closed(frame.code if frame else 1006, frame.reason if frame else "")
    finally:
        sending.cancel()
        await connection.close()


async def _send_all(connection: ClientConnection, outbox: Outbox) -> None:
    try:
        while True:
            item = await outbox.items.get()
            if isinstance(item, Farewell):
                await connection.close(item.sendable_code, item.reason)
                return
            await connection.send(item)
    except ConnectionClosed:
        # Whoever receives hears of it too, and tells the app.
        return
