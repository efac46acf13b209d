"""The call log as a transcript: calls and answers with their times, to compare two runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from apimock.calls import CallRecord, Stage
from apimock.jsonable import encode
from apimock.scenario.model import Scenario

if TYPE_CHECKING:
    from apimock.phone import Phone

Line = dict[str, Any]


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

    The runtime's own answers may come anywhere within their moment: some wait for a drawing, and
    that takes as long as it takes, whatever time it is on the phone. Objects are known by the order
    in which they appear: the runtime numbers them with much else.
    """
    pairs = zip(_comparable(wanted), _comparable(found), strict=False)
    for number, (one, two) in enumerate(pairs, 1):
        if one != two:
            names = [name for name in {**one, **two} if one.get(name) != two.get(name)]
            told = ", ".join(
                f"{name} {two.get(name)!r} instead of {one.get(name)!r}" for name in names
            )
            return f"line {number} ({one.get('name') or 'answer'}): {told}"
    if len(wanted) != len(found):
        return f"{len(found)} lines instead of {len(wanted)}"
    return ""


def _comparable(lines: list[Line]) -> list[Line]:
    objects: dict[Any, int] = {}

    def known(value: Any) -> Any:
        if isinstance(value, list):
            return [known(one) for one in value]
        if not isinstance(value, Mapping):
            return value
        told = {name: known(one) for name, one in value.items()}
        if "$object" in told:
            told["$object"] = objects.setdefault(told["$object"], len(objects) + 1)
        return told

    return [known(line) for line in sorted(lines, key=_place)]


def _place(line: Line) -> tuple[float, int]:
    """Where a line stands: behind all of its moment when the runtime answers in it, by row."""
    drawn = line.get("stage") == Stage.RUNTIME
    return line["t"], line["row"] if drawn else 0
