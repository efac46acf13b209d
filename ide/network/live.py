"""Carries requests and sockets out on a thread of its own; listeners hear on the phone's thread."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import httpx

from apimock.transport import Request, RequestListener, Response, Socket, SocketListener
from ide.network.http import exchange, new_client
from ide.network.websocket import Farewell, Outbox, converse

Post = Callable[[Callable[[], None]], None]
_JOIN_S = 5
_logger = logging.getLogger("minideck.network")


class LiveNetwork:
    """A :class:`apimock.transport.Transport` over the computer's network.

    ``post`` runs a function on the phone's thread, in the order posted, from any thread.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        self._lines: set[_Line] = set()
        self._client: httpx.AsyncClient | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="network", daemon=True)
        self._thread.start()

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        """Start a request; the returned function aborts it."""
        line = self._line(listener.failed)
        heard = _RequestPosts(line, listener)

        async def run() -> None:
            if self._client is None:
                self._client = new_client()
            await exchange(self._client, request, heard)

        line.start(run())
        return line.cut

    def socket(
        self,
        url: str,
        headers: Mapping[str, str],
        protocols: tuple[str, ...],
        listener: SocketListener,
    ) -> Socket:
        """Open a WebSocket."""
        line = self._line(listener.failed)
        outbox = Outbox()
        line.start(converse(url, headers, protocols, outbox, _SocketPosts(line, listener)))
        return _LiveSocket(self._loop, line, outbox)

    def drop_all(self, reason: str) -> None:
        """Fail everything under way."""
        for line in tuple(self._lines):
            line.cut()
            line.failed(reason)

    def close(self) -> None:
        """End the thread; nobody hears anything more."""
        for line in tuple(self._lines):
            line.cut()
        asyncio.run_coroutine_threadsafe(self._shut_down(), self._loop)
        self._thread.join(_JOIN_S)

    def _line(self, failed: Callable[[str], None]) -> _Line:
        line = _Line(self._loop, self._post, failed, self._lines.discard)
        self._lines.add(line)
        return line

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

    async def _shut_down(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()
        await self._loop.shutdown_asyncgens()
        self._loop.stop()


class _Line:
    """One exchange under way; after its end, or once cut, nothing of it is heard."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        post: Post,
        failed: Callable[[str], None],
        ended: Callable[[_Line], None],
    ) -> None:
        self.failed = failed
        self._loop = loop
        self._post = post
        self._ended = ended
        self._cut = False
        self._task: asyncio.Task[None] | None = None

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin on the network's thread."""

        def begin() -> None:
            self._task = self._loop.create_task(work)
            self._task.add_done_callback(self._on_ended)

        self._loop.call_soon_threadsafe(begin)

    def tell(self, action: Callable[[], None], *, last: bool = False) -> None:
        """Run an action on the phone's thread unless the line was cut by then."""

        def act() -> None:
            if self._cut:
                return
            if last:
                self.silence()
            action()

        self._post(act)

    def silence(self) -> None:
        """Let nothing more be heard; the exchange itself may still come to its end."""
        self._cut = True
        self._ended(self)

    def cut(self) -> None:
        """Give the exchange up."""
        if self._cut:
            return
        self.silence()
        self._loop.call_soon_threadsafe(self._cancel)

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            _logger.error("an exchange broke off", exc_info=error)
            self.tell(lambda: self.failed("reset"), last=True)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()


class _RequestPosts:
    """A listener on the network's thread that passes everything on."""

    def __init__(self, line: _Line, listener: RequestListener) -> None:
        self._line = line
        self._listener = listener

    def sent(self, bytes_sent: int, bytes_total: int) -> None:
        self._line.tell(lambda: self._listener.sent(bytes_sent, bytes_total))

    def head(self, response: Response) -> None:
        self._line.tell(lambda: self._listener.head(response))

    def chunk(self, data: bytes) -> None:
        self._line.tell(lambda: self._listener.chunk(data))

    def done(self) -> None:
        self._line.tell(self._listener.done, last=True)

    def failed(self, reason: str) -> None:
        self._line.tell(lambda: self._listener.failed(reason), last=True)


class _SocketPosts:
    """The same for a WebSocket."""

    def __init__(self, line: _Line, listener: SocketListener) -> None:
        self._line = line
        self._listener = listener

    def opened(self, headers: Mapping[str, str]) -> None:
        self._line.tell(lambda: self._listener.opened(headers))

    def message(self, data: str | bytes) -> None:
        self._line.tell(lambda: self._listener.message(data))

    def closed(self, code: int, reason: str) -> None:
        self._line.tell(lambda: self._listener.closed(code, reason), last=True)

    def failed(self, reason: str) -> None:
        self._line.tell(lambda: self._listener.failed(reason), last=True)


class _LiveSocket:
    """The app's end of a WebSocket."""

    def __init__(self, loop: asyncio.AbstractEventLoop, line: _Line, outbox: Outbox) -> None:
        self._loop = loop
        self._line = line
        self._outbox = outbox

    def send(self, data: str | bytes) -> None:
        """Send a message after those before it."""
        self._loop.call_soon_threadsafe(self._outbox.items.put_nowait, data)

    def close(self, code: int, reason: str) -> None:
        """Say goodbye once everything is sent; the app hears nothing of it."""
        self._line.silence()
        farewell = Farewell(code, reason)
        self._loop.call_soon_threadsafe(self._outbox.items.put_nowait, farewell)
