"""What an app may go on with for a while in the background, and what ends after that time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apimock.phone import Phone

BACKGROUND_GRACE = 5000.0
"""ms"""
_PREFIX = "grace:"
"""Marks these times among what is running on the phone."""


def left(phone: Phone, kind: str) -> bool:
    """Whether a kind of things may still go on in the background."""
    return _PREFIX + kind in phone.running


def follow(phone: Phone, kind: str, foreground: bool, interrupt: Callable[[], None]) -> None:
    """Start the time when the app goes to the background, drop it when the app comes back.

    ``interrupt`` ends what is still under way when the time is over.
    """
    name = _PREFIX + kind

    def over() -> None:
        phone.running.pop(name, None)
        interrupt()

    if not foreground:
        phone.running[name] = phone.clock.later(BACKGROUND_GRACE, over)
    elif name in phone.running:
        phone.running.pop(name)()


def forget(phone: Phone) -> None:
    """Drop all times that run."""
    for name in [name for name in phone.running if name.startswith(_PREFIX)]:
        phone.running.pop(name)()
