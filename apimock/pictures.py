"""Pictures and videos of the phone: test cards, files of the album, reading and changing images."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from apimock.files.space import FileFault, FileSpace

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
    image.save(target, name, quality=max(1, min(100, quality)))
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in a file; raises PictureError when there is none."""
    try:
        image = Image.open(io.BytesIO(data))
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(str(error)) from error
    return image


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


def compressed(data: bytes, quality: int, width: int, height: int) -> bytes:
    """A JPEG of lower quality and, where given, of other size."""
    image = ImageOps.exif_transpose(opened(data)) or opened(data)
    if width or height:
        width = width or max(1, round(image.width * height / image.height))
        height = height or max(1, round(image.height * width / image.width))
        image = image.resize((width, height))
    return encoded(image, "jpg", quality)


def cropped(data: bytes, ratio: tuple[int, int]) -> bytes:
    """The middle of a picture in this ratio of sides."""
    return encoded(ImageOps.fit(opened(data), _largest(opened(data).size, ratio)), "jpg")


def _largest(size: tuple[int, int], ratio: tuple[int, int]) -> tuple[int, int]:
    scale = min(size[0] / ratio[0], size[1] / ratio[1])
    return max(1, int(ratio[0] * scale)), max(1, int(ratio[1] * scale))


@lru_cache(maxsize=4)
def drawn_clip(seed: int, width: int, height: int, length: float) -> bytes:
    """A silent video of test cards, one a second: motion JPEG in an AVI container."""
    frames = [drawn_card(seed, width, height, "jpg", n) for n in range(max(1, int(length)))]
    frames = [frame + b"\0" * (len(frame) % 2) for frame in frames]
    chunks = [b"00dc" + struct.pack("<I", len(frame)) + frame for frame in frames]
    movie = b"movi" + b"".join(chunks)
    index, at = b"", 4
    for frame in frames:
        index += b"00dc" + struct.pack("<III", 0x10, at, len(frame))
        at += 8 + len(frame)
    count, biggest = len(frames), max(map(len, frames))
    main = struct.pack(
        "<14I", 1_000_000, biggest, 0, 0x10, count, 0, 1, biggest, width, height, 0, 0, 0, 0
    )
    stream = b"vidsMJPG" + struct.pack("<10I", 0, 0, 0, 1, 1, 0, count, biggest, 10_000, 0)
    stream += struct.pack("<4H", 0, 0, width, height)
    bitmap = struct.pack(
        "<IiiHH4s5I", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0
    )
    strl = b"strl" + _riff(b"strh", stream) + _riff(b"strf", bitmap)
    head = b"hdrl" + _riff(b"avih", main) + _riff(b"LIST", strl)
    body = _riff(b"LIST", head) + _riff(b"LIST", movie) + _riff(b"idx1", index)
    return _riff(b"RIFF", b"AVI " + body)


def _riff(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data


class Pictures:
    """Turns items of the album and of chats into temporary files, and remembers their facts."""

    def __init__(self, files: FileSpace) -> None:
        self._files = files
        self.known: dict[str, dict[str, Any]] = {}

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
        if item.get("kind") == "video":
            return drawn_clip(seed, width, height, float(item.get("duration", 5.0)))
        return drawn_card(seed, width, height, str(item.get("format", "jpg")))

    def file(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """A temporary file of the item: path, size, width, height, duration, kind."""
        data = self.content(item)
        suffix = Path(str(item.get("path") or item.get("name") or "")).suffix
        if not suffix:
            is_drawn = item.get("kind") == "video" and "data" not in item
            suffix = ".avi" if is_drawn else f".{item.get('format', 'bin')}"
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
