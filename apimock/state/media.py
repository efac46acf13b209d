"""Pictures, videos and files the person could pick, and what the scanner sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section
from apimock.state.defaults import entries


@dataclass
class Media(Section):
    """What can be picked.

    An album item is a test card drawn from its ``seed``, a code (``{"code": {"text",
    "scanType"}}``), or has a ``path`` (a file of the PC, read through the injected reader) or
    ``data``. ``scans`` are the next results of scanCode, oldest first: ``{"result", "scanType",
    "path"?}``, ``{"picture": id of the album or a file of the PC}`` to be read, or ``{"outcome":
    "cancel" | "fail"}``.
    """

    title: ClassVar[str] = "media"

    album: list[dict[str, Any]] = field(default_factory=entries("album"))
    chat_files: list[dict[str, Any]] = field(default_factory=entries("chat_files"))
    saved: list[dict[str, Any]] = field(default_factory=list)
    scans: list[dict[str, Any]] = field(default_factory=list)
    default_scan: dict[str, Any] = field(
        default_factory=lambda: {"result": "https://example.com/", "scanType": "QR_CODE"}
    )
    microphone: str = "sine"
    """``sine``, ``noise``, ``silence``, or a WAV file of the PC."""
    audio_seconds: float = 30.0
    """Length of audio whose true length is not known."""
