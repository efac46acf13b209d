"""Frames to and from the server: requests with their answers, and events."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable, Mapping
from itertools import count
from typing import Any, TypeVar
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidURI,
    WebSocketException,
)

from ide import log
from ide.automation.client.refusals import refusal
from ide.automation.errors import ConnectionLostError, ServerRefusedError, TimedOutError

CALL_S = 90.0
"""How long an answer may take when nothing else is said: longer than a server waits for an app
to start, so that its sentence is what one hears."""
PATIENCE_S = 10.0
"""How long what is waited for may take when nobody has said how patient the client is."""
_LARGEST = 64 * 1024 * 1024
_logger = log.logger("automation")

T = TypeVar("T")
Look = Callable[[], Awaitable[T | None]]
"""Looks whether something is so; None as long as it is not."""
Handler = Callable[..., Any]
"""Hears an event; may be a coroutine function."""


class Connection:
    """One WebSocket to an automation server; made by :meth:`open`."""

    def __init__(self, socket: ClientConnection, endpoint: str) -> None:
        self.endpoint = endpoint
        self.patience = PATIENCE_S
        """How many seconds what is waited for may take when nothing else is said."""
        self._socket = socket
        self._numbers = count(1)
        self._waiting: dict[str, tuple[str, asyncio.Future[dict[str, Any]]]] = {}
        self._handlers: dict[str, list[Handler]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._last_words = ""
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, endpoint: str, timeout: float = 30.0) -> Connection:
        """Connect to ``ws://127.0.0.1:PORT/?token=TOKEN`` within ``timeout`` seconds.

        Raises:
            ConnectionLostError: nothing answers there.
            ServerRefusedError: the token is wrong.
            TimedOutError: it takes longer.
        """
        try:
            socket = await connect(
                endpoint, max_size=_LARGEST, open_timeout=timeout, proxy=None, compression=None
            )
        except TimeoutError as error:
            raise TimedOutError(
                f"{_place(endpoint)} did not answer within {timeout:g} s."
            ) from error
        except (InvalidURI, ValueError) as error:
            raise ConnectionLostError(
                f"{endpoint!r} is no address of a server: ws://127.0.0.1:PORT/?token=TOKEN is "
                "what `auto` prints."
            ) from error
        except (OSError, InvalidHandshake, WebSocketException, EOFError) as error:
            raise ConnectionLostError(
                f"There is no automation server at {_place(endpoint)} ({error}): start one with "
                "`main.py auto PROJECT`, or use launch()."
            ) from error
        return cls(socket, endpoint)

    @property
    def is_open(self) -> bool:
        """Whether requests can be sent."""
        return not self._reader.done()

    async def send(
        self, method: str, params: Mapping[str, Any] | None = None, timeout: float = CALL_S
    ) -> dict[str, Any]:
        """Ask the server and return its result; ``timeout`` is in seconds.

        Raises:
            AutomationError: the one that says why there is no result.
        """
        if self._reader.done():
            raise self._lost(method)
        number = str(next(self._numbers))
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = (method, answer)
        frame = {"id": number, "method": method, "params": dict(params or {})}
        try:
            async with asyncio.timeout(timeout):
                await self._socket.send(json.dumps(frame, ensure_ascii=False))
                return await answer
        except TimeoutError as error:
            raise TimedOutError(f"{method} was not answered within {timeout:g} s.") from error
        except ConnectionClosed as error:
            raise self._lost(method) from error
        finally:
            self._waiting.pop(number, None)

    def limit(self, timeout: float | None) -> float:
        """Return the seconds that a wait may take: those that were said, or the patience."""
        return self.patience if timeout is None else timeout

    def listen(self, event: str, handler: Handler) -> Callable[[], None]:
        """Call ``handler`` with the parameters of each event of that name.

        Returns what ends it.
        """
        handlers = self._handlers.setdefault(event, [])
        handlers.append(handler)
        return lambda: handlers.remove(handler) if handler in handlers else None

    async def pause(self, seconds: float) -> None:
        """Let a gesture last."""
        await asyncio.sleep(seconds)

    async def close(self) -> None:
        """End the connection; open requests fail."""
        await self._socket.close()
        await asyncio.wait([self._reader])
        for task in tuple(self._tasks):
            task.cancel()

    async def _read(self) -> None:
        try:
            async for frame in self._socket:
                self._take(frame)
        except ConnectionClosed:
            pass
        finally:
            for method, answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(self._lost(method))

    def _take(self, frame: str | bytes) -> None:
        try:
            message = json.loads(frame)
        except ValueError:
            _logger.warning("the server sent a frame that is no JSON: %.200r", frame)
            return
        if not isinstance(message, dict):
            _logger.warning("the server sent a frame that is no object: %.200r", frame)
        elif message.get("id") is not None:
            self._answer(str(message["id"]), message)
        elif "method" in message:
            self._tell(str(message["method"]), message.get("params") or {})
        elif "error" in message:
            self._last_words = str(dict(message["error"]).get("message", ""))

    def _answer(self, number: str, message: Mapping[str, Any]) -> None:
        method, answer = self._waiting.get(number, ("", None))
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(refusal(method, message["error"]))
        else:
            result = message.get("result")
            answer.set_result(result if isinstance(result, dict) else {})

    def _tell(self, event: str, params: Any) -> None:
        for handler in tuple(self._handlers.get(event, ())):
            try:
                heard = handler(params)
            except Exception:  # the handler is the person's: its fault must not end the reading
                _logger.exception("a handler of %s failed", event)
                continue
            if inspect.isawaitable(heard):
                task = asyncio.ensure_future(heard)
                self._tasks.add(task)
                task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Future[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _logger.error("a handler failed", exc_info=task.exception())

    def _lost(self, method: str) -> ConnectionLostError | ServerRefusedError:
        if self._last_words:
            return ServerRefusedError(self._last_words, method)
        return ConnectionLostError(
            f"{method} has no answer: the connection to {_place(self.endpoint)} has ended."
        )


def _place(endpoint: str) -> str:
    """The address without the token: errors end up in logs."""
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"
