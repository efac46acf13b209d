"""What goes on with a scenario (no Qt)."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """What goes on."""

    IDLE = "idle"
    RECORDING = "recording"
    PLAYING = "playing"
    PAUSED = "paused"
    SEEKING = "seeking"
    """On the way to another time, as fast as the app follows."""
