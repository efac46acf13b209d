"""The language service as a child process: one JSON request a line in, JSON lines out.

``{"id", "op", …}`` is answered by ``{"id", "result"}`` or ``{"id", "error"}``. The operations
``text`` and ``changed`` get no answer. Once nobody has said anything for a moment, templates that
may have become wrong are checked one at a time; each result is an event ``{"checked": path,
"findings": […]}``.
"""

from __future__ import annotations

import json
import logging
import queue
import sys
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from ide.language.service import LanguageService
from renderer.compiler.source import DiskTree, SourceTree

_QUIET_S = 0.35
"""Checks wait so long after a message: the compiler and the phone need the processor first."""

log = logging.getLogger(__name__)

Message = Mapping[str, Any]


class Checks:
    """Templates that wait to be checked: those just edited first, then all that may follow."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()
        self._told: dict[str, Any] = {}

    def add(self, paths: Iterable[str], *, first: bool = False) -> None:
        """Check these as well."""
        for path in paths:
            if path in self._waiting:
                self._waiting.remove(path)
            if first:
                self._waiting.appendleft(path)
            else:
                self._waiting.append(path)

    def next(self, service: LanguageService) -> Message | None:
        """Check one template; return what is news about it."""
        if not self._waiting:
            return None
        path = self._waiting.popleft()
        findings = service.check(path)
        if self._told.get(path, []) == findings:
            return None
        self._told[path] = findings
        return {"checked": path, "findings": findings}

    @property
    def waiting(self) -> bool:
        """Whether there is something to check."""
        return bool(self._waiting)


class Server:
    """Takes messages about one project."""

    def __init__(self, tree: SourceTree) -> None:
        self.service = LanguageService(tree)
        self.checks = Checks()

    def take(self, message: Message) -> Message | None:
        """Carry out a message; return its answer, if it gets one. Never raises."""
        number = message.get("id")
        try:
            operation = message.get("op")
            if operation == "text":
                self._text(message["path"], message["text"])
            elif operation == "changed":
                self._changed(message["paths"])
            elif operation == "language":
                self.service.use_language(message["code"])
            else:
                return {"id": number, "result": self.service.answer(str(operation), message)}
        except Exception as error:
            log.exception("%s failed", message.get("op"))
            return {"id": number, "error": f"{type(error).__name__}: {error}"}
        return None

    def _text(self, path: str, text: str | None) -> None:
        self.service.put_text(path, text)
        self.checks.add(affected(path), first=True)

    def _changed(self, paths: list[str]) -> None:
        self.service.files_changed(paths)
        self.checks.add(self.service.templates())
        for path in paths:
            self.checks.add(affected(path), first=True)


def affected(path: str) -> list[str]:
    """Return the template that an edit of a file may make wrong at once."""
    stem, dot, ending = path.rpartition(".")
    return [f"{stem}.wxml"] if dot and ending in ("wxml", "js", "ts", "json") else []


def serve(server: Server, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    """Take messages until the other side closes."""
    lines: queue.Queue[bytes | None] = queue.Queue()
    threading.Thread(target=_read, args=(incoming, lines), daemon=True).start()
    server.checks.add(server.service.templates())
    quiet = _QUIET_S
    while True:
        try:
            line = lines.get(timeout=quiet if server.checks.waiting else None)
        except queue.Empty:
            quiet = 0.0
            _write(outgoing, server.checks.next(server.service))
            continue
        if line is None:
            return
        quiet = _QUIET_S
        if line.strip():
            _write(outgoing, server.take(json.loads(line)))


def _read(incoming: IO[bytes], lines: queue.Queue[bytes | None]) -> None:
    for line in incoming:
        lines.put(line)
    lines.put(None)


def _write(outgoing: IO[bytes], message: Message | None) -> None:
    if message is not None:
        # Escaped: a character of two units may have been cut in two, and is joined by the reader.
        outgoing.write(json.dumps(message).encode("ascii") + b"\n")
        outgoing.flush()


def main(arguments: list[str]) -> int:
    """Serve the project folder named by the first argument."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    serve(Server(DiskTree(Path(arguments[0]))), sys.stdin.buffer, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
