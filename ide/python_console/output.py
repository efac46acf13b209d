"""Streams and displays of the kernel that write no faster than the window reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipykernel.iostream import OutStream
from ipykernel.zmqshell import ZMQDisplayPublisher

from ide.python_console.valve import Valve

_valve = Valve()
"""All output of the kernel goes through one: the window shows it in one place."""
_LINE = 80
"""Bytes that a line costs at least: a window spends time on each."""


class SlowStream(OutStream):
    """Standard output and errors."""

    def write(self, string: str) -> int:
        """Pass a text on once there is room for it."""
        if isinstance(string, str):
            _valve.let_through(max(len(string), _LINE * string.count("\n")))
        return super().write(string) or 0


class SlowPublisher(ZMQDisplayPublisher):
    """Pictures and whatever else is displayed."""

    def publish(self, data: Mapping[str, Any], *more: Any, **named: Any) -> None:
        """Pass something displayed on once there is room for it."""
        _valve.let_through(_LINE + sum(_size(value) for value in data.values()))
        super().publish(data, *more, **named)


def _size(value: object) -> int:
    return len(value) if isinstance(value, str | bytes) else _LINE
