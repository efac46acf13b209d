"""A phone on a clock that is moved by hand, and a short way to call it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apimock.app import AppFacts
from apimock.calls import Call, Event, Outcome, Reply
from apimock.clock import ManualClock
from apimock.permissions import HEADLESS, Policy
from apimock.phone import Phone
from apimock.transport import Transport


class Bench:
    """A phone under test: calls answer into :attr:`replies`, events into :attr:`events`."""

    def __init__(
        self,
        policy: Policy = HEADLESS,
        app: AppFacts | None = None,
        transport: Transport | None = None,
        **kwargs: Any,
    ) -> None:
        self.clock = ManualClock()
        self.phone = Phone(self.clock, app=app, policy=policy, transport=transport, **kwargs)
        self.device = self.phone.device
        self.events: list[Event] = []
        self.waiting: list[tuple[int, bool]] = []
        """What ``$waiting`` told: the call's id and whether a person has to answer it."""
        self.phone.listen(self._take)
        self._id = 0

    def _take(self, event: Event) -> None:
        if event.name == "$waiting":
            self.waiting.append((event.detail["id"], event.detail["waiting"]))
        else:
            self.events.append(event)

    def start(
        self, name: str, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> list[Reply]:
        """Send a call and return the list its reply lands in."""
        self._id += 1
        replies: list[Reply] = []
        fields.setdefault("id", self._id)
        self.phone.call(Call(name, params or {}, **fields), replies.append)
        return replies

    def call(self, name: str, params: Mapping[str, Any] | None = None, **fields: Any) -> Reply:
        """Send a call that has to be answered at once."""
        replies = self.start(name, params, **fields)
        assert len(replies) == 1, f"{name} is not answered"
        return replies[0]

    def ok(
        self, name: str, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> dict[str, Any]:
        """The result of a call that has to succeed."""
        reply = self.call(name, params, **fields)
        assert reply.outcome is Outcome.OK, reply.result
        assert reply.result["errMsg"].endswith(":ok")
        return dict(reply.result)

    def fails(self, name: str, params: Mapping[str, Any] | None = None, **fields: Any) -> str:
        """The errMsg of a call that has to fail."""
        reply = self.call(name, params, **fields)
        assert reply.outcome is Outcome.FAIL, reply.result
        return str(reply.result["errMsg"])

    def value(self, name: str, params: Mapping[str, Any] | None = None, **fields: Any) -> Any:
        """What a synchronous call returns."""
        reply = self.call(name, params, sync=True, **fields)
        assert reply.outcome is Outcome.OK, reply.result
        return reply.value

    def answer(self, choice: str, data: Mapping[str, Any] | None = None) -> None:
        """Answer the only open question."""
        (question,) = self.phone.asking.open
        self.phone.asking.answer(question.id, choice, data)

    def answer_first(self, choice: str) -> None:
        """Answer the oldest open question."""
        self.phone.asking.answer(self.phone.asking.open[0].id, choice)

    def named(self, name: str) -> list[Mapping[str, Any]]:
        """The details of the events with this name."""
        return [event.detail for event in self.events if event.name == name]
