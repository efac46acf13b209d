"""What the phone's camera sees: a file, a folder, a test card, a code, the PC's camera."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from apimock import pictures
from apimock.clock import Clock
from apimock.codes.drawing import CodeError, wall
from apimock.codes.reading import Found, read

if TYPE_CHECKING:
    from apimock.pictures import Pictures
    from apimock.state.device import Device

FrameSource = Callable[[], bytes | None]
"""Gives the newest frame of the PC's camera as a picture file.

None or a PictureError, which says why, while there is none."""

SIZE = (720, 960)
"""Width and height of the sensor held upright, in pixels."""
_LETTERS = 34
"""How many stand in a line on a card."""
_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"})


class Lens:
    """The scene of ``device.camera`` as pictures.

    ``live`` is the PC's camera: the window sets it while the person has it turned on. What cannot
    be shown (no file, no live frame) is shown as a dark card that says why: :attr:`trouble`.
    """

    def __init__(self, device: Device, album: Pictures, clock: Clock) -> None:
        self._device = device
        self._album = album
        self._clock = clock
        self.live: FrameSource | None = None
        self.trouble = ""
        """Why the chosen scene cannot be seen, in words; '' while it can."""
        self._read: tuple[object, tuple[Found, ...]] = (None, ())

    def stamp(self) -> object:
        """A value that stays the same as long as the scene does; the time on a card aside."""
        camera = self._device.camera
        scene = (camera.source, camera.picture, camera.folder, camera.blur, camera.light)
        code = (camera.code.get("text"), camera.code.get("scanType"))
        moving: object = None
        if camera.source == "live":
            moving = self._live_stamp()
        elif camera.source == "folder":
            moving = self._slide()
        return scene, code, moving, self._device.user.persona

    def interval(self) -> float:
        """After how many ms the scene may be another one by itself; 0 for one that stands still."""
        camera = self._device.camera
        if camera.source == "live":
            return 300.0
        return max(100.0, camera.folder_seconds * 1000) if camera.source == "folder" else 0.0

    def picture(
        self, size: tuple[int, int] = SIZE, *, front: bool = False, zoom: float = 1.0
    ) -> Image.Image:
        """The scene cut to ``size``; ``front`` is the camera towards the person."""
        scene = self._scene(size, front)
        if zoom > 1:
            width, height = max(1, round(scene.width / zoom)), max(1, round(scene.height / zoom))
            left, top = (scene.width - width) // 2, (scene.height - height) // 2
            scene = scene.crop((left, top, left + width, top + height))
        shown = ImageOps.fit(scene, size, Image.Resampling.BILINEAR)
        camera = self._device.camera
        if camera.blur > 0:
            shown = shown.filter(ImageFilter.GaussianBlur(min(20.0, camera.blur)))
        if camera.light != 1:
            shown = ImageEnhance.Brightness(shown).enhance(max(0.1, min(2.0, camera.light)))
        return shown

    def codes(self) -> tuple[Found, ...]:
        """The codes in front of the lens, read from the picture; none on a test card."""
        if self._device.camera.source == "card":
            return ()
        stamp = self.stamp()
        if self._read[0] != stamp:
            self._read = stamp, read(self.picture())
        return self._read[1]

    def _scene(self, size: tuple[int, int], front: bool) -> Image.Image:
        self.trouble = ""
        camera = self._device.camera
        try:
            if camera.source == "picture":
                return self._file(camera.picture)
            if camera.source == "folder":
                return self._file(self._slide())
            if camera.source == "code":
                code = camera.code
                kind = str(code.get("scanType") or "QR_CODE")
                return wall(str(code.get("text", "")), kind, *size)
            if camera.source == "live":
                return self._live()
        except (pictures.PictureError, CodeError, OSError) as error:
            self.trouble = str(error)
            return self._card(size, front, self.trouble)
        return self._card(size, front, "")

    def _live_stamp(self) -> int | str:
        try:
            return hash(self.live() or b"") if self.live else ""
        except pictures.PictureError as trouble:
            return str(trouble)

    def _live(self) -> Image.Image:
        frame = self.live() if self.live is not None else None
        if frame is None:
            raise pictures.PictureError("the camera of the PC is off")
        return pictures.upright(frame)

    def _file(self, name: str) -> Image.Image:
        if not name:
            raise pictures.PictureError("no picture is chosen")
        item = self._album.item(self._device.media.album, name)
        return pictures.upright(self._album.content(item) if item else Path(name).read_bytes())

    def _slide(self) -> str:
        """The picture of the folder whose turn it is."""
        camera = self._device.camera
        folder = Path(camera.folder)
        if not camera.folder or not folder.is_dir():
            return ""
        slides = sorted(one for one in folder.iterdir() if one.suffix.lower() in _ENDINGS)
        if not slides:
            return ""
        turn = int(self._clock.now() / max(100.0, camera.folder_seconds * 1000))
        return str(slides[turn % len(slides)])

    def _card(self, size: tuple[int, int], front: bool, trouble: str) -> Image.Image:
        seed = 7 if front else 6
        kind = pictures.opened(pictures.drawn_card(seed, *size, "jpg"))
        image = kind.convert("RGB")
        draw = ImageDraw.Draw(image)
        if trouble:
            image.paste("#22252b", (0, 0, *size))
        seconds = datetime.fromtimestamp(self._clock.now() / 1000, UTC)
        label = trouble or f"{'front' if front else 'back'}  {seconds:%Y-%m-%d %H:%M:%S}"
        height = max(10, size[1] // 28)
        lines = _lines(label)
        place = (size[0] * 0.06, size[1] * 0.9 - (lines.count("\n") * height * 1.3))
        draw.multiline_text(place, lines, fill="#ffffff", font_size=height)
        return image


def _lines(label: str) -> str:
    """The label in lines that fit; nothing of what the letters at hand cannot write."""
    try:
        label.encode("latin-1")
    except UnicodeEncodeError:
        return ""
    return textwrap.fill(label, _LETTERS)
