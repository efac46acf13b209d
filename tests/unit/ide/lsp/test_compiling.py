"""What the language server hears from a compiler that breaks down in the midst of a question."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from ide.lsp.compiling import CompilerGoneError, Compiling


class Broken:
    """A process that answers each question with the same line, and ends when it is killed."""

    def __init__(self, line: bytes) -> None:
        self.stdin, self.stdout = self, asyncio.StreamReader()
        self.returncode: int | None = None
        self._line = line

    def write(self, _data: bytes) -> None:
        self.stdout.feed_data(self._line)

    async def drain(self) -> None:
        return

    def kill(self) -> None:
        self.returncode = -9
        self.stdout.feed_eof()

    async def wait(self) -> int | None:
        return self.returncode


@pytest.mark.parametrize("line", [b"Segmentation fault\n", b"[1]\n", b'{"result": 1}\n', b"\xff\n"])
def test_a_line_that_is_no_answer_ends_every_open_question(tmp_path: Path, line: bytes) -> None:
    async def ask() -> None:
        compiling, broken = Compiling(tmp_path), Broken(line)
        process: Any = broken
        compiling._process = process
        compiling._reading = [asyncio.create_task(compiling._read(process))]
        asked = [compiling.ask("compile"), compiling.ask("files")]
        for answer in await asyncio.gather(*asked, return_exceptions=True):
            assert isinstance(answer, CompilerGoneError)
        assert not compiling.running
        with pytest.raises(CompilerGoneError):
            await compiling.ask("compile")
        await compiling.close()

    asyncio.run(asyncio.wait_for(ask(), 60))
