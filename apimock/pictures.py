"""Pictures and videos of the phone: test cards, files of the album, reading and changing images."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from apimock.codes.drawing import CodeError, wall
from apimock.files.space import FileFault, FileSpace
from apimock.videofile import webm

_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
_ORIENTATIONS = (
    "up",
    "up-mirrored",
    "down",
    "down-mirrored",
    "left-mirrored",
    "right",
    "right-mirrored",
    "left",
)
_BARS = ("#f2f2f2", "#f2c744", "#3fb8c4", "#47a85b", "#b45bb0", "#d1483f", "#3a62c9", "#22252b")


class PictureError(ValueError):
    """A file that is no picture, or a damaged one."""


@lru_cache(maxsize=32)
def drawn_card(seed: int, width: int, height: int, kind: str, frame: int = 0) -> bytes:
    """A drawn picture: colour bars, a grid and its number; the same seed draws the same."""
    shift = seed + frame
    image = Image.new("RGB", (width, height), "#22252b")
    draw = ImageDraw.Draw(image)
    bar = max(1, width // len(_BARS))
    for index in range(len(_BARS) + 1):
        colour = _BARS[(index + shift) % len(_BARS)]
        draw.rectangle((index * bar, 0, (index + 1) * bar, height * 2 // 3), fill=colour)
    for x in range(0, width, max(8, width // 16)):
        draw.line((x, height * 2 // 3, x, height), fill="#5a6170")
    radius = min(width, height) // 4
    centre = (width // 2, height // 2)
    box = (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius)
    draw.ellipse(box, outline="#ffffff", width=max(2, radius // 20))
    draw.text(
        (width * 0.06, height * 0.8),
        f"{seed}  {width} x {height}",
        fill="#ffffff",
        font_size=max(12, height // 16),
    )
    return encoded(image, kind)


def encoded(image: Image.Image, kind: str, quality: int = 88) -> bytes:
    """A picture as a file of this format; raises PictureError for an unknown one."""
    name = _FORMATS.get(kind.lower())
    if name is None:
        raise PictureError(f"unknown picture format {kind}")
    target = io.BytesIO()
    if name == "JPEG" and image.mode not in {"RGB", "L"}:
        image = image.convert("RGB")
    # WebP's usual effort takes ten times as long for a few bytes less.
    effort = {"method": 0} if name == "WEBP" else {}
    image.save(target, name, quality=max(1, min(100, quality)), **effort)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in a file; raises PictureError when there is none."""
    try:
        image = Image.open(io.BytesIO(data))
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(str(error)) from error
    return image


def upright(data: bytes) -> Image.Image:
    """The picture in a file the way it is meant to be seen, in RGB; raises PictureError."""
    image = opened(data)
    return (ImageOps.exif_transpose(image) or image).convert("RGB")


def facts(data: bytes) -> dict[str, Any]:
    """Width, height, orientation and type of a picture; raises PictureError."""
    image = opened(data)
    number = image.getexif().get(0x0112, 1)
    name = _ORIENTATIONS[number - 1] if 1 <= number <= 8 else "up"
    width, height = image.size
    if number in {5, 6, 7, 8}:
        width, height = height, width
    return {
        "width": width,
        "height": height,
        "orientation": name,
        "type": (image.format or "unknown").lower(),
    }


def compressed(data: bytes, quality: int, width: int = 0, height: int = 0) -> bytes:
    """A JPEG of lower quality and, where given, of other size, without the camera's notes."""
    image = upright(data)
    if width or height:
        width = width or max(1, round(image.width * height / image.height))
        height = height or max(1, round(image.height * width / image.width))
        image = image.resize((width, height))
    return encoded(image, "jpg", quality)


def cropped(data: bytes, ratio: tuple[int, int], centre: tuple[float, float] = (0.5, 0.5)) -> bytes:
    """The largest part of a picture in this ratio; ``centre`` are shares of its sides."""
    image = upright(data)
    fitted = ImageOps.fit(image, _largest(image.size, ratio), centering=centre)
    return encoded(fitted, "jpg")


def edited(data: bytes, edits: Mapping[str, Any]) -> bytes:
    """A picture after ``rotate`` (degrees, clockwise), ``flip``, ``mono``, ``box`` and ``text``.

    ``box`` is what is kept: left, top, right, bottom as shares of the sides.
    """
    image = upright(data)
    if edits.get("rotate"):
        image = image.rotate(-float(edits["rotate"]), expand=True)
    if edits.get("flip"):
        image = ImageOps.mirror(image)
    if edits.get("mono"):
        image = ImageOps.grayscale(image).convert("RGB")
    box = edits.get("box")
    if isinstance(box, (list, tuple)) and len(box) == 4:
        image = image.crop(_inside(image.size, [float(one) for one in box]))
    if edits.get("text"):
        place = image.width * 0.05, image.height * 0.8
        size = max(12, image.height // 14)
        ImageDraw.Draw(image).text(place, str(edits["text"]), fill="#ffffff", font_size=size)
    return encoded(image, "jpg", 95)


def _inside(size: tuple[int, int], box: list[float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (max(0.0, min(1.0, one)) for one in box)
    x, y = int(left * (size[0] - 1)), int(top * (size[1] - 1))
    return x, y, max(x + 1, round(right * size[0])), max(y + 1, round(bottom * size[1]))


def _largest(size: tuple[int, int], ratio: tuple[int, int]) -> tuple[int, int]:
    scale = min(size[0] / ratio[0], size[1] / ratio[1])
    return max(1, int(ratio[0] * scale)), max(1, int(ratio[1] * scale))


@lru_cache(maxsize=4)
def drawn_clip(seed: int, width: int, height: int, length: float) -> bytes:
    """A silent video of test cards, one a second."""
    frames = [drawn_card(seed, width, height, "webp", n) for n in range(max(1, int(length)))]
    return webm(frames, width, height)


class Pictures:
    """Turns items of the album and of chats into temporary files, and remembers their facts."""

    def __init__(self, files: FileSpace) -> None:
        self._files = files
        self.known: dict[str, dict[str, Any]] = {}

    def item(self, items: list[dict[str, Any]], name: object) -> dict[str, Any] | None:
        """The item with this id, or None."""
        return next((item for item in items if item.get("id") == name), None)

    def content(self, item: Mapping[str, Any]) -> bytes:
        """The bytes of an item: given data, a file of the PC, text, or a drawn card.

        Raises FileFault when its file of the PC cannot be read.
        """
        if isinstance(item.get("data"), bytes):
            return bytes(item["data"])
        if item.get("path"):
            try:
                return Path(str(item["path"])).read_bytes()
            except OSError as error:
                raise FileFault(1300005, f"Input/output error, {error.strerror}") from error
        if "text" in item:
            return str(item["text"]).encode()
        width, height = int(item.get("width", 640)), int(item.get("height", 480))
        seed = int(item.get("seed", 0))
        if isinstance(item.get("code"), Mapping):
            return self._code(item["code"], width, height, str(item.get("format", "jpg")))
        if item.get("kind") == "video":
            return drawn_clip(seed, width, height, float(item.get("duration", 5.0)))
        return drawn_card(seed, width, height, str(item.get("format", "jpg")))

    def _code(self, code: Mapping[str, Any], width: int, height: int, kind: str) -> bytes:
        try:
            shown = wall(str(code["text"]), str(code.get("scanType", "QR_CODE")), width, height)
        except CodeError as error:
            raise FileFault(1103003, f"image decode fail, {error}") from error
        return encoded(shown, kind)

    def file(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """A temporary file of the item: path, size, width, height, duration, kind."""
        data = self.content(item)
        suffix = Path(str(item.get("path") or item.get("name") or "")).suffix
        if not suffix:
            is_drawn = item.get("kind") == "video" and "data" not in item
            suffix = ".webm" if is_drawn else f".{item.get('format', 'bin')}"
        path = self._files.add_temporary(data, suffix)
        found: dict[str, Any] = {
            "path": path,
            "size": len(data),
            "kind": item.get("kind", "file"),
            "width": int(item.get("width", 0)),
            "height": int(item.get("height", 0)),
            "duration": float(item.get("duration", 0.0)),
        }
        if item.get("kind") == "image":
            try:
                size = facts(data)
                found |= {"width": size["width"], "height": size["height"]}
            except PictureError:
                found["kind"] = "file"
        self.known[path] = found
        return found
