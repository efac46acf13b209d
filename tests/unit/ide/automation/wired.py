"""A server without a web engine, and a client of the same loop."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QNetworkRequest
from PySide6.QtWebSockets import QWebSocket
from pytestqt.qtbot import QtBot

from apimock.clock import ManualClock
from apimock.permissions import INTERACTIVE
from apimock.phone import Phone
from ide.automation.server.target import Project
from ide.handset import Handset
from ide.scenario.clock import AppClock
from renderer.host.launch import Launch
from renderer.host.player import AppState
from renderer.host.screen import DEFAULT_DEVICE, DevicePreset, devices


class FakePlayer(QObject):
    """Says what it was told; the test says what comes of it."""

    inspected = Signal(int, object)
    automated = Signal(str, object)
    launched = Signal()
    run_ended = Signal()
    crashed = Signal(str)
    loop_detected = Signal()
    loop_ended = Signal(object)
    state_changed = Signal(object)
    console = Signal(object)
    reported = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        manifest = {"entryPage": "pages/a/a", "app": {}}
        self.bundle = SimpleNamespace(routes=("pages/a/a", "pages/b/b"), manifest=manifest)
        self.state = AppState(stack=("pages/a/a",), ready="pages/a/a")
        self.times: list[tuple[float, float | None]] = []
        self.starting, self.running = False, True
        self.heard: list[Mapping[str, Any]] = []

    def receive(self, message: Mapping[str, Any]) -> None:
        self.heard.append(message)

    def is_loading(self) -> bool:
        return False

    def waiting_calls(self) -> list[Any]:
        return []

    def set_time(self, now: float, speed: float | None) -> None:
        self.times.append((now, speed))

    def rest(self, **facts: Any) -> None:
        """Answer the last question how busy the app is."""
        calm = {"open": 0, "due": 0, "told": 1, "frames": 0, "next": 0}
        value = {**calm, "drawing": False, "stands": False, **facts}
        self.inspected.emit(self.heard.pop()["id"], value)

    def asked(self) -> list[tuple[str, Mapping[str, Any]]]:
        """What the worker was asked: methods and parameters."""
        told = [one["args"] for one in self.heard if one["what"] == "automation"]
        return [(one["method"], one["params"]) for one in told]

    def show(self, *stack: str) -> None:
        """Open pages; the last one is ready."""
        self.state = AppState(stack, stack[-1])
        self.state_changed.emit(self.state)

    def end_app(self) -> None:
        self.starting, self.running = False, False
        self.run_ended.emit()

    def start_again(self) -> None:
        self.starting, self.running = True, False
        self.run_ended.emit()

    def launch(self) -> None:
        self.starting, self.running = False, True
        self.launched.emit()


class FakeTarget(QObject):
    """A project that is only a phone."""

    player_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.player: Any = FakePlayer()
        self.driver = ManualClock()
        self.clock = AppClock(self.driver)
        self.phone = Phone(self.clock, policy=INTERACTIVE)
        self.handset = Handset(self.phone, devices()[DEFAULT_DEVICE], self)
        self.project = Project(Path("/nowhere"), "Test", "touristappid")
        self.done: list[object] = []
        self.problem = ""

    def use_player(self, player: Any) -> None:
        self.player = player
        self.player_changed.emit()

    def restart(self, launch: Launch | None = None) -> None:
        self.done.append(("restart", launch))

    def reset(self, state: Mapping[str, Any] | None = None) -> None:
        self.done.append(("reset", state))

    def use(self, preset: DevicePreset) -> None:
        self.done.append(("use", preset.id))

    def compile(self, done: Callable[[str], None]) -> None:
        self.done.append("compile")
        done(self.problem)

    def clear(self, kinds: Iterable[str]) -> None:
        self.done.append(("clear", tuple(kinds)))

    def end_app(self) -> None:
        self.done.append("end_app")


class Caller(QObject):
    """A client that keeps what it hears."""

    def __init__(self, qtbot: QtBot, url: str, *, origin: str = "") -> None:
        super().__init__()
        self._bot = qtbot
        self.frames: list[dict[str, Any]] = []
        self.socket = QWebSocket(origin)
        self.socket.setParent(self)
        self.socket.textMessageReceived.connect(lambda text: self.frames.append(json.loads(text)))
        self.connected = False
        self.gone = False
        self.socket.connected.connect(self._on_connected)
        self.socket.disconnected.connect(self._on_gone)
        self.socket.errorOccurred.connect(lambda _: self._on_gone())
        self.socket.open(QNetworkRequest(QUrl(url)))

    def ready(self) -> Caller:
        self._bot.waitUntil(lambda: self.connected)
        return self

    def send(self, text: str) -> None:
        self.socket.sendTextMessage(text)

    def ask(self, number: object, method: str, /, **params: Any) -> None:
        self.send(json.dumps({"id": number, "method": method, "params": params}))

    def answer(self, number: object) -> dict[str, Any]:
        """Wait for the answer to a request."""
        return self.frame(lambda one: one.get("id") == number)

    def frame(self, fits: Any) -> dict[str, Any]:
        """Wait for a frame."""
        self._bot.waitUntil(lambda: any(fits(one) for one in self.frames))
        return next(one for one in self.frames if fits(one))

    def leave(self) -> None:
        self.socket.close()

    def _on_connected(self) -> None:
        self.connected = True

    def _on_gone(self) -> None:
        self.gone = True
