"""Questions to the running mini-program and their answers; events for whoever looks (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from renderer.host.question import Question

Answer = Callable[[Any], None]
Send = Callable[[Mapping[str, Any]], None]

_EVENT = -1


class InspectLine:
    """The line to one running mini-program at a time; questions to none are never answered."""

    def __init__(self) -> None:
        self._send: Send | None = None
        self._waiting: dict[int, Answer] = {}
        self._watchers: set[str] = set()
        self._listeners: dict[str, list[Answer]] = {}

    @property
    def connected(self) -> bool:
        """Whether a mini-program runs at the other end."""
        return self._send is not None

    def connect(self, send: Send) -> None:
        """Talk to another run: open questions are forgotten, the listeners hear ``started``."""
        self._send = send
        self._waiting.clear()
        self._tell_watching()
        self._emit("started", {})

    def disconnect(self) -> None:
        """Nobody answers any more; the listeners hear ``ended``."""
        if self._send is None:
            return
        self._send = None
        self._waiting.clear()
        self._emit("ended", {})

    def ask(self, what: str, deliver: Answer | None = None, **args: Any) -> None:
        """Ask ``what`` of ``runtime/shared/messages.ts``; a value with ``error`` is a refusal."""
        if self._send is None:
            return
        question = Question(what, args)
        if deliver is not None:
            self._waiting[question.number] = deliver
        self._send(question.message)

    def received(self, number: int, value: Any) -> None:
        """Take an answer or an event of the runtime."""
        if number == _EVENT:
            if isinstance(value, Mapping):
                self._emit(str(value.get("event", "")), value)
            return
        deliver = self._waiting.pop(number, None)
        if deliver is not None:
            deliver(value)

    def watch(self, who: str, *, on: bool) -> None:
        """Let the runtime tell changes as long as somebody looks."""
        before = bool(self._watchers)
        if on:
            self._watchers.add(who)
        else:
            self._watchers.discard(who)
        if bool(self._watchers) != before:
            self._tell_watching()

    def listen(self, event: str, heard: Answer) -> Callable[[], None]:
        """Hear ``changed``, ``picked``, ``started`` or ``ended``; returns how to stop."""
        listeners = self._listeners.setdefault(event, [])
        listeners.append(heard)
        return lambda: listeners.remove(heard)

    def _tell_watching(self) -> None:
        self.ask("watch", on=bool(self._watchers))

    def _emit(self, event: str, value: Any) -> None:
        for heard in list(self._listeners.get(event, ())):
            heard(value)


def refusal(value: Any) -> str:
    """Return why a question was refused, empty when it was not."""
    return str(value["error"]) if isinstance(value, Mapping) and value.get("error") else ""
