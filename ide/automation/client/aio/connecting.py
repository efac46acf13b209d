"""The two ways to a mini-program: a server that is there, or one of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ide.automation.client.aio.connection import Connection
from ide.automation.client.aio.mini import MiniProgram
from ide.automation.client.aio.process import Process

START_S = 120.0


async def connect(endpoint: str, timeout: float = 30.0) -> MiniProgram:
    """Drive a mini-program by the address that ``auto`` or the window shows.

    Raises:
        ConnectionLostError: there is no server.
        ServerRefusedError: the token is wrong.
    """
    return MiniProgram(await _checked(endpoint, timeout))


async def launch(
    project: str | Path,
    *,
    device: str | None = None,
    theme: str | None = None,
    language: str | None = None,
    path: str | None = None,
    query: Mapping[str, str] | None = None,
    state: Mapping[str, Any] | None = None,
    arguments: Sequence[str] = (),
    timeout: float = START_S,
) -> MiniProgram:
    """Start a project without a window, in a process of its own, and drive it.

    The process ends with :meth:`MiniProgram.close`, and when ours ends, however that happens.
    ``arguments`` are further ones for ``auto``.

    Raises:
        ConnectionLostError: it does not start; the sentence is what it said.
        TimedOutError: its first page is not ready within ``timeout`` seconds.
    """
    phone = {"--device": device, "--theme": theme, "--language": language}
    chosen = [one for name, value in phone.items() if value is not None for one in (name, value)]
    process = await Process.start(project, [*chosen, *arguments], timeout)
    try:
        mini = MiniProgram(await _checked(process.endpoint, timeout), process)
    except BaseException:
        await process.close()
        raise
    try:
        if any(one is not None for one in (path, query, state)):
            await mini.reset(path=path, query=query, state=state, theme=theme, language=language)
    except BaseException:
        await mini.close()
        raise
    return mini


async def _checked(endpoint: str, timeout: float) -> Connection:
    connection = await Connection.open(endpoint, timeout)
    try:
        await connection.send("Tool.getInfo", timeout=timeout)
    except BaseException:
        await connection.close()
        raise
    return connection
