"""What goes wrong while somebody drives a mini-program: what, where, and how to mend it."""

from __future__ import annotations


class AutomationError(Exception):
    """Something asked of the mini-program could not be done; the sentence says why."""


class FrameError(AutomationError):
    """A frame that cannot be understood; ``number`` is its ``id`` as far as it could be read."""

    def __init__(self, sentence: str, number: str | int | None = None) -> None:
        super().__init__(sentence)
        self.number = number


class ElementNotFoundError(AutomationError):
    """Nothing on the page fits a selector."""


class AppError(AutomationError):
    """JavaScript of the mini-program, or handed to it, threw."""


class WxApiError(AutomationError):
    """A ``wx`` function failed; the sentence is its ``errMsg``."""


class ConnectionLostError(AutomationError):
    """The server went away, or was never there."""


class ServerRefusedError(AutomationError):
    """The server lets nobody in with this token, or has no room."""


class TimedOutError(AutomationError):
    """Something that was waited for did not come in time."""
