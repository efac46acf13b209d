"""The project that runs: its files and what is wrong with them."""

# Written by `python -m bootstrap.sync_client` from aio/project.py: change that one.

from __future__ import annotations

from typing import Any

from ide.automation.client.sync.connection import Connection


class Project:
    """The folder of the mini-program."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def info(self) -> dict[str, Any]:
        """Return name, root, app id, pages, entry page, device and version."""
        return self._connection.send("Minideck.getInfo")

    def check(self) -> list[dict[str, Any]]:
        """Return the compiler's diagnostics, as ``check --json`` writes them."""
        return list(self._connection.send("Project.check", timeout=300)["diagnostics"])

    def preflight(self) -> dict[str, Any]:
        """Return the report of a submission's checks, as ``preflight --json`` writes it."""
        return dict(self._connection.send("Project.preflight", timeout=900)["report"])

    def files(self) -> list[str]:
        """Return the paths of the project's files, with slashes, sorted."""
        return list(self._connection.send("Project.files")["files"])

    def compile(self) -> None:
        """Compile what has changed on disk, and start the app afresh."""
        self._connection.send("Tool.compile", timeout=300)
