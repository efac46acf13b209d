"""A camera of the computer that sees one colour."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image
from PySide6.QtCore import QObject

from apimock.pictures import encoded
from ide.webcam.switch import Told

CAMERAS = ("Desk camera", "Roof camera")


class PaintedEye:
    """Counts how often it is opened and closed; frames come when the test says so."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.closed = 0
        self._tell: Callable[[Told], None] = lambda _told: None

    def open(self, tell: Callable[[Told], None], camera: str, _parent: QObject) -> PaintedEye:
        self._tell = tell
        self.opened.append(camera)
        return self

    def close(self) -> None:
        self.closed += 1

    def see(self, color: str, camera: str = CAMERAS[0]) -> None:
        """Give a frame."""
        self._tell(Told(camera, CAMERAS, encoded(Image.new("RGB", (64, 48), color), "jpg")))

    def end(self, reason: str) -> None:
        """Break down."""
        self._tell(Told(reason=reason))
