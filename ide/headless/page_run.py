"""One page in one fresh run of the app: load, wait until it is still, look at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from apimock.phone import Phone
from ide.headless.kept_time import LOOK_MS, KeptTime
from ide.headless.result import PageError, PageRecord, Status, error_of_diagnostic
from renderer.api import Outcome
from renderer.host.desk import CallRecord
from renderer.host.launch import Launch
from renderer.host.page import ConsoleRecord
from renderer.host.player import AppState, Player, Report
from renderer.host.stillness import Stillness

GIVE_UP_S = 3.0
"""How long after an error an app may begin to stand still before its page is ready."""

PAINT_MS = 250
"""How far apart two pictures of a canvas are taken."""

DRAWN_FRAMES = 3
"""How many frames an app that draws in frames gets between two pictures of its canvas."""

_SETTLING = 10
"""How often a page that was moving is looked at until it shows that it was stopped."""

_ADDRESS = re.compile(r"(?:https?|wss?)://\S+")
_NETWORK_CALLS = {"request", "downloadFile", "uploadFile", "connectSocket"}
# Little compression: a picture is written in 10 ms instead of 40.
_PNG_QUALITY = 80


@dataclass(frozen=True)
class Target:
    """A page to render; ``query`` as written in a URL."""

    route: str
    query: str = ""

    @classmethod
    def parse(cls, text: str) -> Target:
        """Read ``path?query``."""
        route, _, query = text.partition("?")
        return cls(route.strip().strip("/"), query)

    def launch(self) -> Launch:
        """Return how the app is started on this page."""
        # Values stay as written: WeChat's routes decode nothing.
        pairs = (pair.partition("=") for pair in self.query.split("&") if pair)
        return Launch(self.route, {name: value for name, _, value in pairs})


class PageRun(QObject):
    """Runs a page once and fills its record; ``done`` comes exactly once."""

    done = Signal()

    def __init__(
        self,
        player: Player,
        phone: Phone,
        target: Target,
        *,
        picture: Path | None,
        timeout_s: float,
        time: KeptTime | None = None,
    ) -> None:
        """``time`` keeps the app's time; without it the app lives by the computer's."""
        super().__init__()
        self.record = PageRecord(target.route, target.query)
        self.broken = False
        """Whether the player cannot be used again."""
        self._player = player
        self._phone = phone
        self._target = target
        self._picture = picture
        self._started = perf_counter()
        self._ready_at = 0.0
        self._ended = False
        self._time = time
        self._stillness = Stillness(player, self._busy, self)
        self._stillness.ended.connect(self._on_looked)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(round(timeout_s * 1000))
        self._limit.timeout.connect(self._on_timeout)
        self._given_up = QTimer(self)
        self._given_up.setSingleShot(True)
        self._given_up.setInterval(round(GIVE_UP_S * 1000))
        self._given_up.timeout.connect(self._on_given_up)
        self._last_picture = QImage()
        self._frames = 0
        self._connections: list[tuple[Any, Callable[..., None]]] = [
            (player.reported, self._on_reported),
            (player.state_changed, self._on_state_changed),
            (player.called, self._on_called),
            (player.console, self._on_console),
            (player.blocked, self.record.add_offline),
            (player.crashed, self._on_crashed),
            (player.loop_detected, self._on_loop_detected),
        ]

    def start(self, begin: Callable[[Launch], None]) -> None:
        """Start with ``begin``: a fresh load, or a route in a running app."""
        for signal, slot in self._connections:
            signal.connect(slot)
        self._limit.start()
        self._started = perf_counter()
        if self._time is not None:
            self._time.begin()
        begin(self._target.launch())

    def _on_state_changed(self, state: AppState) -> None:
        if state.top_ready and not self._ready_at:
            self._ready_at = perf_counter()
            self.record.ready_ms = round((self._ready_at - self._started) * 1000, 1)
            self._look()

    def _look(self) -> None:
        """Let the app's own time pass, when it is kept, then wait until the page is still."""
        if self._time is not None:
            self._time.pass_by(self._stillness.begin)
        else:
            self._stillness.begin()

    def _on_looked(self, facts: dict[str, Any], still: bool) -> None:
        """Take a still page as it is; one that never is, when it was ready long enough."""
        if not still and not self._ready_at:
            self._stillness.begin()
        elif still and facts["canvases"] and self._stillness.patient:
            self._compare_pictures()
        elif self._time is not None:
            self._hold()
        else:
            self._finish()

    def _hold(self) -> None:
        """Stop what moves by itself at a moment of its own time, then end."""

        def held(count: object) -> None:
            if count:
                self._settle(_SETTLING)
            else:
                self._finish()

        self._player.probe(f"minideckProbe.hold({LOOK_MS:g})", held)

    def _settle(self, tries: int) -> None:
        """End when two pictures are alike: the engine shows for a while what it moved before."""
        if self._ended:
            return
        picture = self._player.screenshot().toImage()
        if picture == self._last_picture or not tries:
            self._finish()
            return
        self._last_picture = picture
        self._player.probe("minideckProbe.frames(2)", lambda _: self._settle(tries - 1))

    def _compare_pictures(self) -> None:
        """A canvas draws without telling: it is done when two pictures are alike."""
        rest = self._stillness.rest
        if self._time is None and rest.drawing and rest.frames - self._frames < DRAWN_FRAMES:
            self._stillness.go_on(PAINT_MS)
            return
        picture = self._player.screenshot().toImage()
        if picture == self._last_picture:
            self._finish() if self._time is None else self._hold()
        else:
            self._last_picture, self._frames = picture, rest.frames
            self._stillness.go_on(PAINT_MS)

    def _busy(self) -> bool:
        """Whether files are on their way, or an answer that no person has to give."""
        if self._player.is_loading():
            return True
        asking = {row.call.id for row in self._phone.log.pending(waiting=True)}
        return any(call.id not in asking for call in self._player.waiting_calls())

    def _finish(self) -> None:
        self._end(Status.ERROR if self.record.errors else Status.OK)

    def _end(self, status: Status) -> None:
        if self._ended:
            return
        self._ended = True
        self._limit.stop()
        self._stillness.stop()
        if self._time is not None:
            self._time.stop()
        self._given_up.stop()
        for signal, slot in self._connections:
            signal.disconnect(slot)
        self._add_diagnostics()
        if status is Status.OK and self.record.errors:
            status = Status.ERROR
        self.record.status = status
        self._describe()
        self.done.emit()

    def _describe(self) -> None:
        """Note what the page shows, and take its picture."""
        facts = self._stillness.facts
        if facts:
            self.record.text = "\n".join(filter(None, (facts["text"], facts["chrome"])))
            self.record.nodes = facts["nodes"]
        if self._picture is not None and self.record.status is not Status.CRASH:
            self._picture.parent.mkdir(parents=True, exist_ok=True)
            if self._player.screenshot().save(str(self._picture), "PNG", _PNG_QUALITY):
                self.record.screenshot = str(self._picture)

    def _add_diagnostics(self) -> None:
        for name in ("app", f"page/{self._target.route}"):
            for diagnostic in self._player.bundle.diagnostics.get(name, ()):
                if diagnostic.get("severity") == "error":
                    self.record.add_error(error_of_diagnostic(diagnostic))

    def _on_reported(self, report: Report) -> None:
        match report.kind:
            case "notice":
                self.record.add_notice(report.message)
            case "offline":
                address = _ADDRESS.search(report.message)
                self.record.add_offline(address.group() if address else report.message)
            case "console":
                return
            case kind:
                self.record.add_error(PageError(kind, report.message, report.file, report.line))
                self._given_up.start()

    def _on_called(self, record: CallRecord) -> None:
        call, reply = record.call, record.reply
        if call.name.startswith("$"):
            return
        if call.name in _NETWORK_CALLS:
            self.record.add_offline(str(call.params.get("url") or ""))
        if not reply.simulated and reply.outcome is not Outcome.PERFORM:
            self.record.add_notice(f"wx.{call.name} is answered without simulation")

    def _on_console(self, line: ConsoleRecord) -> None:
        # The runtime reports what the app throws; what still reaches the console is our own.
        if line.level == "error" and line.message.startswith("Uncaught"):
            self.record.add_error(PageError("internal", line.message, "", line.line))

    def _on_given_up(self) -> None:
        """After an error nothing may go on any more: then the page will never be ready."""
        if not self._ready_at:
            self._look()

    def _on_timeout(self) -> None:
        self.broken = True
        waiting = ", ".join(call.name for call in self._player.waiting_calls())
        state = "the page became ready but never still" if self._ready_at else "onReady never fired"
        message = f"{state} within {self._limit.interval() / 1000:g} s"
        self.record.add_error(
            PageError("internal", f"{message}; waiting for {waiting}" if waiting else message)
        )
        self._end(Status.TIMEOUT)

    def _on_crashed(self, reason: str) -> None:
        self.broken = True
        self.record.add_error(PageError("internal", reason))
        self._end(Status.CRASH)

    def _on_loop_detected(self) -> None:
        self.broken = True
        self._end(Status.TIMEOUT)
