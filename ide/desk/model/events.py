"""What happened to a submission: a file an event, each tied to the one before (no Qt)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ide.desk.model.process import process

SCHEMA = "minideck-desk-event-1"


class EventError(ValueError):
    """A text is no event: the sentence says why."""


@dataclass(frozen=True)
class MarkedPicture:
    """A picture that goes with a decision; ``file`` lies in the submission's folder."""

    file: str
    sha256: str
    page: str = ""


@dataclass(frozen=True)
class Event:
    """Something that was done. ``at``: milliseconds since 1970-01-01 UTC.

    ``seq`` counts all events of the desk, ``number`` those of the submission. ``previous`` is the
    seal of the event before, empty for the first.
    """

    number: int
    seq: int
    at: int
    by: str
    action: str
    text: str = ""
    rules: tuple[str, ...] = ()
    pictures: tuple[MarkedPicture, ...] = ()
    percent: int = 0
    target: str = ""
    handed: Mapping[str, str] = field(default_factory=dict)
    """For the first event what was handed in: name, version, …, and the sum of its file."""
    previous: str = ""
    seal: str = ""

    def sealed(self) -> Event:
        """Return the event with its seal, which any later change breaks."""
        return replace(self, seal=_seal(self._content()))

    @property
    def intact(self) -> bool:
        """Whether nobody changed it since it was written."""
        return self.seal == _seal(self._content())

    def to_text(self) -> str:
        """Return the text of its file."""
        content = {"schema": SCHEMA, "practice": process().practice, **self._content()}
        return json.dumps({**content, "seal": self.seal}, ensure_ascii=False, indent=1) + "\n"

    def _content(self) -> dict[str, Any]:
        content = asdict(self)
        del content["seal"]
        return content


def _seal(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_event(text: str) -> Event:
    """Read the text of an event's file.

    Raises:
        EventError: it is none, or of a newer kind.
    """
    try:
        row = json.loads(text)
    except ValueError as error:
        raise EventError(str(error)) from error
    if not isinstance(row, Mapping) or row.get("schema") != SCHEMA:
        raise EventError("not an event of a review desk")
    try:
        return Event(
            number=_number(row["number"]),
            seq=_number(row["seq"]),
            at=_number(row["at"]),
            by=_text(row["by"]),
            action=_text(row["action"]),
            text=_text(row["text"]),
            percent=_number(row["percent"]),
            target=_text(row["target"]),
            handed={str(key): _text(value) for key, value in row["handed"].items()},
            previous=_text(row["previous"]),
            seal=_text(row["seal"]),
            rules=tuple(_text(rule) for rule in _list(row["rules"])),
            pictures=tuple(MarkedPicture(**each) for each in _list(row["pictures"])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise EventError(f"a field is missing or of another type: {error}") from error


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


@dataclass(frozen=True)
class Log:
    """The events of a submission that can be trusted, and what is wrong after them."""

    events: tuple[Event, ...]
    fault: str = ""
    """What is wrong with the log, empty for nothing."""


def read_log(texts: Iterable[tuple[str, str]]) -> Log:
    """Read a log from the names and texts of its files, in order; stops at the first fault."""
    events: list[Event] = []
    state = ""
    for name, text in texts:
        try:
            event = read_event(text)
        except EventError as error:
            return Log(tuple(events), f"{name}: {error}")
        before = events[-1] if events else None
        after = process().after(state, event.action)
        if event.number != len(events) + 1:
            return Log(tuple(events), f"{name}: event {len(events) + 1} is missing")
        if not event.intact or event.previous != (before.seal if before else ""):
            return Log(tuple(events), f"{name}: it was changed after it was written")
        if after is None:
            return Log(tuple(events), f"{name}: “{event.action}” does not follow “{state}”")
        state = after
        events.append(event)
    return Log(tuple(events))
