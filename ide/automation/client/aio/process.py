"""A process of ours that runs a project and serves it: ``auto``, without a window."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from pathlib import Path

from ide.automation.errors import ConnectionLostError, TimedOutError
from renderer.child_environment import child_environment

_LISTENING = re.compile(rb"^listening (ws://\S+)")
_END_S = 10.0
_SHOWN = 2000
_CHUNK = 65_536
_LONGEST = 4096
"""Bytes of an unfinished line that are kept: an endpoint is shorter."""


class Process:
    """Ends when :meth:`close` is called, or when our end of its standard input closes."""

    def __init__(self, process: asyncio.subprocess.Process, endpoint: str) -> None:
        self._process = process
        self.endpoint = endpoint
        self.pid = process.pid
        self._drain = asyncio.create_task(_drained(process))

    @classmethod
    async def start(cls, project: str | Path, arguments: Sequence[str], timeout: float) -> Process:
        """Start the server of a project; returns when its first page is ready.

        Raises:
            ConnectionLostError: it ended; the sentence is what it said.
            TimedOutError: it was not ready within ``timeout`` seconds.
        """
        with tempfile.TemporaryFile() as said:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "ide.cli",
                "auto",
                str(Path(project).resolve()),
                "--once",
                "--until-eof",
                *arguments,
                stdin=PIPE,
                stdout=PIPE,
                stderr=said,
                env=child_environment(),
            )
            try:
                async with asyncio.timeout(timeout):
                    return cls(process, await _endpoint(process))
            except TimeoutError as error:
                await _end(process)
                raise TimedOutError(
                    f"The first page of {project} was not ready within {timeout:g} s."
                    f"{_words(said.fileno())}"
                ) from error
            except EOFError as error:
                await _end(process)
                raise ConnectionLostError(
                    f"{project} cannot be run (exit code {process.returncode})."
                    f"{_words(said.fileno())}"
                ) from error
            except BaseException:
                await _end(process)
                raise

    async def close(self) -> None:
        """End the process: by its standard input, then by force."""
        await _end(self._process)
        await self._drain


async def _drained(process: asyncio.subprocess.Process) -> None:
    """Read what nobody wants: a full pipe would hold the process up."""
    assert process.stdout is not None
    while await process.stdout.read(_CHUNK):
        pass


async def _endpoint(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    kept = b""
    while part := await process.stdout.read(_CHUNK):
        *lines, rest = (kept + part).split(b"\n")
        for line in lines:
            found = _LISTENING.match(line)
            if found:
                return found[1].decode("ascii")
        # What a line begins with tells what it is: of a longer one the rest is let go.
        kept = rest[:_LONGEST]
    raise EOFError


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    for last in (process.terminate, process.kill):
        try:
            await asyncio.wait_for(process.wait(), _END_S)
        except TimeoutError:
            last()
        else:
            break
    else:
        await process.wait()
    transport = getattr(process, "_transport", None)
    if transport is not None:
        transport.close()


def _words(file: int) -> str:
    """The end of what the process wrote to its standard error."""
    size = os.fstat(file).st_size
    os.lseek(file, max(0, size - _SHOWN), os.SEEK_SET)
    text = os.read(file, _SHOWN).decode("utf-8", "replace").strip()
    return f" It said: {text}" if text else ""
