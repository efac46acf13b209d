"""What the client hands out: plain values."""

from __future__ import annotations

from typing import Any, TypedDict


class Size(TypedDict):
    """In CSS pixels of the phone."""

    width: float
    height: float


class Offset(TypedDict):
    """From the top left corner of the page, in CSS pixels."""

    left: float
    top: float


class Rect(Size, Offset):
    """Where something is, and how large, in CSS pixels of the phone."""


class CallEntry(TypedDict, total=False):
    """A call of an API as the phone's log holds it."""

    number: int
    name: str
    params: Any
    outcome: str
    result: Any
    started: float
    ended: float | None
    stage: str
    note: str
    page: str


class ConsoleEntry(TypedDict, total=False):
    """A line of the console."""

    number: int
    type: str
    text: str
    file: str
    line: int


class Question(TypedDict, total=False):
    """A sheet or dialog of the phone that waits for the person."""

    id: int
    kind: str
    api: str
    choices: list[dict[str, str]]
    default: dict[str, Any]
    facts: dict[str, Any]
