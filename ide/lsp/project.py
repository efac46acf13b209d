"""One project of a client: its language service, its compiler, and what both find wrong in it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from ide.language.server import Checks, affected
from ide.language.service import LanguageService
from ide.lsp.compiling import CompilerGoneError, Compiling
from renderer.compiler.source import DiskTree

Result = TypeVar("Result")
Row = dict[str, Any]
Told = Callable[["Project", str], None]
"""Hears of a file, relative to the root, about which other things are known now."""

_QUIET_S = 0.3
"""So long after an edit the files are checked: half a word is no news."""

log = logging.getLogger(__name__)


class Project:
    """Answers about one folder.

    The language service works in ``desk``, one job after the other in the order they were given,
    so a question is about the text as it was when it was put.
    """

    def __init__(self, root: Path, desk: Executor, told: Told) -> None:
        self.root = root
        self._desk = desk
        self._told = told
        self._service: LanguageService | None = None
        self._checks = Checks()
        self._compiling = Compiling(root)
        self._overlays: dict[str, str] = {}
        self._news: dict[str, str | None] = {}
        self._changed: set[str] = set()
        self._compiled: dict[str, list[Row]] = {}
        self._noted: dict[str, list[Row]] = {}
        self._checker: asyncio.Task[None] | None = None
        self._moved = asyncio.Event()
        self._asked_at = 0.0
        self.generation = 0
        """Raised by every edit and every change of files."""

    def inside(self, path: Path) -> str:
        """Return a file's path from the root, as the language service and the compiler write it."""
        return path.relative_to(self.root).as_posix()

    async def ask(self, question: Callable[[LanguageService], Result]) -> Result:
        """Put a question to the language service; cancelled before its turn it is not asked."""
        self._asked_at = asyncio.get_running_loop().time()
        return await self._worked(question)

    def put_text(self, path: str, text: str | None) -> None:
        """Take over the text of an open document; None when it was closed."""
        if text is None:
            self._overlays.pop(path, None)
        else:
            self._overlays[path] = text
        self._news[path] = text
        self._after(lambda service: service.put_text(path, text), affected(path))

    def files_changed(self, paths: Iterable[str]) -> None:
        """Look at files again."""
        files = list(paths)
        self._changed.update(files)
        first = [one for path in files for one in affected(path)]
        self._after(lambda service: service.files_changed(files), first, everything=True)

    def findings(self, path: str) -> list[Row]:
        """Return what is wrong in a file, as diagnostics of the compiler."""
        found = [*self._compiled.get(path, ()), *self._noted.get(path, ())]
        return [row for number, row in enumerate(found) if row not in found[:number]]

    def forget(self) -> None:
        """Take back all that was said about the files."""
        told = {path for found in (self._compiled, self._noted) for path in found if found[path]}
        self._compiled, self._noted = {}, {}
        for path in sorted(told):
            self._told(self, path)

    async def survey(self) -> Any:
        """Return the compiler's survey of the project as it stands in the editor.

        Raises:
            CompilerGoneError: there is none.
        """
        await self._follow()
        return await self._compiling.ask("survey")

    async def close(self) -> None:
        """End the compiler and everything under way."""
        if self._checker is not None:
            self._checker.cancel()
            with suppress(asyncio.CancelledError):
                await self._checker
        await self._compiling.close()

    def _serving(self) -> LanguageService:
        if self._service is None:
            self._service = LanguageService(DiskTree(self.root))
            self._checks.add(self._service.templates())
        return self._service

    def _after(
        self,
        step: Callable[[LanguageService], None],
        first: Iterable[str],
        *,
        everything: bool = False,
    ) -> None:
        """Carry a change out, then check what it may have made wrong."""

        def job() -> None:
            service = self._serving()
            step(service)
            if everything:
                self._checks.add(service.templates())
            self._checks.add(first, first=True)

        self.generation += 1
        self._desk.submit(job).add_done_callback(_complain)
        self._moved.set()
        if self._checker is None:
            self._checker = asyncio.create_task(self._check_again_and_again())

    async def _check_again_and_again(self) -> None:
        while True:
            await self._moved.wait()
            while self._moved.is_set():
                self._moved.clear()
                await asyncio.sleep(_QUIET_S)
            try:
                await self._note()
                if not self._moved.is_set():
                    await self._compile()
            except CompilerGoneError as error:
                log.warning("%s: %s", self.root, error)

    async def _note(self) -> None:
        """Check templates by the language service, one at a time between the questions."""
        while not self._moved.is_set():
            await self._unasked()
            news = await self._worked(self._next_check)
            if news is None:
                return
            for path, rows in news.items():
                self._noted[path] = rows
                self._told(self, path)

    async def _unasked(self) -> None:
        """Return once nobody has asked for a moment: who asks waits for no check."""
        loop = asyncio.get_running_loop()
        while (rest := self._asked_at + _QUIET_S - loop.time()) > 0:
            await asyncio.sleep(rest)

    async def _worked(self, job: Callable[[LanguageService], Result]) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._desk, lambda: job(self._serving()))

    def _next_check(self, service: LanguageService) -> dict[str, list[Row]] | None:
        if not self._checks.waiting:
            return None
        found = self._checks.next(service)
        return {} if found is None else {found["checked"]: found["findings"]}

    async def _compile(self) -> None:
        await self._follow()
        report = await self._compiling.ask("check")
        found: dict[str, list[Row]] = {}
        for row in report["diagnostics"]:
            found.setdefault(row["file"], []).append(row)
        old, self._compiled = self._compiled, found
        for path in sorted(old.keys() | found.keys()):
            if old.get(path) != found.get(path):
                self._told(self, path)

    async def _follow(self) -> None:
        """Let the compiler see the texts and files as they are now."""
        news, self._news = self._news, {}
        changed, self._changed = self._changed, set()
        if await self._compiling.start():
            news, changed = dict(self._overlays), set()
        for path, text in news.items():
            await self._compiling.ask("overlay", path=path, text=text)
        if changed:
            await self._compiling.ask("changed", paths=sorted(changed))


def _complain(done: Any) -> None:
    if not done.cancelled() and done.exception() is not None:
        log.error("the language service", exc_info=done.exception())
