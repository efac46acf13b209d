"""Sends messages to the editor's page in order, long texts in parts: the window never waits."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

PART = 100_000
"""Most characters of a text that one message carries."""


class Outbox(QObject):
    """What is short goes at once; behind a long text everything waits for its turn."""

    def __init__(self, send: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._send = send
        self._waiting: deque[dict[str, Any]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._send_next)

    def put(self, message: Mapping[str, Any]) -> None:
        """Send a message after all that were put before."""
        parts = list(_parts(message))
        if len(parts) == 1 and not self._waiting:
            self._send(_written(parts[0]))
            return
        self._waiting.extend(parts)
        self._timer.start()

    def clear(self) -> None:
        """Forget what waits, because nobody is there to take it."""
        self._waiting.clear()
        self._timer.stop()

    def _send_next(self) -> None:
        self._send(_written(self._waiting.popleft()))
        if not self._waiting:
            self._timer.stop()


def _parts(message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parts of a long text, then the message with the rest of it."""
    text = message.get("text", "")
    last = max(len(text) - 1, 0) // PART * PART
    for start in range(0, last, PART):
        yield {"type": "part", "text": text[start : start + PART]}
    yield {**message, "text": text[last:]} if last else dict(message)


def _written(message: Mapping[str, Any]) -> str:
    return json.dumps(message, ensure_ascii=False)
