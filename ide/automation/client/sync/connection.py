"""The connection for programs that wait: the other one, on a thread with an event loop."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from ide import log
from ide.automation.client.aio.connection import CALL_S, PATIENCE_S
from ide.automation.client.aio.connection import Connection as AsyncConnection
from ide.automation.errors import AutomationError, ConnectionLostError

__all__ = ["CALL_S", "Connection", "Handler", "Look", "Loop"]

T = TypeVar("T")
Look = Callable[[], T | None]
"""Looks whether something is so; None as long as it is not."""
Handler = Callable[..., Any]
"""Hears an event, on a thread of its own: it may use the client."""
Observer = Callable[[str, Mapping[str, Any], float, str], None]
"""Told of each request that ended: method, parameters, seconds, and why it failed or ''."""

_logger = log.logger("automation")


class Loop:
    """A thread with an event loop; :meth:`run` waits for a coroutine on it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="automation", daemon=True)
        self._thread.start()

    @property
    def is_closed(self) -> bool:
        """Whether the thread has ended."""
        return self._loop.is_closed() or not self._thread.is_alive()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what the coroutine returns; an interruption (Ctrl+C) cancels it.

        Raises:
            ConnectionLostError: the loop has ended.
        """
        if self.is_closed:
            work.close()
            raise ConnectionLostError("The connection is closed.")
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def close(self) -> None:
        """End the thread."""
        if self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()


class Connection:
    """One WebSocket to an automation server; made by :meth:`open`."""

    def __init__(self, loop: Loop, inner: AsyncConnection) -> None:
        self.endpoint = inner.endpoint
        self.patience = PATIENCE_S
        """How many seconds what is waited for may take when nothing else is said."""
        self._loop = loop
        self._inner = inner
        self._events: queue.SimpleQueue[tuple[Handler, Any] | None] = queue.SimpleQueue()
        self._teller: threading.Thread | None = None
        self._observer: Observer | None = None

    @classmethod
    def open(cls, endpoint: str, timeout: float = 30.0, loop: Loop | None = None) -> Connection:
        """Connect to ``ws://127.0.0.1:PORT/?token=TOKEN`` within ``timeout`` seconds.

        Raises:
            ConnectionLostError: nothing answers there.
            ServerRefusedError: the token is wrong.
            TimedOutError: it takes longer.
        """
        serving = loop or Loop()
        try:
            return cls(serving, serving.run(AsyncConnection.open(endpoint, timeout)))
        except BaseException:
            if loop is None:
                serving.close()
            raise

    @property
    def is_open(self) -> bool:
        """Whether requests can be sent."""
        return self._inner.is_open

    def send(
        self, method: str, params: Mapping[str, Any] | None = None, timeout: float = CALL_S
    ) -> dict[str, Any]:
        """Ask the server and return its result; ``timeout`` is in seconds.

        Raises:
            AutomationError: the one that says why there is no result.
        """
        began, trouble = time.perf_counter(), "it was interrupted"
        try:
            result = self._loop.run(self._inner.send(method, params, timeout))
            trouble = ""
        except AutomationError as error:
            trouble = str(error)
            raise
        finally:
            if self._observer is not None:
                self._observer(method, params or {}, time.perf_counter() - began, trouble)
        return result

    def limit(self, timeout: float | None) -> float:
        """Return the seconds that a wait may take: those that were said, or the patience."""
        return self.patience if timeout is None else timeout

    def observe(self, observer: Observer | None) -> None:
        """Tell ``observer`` of every request from now on; None ends it."""
        self._observer = observer

    def listen(self, event: str, handler: Handler) -> Callable[[], None]:
        """Call ``handler`` with the parameters of each event of that name.

        Handlers run one after the other on a thread of their own. Returns what ends it.
        """
        if self._teller is None:
            self._teller = threading.Thread(
                target=self._tell, name="automation events", daemon=True
            )
            self._teller.start()
        return self._inner.listen(event, lambda params: self._events.put((handler, params)))

    def pause(self, seconds: float) -> None:
        """Let a gesture last."""
        self._loop.run(self._inner.pause(seconds))

    def close(self) -> None:
        """End the connection and its threads; open requests fail."""
        if self._loop.is_closed:
            return
        self._loop.run(self._inner.close())
        self._events.put(None)
        if self._teller is not None and threading.current_thread() is not self._teller:
            self._teller.join()
        self._loop.close()

    def _tell(self) -> None:
        while (told := self._events.get()) is not None:
            handler, params = told
            try:
                handler(params)
            except Exception:  # the handler is the person's: the next one is told all the same
                _logger.exception("a handler failed")
