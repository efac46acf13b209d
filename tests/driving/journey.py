"""Journeys as data: what a person does with a mini-program, step by step, read from TOML.

A file holds ``[[journey]]`` tables with ``app`` (or one for all of them at its top), ``name``,
``steps`` and, where the app itself has faults, ``known``: parts of the reports they cause. What
keeps a journey from going further on any computer is its ``reason``. ``[[same]]`` tables with
``pages`` are a journey a page, which begins with opening it. A step is a table with one verb:
``open = "path?query"`` starts the app there, ``tap``, ``type = "words"`` with ``into``, ``drag``
with ``by = [dx, dy]`` in CSS pixels, ``back = true``; ``see``, ``miss`` (texts), ``find``, ``lose``
(selectors) and ``route`` wait for what has to come true. A place is a visible text or
``{css, text, nth}``. The phone's part: ``use = "device"`` takes another one before the app is
opened, ``asks = true`` makes it ask for permissions too, ``phone = {"section.field" = value}`` sets
it and ``holds`` waits until it is so, ``turn = "landscape"`` holds it otherwise, ``happens =
"name"`` lets something happen to it, ``visitor = "read"`` or ``"write"`` lets a device come that
speaks with the app by Bluetooth. ``answer = "choice"`` with ``data`` answers what the phone asks,
``server = "api"`` with ``data`` is what a server answers from now on. ``called = "api"`` waits till
the app has got its answer, which ``says`` a part of, ``notice`` until it was told that nothing is
behind the answer, and ``said`` until its console says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apimock.calls import CallRecord
from apimock.handlers.background_fetch import fetch
from apimock.incidents import capture_screen, memory_warning
from apimock.peripherals.server import visit
from apimock.permissions import INTERACTIVE
from apimock.phone import Phone
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
    reason: str = ""
    """Why it does not go further; empty for one that sees a result."""

    def __str__(self) -> str:
        return f"{self.app}: {self.name}"

    @property
    def pages(self) -> list[str]:
        """The pages it starts the app on."""
        return [str(step["open"]).partition("?")[0] for step in self.steps if "open" in step]


def read_journeys(file: Path) -> list[Journey]:
    """Return the journeys of a file."""
    document = tomllib.loads(file.read_text("utf-8"))
    common = {"app": document["app"]} if "app" in document else {}
    journeys = [Journey(**common, **table) for table in document.get("journey", ())]
    for table in document.get("same", ()):
        steps, pages = table.pop("steps"), table.pop("pages")
        journeys += [
            Journey(name=page, steps=[{"open": page}, *steps], **common, **table) for page in pages
        ]
    return journeys


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
    app.wait_fact(lambda: bool(asking.open), lambda: "a question of the phone")
    question = asking.open[0]
    asking.answer(question.id, step["answer"], {**question.default.data, **step.get("data", {})})


def _server(app: DrivenApp, step: Step) -> None:
    played = Scripted("ok", step.get("data", {}))
    others = [one for one in app.phone.rules.all if one.id != step["server"]]
    app.phone.rules.replace([*others, Rule(step["server"], step["server"], played)])


def _rows(app: DrivenApp, api: str) -> list[CallRecord]:
    return [row for row in app.phone.log if row.call.name == api]


def _called(app: DrivenApp, step: Step) -> None:
    def last() -> str:
        rows = _rows(app, step["called"])
        reply = rows[-1].reply if rows else None
        return str(reply.result.get("errMsg", f"{step['called']}:ok")) if reply else ""

    said = step.get("says", ":ok")
    app.wait_fact(lambda: said in last(), lambda: f"{step['called']} to end, last “{last()}”")


def _notice(app: DrivenApp, step: Step) -> None:
    def told() -> bool:
        return any(row.reply and not row.reply.simulated for row in _rows(app, step["notice"]))

    app.wait_fact(told, lambda: f"a notice of {step['notice']}")


def _holds(app: DrivenApp, step: Step) -> None:
    sections = app.phone.device.sections()

    def now() -> dict[str, Any]:
        return {path: getattr(sections[path.split(".")[0]], path.split(".")[1]) for path in wanted}

    wanted = dict(step["holds"])
    app.wait_fact(lambda: now() == wanted, lambda: f"{wanted}, now {now()}")


def _asks(app: DrivenApp, step: Step) -> None:
    assert step["asks"] is True
    app.phone.policy = INTERACTIVE


_HAPPENINGS: Mapping[str, Callable[[Phone], None]] = {
    "capture": capture_screen,
    "memory": memory_warning,
    "periodic fetch": lambda phone: fetch(phone, "periodic"),
}


def _visitor(app: DrivenApp, step: Step) -> None:
    central = visit(app.phone)
    assert central is not None, "the phone does not advertise"
    place = step["service"], step["characteristic"]
    if step["visitor"] == "read":
        central.read(*place)
        app.wait_fact(lambda: bool(central.answers), lambda: "the app's answer to the visitor")
    else:
        central.write(*place, bytes.fromhex(step["value"]))


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
    "notice": _notice,
    "said": lambda app, step: app.wait_said(step["said"]),
    "holds": _holds,
    "asks": _asks,
    "happens": lambda app, step: _HAPPENINGS[step["happens"]](app.phone),
    "use": lambda app, step: app.use(step["use"]),
    "turn": lambda app, step: app.turn(landscape=step["turn"] == "landscape"),
    "visitor": _visitor,
}
