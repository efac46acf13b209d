"""A mini-program that is driven: all there is to it, and a person's finger."""

# Written by `python -m bootstrap.sync_client` from aio/mini.py: change that one.

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ide.automation.client.sync.app import App
from ide.automation.client.sync.clock import Clock
from ide.automation.client.sync.connection import CALL_S, Connection
from ide.automation.client.sync.device import Device
from ide.automation.client.sync.log import Log
from ide.automation.client.sync.mocking import Mock
from ide.automation.client.sync.native import Native
from ide.automation.client.sync.page import Page
from ide.automation.client.sync.process import Process
from ide.automation.client.sync.project import Project
from ide.automation.client.sync.scenario import Scenarios
from ide.automation.client.sync.snapshot import Snapshot


class MiniProgram:
    """Made by ``connect`` or ``launch``; a context manager that closes at its end."""

    def __init__(self, connection: Connection, process: Process | None = None) -> None:
        self.connection = connection
        self._process = process
        self.app = App(connection)
        self.device = Device(connection)
        self.mock = Mock(connection)
        self.native = Native(connection)
        self.scenario = Scenarios(connection)
        self.clock = Clock(connection)
        self.snapshot = Snapshot(connection)
        self.project = Project(connection)
        self.log = Log(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def endpoint(self) -> str:
        """Where the server listens, with its token: others can ``connect`` to it."""
        return self.connection.endpoint

    @property
    def patience(self) -> float:
        """How many seconds what is waited for may take when nothing else is said."""
        return self.connection.patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        self.connection.patience = seconds

    @property
    def pid(self) -> int | None:
        """The process ``launch`` has started, None for a server that was there."""
        return None if self._process is None else self._process.pid

    @property
    def page(self) -> Page:
        """The page on top."""
        return self.app.current_page()

    def reset(
        self,
        *,
        path: str | None = None,
        query: Mapping[str, str] | None = None,
        scene: int | None = None,
        state: Mapping[str, Any] | None = None,
        device: str | None = None,
        theme: str | None = None,
        language: str | None = None,
    ) -> Page:
        """Take a fresh phone and start the app on it: what a test starts from.

        Rules, queues, files and permissions of before are gone. ``state`` is a snapshot the
        phone starts with. Returns the first page when it is ready and idle.
        """
        given = {
            "path": path,
            "query": None if query is None else dict(query),
            "scene": scene,
            "state": None if state is None else dict(state),
            "device": device,
            "theme": theme,
            "language": language,
        }
        params = {name: value for name, value in given.items() if value is not None}
        self.connection.send("Minideck.reset", params)
        return self.app.current_page()

    def tap(
        self,
        selector: str = "",
        text: str | None = None,
        *,
        nth: int = 0,
        at: tuple[float, float] | None = None,
        timeout: float | None = None,
    ) -> None:
        """Tap a place as a person does: found on the screen, by selector, text or both.

        Waits until it stands still and nothing covers it; ``at`` is a point in it, in pixels.

        Raises:
            ServerRefusedError: it cannot be touched; the sentence says why.
        """
        self._do(timeout, tap=selector, text=text, nth=nth, at=at)

    def long_press(
        self,
        selector: str = "",
        text: str | None = None,
        *,
        nth: int = 0,
        at: tuple[float, float] | None = None,
        timeout: float | None = None,
    ) -> None:
        """Hold a finger on a place, found as by :meth:`tap`."""
        self._do(timeout, longpress=selector, text=text, nth=nth, at=at)

    def type(
        self,
        selector: str,
        value: str,
        enter: bool = False,
        *,
        text: str | None = None,
        nth: int = 0,
        at: tuple[float, float] | None = None,
        timeout: float | None = None,
    ) -> None:
        """Tap a field and type; replaces what is in it. ``enter`` ends with the return key.

        ``text`` and ``nth`` tell fields apart, as in :meth:`tap`.
        """
        given = {"text": text, "nth": nth, "at": at, "enter": enter or None}
        self._do(timeout, input=selector, value=value, **given)

    def swipe(
        self,
        selector: str = "",
        by: tuple[float, float] = (0, -200),
        *,
        text: str | None = None,
        nth: int = 0,
        at: tuple[float, float] | None = None,
        timeout: float | None = None,
    ) -> None:
        """Put a finger on a place and draw it by so many pixels, right and down."""
        self._do(timeout, swipe=selector, by=by, text=text, nth=nth, at=at)

    def scroll(
        self,
        selector: str = "page",
        by: tuple[float, float] = (0, -200),
        *,
        text: str | None = None,
        nth: int = 0,
        at: tuple[float, float] | None = None,
        timeout: float | None = None,
    ) -> None:
        """Scroll with a finger that moves by so many pixels, right and down."""
        self._do(timeout, scroll=selector, by=by, text=text, nth=nth, at=at)

    def back(self) -> None:
        """Use the phone's own way back."""
        self._do(None, back=True)

    def close(self) -> None:
        """End the connection, and the process that ``launch`` has started."""
        try:
            self.connection.close()
        finally:
            if self._process is not None:
                self._process.close()

    def save_screen(self, path: str | Path) -> None:
        """Write a picture of the phone's screen to a file."""
        self.app.screen_shot(path)

    def _do(self, timeout: float | None, **values: Any) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        if "at" in given:
            given["at"] = list(given["at"])
        if "by" in given:
            given["by"] = list(given["by"])
        limit = self.connection.limit(timeout)
        self.connection.send("Input.do", {**given, "timeout": limit}, limit + CALL_S)
