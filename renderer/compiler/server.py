"""The compiler as a child process: one JSON request a line in, one JSON reply a line out."""

from __future__ import annotations

import base64
import json
import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from renderer.compiler.cache import DiskCache, NoCache
from renderer.compiler.compiler import Compiler
from renderer.compiler.source import DiskTree, OverlayTree
from renderer.toolchain.process import Toolchain

log = logging.getLogger(__name__)

Request = Mapping[str, Any]


class RequestError(Exception):
    """The request itself is wrong: unknown operation, missing field, nothing open."""


class Server:
    """Answers requests about one project at a time. A fault in one request ends only that one."""

    def __init__(self, tell: Callable[[str], None] = lambda _line: None) -> None:
        """``tell`` takes lines that come before the reply to a question."""
        self._tell = tell
        self._toolchain = Toolchain()
        self._compiler: Compiler | None = None
        self._tree: OverlayTree | None = None
        self._operations: Mapping[str, Callable[[Request], Any]] = {
            "open": self._open,
            "manifest": lambda request: self._opened.manifest().to_json(),
            "chunk": lambda request: self._opened.chunk(_text(request, "name")).to_json(),
            "overlay": self._overlay,
            "changed": self._changed,
            "check": self._check,
            "survey": lambda request: self._opened.survey().to_json(),
            "forget": self._forget,
            "asset": self._asset,
            "source_map": lambda request: self._opened.source_map(_text(request, "path")),
        }

    def answer(self, line: bytes) -> str:
        """Return the reply to one line; never raises."""
        number: Any = None
        try:
            request = json.loads(line)
            if not isinstance(request, dict):
                raise RequestError("a request is a JSON object")
            number = request.get("id")
            operation = self._operations.get(str(request.get("op")))
            if operation is None:
                raise RequestError(f"unknown operation {request.get('op')!r}")
            return _line({"id": number, "result": operation(request)})
        except (RequestError, ValueError) as error:
            return _line({"id": number, "error": str(error)})
        except Exception as error:
            log.exception("request failed")
            return _line({"id": number, "error": f"{type(error).__name__}: {error}"})

    def close(self) -> None:
        """End the toolchain and let go of the cache."""
        if self._compiler is not None:
            self._compiler.close()
        self._toolchain.close()

    @property
    def _opened(self) -> Compiler:
        if self._compiler is None:
            raise RequestError("no project is open")
        return self._compiler

    def _open(self, request: Request) -> Any:
        root = Path(_text(request, "root"))
        if not root.is_dir():
            raise RequestError(f"not a folder: {root}")
        if self._compiler is not None:
            self._compiler.close()
        folder = request.get("cache")
        cache = DiskCache(folder) if isinstance(folder, str) and folder else NoCache()
        self._tree = OverlayTree(DiskTree(root))
        self._compiler = Compiler(self._tree, self._toolchain, cache)
        return self._compiler.manifest().to_json()

    def _overlay(self, request: Request) -> Any:
        compiler, path = self._opened, _text(request, "path")
        text = request.get("text")
        if text is not None and not isinstance(text, str):
            raise RequestError("text must be a string or null")
        assert self._tree is not None
        self._tree.set(path, text)
        return compiler.changed([path]).to_json()

    def _changed(self, request: Request) -> Any:
        paths = request.get("paths")
        if not isinstance(paths, list):
            raise RequestError("paths must be a list")
        return self._opened.changed(map(str, paths)).to_json()

    def _check(self, request: Request) -> Any:
        def progress(done: int, total: int) -> None:
            self._tell(_line({"id": request.get("id"), "progress": [done, total]}))

        return self._opened.check(progress).to_json()

    def _forget(self, _request: Request) -> Any:
        self._opened.forget()
        return self._opened.manifest().to_json()

    def _asset(self, request: Request) -> Any:
        data = self._opened.asset(_text(request, "path"))
        return {"base64": None if data is None else base64.b64encode(data).decode("ascii")}


def serve(lines: Iterable[bytes], output: IO[bytes]) -> None:
    """Answer requests in UTF-8 until the input ends."""

    def tell(line: str) -> None:
        output.write(line.encode("ascii"))
        output.flush()

    server = Server(tell)
    try:
        for line in lines:
            if line.strip():
                tell(server.answer(line))
    finally:
        server.close()


def _text(request: Request, key: str) -> str:
    value = request.get(key)
    if not isinstance(value, str):
        raise RequestError(f"{key} must be a string")
    return value


def _line(reply: Mapping[str, Any]) -> str:
    return json.dumps(reply, separators=(",", ":"), sort_keys=True) + "\n"


if __name__ == "__main__":
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    serve(sys.stdin.buffer, sys.stdout.buffer)
