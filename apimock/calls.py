"""What goes into the phone and comes out of it: calls, replies, events and the log of calls."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from apimock.doing import Numbers


class Outcome(StrEnum):
    """How a call ended, or who has to finish it."""

    OK = "ok"
    FAIL = "fail"
    PERFORM = "perform"
    SCRIPT = "script"
    """The app answers itself, by the function of a rule (``value``: ``rule``, ``source``)."""


@dataclass(frozen=True)
class Call:
    """One ``wx.*`` call; same shape as the host's own type."""

    name: str
    params: Mapping[str, Any] = field(default_factory=dict)
    sync: bool = False
    page: str = ""
    target: int = 0
    gesture: bool = False
    id: int = 0


@dataclass(frozen=True)
class Reply:
    """The one answer to a call; ``value`` is what a synchronous API returns."""

    outcome: Outcome
    result: Mapping[str, Any] = field(default_factory=dict)
    value: Any = None
    simulated: bool = True


@dataclass(frozen=True)
class Event:
    """Something that happened on the phone, for the app's listeners."""

    name: str
    detail: Mapping[str, Any] = field(default_factory=dict)


class Stage(StrEnum):
    """Which step of the path decided a call."""

    UNKNOWN = "unknown"
    CAN_I_USE = "can-i-use"
    PARAMETERS = "parameters"
    GESTURE = "gesture"
    PRIVACY = "privacy"
    DECLARATION = "declaration"
    SYSTEM = "system-permission"
    SCOPE = "scope-permission"
    RULE = "rule"
    QUEUE = "queue"
    FAULT = "fault"
    FAMILY = "family"
    GENERIC = "generic"
    RUNTIME = "runtime"
    WORKER = "worker"


@dataclass(frozen=True)
class CallRecord:
    """A row of the call log; ``reply`` is None while the call is pending. Times in ms."""

    number: int
    call: Call
    started: float
    ended: float | None = None
    reply: Reply | None = None
    stage: Stage | None = None
    note: str = ""
    waiting: bool = False
    """Whether a person (not the phone) has to do something before the call can end."""


LogListener = Callable[[CallRecord], None]


class CallLog:
    """The last ``size`` calls, oldest first; listeners hear of every new and changed row."""

    def __init__(self, size: int = 2000) -> None:
        self._rows: deque[CallRecord] = deque(maxlen=size)
        self._open: dict[int, CallRecord] = {}
        self.numbers = Numbers()
        self._listeners: list[LogListener] = []

    def __iter__(self) -> Iterator[CallRecord]:
        return iter(tuple(self._rows))

    def __len__(self) -> int:
        return len(self._rows)

    def watch(self, listener: LogListener) -> Callable[[], None]:
        """Call ``listener`` with each new or changed row; returns the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def open(self, call: Call, now: float) -> CallRecord:
        """Add a pending row."""
        row = CallRecord(next(self.numbers), call, now)
        self._rows.append(row)
        self._open[row.number] = row
        self._tell(row)
        return row

    def change(self, number: int, **fields: Any) -> None:
        """Update a pending row."""
        old = self._open.get(number)
        if old is not None:
            self._put(replace(old, **fields))

    def close(self, number: int, reply: Reply, stage: Stage, now: float, note: str = "") -> None:
        """End a pending row with its reply."""
        old = self._open.get(number)
        if old is None:
            return
        fields: dict[str, Any] = {"note": note} if note else {}
        row = replace(old, reply=reply, stage=stage, ended=now, waiting=False, **fields)
        self._put(row)
        del self._open[number]

    def pending(self, *, waiting: bool | None = None) -> tuple[CallRecord, ...]:
        """Calls without an answer; ``waiting=False`` leaves out those that wait for a person."""
        rows = self._open.values()
        return tuple(row for row in rows if waiting is None or row.waiting == waiting)

    def find_open(self, call_id: int) -> CallRecord | None:
        """The pending row of the call with this id."""
        rows = (row for row in self._open.values() if row.call.id == call_id)
        return next(rows, None)

    def clear(self) -> None:
        """Forget the rows that have ended."""
        self._rows = deque(self._open.values(), maxlen=self._rows.maxlen)

    def _put(self, row: CallRecord) -> None:
        self._open[row.number] = row
        for index in range(len(self._rows) - 1, -1, -1):
            if self._rows[index].number == row.number:
                self._rows[index] = row
                break
        self._tell(row)

    def _tell(self, row: CallRecord) -> None:
        for listener in tuple(self._listeners):
            listener(row)
