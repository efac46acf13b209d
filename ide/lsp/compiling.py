"""The compiler in a process of its own, asked without waiting: one JSON line each way."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from ide.cache_folder import cache_folder
from renderer.child_environment import child_environment

_LONGEST_LINE = 256 * 1024 * 1024
_STOP_S = 3.0

log = logging.getLogger(__name__)


class CompilerGoneError(Exception):
    """The compiler's process ended, or says that it cannot do what it was asked."""


class Compiling:
    """One project's compiler; its process starts with the first question."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: Process | None = None
        self._reading: list[asyncio.Task[None]] = []
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._numbers = count(1)
        self._starting = asyncio.Lock()

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> bool:
        """Start the process unless it is there; return whether it is a new one."""
        async with self._starting:
            if self.running:
                return False
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "renderer.compiler.server",
                stdin=PIPE,
                stdout=PIPE,
                stderr=None,
                limit=_LONGEST_LINE,
                env=child_environment(),
            )
            self._process = process
            self._reading = [asyncio.create_task(self._read(process))]
            folder = cache_folder()
            await self.ask("open", root=str(self._root), cache=str(folder) if folder else None)
            return True

    async def ask(self, operation: str, **params: Any) -> Any:
        """Return what the compiler answers (``renderer/compiler/README.md``).

        Raises:
            CompilerGoneError: there is no process, it ended, or the operation failed.
        """
        process = self._process
        if process is None or process.stdin is None or process.returncode is not None:
            raise CompilerGoneError("the compiler is not running")
        number = next(self._numbers)
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answered
        line = json.dumps({"id": number, "op": operation, **params})
        try:
            process.stdin.write(line.encode("ascii") + b"\n")
            await process.stdin.drain()
        except OSError as error:
            self._waiting.pop(number, None)
            raise CompilerGoneError(f"the compiler does not listen: {error}") from error
        return await answered

    async def close(self) -> None:
        """End the process; questions under way are told."""
        process = self._process
        if process is not None and process.returncode is None:
            if process.stdin is not None:
                process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), _STOP_S)
            except TimeoutError:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        for task in self._reading:
            await task

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        why = "the compiler's process ended"
        try:
            while line := await process.stdout.readline():
                self._take(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            # What comes next cannot be told apart from what was lost: the next one starts afresh.
            why = f"the compiler does not speak its language: {error}"
            log.error("%s", why)
            with suppress(ProcessLookupError):
                process.kill()
        finally:
            await process.wait()
            for answered in self._waiting.values():
                if not answered.done():
                    answered.set_exception(CompilerGoneError(why))
            self._waiting.clear()

    def _take(self, message: Mapping[str, Any]) -> None:
        if "progress" in message:
            return
        answered = self._waiting.pop(message["id"], None)
        if answered is None or answered.done():
            return
        if "error" in message:
            answered.set_exception(CompilerGoneError(str(message["error"])))
        else:
            answered.set_result(message["result"])
