"""What a handler sees of one call: its parameters, the phone, and the ways to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from apimock import wording
from apimock.asking import Answer, AskMode, Choice
from apimock.calls import Call, Event, Outcome, Reply, Stage

if TYPE_CHECKING:
    from random import Random

    from apimock.app import AppFacts
    from apimock.clock import Clock
    from apimock.phone import Phone
    from apimock.state.device import Device

_UNSET: Any = object()


class AnsweredTwiceError(RuntimeError):
    """A handler answered a call that had its answer: a mistake of ours."""


class Context:
    """One call on its way through the phone."""

    def __init__(self, phone: Phone, call: Call, number: int, respond: Callable[[Reply], None]):
        self.phone = phone
        self.call = call
        self.number = number
        self.stage = Stage.FAMILY
        self.note = ""
        self.simulated = True
        self.closing: list[Callable[[], None]] = []
        """Run once when the call has its answer, to stop timers and close sheets."""
        self._respond = respond
        self._done = False

    @property
    def name(self) -> str:
        """The API's name."""
        return self.call.name

    @property
    def label(self) -> str:
        """The name messages begin with: a manager's method goes by its own name."""
        first, dot, rest = self.call.name.partition(".")
        return rest if dot and first[:1].isupper() else self.call.name

    @property
    def device(self) -> Device:
        """The phone's state."""
        return self.phone.device

    @property
    def app(self) -> AppFacts:
        """Facts of the mini-program."""
        return self.phone.app

    @property
    def clock(self) -> Clock:
        """The time."""
        return self.phone.clock

    @property
    def random(self) -> Random:
        """The seeded randomness."""
        return self.phone.random

    @property
    def dialect(self) -> str:
        """``ios``, ``android`` or ``devtools``."""
        return self.phone.device.system.platform

    @property
    def answered(self) -> bool:
        """Whether the call has its answer."""
        return self._done

    def param(self, name: str, default: Any = None) -> Any:
        """A parameter as it came."""
        return self.call.params.get(name, default)

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text; what is neither text nor a number counts as absent."""
        value = self.call.params.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return format(value, "g") if isinstance(value, float) else str(value)
        return default

    def number_of(self, name: str, default: float) -> float:
        """A parameter as a number; numeric text is taken, anything else counts as absent."""
        value = self.call.params.get(name)
        if isinstance(value, bool) or value is None:
            return default
        try:
            return float(value)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str, default: bool = False) -> bool:
        """A parameter as a truth value."""
        value = self.call.params.get(name)
        return default if value is None else bool(value)

    def ok(self, fields: Mapping[str, Any] | None = None, value: Any = _UNSET) -> None:
        """Succeed: ``fields`` go to ``success``; a synchronous API returns ``value`` or them."""
        result = dict(fields or {})
        returned = (result or None) if value is _UNSET else value
        self.finish(Outcome.OK, {**result, "errMsg": f"{self.label}:ok"}, returned)

    def fail(self, reason: str, *, errno: int | None = None, code: int | None = None) -> None:
        """Fail with ``<api>:fail <reason>``; a reason that begins with “:” is set close."""
        gap = "" if not reason or reason.startswith(":") else " "
        self.fail_with(wording.Failure(f"{self.label}:fail{gap}{reason}", errno, code))

    def fail_kind(self, kind: str) -> None:
        """Fail the recorded way: cancel, deny, close, system, gesture, …"""
        self.fail_with(wording.failure(self.label, kind, self.dialect))

    def fail_recorded(self, fragment: str) -> None:
        """Fail with the recorded message of this API that contains ``fragment``."""
        self.fail_with(wording.recorded(self.label, fragment))

    def fail_with(self, failure: wording.Failure) -> None:
        """Fail with this failure."""
        self.finish(Outcome.FAIL, failure.as_result(), None)

    def perform(self) -> None:
        """Hand the call to the runtime, which reports how it ended."""
        self.finish(Outcome.PERFORM, {}, None)

    def finish(self, outcome: Outcome, result: Mapping[str, Any], value: Any) -> None:
        """Send the answer. Raises AnsweredTwiceError when there was one."""
        if self._done:
            raise AnsweredTwiceError(self.name)
        self._done = True
        for close in self.closing:
            close()
        reply = Reply(outcome, result, value, self.simulated)
        self.phone.finished(self, reply)
        self._respond(reply)

    def ask(
        self,
        kind: str,
        choices: tuple[Choice, ...],
        then: Callable[[Answer], None],
        *,
        data: Mapping[str, Any] | None = None,
        facts: Mapping[str, Any] | None = None,
        mode: AskMode | None = None,
    ) -> None:
        """Ask the person; the first choice, with ``data``, is what AUTO mode takes."""
        default = Answer(choices[0].id, data or {})
        question = self.phone.asking.ask(
            kind, self.name, choices, self._resumed(then), default=default, facts=facts, mode=mode
        )
        if question is not None:
            self.phone.log.change(self.number, waiting=True)
            self.closing.append(lambda: self.phone.asking.withdraw(question.id))

    def _resumed(self, then: Callable[[Answer], None]) -> Callable[[Answer], None]:
        def resume(answer: Answer) -> None:
            self.phone.log.change(self.number, waiting=False)
            if not self._done:
                then(answer)

        return resume

    def later(self, delay: float, action: Callable[[], None]) -> None:
        """Go on after ``delay`` ms unless the call has ended by then; 0 goes on at once."""
        if delay <= 0:
            action()
            return

        def run() -> None:
            if not self._done:
                action()

        self.closing.append(self.clock.later(delay, run))

    def emit(self, name: str, detail: Mapping[str, Any] | None = None) -> None:
        """Send an event to the app."""
        self.phone.emit(Event(name, detail or {}))
