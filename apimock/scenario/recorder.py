"""Writes a scenario from what is done: to the phone, in the app, and what the app asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from apimock.asking import Answer, AskMode, Question
from apimock.calls import CallRecord, Event
from apimock.jsonable import encode
from apimock.observable import Change
from apimock.rules import End, outcome_json
from apimock.scenario.channels import Channel, channels

if TYPE_CHECKING:
    from apimock.phone import Phone

VERSION = 1
_INCIDENTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "onUserCaptureScreen": ("capture", {}),
    "onAudioInterruptionBegin": ("call", {"do": "ring"}),
    "onAudioInterruptionEnd": ("call", {"do": "end"}),
}
_FOREGROUND = "apps.foreground"
_CAPTURES = "screen.captures"
_CALLS = "log"
_PERSON = "person"


class Recorder:
    """Records on one phone from its making until :meth:`stop`.

    The phone's state at the start goes along, so that the recording is the same wherever it is
    played. What the phone itself does (a call that writes storage) is recorded as the call alone.
    """

    def __init__(
        self, phone: Phone, *, title: str = "", device: str = "", tick: float | None = None
    ) -> None:
        """``tick``: the app's time stops at its multiples, ms."""
        self._tick = tick
        self._phone = phone
        self._title = title
        self._device = device
        self._start = phone.snapshot()
        self._begun = phone.clock.now()
        self._tracks: dict[str, list[dict[str, Any]]] = {}
        self._count = 0
        self._rows: dict[int, int] = {}
        """The number in the recording of each call of the log."""
        self._queues = dict(phone.queues.laid())
        self._stops = [
            phone.device.watch(self._changed),
            phone.log.watch(self._logged),
            phone.asking.watch_answers(self._answered),
            phone.listen(self._sent),
            phone.queues.watch(self._laid_out),
        ]

    @property
    def begun(self) -> float:
        """When the recording began, ms since 1970."""
        return self._begun

    @property
    def count(self) -> int:
        """How much was recorded so far."""
        return self._count

    def touched(self, values: Mapping[str, Any]) -> None:
        """The person did something in the app: the values of a key of ``ui``."""
        self._add("ui", values)

    def led(self, channel: str, values: Mapping[str, Any]) -> None:
        """The app was sent to a page, entered anew or ended: a key of ``page`` or ``app``."""
        self._add(channel, values)

    def expected(self, values: Mapping[str, Any]) -> None:
        """Somebody expects something now: the values of a key of ``expect``."""
        self._add("expect", values)

    def stop(self) -> dict[str, Any]:
        """End the recording and return the scenario."""
        for stop in self._stops:
            stop()
        self._stops = []
        return self.document()

    def document(self) -> dict[str, Any]:
        """The scenario so far, as JSON values."""
        begun = datetime.fromtimestamp(self._begun / 1000, UTC)
        tick = {"tickMs": self._tick} if self._tick is not None else {}
        return {
            "$schema": "scenario-1.json",
            "version": VERSION,
            "title": {"en": self._title or f"Recorded {begun:%Y-%m-%d %H:%M}"},
            "clock": {"mode": "virtual", "start": begun.isoformat(), "speed": 1, **tick},
            **({"device": self._device} if self._device else {}),
            "start": self._start,
            "tracks": self.tracks(),
        }

    def tracks(self) -> list[dict[str, Any]]:
        """The tracks so far.

        Some say what is true of the whole run, and are there without keys too: that calls were
        kept, and that the phone asked a person.
        """
        asked = self._phone.policy.permissions is AskMode.ASK
        always = (_CALLS, _PERSON) if asked else (_CALLS,)
        tracks = {**self._tracks, **{name: [] for name in always if name not in self._tracks}}
        return [{"channel": name, "keys": list(keys)} for name, keys in tracks.items()]

    def _add(self, name: str, values: Mapping[str, Any], time: float | None = None) -> None:
        now = self._phone.clock.now() if time is None else time
        self._count += 1
        key = {"t": round(now - self._begun, 6), "order": self._count, **encode(dict(values))}
        self._tracks.setdefault(name, []).append(key)

    def _changed(self, change: Change) -> None:
        if self._phone.doing.active or change.path == _CAPTURES:
            return  # a screenshot is recorded by its event
        if change.path == _FOREGROUND:
            self._add("app", {"do": "show" if change.new else "hide"})
            return
        for channel in channels().values():
            values = _as_key(channel, change)
            if values is not None:
                self._add(channel.name, values)
                return
        self._add("state", {"set": {change.path: change.new}})

    def _logged(self, row: CallRecord) -> None:
        known = self._rows.get(row.number)
        if known is None:
            if row.ended is not None or row.reply is not None or row.started < self._begun:
                return
            self._rows[row.number] = known = len(self._rows) + 1
            self._add(_CALLS, _call_key(row, known))
        elif row.ended is not None and row.reply is not None:
            del self._rows[row.number]
            self._rows[-known] = known
            self._add("reply", _reply_key(row, known))

    def _answered(self, question: Question, answer: Answer) -> None:
        values: dict[str, Any] = {"answer": answer.choice, "kind": question.kind}
        values["api"] = question.api
        older = sum(
            (one.kind, one.api) == (question.kind, question.api) and one.id < question.id
            for one in self._phone.asking.open
        )
        if older:
            values["nth"] = older
        if answer.data:
            values["data"] = encode(answer.data)
        self._add("person", values)

    def _laid_out(self) -> None:
        """Outcomes were laid out for an API; that a call took one is the call's doing."""
        before, self._queues = self._queues, dict(self._phone.queues.laid())
        if self._phone.doing.active:
            return
        for api in sorted({*before, *self._queues}):
            queue = self._queues.get(api)
            if queue != before.get(api):
                outcomes, end, at = queue or ((), End.FALL_BACK, 0)
                bodies = [outcome_json(outcome) for outcome in outcomes[at:]]
                self._add(f"api:{api}", {"queue": bodies, "end": str(end)})

    def _sent(self, event: Event) -> None:
        if self._phone.doing.active or not event.name.startswith("on"):
            return
        if event.name in _INCIDENTS:
            name, values = _INCIDENTS[event.name]
            self._add(name, values)
        elif event.name == "onMemoryWarning":
            self._add("memory", {"level": event.detail.get("level", 10)})
        elif event.name == "onKeyboardHeightChange":
            self._add("keyboard", {"height": event.detail.get("height", 0)})
        else:
            self._add(f"event:{event.name}", {"detail": event.detail})


def _as_key(channel: Channel, change: Change) -> dict[str, Any] | None:
    """A change as the key of a channel that says the same, None when none does."""
    if channel.does != "state":
        return None
    for value in channel.values.values():
        if value.field != change.path or value.index is not None:
            continue
        if value.words and change.new not in value.words:
            return None
        return {value.name: change.new} if _is(value.type, change.new) else None
    return None


def _is(kind: str, value: Any) -> bool:
    if kind in ("number", "integer"):
        fits = isinstance(value, int) or (kind == "number" and isinstance(value, float))
        return fits and not isinstance(value, bool)
    kinds: Mapping[str, type] = {"text": str, "flag": bool, "list": list, "mapping": dict}
    return kind in kinds and isinstance(value, kinds[kind])


def _call_key(row: CallRecord, number: int) -> dict[str, Any]:
    call = row.call
    optional = {
        "params": encode(call.params),
        "sync": call.sync,
        "page": call.page,
        "target": call.target,
        "gesture": call.gesture,
        "id": call.id,
    }
    kept = {name: value for name, value in optional.items() if value}
    return {"row": number, "name": call.name, **kept}


def _reply_key(row: CallRecord, number: int) -> dict[str, Any]:
    assert row.reply is not None
    key = {
        "row": number,
        "name": row.call.name,
        "outcome": str(row.reply.outcome),
        "stage": str(row.stage or ""),
        "result": encode(row.reply.result),
    }
    return key if row.reply.value is None else {**key, "value": encode(row.reply.value)}
