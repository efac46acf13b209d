"""What goes wrong while somebody drives a mini-program: what, where, and how to mend it."""

from __future__ import annotations


class AutomationError(Exception):
    """Something asked of the mini-program could not be done; the sentence says why."""


class FrameError(AutomationError):
    """A frame that cannot be understood; ``number`` is its ``id`` as far as it could be read."""

    def __init__(self, sentence: str, number: str | int | None = None) -> None:
        super().__init__(sentence)
        self.number = number


class ServerRefusedError(AutomationError):
    """The server lets nobody in with this token, has no room, or does not do what is asked.

    ``reason`` is its sentence, ``method`` what it was asked.
    """

    def __init__(self, reason: str, method: str = "") -> None:
        super().__init__(f"{method}: {reason}" if method else reason)
        self.reason = reason
        self.method = method


class AppError(ServerRefusedError):
    """JavaScript of the mini-program, or handed to it, threw; ``stack`` as far as known."""

    def __init__(self, reason: str, method: str = "", stack: str = "") -> None:
        super().__init__(reason, method)
        self.stack = stack


class WxApiError(ServerRefusedError):
    """A ``wx`` function failed; ``err_msg`` is what the mini-program hears."""

    @property
    def err_msg(self) -> str:
        """Such as ``navigateTo:fail page "pages/x" is not found``."""
        return self.reason


class ElementNotFoundError(AutomationError):
    """Nothing on the page fits a selector; the sentence says what is there."""


class ConnectionLostError(AutomationError):
    """The server went away, or was never there."""


class TimedOutError(AutomationError):
    """Something that was waited for did not come in time."""
