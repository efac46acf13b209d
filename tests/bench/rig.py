"""A project on a headless phone, driven step by step; and an empty page in the same engine."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, Self, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from ide.headless import environment
from ide.phone import PhoneSetup, app_facts, connect_events, host_phone, new_phone
from renderer.host.bundle import Bundle
from renderer.host.compiler_process import Answer, CompilerProcess
from renderer.host.launch import Launch
from renderer.host.player import AppState, Player
from renderer.host.player import Report as AppReport
from renderer.host.scheme import register_scheme
from renderer.host.screen import DEFAULT_DEVICE, device

_LIMIT_MS = 120_000
_EMPTY = "<!doctype html><html><body></body></html>"
_PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

T = TypeVar("T")


class BenchError(Exception):
    """What was to be measured did not happen."""


def application() -> QApplication:
    """Return the application, made with everything the web engine needs."""
    environment.prepare(os.environ)
    register_scheme()
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    return app


def answer_of(begin: Callable[[Callable[[T], None]], None], what: str) -> T:
    """Begin something and wait until it delivers.

    Raises:
        BenchError: nothing came within two minutes.
    """
    box: list[T] = []
    loop = QEventLoop()

    def deliver(value: T) -> None:
        box.append(value)
        loop.quit()

    begin(deliver)
    if not box:
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        limit.start(_LIMIT_MS)
        loop.exec()
    if not box:
        raise BenchError(f"{what} did not happen within {_LIMIT_MS / 1000:g} s")
    return box[0]


class EmptyPage:
    """A view of its own profile that shows a document with nothing of ours in it."""

    def __init__(self, html: str = _EMPTY) -> None:
        self._profile = QWebEngineProfile()
        self._page = QWebEnginePage(self._profile)
        self.view = QWebEngineView()
        self.view.setPage(self._page)
        self.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.view.show()
        self.html = html

    def load(self) -> None:
        """Load the document and wait until two frames of it are drawn."""

        def begin(deliver: Callable[[bool], None]) -> None:
            self._page.loadFinished.connect(deliver)
            self._page.setHtml(self.html)

        answer_of(begin, "loading an empty page")
        self._page.loadFinished.disconnect()
        self.result_of(_PAINTED)

    def result_of(self, expression: str) -> Any:
        """Return what an expression becomes; promises are awaited."""
        script = (
            f"(async () => JSON.stringify({{ value: await ({expression}) }}))()"
            ".catch((error) => JSON.stringify({ error: String(error) }))"
            ".then((text) => { document.title = text })"
        )

        def begin(deliver: Callable[[str], None]) -> None:
            # A promise cannot be handed over; the title can carry what it became.
            def changed(title: str) -> None:
                if title.startswith("{"):
                    self._page.titleChanged.disconnect(changed)
                    deliver(title)

            self._page.titleChanged.connect(changed)
            self._page.runJavaScript("document.title = ''")
            self._page.runJavaScript(script)

        answer = json.loads(answer_of(begin, "an answer of an empty page"))
        if "error" in answer:
            raise BenchError(answer["error"])
        return answer.get("value")

    def close(self) -> None:
        """Give view, page and profile back."""
        for part in (self.view, self._page, self._profile):
            shiboken6.delete(part)


class Rig:
    """One project with its compiler process, and one player after the other."""

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        application()
        self.root = root
        self.compiler = CompilerProcess(root, cache=cache)
        answer: Answer = answer_of(self.compiler.open, "opening the project")
        if answer.error:
            raise BenchError(answer.error)
        self.bundle = Bundle(self.compiler, answer.result)
        self._player: Player | None = None
        self._power = QObject()
        self._unplug: Callable[[], None] = lambda: None
        self._faults: list[str] = []
        """What went wrong in the app: what is measured then is not what it seems."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end_player()
        self.compiler.close()
        if self._faults and error is None:
            raise BenchError("; ".join(dict.fromkeys(self._faults)))

    @property
    def player(self) -> Player:
        assert self._player is not None
        return self._player

    def new_player(self) -> None:
        """Put a player on a new phone; nothing is loaded yet."""
        self.end_player()
        preset = device(DEFAULT_DEVICE)
        setup = PhoneSetup(preset, app_facts(self.bundle.manifest, {}), self.root)
        phone = new_phone(setup, self._power)
        player = Player(self.bundle, host_phone(phone, preset))
        player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        player.view.show()
        player.reported.connect(self._hear)
        self._unplug = connect_events(phone, player.push)
        self._player = player

    def end_player(self) -> None:
        """Close the player, if there is one."""
        self._unplug()
        self._unplug = lambda: None
        if self._player is not None:
            self._player.close()
            self._player = None
        self._power = QObject()

    def load(self, route: str) -> float:
        """Start the app on a page; returns the milliseconds until it is ready and drawn."""
        started = perf_counter()
        self.until_ready(route, lambda: self.player.load(Launch(route)))
        self.ask_view("minideckProbe.paintedFacts()")
        return (perf_counter() - started) * 1000

    def until_ready(self, route: str, begin: Callable[[], None], depth: int = 0) -> None:
        """Begin something that opens ``route`` and wait until it is ready on top."""

        def watch(deliver: Callable[[AppState], None]) -> None:
            def changed(state: AppState) -> None:
                on_top = bool(state.stack) and state.stack[-1] == route
                if on_top and (state.ready == route or len(state.stack) == depth):
                    self.player.state_changed.disconnect(changed)
                    deliver(state)

            self.player.state_changed.connect(changed)
            begin()

        answer_of(watch, f"{route} becoming ready")

    def navigate(self, action: str, url: str, delta: int = 1) -> None:
        """Send the app to another page, as the person does."""
        self.player.receive({"type": "navigate", "action": action, "url": url, "delta": delta})

    def ask_view(self, expression: str) -> Any:
        """Return what an expression is in the phone's document."""
        return answer_of(lambda deliver: self.player.probe(expression, deliver), "a probe")

    def ask_app(self, code: str) -> Any:
        """Return what an expression is in the app's worker; promises are awaited."""

        def begin(deliver: Callable[[Any], None]) -> None:
            def inspected(number: int, value: object) -> None:
                if number == 7:
                    self.player.inspected.disconnect(inspected)
                    deliver(value)

            self.player.inspected.connect(inspected)
            message = {"type": "inspect", "id": 7, "what": "evaluate", "args": {"code": code}}
            self.player.receive(message)

        value = answer_of(begin, "an answer of the app")
        if isinstance(value, dict) and "error" in value:
            raise BenchError(str(value["error"]))
        return value

    def changed(self, path: str) -> None:
        """Compile what an edited file makes stale and let the player follow, as the IDE does."""
        answer = self._compiled(path)
        kind, stale = str(answer.result["kind"]), list(answer.result["stale"])
        loaded = sorted(set(self.bundle.diagnostics) & set(stale))
        self.bundle.replace(None, stale)
        for name in loaded:
            self._fetch(name)
        self.player.update(kind, stale)

    def _compiled(self, path: str) -> Answer:
        def begin(deliver: Callable[[Answer], None]) -> None:
            self.compiler.ask("changed", deliver, paths=[path])

        return answer_of(begin, f"compiling {path}")

    def _fetch(self, chunk: str) -> None:
        def begin(deliver: Callable[[bytes | None], None]) -> None:
            self.bundle.chunk(chunk, deliver, self._faults.append)

        answer_of(begin, f"compiling {chunk}")

    def _hear(self, report: AppReport) -> None:
        if report.kind not in {"notice", "offline", "console"}:
            place = f"{report.file}:{report.line}"
            self._faults.append(f"{report.kind}: {report.message} ({place})")
