"""The client hears where its process listens, whatever else the process says."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from ide.automation.client.aio import process


def heard(said: bytes) -> str:
    async def hear() -> str:
        stdout = asyncio.StreamReader()
        stdout.feed_data(said)
        stdout.feed_eof()
        started: Any = SimpleNamespace(stdout=stdout)
        return await process._endpoint(started)

    return asyncio.run(hear())


@pytest.mark.parametrize("length", [0, 4096, 65_535, 300_000])
def test_a_long_line_before_it_is_passed_over(length: int) -> None:
    said = b"x" * length + b"\nlistening ws://127.0.0.1:1/?token=a\n"
    assert heard(said) == "ws://127.0.0.1:1/?token=a"


def test_an_end_without_it_is_told() -> None:
    with pytest.raises(EOFError):
        heard(b"x" * 300_000 + b" listening ws://127.0.0.1:1/?token=a\n")
