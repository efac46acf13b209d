"""The call log as a transcript: calls and answers with their times, to compare two runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from apimock.calls import CallRecord, Stage
from apimock.jsonable import encode
from apimock.scenario.model import Scenario

if TYPE_CHECKING:
    from apimock.phone import Phone

Line = dict[str, Any]
_NUMBERS = frozenset({"$object", "socketTaskId"})
"""What an answer tells of its call's number, which the runtime counts with much else."""


class Transcript:
    """Listens to a phone's call log; ``lines`` grows by every call and every answer."""

    def __init__(self, phone: Phone) -> None:
        self.lines: list[Line] = []
        self._phone = phone
        self._begun = phone.clock.now()
        self._numbers: dict[int, int] = {}
        self._answered: set[int] = set()
        self._stop = phone.log.watch(self._heard)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def _heard(self, row: CallRecord) -> None:
        time = round(self._phone.clock.now() - self._begun, 3)
        number = self._numbers.get(row.number)
        if number is None:
            if row.reply is not None:
                return
            number = self._numbers[row.number] = len(self._numbers) + 1
            call = row.call
            self.lines.append(
                {"t": time, "row": number, "name": call.name, "params": encode(call.params)}
            )
        elif row.ended is not None and row.reply is not None and number not in self._answered:
            self._answered.add(number)
            self.lines.append(_answer(row, number, time))


def _answer(row: CallRecord, number: int, time: float) -> Line:
    assert row.reply is not None
    return {
        "t": time,
        "row": number,
        "outcome": str(row.reply.outcome),
        "stage": str(row.stage or ""),
        "result": encode(row.reply.result),
        "value": encode(row.reply.value),
    }


def recorded(scenario: Scenario) -> list[Line] | None:
    """The transcript a recording holds, None for a scenario that is no recording."""
    if all(track.channel.does != "log" for track in scenario.tracks):
        return None
    found: list[tuple[float, int, Line]] = []
    for track in scenario.tracks:
        if track.channel.does not in ("log", "reply"):
            continue
        line: Callable[[Mapping[str, Any]], Line]
        line = _recorded_call if track.channel.does == "log" else _recorded_reply
        found += [
            (key.time, key.order, {"t": round(key.time, 3), **line(key.values)})
            for key in track.keys
        ]
    return [line for _, _, line in sorted(found, key=lambda row: row[:2])]


def _recorded_call(values: Mapping[str, Any]) -> Line:
    return {"row": values["row"], "name": values["name"], "params": values.get("params", {})}


def _recorded_reply(values: Mapping[str, Any]) -> Line:
    names = ("row", "outcome", "stage", "result")
    return {name: values[name] for name in names} | {"value": values.get("value")}


def difference(wanted: list[Line], found: list[Line]) -> str:
    """The first line in which two transcripts differ, in words; '' when they are the same.

    What stands at the same time may stand in any order: whether a drawing, an answer or a timer
    comes first within a moment is decided by the computer, not by the phone's time. Objects are
    known by their kind.
    """
    one, two = _comparable(wanted), _comparable(found)
    missing, added = _without(one, two), _without(two, one)
    if missing:
        line = missing[0]
        twin = next((other for other in added if _title(other) == _title(line)), None)
        return f"{_when(line)}: {_apart(line, twin) if twin else 'is missing'}"
    return f"{_when(added[0])}: was not recorded" if added else ""


def _without(lines: list[Line], others: list[Line]) -> list[Line]:
    left = Counter(map(_key, others))
    found = []
    for line in lines:
        key = _key(line)
        left[key] -= 1
        if left[key] < 0:
            found.append(line)
    return found


def _apart(wanted: Line, found: Line) -> str:
    names = [name for name in {**wanted, **found} if wanted.get(name) != found.get(name)]
    return ", ".join(
        f"{name} {found.get(name)!r} instead of {wanted.get(name)!r}" for name in names
    )


def _key(line: Line) -> str:
    return json.dumps(line, sort_keys=True)


def _title(line: Line) -> str:
    return f"{line['name']} answers" if "outcome" in line else f"{line['name']}"


def _when(line: Line) -> str:
    return f"{line['t'] / 1000:g} s, {_title(line)}"


def _comparable(lines: list[Line]) -> list[Line]:
    """Lines as the phone's time orders them, answers with the name of their call.

    What the logic thread knows by itself is left out: the phone has no part in it.
    """
    calls = {line["row"]: line for line in lines if "name" in line}
    known = {line["row"] for line in lines if line.get("stage") == Stage.WORKER}
    told = []
    for line in lines:
        if line["row"] in known:
            continue
        call = calls.get(line["row"], {})
        plain = {name: _plain(value) for name, value in line.items() if name != "row"}
        told.append({"name": call.get("name"), "params": call.get("params"), **plain})
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items() if name not in _NUMBERS}
    return value
