"""The contract between a running mini-program and the device that answers it.

The host hands every ``wx.*`` call that needs the device to an :class:`ApiHandler`; the device
answers with exactly one :class:`Reply` and may send :class:`Event` objects at any time. Nothing
here knows Qt, the compiler or the mock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Outcome(StrEnum):
    """How a call ended, or who has to finish it."""

    OK = "ok"
    FAIL = "fail"
    PERFORM = "perform"
    """The gates are passed and the runtime itself carries the call out (routing, toasts, …)."""
    SCRIPT = "script"
    """The app answers itself: ``value`` holds a function's ``source`` and its ``rule``."""


@dataclass(frozen=True)
class Call:
    """One ``wx.*`` call as it left the mini-program.

    ``params`` holds JSON values; an ArrayBuffer arrives as ``bytes``. ``name`` has no ``wx.``;
    a method of a manager object is written ``InnerAudioContext.play`` and carries the object's
    number in ``target``.
    """

    name: str
    params: Mapping[str, Any] = field(default_factory=dict)
    sync: bool = False
    page: str = ""
    target: int = 0
    gesture: bool = False
    """Whether the call stems from a tap of the person (WeChat's TAP gesture rule)."""
    id: int = 0


@dataclass(frozen=True)
class Reply:
    """The answer to a :class:`Call`.

    ``result`` holds what ``success`` (or ``fail``) receives, ``errMsg`` included; for a
    synchronous API ``value`` is what the function returns. ``simulated`` is False when the answer
    came from the generic path: right in shape, with no device behind it.
    """

    outcome: Outcome
    result: Mapping[str, Any] = field(default_factory=dict)
    value: Any = None
    simulated: bool = True


@dataclass(frozen=True)
class Event:
    """Something that happened on the device, for ``wx.on…`` listeners.

    ``name`` is the listener's API without ``wx.`` (``onNetworkStatusChange``), or
    ``task:<id>:<event>`` / ``object:<id>:<event>`` for a task or manager object.
    """

    name: str
    detail: Mapping[str, Any] = field(default_factory=dict)


class ApiHandler(Protocol):
    """Answers calls; ``respond`` is called exactly once, now or later, on the same thread."""

    def __call__(self, call: Call, respond: Callable[[Reply], None]) -> None: ...


class EventSink(Protocol):
    """Takes events of the device to the running mini-program."""

    def __call__(self, event: Event) -> None: ...


class FileSpace(Protocol):
    """The user-data and temporary files of the phone, as the host serves them."""

    def read(self, path: str) -> bytes | None:
        """Return the content of ``usr/…`` or ``tmp/…``, or None when there is no such file."""
        ...
