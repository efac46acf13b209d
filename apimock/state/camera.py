"""What is in front of the camera."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section

SOURCES = ("card", "picture", "folder", "code", "live")


@dataclass
class Camera(Section):
    """The scene the lens sees; each persona has its own.

    ``source`` is one of SOURCES: a test card with the time, ``picture`` (a file of the PC or the
    id of a picture of the album), the pictures of a ``folder`` of the PC one after the other, a
    ``code`` on a wall (``{"text", "scanType"}``), or frames of the PC's own camera, which the
    window hands in only while the person wants it. ``blur`` (0–20 px) and ``light`` (0.1–2)
    spoil the view.
    """

    title: ClassVar[str] = "camera"

    source: str = "card"
    picture: str = ""
    folder: str = ""
    folder_seconds: float = 3.0
    code: dict[str, Any] = field(
        default_factory=lambda: {"text": "https://example.com/", "scanType": "QR_CODE"}
    )
    blur: float = 0.0
    light: float = 1.0
    max_zoom: float = 10.0
    shots: int = 0
    """How many pictures and videos were taken."""
