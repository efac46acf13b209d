"""What a rule is: which calls it means, what they end with, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from apimock.json_places import DocumentError

OUTCOMES = ("ok", "cancel", "deny", "fail", "timeout", "hang", "ask", "live", "script")
"""How a call can be told to end; ``live`` leaves it to the phone, ``ask`` to the person."""


class RuleError(DocumentError):
    """Rules that cannot be read; the message names the file, the line and the field."""


class End(StrEnum):
    """What follows the last outcome of a sequence."""

    FALL_BACK = "fall-back"
    LAST = "last"
    CYCLE = "cycle"


@dataclass(frozen=True)
class Scripted:
    """An outcome written by a person: what the call shall end with.

    ``data`` are the members of the result (and the value of a synchronous API, or its member
    ``value`` alone when ``data`` has one); ``template`` makes them from a Mock.js-like template
    instead, ``file`` from a file beside the rules, ``script`` from a JavaScript function that
    runs in the app. ``delay`` is ms, drawn between the two; with ``until_told`` the answer waits
    for :meth:`Held.release`. ``hang`` never answers.
    """

    type: str = "ok"
    data: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    errno: int | None = None
    code: int | None = None
    delay: tuple[float, float] = (0.0, 0.0)
    until_told: bool = False
    template: Any = None
    file: str = ""
    script: str = ""


@dataclass(frozen=True)
class FollowUp:
    """Something that happens ``after`` ms: an event for the app, or fields of the phone set.

    ``changes`` maps ``section.field`` of the phone's state to its new value.
    """

    after: float = 0.0
    event: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One rule; the first that matches a call decides it.

    ``api``, ``route`` and ``persona`` are globs or ``/regular expressions/``. ``args`` maps
    dotted paths of parameters to conditions (:mod:`apimock.rules.conditions`); a dot that
    belongs to a name is written ``\\.``. ``nth`` counts the calls that fit everything before it:
    numbers, ``"2-4"``, ``"3+"`` or ``"*/2"`` (every second). ``probability`` is drawn from the
    seed. With a ``sequence`` each call takes the next outcome, then what ``end`` says.
    """

    id: str
    api: str
    outcome: Scripted = Scripted()
    args: Mapping[str, Any] = field(default_factory=dict)
    route: str = "*"
    nth: tuple[int | str, ...] = ()
    enabled: bool = True
    bypass_gates: bool = False
    note: str = ""
    persona: str = "*"
    scene: tuple[int, ...] = ()
    probability: float = 1.0
    sequence: tuple[Scripted, ...] = ()
    end: End = End.LAST
    then: tuple[FollowUp, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Members of the file this program does not know; they are written back."""


@dataclass(frozen=True)
class Circumstances:
    """What a rule may ask for besides the call: who holds the phone, how the app was entered."""

    persona: str = ""
    scene: int = 1001
