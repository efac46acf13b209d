"""The one way to tell the person something, kept until there is a view that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from ide import log

_logger = log.logger("messages")


class Level(StrEnum):
    """How a message looks."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Message:
    """One message: what happened, where, and what to do."""

    level: Level
    text: str


class MessageBridge(QObject):
    """Hands messages to the view; those posted before it exists are kept."""

    posted = Signal(object)  # Message

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Message] = []
        self._connected = False

    def post(self, message: Message) -> None:
        _logger.log(_LEVELS[message.level], "%s", message.text)
        if self._connected:
            self.posted.emit(message)
        else:
            self._waiting.append(message)

    def flush(self) -> None:
        """Deliver what waited; called once the view listens."""
        self._connected = True
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self.posted.emit(message)

    def release(self) -> None:
        """Keep messages again: the view is gone."""
        self._connected = False


_LEVELS = {Level.INFO: 20, Level.WARNING: 30, Level.ERROR: 40}
bridge = MessageBridge()


def info(text: str) -> None:
    """Say that something went as wished."""
    bridge.post(Message(Level.INFO, text))


def warning(text: str) -> None:
    """Say that something needs attention but went on."""
    bridge.post(Message(Level.WARNING, text))


def error(text: str) -> None:
    """Say that something the person asked for did not happen, and why."""
    bridge.post(Message(Level.ERROR, text))
