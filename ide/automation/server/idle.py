"""Waits for the app: until it has nothing to do, or until something in it has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ide.automation.server.answer import Answer
from ide.automation.server.runtime import START_S
from ide.automation.server.target import Target
from renderer.host.player import Player
from renderer.host.question import Question

_PAUSE_MS = 8
_LOST_MS = 500
"""After how long a question without an answer is put again: a start leaves it behind."""
_SOON_MS = 100
"""Timers of the app due within this are waited for."""
_NEWS_MS = 250
"""After how long a wait for a change is over: not every change is told to the view."""


class Asking(QObject):
    """Asks the worker again and again how busy it is, until whoever asks has heard enough."""

    def __init__(
        self,
        target: Target,
        heard: Callable[[Mapping[str, Any] | None], None],
        parent: QObject,
    ) -> None:
        """``heard`` gets what the worker says of itself, None as long as no app runs."""
        super().__init__(parent)
        self._target = target
        self._heard = heard
        self._number = 0
        self._stopped = False
        self._player: Player | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self._lost = QTimer(self)
        self._lost.setSingleShot(True)
        self._lost.setInterval(_LOST_MS)
        self._lost.timeout.connect(self.ask)
        target.player_changed.connect(self._follow)
        self._follow()

    def ask(self) -> None:
        """Put the question."""
        self._lost.start()
        player = self._player
        if player is None or player.starting:
            self._heard(None)
            return
        question = Question("rest", {"within": _SOON_MS})
        self._number = question.number
        player.receive(question.message)

    def ask_again(self) -> None:
        """Put the question once more, after a moment."""
        self._pause.start()

    def stop(self) -> None:
        """Ask no more; to be called once or more often."""
        if self._stopped:
            return
        self._stopped = True
        self._number = 0
        self._pause.stop()
        self._lost.stop()
        self.deleteLater()

    def _follow(self) -> None:
        self._player = self._target.player
        if self._player is not None:
            self._player.inspected.connect(self._on_inspected)

    def _on_inspected(self, number: int, value: object) -> None:
        if number == self._number and number:
            self._number = 0
            self._lost.stop()
            self._heard(value if isinstance(value, dict) and "told" in value else {})


class Idle(Asking):
    """Calls back once the first page is ready and the app has nothing to do, or too late."""

    def __init__(
        self, target: Target, timeout: float, then: Callable[[str], None], parent: QObject
    ) -> None:
        """``then`` hears '' when it is idle, or after ``timeout`` seconds what it still does."""
        super().__init__(target, self._on_heard, parent)
        self._then = then
        self._last: Mapping[str, Any] = {}
        self._now: Mapping[str, Any] | None = None
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.timeout.connect(self._give_up)
        self._until.start(round(timeout * 1000))
        self.ask()

    @property
    def ready(self) -> bool:
        """Whether the first page is there, at rest or not."""
        return self._is_ready()

    def _on_heard(self, rest: Mapping[str, Any] | None) -> None:
        self._now = rest
        before, self._last = self._last, rest or {}
        if rest and self._is_ready() and not self._busy(rest):
            if before.get("told") == rest["told"]:
                self._end("")
                return
        else:
            self._last = {}
        self.ask_again()

    def _is_ready(self) -> bool:
        player = self._player
        if player is None:
            return False
        return player.state.top_ready and not player.is_loading()

    def _busy(self, rest: Mapping[str, Any]) -> bool:
        due = rest["due"] and not rest["stands"]
        return bool(rest["open"] - self._waiting_for_person() > 0 or due)

    def _waiting_for_person(self) -> int:
        """How many open calls go on only when a person or the time does."""
        if self._player is None:
            return 0
        kept = {row.call.id for row in self._target.phone.log.pending() if row.waiting}
        return sum(call.id in kept for call in self._player.waiting_calls())

    def _give_up(self) -> None:
        if not self._stopped:
            self._end(self._reason())

    def _reason(self) -> str:
        player = self._player
        if player is None or player.starting or not self._is_ready():
            return "its page is not ready"
        if self._now is None or not self._now:
            return "its code does not answer"
        waiting = sorted({call.name for call in player.waiting_calls()})
        if self._now["open"] and waiting:
            return f"it waits for {', '.join(waiting)}"
        if self._now["due"]:
            return "it sets timers again and again"
        return "it goes on drawing"

    def _end(self, why: str) -> None:
        self.stop()
        self._then(why)


def answer_when_begun(target: Target, answer: Answer, parent: QObject) -> None:
    """Answer once the app has begun and has nothing to do; one that never rests has begun, too."""

    def ended(why: str) -> None:
        if idle.ready:
            answer.result()
        else:
            answer.fail(f"the app has not started within {START_S:g} s: {why}.")

    idle = Idle(target, START_S, ended, parent)
    answer.on_end(idle.stop)


class Change(Asking):
    """Answers when the app has told its view something since a number, or soon anyway."""

    def __init__(
        self, target: Target, since: int, timeout: float, answer: Answer, parent: QObject
    ) -> None:
        super().__init__(target, self._on_heard, parent)
        self._since = since
        self._seen = since
        self._answer = answer
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.timeout.connect(self._tell)
        self._until.start(round(min(timeout * 1000, _NEWS_MS)))
        answer.on_end(self.stop)
        self.ask()

    def _on_heard(self, rest: Mapping[str, Any] | None) -> None:
        if rest:
            self._seen = int(rest["told"])
        if self._seen != self._since:
            self._tell()
        else:
            self.ask_again()

    def _tell(self) -> None:
        if not self._stopped:
            self._answer.result({"now": self._seen})
