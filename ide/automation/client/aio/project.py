"""The project that runs: its files and what is wrong with them."""

from __future__ import annotations

from typing import Any

from ide.automation.client.aio.connection import Connection


class Project:
    """The folder of the mini-program."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def info(self) -> dict[str, Any]:
        """Return name, root, app id, pages, entry page, device and version."""
        return await self._connection.send("Minideck.getInfo")

    async def check(self) -> list[dict[str, Any]]:
        """Return the compiler's diagnostics, as ``check --json`` writes them."""
        return list((await self._connection.send("Project.check", timeout=300))["diagnostics"])

    async def preflight(self) -> dict[str, Any]:
        """Return the report of a submission's checks, as ``preflight --json`` writes it."""
        return dict((await self._connection.send("Project.preflight", timeout=900))["report"])

    async def files(self) -> list[str]:
        """Return the paths of the project's files, with slashes, sorted."""
        return list((await self._connection.send("Project.files"))["files"])

    async def compile(self) -> None:
        """Compile what has changed on disk, and start the app afresh."""
        await self._connection.send("Tool.compile", timeout=300)
