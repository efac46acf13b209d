"""The projects an agent works on: which is in use, and the process in which each app runs."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypedDict

from mcp.server.mcpserver.exceptions import ToolError

from ide.automation.aio import MiniProgram, launch
from ide.automation.errors import AutomationError, ConnectionLostError, ServerRefusedError
from ide.project.folder import NotAProjectError, ProjectFolder, read_folder

MOST = 2
"""Apps that run at once."""
NONE_OPEN = "No project is open: call open_project with the folder that holds app.json."


class Phone(TypedDict, total=False):
    """The phone an app shall start on, as far as somebody wished."""

    device: str
    theme: str
    language: str


class Stage:
    """Starts an app with the first tool that needs it; one process a project, ended with us.

    Each is a web engine: of more than :data:`MOST` the one not used for longest ends.
    """

    def __init__(self, project: Path | None = None) -> None:
        self._root = project.resolve() if project is not None else None
        self._running: OrderedDict[Path, MiniProgram] = OrderedDict()
        self._used: Counter[Path] = Counter()
        """How many calls are with an app now: it is not ended under them."""
        self._left = asyncio.Event()
        self._wishes: dict[Path, Phone] = {}
        self._starting = asyncio.Lock()

    @property
    def folder(self) -> ProjectFolder:
        """The project in use.

        Raises:
            ToolError: there is none, or the folder holds no mini-program.
        """
        if self._root is None:
            raise ToolError(NONE_OPEN)
        return read(self._root)

    async def open(self, project: Path, wishes: Phone) -> ProjectFolder:
        """Use a project from now on; a phone other than that of its process starts it anew.

        Raises:
            ToolError: the folder holds no mini-program.
        """
        folder = read(project)
        self._root = folder.root
        if wishes and self._wishes.get(folder.root) != wishes:
            self._wishes[folder.root] = wishes
            await self._end(folder.root)
        return folder

    async def close_app(self) -> bool:
        """End the app of the project in use; return whether there was one."""
        return await self._end(self.folder.root)

    async def close(self) -> None:
        """End every app."""
        for root in list(self._running):
            await self._end(root)

    @asynccontextmanager
    async def app(self) -> AsyncIterator[MiniProgram]:
        """Give the app of the project in use, started if need be.

        Raises:
            ToolError: it does not start, what is asked of it fails, or its process ends.
        """
        root = self.folder.root
        self._used[root] += 1
        try:
            mini = await self._started(root)
            yield mini
        except ConnectionLostError as error:
            await self._end(root)
            raise ToolError(
                "The app's process ended before it had answered; the next call starts it afresh. "
                f"({error})"
            ) from error
        except ServerRefusedError as error:
            raise ToolError(error.reason) from error
        except AutomationError as error:
            raise ToolError(str(error)) from error
        finally:
            self._used[root] -= 1
            if not self._used[root]:
                del self._used[root]
            self._left.set()

    async def _started(self, root: Path) -> MiniProgram:
        async with self._starting:
            mini = self._running.get(root)
            if mini is not None and mini.connection.is_open:
                self._running.move_to_end(root)
                return mini
            await self._end(root)
            await self._make_room()
            try:
                mini = await launch(root, **self._wishes.get(root, Phone()))
            except AutomationError as error:
                raise ToolError(f"The app does not start. {error}") from error
            self._running[root] = mini
            return mini

    async def _make_room(self) -> None:
        """End the app used longest ago, when no call is with it any more."""
        while len(self._running) >= MOST:
            idle = next((root for root in self._running if not self._used[root]), None)
            if idle is not None:
                await self._end(idle)
            else:
                self._left.clear()
                await self._left.wait()

    async def _end(self, root: Path) -> bool:
        mini = self._running.pop(root, None)
        if mini is None:
            return False
        await mini.close()
        return True


def read(project: Path) -> ProjectFolder:
    """Read a project's folder.

    Raises:
        ToolError: it holds no mini-program.
    """
    if not project.is_dir():
        raise ToolError(f"{project} is not a folder.")
    try:
        return read_folder(project)
    except NotAProjectError as error:
        raise ToolError(
            f"{project} holds no mini-program: there is no app.json in it, nor in a folder that "
            "project.config.json names."
        ) from error
