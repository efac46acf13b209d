"""Journeys as data: what a person does with a mini-program, step by step, read from TOML.

A file holds ``[[journey]]`` tables with ``app``, ``name``, ``steps`` and, where the app itself has
faults, ``known``: parts of the reports they cause. A step is a table with one verb:
``open = "path?query"`` starts the app there, ``tap``, ``type = "words"`` with ``into``, ``drag``
with ``by = [dx, dy]`` in CSS pixels, ``back = true``; ``see``, ``miss`` (texts), ``find``, ``lose``
(selectors) and ``route`` wait for what has to come true. A place is a visible text or
``{css, text, nth}``. The phone's part: ``phone = {"section.field" = value}`` sets it,
``answer = "choice"`` with ``data`` answers what it asks, ``server = "api"`` with ``data`` is what a
server answers from now on, ``called = "api"`` waits until the app has got its answer, which
``says`` a part of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apimock.rules import Rule, Scripted
from tests.driving.app import DrivenApp, Place

Step = Mapping[str, Any]


@dataclass(frozen=True)
class Journey:
    """One way through an app."""

    app: str
    name: str
    steps: Sequence[Step]
    known: Sequence[str] = ()

    def __str__(self) -> str:
        return f"{self.app}: {self.name}"


def read_journeys(file: Path) -> list[Journey]:
    """Return the journeys of a file."""
    tables = tomllib.loads(file.read_text("utf-8"))["journey"]
    return [Journey(**table) for table in tables]


def travel(app: DrivenApp, journey: Journey) -> None:
    """Do the steps; nothing may be reported broken on the way.

    Raises:
        AssertionError: a step failed, named by its number; or something was reported.
    """
    for number, step in enumerate(journey.steps, 1):
        verb = next(iter(step))
        try:
            _VERBS[verb](app, step)
        except AssertionError as error:
            raise AssertionError(f"step {number}, {dict(step)}: {error}") from error
        told = [f"{one.kind}: {one.message} ({one.file}:{one.line})" for one in app.errors()]
        errors = [error for error in told if not any(part in error for part in journey.known)]
        assert errors == [], f"step {number}, {dict(step)}: {errors}"


def _place(value: str | Mapping[str, Any]) -> Place:
    return Place(text=value) if isinstance(value, str) else Place(**value)


def _route(app: DrivenApp, step: Step) -> None:
    app.wait_ready(step["route"])


def _phone(app: DrivenApp, step: Step) -> None:
    sections = app.phone.device.sections()
    for path, value in step["phone"].items():
        section, _, field = path.partition(".")
        setattr(sections[section], field, value)


def _answer(app: DrivenApp, step: Step) -> None:
    asking = app.phone.asking
    app.wait_data(lambda _: bool(asking.open), "a question of the phone")
    question = asking.open[0]
    asking.answer(question.id, step["answer"], {**question.default.data, **step.get("data", {})})


def _server(app: DrivenApp, step: Step) -> None:
    played = Scripted("ok", step.get("data", {}))
    app.phone.rules.replace([Rule("server", step["server"], played)])


def _called(app: DrivenApp, step: Step) -> None:
    def last() -> str:
        rows = [row for row in app.phone.log if row.call.name == step["called"]]
        reply = rows[-1].reply if rows else None
        return str(reply.result["errMsg"]) if reply else ""

    said = step.get("says", ":ok")
    app.wait_data(lambda _: said in last(), f"an answer to {step['called']}")


_VERBS: Mapping[str, Callable[[DrivenApp, Step], None]] = {
    "open": lambda app, step: app.open(step["open"]),
    "tap": lambda app, step: app.tap(_place(step["tap"])),
    "type": lambda app, step: app.type(
        _place(step["into"]), step["type"], enter=step.get("enter", False)
    ),
    "drag": lambda app, step: app.drag(_place(step["drag"]), *step["by"]),
    "back": lambda app, step: app.back(),
    "see": lambda app, step: app.wait_text(step["see"]),
    "miss": lambda app, step: app.wait_no_text(step["miss"]),
    "find": lambda app, step: app.wait_seen(step["find"]),
    "lose": lambda app, step: app.wait_unseen(step["lose"]),
    "route": _route,
    "phone": _phone,
    "answer": _answer,
    "server": _server,
    "called": _called,
}
