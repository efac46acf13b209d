"""Whether the phone looks through the computer's camera: asked for, turned on, failed, off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from apimock.observable import Change
from apimock.phone import Phone
from apimock.pictures import PictureError
from ide.i18n import tr

_LIVE = "live"
_REASONS = {
    "NotFoundError": "missing",
    "OverconstrainedError": "missing",
    "NotReadableError": "busy",
    "AbortError": "busy",
    "NotAllowedError": "forbidden",
    "lost": "lost",
}
"""Keys of ``webcam.trouble`` by what the engine says; all else is ``failed``."""


class WebcamState(StrEnum):
    """What is true of the camera."""

    OFF = "off"
    ASKING = "asking"
    """The phone's lens was pointed at it, and the person has not answered yet."""
    STARTING = "starting"
    ON = "on"
    FAILED = "failed"


@dataclass(frozen=True)
class Told:
    """News of an open camera: its name, those of all cameras, a frame; or why it ended."""

    camera: str = ""
    cameras: tuple[str, ...] = ()
    frame: bytes | None = None
    reason: str = ""


class Eye(Protocol):
    """An open camera."""

    def close(self) -> None:
        """Let go of it at once."""
        ...


OpenEye = Callable[[Callable[[Told], None], str, QObject], Eye]
"""Opens the camera with a name ('' is the usual one) and tells what becomes of it."""


class Webcam(QObject):
    """The phone's live lens. It is off until the person says yes, each time it is pointed at.

    While it is on :attr:`state` is ``ON``, which the window shows; it goes off when the person
    says so, when the lens sees something else, and when the project closes.
    """

    changed = Signal()  # state, the camera in use or those there are

    def __init__(self, phone: Phone, open_eye: OpenEye, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phone = phone
        self._open_eye = open_eye
        self._eye: Eye | None = None
        self._frame: bytes | None = None
        self._reason = ""
        self.state = WebcamState.OFF
        self.camera = ""
        """The name of the camera that is in use."""
        self.cameras: tuple[str, ...] = ()
        """The names of all cameras, known once one was on."""
        phone.lens.live = self._look
        self._stop = phone.device.camera.watch(self._on_scene_changed)
        if phone.device.camera.source == _LIVE:
            self.state = WebcamState.ASKING

    @property
    def wanted(self) -> bool:
        """Whether the phone's lens is pointed at the computer's camera."""
        return self._phone.device.camera.source == _LIVE

    @property
    def words(self) -> str:
        """What is true of the camera, for the person."""
        if self.state is WebcamState.FAILED:
            return tr(f"webcam.trouble.{_REASONS.get(self._reason, 'failed')}")
        return tr(f"webcam.{self.state}", name=self.camera)

    def turn_on(self, camera: str = "") -> None:
        """Open the computer's camera: the person has said so."""
        self._close_eye()
        self._become(WebcamState.STARTING)
        self._eye = self._open_eye(self._on_told, camera, self)

    def turn_off(self) -> None:
        """Let go of the camera, or leave it off."""
        self._close_eye()
        self._become(WebcamState.OFF)

    def close(self) -> None:
        """Let go of the camera and of the phone."""
        self._stop()
        self._phone.lens.live = None
        self._close_eye()
        self.state = WebcamState.OFF

    def _look(self) -> bytes | None:
        """The newest frame. Raises PictureError, which says why there is none."""
        if self._frame is None:
            raise PictureError(self.words)
        return self._frame

    def _on_scene_changed(self, change: Change) -> None:
        if change.field != "source":
            return
        if not self.wanted:
            self.turn_off()
        elif self.state is WebcamState.OFF:
            self._become(WebcamState.ASKING)

    def _on_told(self, told: Told) -> None:
        if told.reason:
            self._reason = told.reason
            self._close_eye()
            self._become(WebcamState.FAILED)
            return
        known = (self.state, self.camera, self.cameras)
        self.camera, self.cameras = told.camera, told.cameras
        self._frame = told.frame or self._frame
        if known != (WebcamState.ON, self.camera, self.cameras):
            self._become(WebcamState.ON)

    def _close_eye(self) -> None:
        eye, self._eye, self._frame = self._eye, None, None
        if eye is not None:
            eye.close()

    def _become(self, state: WebcamState) -> None:
        self.state = state
        self.changed.emit()
