"""A server of a few lines on a thread: answers what the test laid out, and keeps what it heard."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve

Answer = Mapping[str, Any] | Callable[[Mapping[str, Any]], Mapping[str, Any] | None]
PAGE = {"pageId": 7, "path": "pages/a/a", "query": {"x": "1"}}


class Speaker:
    """Speaks the wire as far as a test wants it."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Answer] = {
            "Tool.getInfo": {"SDKVersion": "3.0.0"},
            "App.getCurrentPage": PAGE,
            "App.waitIdle": {"idle": True},
            "App.waitChange": {"now": 1},
        }
        self.refusals: dict[str, str] = {}
        self.silent: set[str] = set()
        self.greeting: Callable[[ServerConnection], Any] | None = None
        self._sockets: set[ServerConnection] = set()
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._up.wait()

    @property
    def address(self) -> str:
        """Where to connect."""
        return f"ws://127.0.0.1:{self._port}/?token=t"

    def said(self, method: str) -> list[dict[str, Any]]:
        """What was asked with a method, in order."""
        return [params for name, params in self.heard if name == method]

    def tell(self, event: str, **params: Any) -> None:
        """Send an event to everybody."""
        frame = json.dumps({"method": event, "params": params})
        asyncio.run_coroutine_threadsafe(self._send_all(frame), self._loop).result()

    def raw(self, frame: str) -> None:
        """Send a frame as it is."""
        asyncio.run_coroutine_threadsafe(self._send_all(frame), self._loop).result()

    def hang_up(self) -> None:
        """End all connections."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result()

    def close(self) -> None:
        """End the server."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server: Server
        async with serve(self._talk, "127.0.0.1", 0) as server:
            self._port = server.sockets[0].getsockname()[1]
            self._up.set()
            await self._stop.wait()

    async def _talk(self, socket: ServerConnection) -> None:
        self._sockets.add(socket)
        if self.greeting is not None:
            await self.greeting(socket)
        async for frame in socket:
            request = json.loads(frame)
            method, params = request["method"], request["params"]
            self.heard.append((method, params))
            if method in self.silent:
                continue
            body: dict[str, Any]
            if method in self.refusals:
                body = {"error": {"message": self.refusals[method]}}
            else:
                answer = self.answers.get(method, {})
                body = {"result": answer(params) if callable(answer) else answer}
            await socket.send(json.dumps({"id": request["id"], **body}))
        self._sockets.discard(socket)

    async def _send_all(self, frame: str) -> None:
        for socket in tuple(self._sockets):
            await socket.send(frame)

    async def _hang_up(self) -> None:
        for socket in tuple(self._sockets):
            await socket.close()
