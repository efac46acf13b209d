"""`<camera>`: the component on a page, its pictures, recordings, frames and the codes it reads."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apimock import permissions
from apimock.calls import Event
from apimock.codes.reading import Found
from apimock.context import Context
from apimock.handlers.choosing import clip, shot, thumbnail
from apimock.handlers.scan import scanned
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.remote import RemoteObject, meant
from apimock.wording import recorded

if TYPE_CHECKING:
    from apimock.phone import Phone

_KEY = "cameras"
_SCOPE = "scope.camera"
_VIEW = (360, 480)
_FRAMES = {"small": (144, 192), "medium": (240, 320), "large": (360, 480)}
FRAME_EVERY = 200.0
"""Milliseconds between two frames for onCameraFrame."""
_QUALITY = {"high": 95, "normal": 85, "low": 60}
RECORD_LIMIT, RECORD_USUAL = 300.0, 30.0
_OPERATE = "operateCamera"


@dataclass
class Inserted:
    """One camera component: its number on the view's side, its page, and what it is set to."""

    number: int
    page: str
    front: bool
    scans: bool
    frames: str = "medium"
    last: str = ""


class Cameras:
    """The camera components in use; tells each what it sees whenever that changes."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.inserted: dict[int, Inserted] = {}
        self.recording: _Recording | None = None
        self._cancel: Callable[[], None] = lambda: None
        self._stamp: object = None

    def __call__(self) -> None:
        """Stop, as when the mini-program starts anew."""
        self._cancel()
        self.inserted.clear()

    def add(self, camera: Inserted) -> None:
        """A component was put on a page."""
        self.inserted[camera.number] = camera
        self._watch()

    def remove(self, number: int) -> None:
        """A component is gone."""
        self.inserted.pop(number, None)
        if not self.inserted:
            self._cancel()
            self.recording = None

    def show(self) -> None:
        """Tell every component what it sees now."""
        self._stamp = self.phone.lens.stamp()
        if self.phone.device.apps.foreground:
            for camera in tuple(self.inserted.values()):
                self.phone.emit(Event("$lens", {"number": camera.number, **self.view(camera)}))
        self._watch()

    def view(self, camera: Inserted) -> dict[str, Any]:
        """The picture a component shows and the code it has just come to see."""
        image = self.phone.lens.picture(_VIEW, front=camera.front)
        target = io.BytesIO()
        image.save(target, "JPEG", quality=80)
        picture = base64.b64encode(target.getvalue()).decode("ascii")
        seen: dict[str, Any] = {"src": f"data:image/jpeg;base64,{picture}"}
        found = self.phone.lens.codes()[:1] if camera.scans else ()
        fresh = [one for one in found if f"{one.scan}:{one.text}{one.path}" != camera.last]
        camera.last = "".join(f"{one.scan}:{one.text}{one.path}" for one in found)
        return seen | ({"scan": _scan_detail(fresh[0])} if fresh else {})

    def _watch(self) -> None:
        self._cancel()
        interval = self.phone.lens.interval()
        if interval and self.inserted:
            self._cancel = self.phone.clock.later(interval, self._again)

    def _again(self) -> None:
        if self.phone.lens.stamp() != self._stamp:
            self.show()
        else:
            self._watch()


def _scan_detail(found: Found) -> dict[str, Any]:
    told = scanned(found)
    left, top, right, bottom = found.box
    return {
        **told,
        "type": told.pop("scanType"),
        "scanArea": [left, top, right - left, bottom - top],
    }


def cameras(phone: Phone) -> Cameras:
    """The camera components of the running mini-program."""
    known = phone.running.get(_KEY)
    if not isinstance(known, Cameras):
        known = phone.running[_KEY] = Cameras(phone)
    return known


@reacts(
    *(f"camera.{name}" for name in ("source", "picture", "folder", "code", "blur", "light")),
    "user.persona",
)
def scene_changed(phone: Phone, change: Change) -> None:
    """Another scene: every camera on screen shows it."""
    if cameras(phone).inserted and not phone.device.restoring:
        cameras(phone).show()


@reacts("apps.foreground")
def left_or_came_back(phone: Phone, change: Change) -> None:
    """In the background a camera stops; it goes on by itself when the app is back."""
    held = cameras(phone)
    if change.new and held.inserted:
        held.show()
    elif held.inserted:
        held.recording = None
        for number in held.inserted:
            phone.emit(Event("$lens", {"number": number, "stopped": True}))


@handles("insertCamera")
def insert(context: Context) -> None:
    """A camera component appears: once the person allows it, it shows what it sees."""
    held = cameras(context.phone)
    page = f"{context.call.page}#{context.text('pageId')}"
    if any(one.page == page for one in held.inserted.values()):
        context.fail_with(recorded("insertCamera", "only one camera"))
        return

    def decided(verdict: str) -> None:
        if verdict != "allowed":
            context.fail_kind("close" if verdict == "closed" else "deny")
            return
        camera = Inserted(
            int(context.number_of("number", 0)),
            page,
            context.text("devicePosition") == "front",
            context.text("mode") == "scanCode",
            context.text("frameSize", "medium"),
        )
        held.add(camera)
        context.ok({"maxZoom": context.device.camera.max_zoom, **held.view(camera)})

    if not permissions.system_allows(context.device.permissions, "camera"):
        context.fail_kind("system")
    else:
        permissions.request_scope(context, _SCOPE, decided)


@handles("updateCamera")
def update(context: Context) -> None:
    """A camera component was set to another side or mode."""
    held = cameras(context.phone)
    camera = held.inserted.get(int(context.number_of("number", 0)))
    if camera is not None:
        camera.front = context.text("devicePosition") == "front"
        camera.scans = context.text("mode") == "scanCode"
        camera.last = ""
        held.show()
    context.ok()


@handles("removeCamera")
def remove(context: Context) -> None:
    """A camera component is gone."""
    cameras(context.phone).remove(int(context.number_of("number", 0)))
    context.ok()


def _front(context: Context) -> bool:
    return context.text("devicePosition") == "front"


@handles("CameraContext.takePhoto")
def take_photo(context: Context) -> None:
    """A picture of what is in front of the lens, mirrored for a selfie if asked for."""
    quality = _QUALITY.get(context.text("quality", "normal"), 85)
    mirrored = context.flag("selfieMirror", True)
    item = shot(context, front=_front(context), quality=quality, mirrored=mirrored)
    found = context.phone.pictures.file(item)
    context.ok(
        {
            "tempImagePath": found["path"],
            "tempThumbPath": found["path"],
            "width": found["width"],
            "height": found["height"],
            **({"metadata": {"orientation": "up"}} if context.flag("captureMetadata") else {}),
        }
    )


@handles("CameraContext.setZoom")
def set_zoom(context: Context) -> None:
    """Zoom, as far as the camera can."""
    zoom = max(1.0, min(context.device.camera.max_zoom, context.number_of("zoom", 1.0)))
    context.ok({"zoom": zoom})


@dataclass
class _Recording:
    """A video being recorded."""

    begun: float
    front: bool
    cancel: Callable[[], None]


@handles("CameraContext.startRecord")
def start_record(context: Context) -> None:
    """Begin to record; after ``timeout`` seconds the recording ends by itself."""
    held = cameras(context.phone)
    if held.recording is not None:
        context.fail("is recording")
        return
    limit = max(1.0, min(RECORD_LIMIT, context.number_of("timeout", RECORD_USUAL)))
    front = _front(context)

    def ended() -> None:
        held.recording = None
        context.phone.emit(Event("$cameraTimeout", _video(context, limit, front=front)))

    cancel = context.clock.later(limit * 1000, ended)
    held.recording = _Recording(context.clock.now(), front, cancel)
    context.ok()


def _video(context: Context, seconds: float, *, front: bool) -> Mapping[str, Any]:
    item = clip(context, seconds, front=front)
    found = context.phone.pictures.file(item)
    return {
        "tempVideoPath": found["path"],
        "tempThumbPath": thumbnail(context, item),
        "duration": found["duration"],
        "size": found["size"],
        "width": found["width"],
        "height": found["height"],
    }


@handles("CameraContext.stopRecord")
def stop_record(context: Context) -> None:
    """End the recording."""
    held = cameras(context.phone)
    running = held.recording
    if running is None:
        context.fail_with(recorded(_OPERATE, "is not recording"))
        return
    held.recording = None
    running.cancel()
    seconds = (context.clock.now() - running.begun) / 1000
    context.ok(dict(_video(context, seconds, front=running.front)))


class FrameListener(RemoteObject):
    """Sends what the lens sees as RGBA pixels, five times a second."""

    def __init__(self, phone: Phone, number: int) -> None:
        super().__init__(phone, number)
        self._cancel: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Send frames from now on."""
        self._cancel()
        self._cancel = self.phone.clock.later(FRAME_EVERY, self._frame)

    def _frame(self) -> None:
        if self.phone.device.apps.foreground:
            self._send()
        self.start()

    def _send(self) -> None:
        shown = list(cameras(self.phone).inserted.values())
        if not shown:
            return
        camera = shown[-1]
        size = _FRAMES.get(camera.frames, _FRAMES["medium"])
        image = self.phone.lens.picture(size, front=camera.front).convert("RGBA")
        width, height = image.size
        self.tell("frame", {"width": width, "height": height, "data": image.tobytes()})

    def stop(self) -> None:
        """Send no more."""
        self._cancel()

    def dispose(self) -> None:
        self._cancel()


@handles("CameraContext.onCameraFrame", note="five frames a second")
def on_camera_frame(context: Context) -> None:
    """A listener that can be started."""
    listener = meant(context, FrameListener)
    context.ok(value={"$object": listener.number, "type": "CameraFrameListener"})


@handles("CameraFrameListener.start", "CameraFrameListener.stop")
def frames(context: Context) -> None:
    """Begin or end the frames of the camera."""
    listener = meant(context, FrameListener)
    if not cameras(context.phone).inserted:
        context.fail_with(recorded(_OPERATE, "not been initialized"))
        return
    getattr(listener, context.label)()
    context.ok()
