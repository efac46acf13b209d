"""Formats a text as the editor of the window does: the same formatter, in a Node process."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

import resources
from ide.editor.prettier_config import prettier_options
from renderer.toolchain.process import node_executable

_LONGEST_LINE = 64 * 1024 * 1024
_SECONDS = 30.0
_BUNDLE = ("web", "editor", "format.node.cjs")
LANGUAGES = {
    ".wxml": "wxml",
    ".wxss": "wxss",
    ".css": "css",
    ".less": "less",
    ".scss": "scss",
    ".js": "javascript",
    ".ts": "typescript",
    ".wxs": "wxs",
    ".json": "json",
}
"""What can be formatted, by extension."""


class FormatRefusedError(Exception):
    """A text that is not laid out anew, with the reason: most often a syntax error."""


class Formatting:
    """Asks Node; its process starts with the first text."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._numbers = count(1)
        self._turn = asyncio.Lock()

    async def format(self, root: Path, path: str, text: str, *, spaces: bool, size: int) -> str:
        """Return a text laid out anew.

        Raises:
            FormatRefusedError: it cannot be read, or there is no formatter for it.
        """
        language = LANGUAGES.get(PurePosixPath(path).suffix)
        if language is None:
            raise FormatRefusedError(f"There is no formatter for {path}.")
        request = {
            "language": language,
            "text": text,
            "spaces": spaces,
            "size": size,
            "options": prettier_options(root),
        }
        async with self._turn:
            answer = await self._answer({"id": next(self._numbers), "request": request})
        if "text" in answer:
            return str(answer["text"])
        line = int(answer.get("line") or 0)
        place = f"{path}:{line}" if line else path
        raise FormatRefusedError(f"{place}: {answer.get('reason')}")

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _answer(self, message: dict[str, object]) -> dict[str, Any]:
        process = await self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(message).encode("ascii") + b"\n")
            await process.stdin.drain()
            line = await asyncio.wait_for(process.stdout.readline(), _SECONDS)
        except asyncio.CancelledError:
            await self.close()  # its answer would be taken for that to the next text
            raise
        except (OSError, TimeoutError) as error:
            await self.close()
            raise FormatRefusedError(f"The formatter gave up: {error!r}") from error
        if not line:
            await self.close()
            raise FormatRefusedError("The formatter ended.")
        answer = json.loads(line)["answer"]
        assert isinstance(answer, dict)
        return answer

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            bundle = resources.path(*_BUNDLE)
            if not bundle.is_file():
                raise FormatRefusedError("The formatter is not built; run main.py once.")
            self._process = await asyncio.create_subprocess_exec(
                str(node_executable()),
                str(bundle),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                limit=_LONGEST_LINE,
            )
        return self._process
