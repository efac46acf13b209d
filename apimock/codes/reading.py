"""Reads the codes in a picture as a phone's scanner does."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp
from PIL import Image

from apimock.codes.drawing import MINI_CODE
from apimock.codes.kinds import group_of, kind_read

_LARGEST = 1600
_CHARSETS = ("utf-8", "gb18030", "big5", "shift_jis", "iso-8859-1")
_CHARSET_NAMES = {"gb18030": "GBK", "shift_jis": "Shift_JIS", "iso-8859-1": "ISO-8859-1"}


@dataclass(frozen=True)
class Found:
    """One code: its text, scanCode's name for the kind, its bytes, a mini-code's path."""

    text: str
    scan: str
    raw: bytes
    path: str = ""
    box: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Left, top, right, bottom in pixels of the picture that was read."""

    @property
    def charset(self) -> str:
        """In which character set the bytes are the text."""
        for name in _CHARSETS:
            try:
                if self.raw.decode(name) == self.text:
                    return _CHARSET_NAMES.get(name, name)
            except UnicodeDecodeError:
                continue
        return "utf-8"


def read(image: Image.Image, groups: tuple[str, ...] = ()) -> tuple[Found, ...]:
    """The codes in a picture, of these groups (``qrCode``, ``barCode``, …) or of all.

    The code nearest to the middle comes first: a scanner takes what it is pointed at.
    """
    shown = image.convert("RGB") if image.mode not in {"RGB", "L"} else image
    if max(shown.size) > _LARGEST:
        shown = shown.copy()
        shown.thumbnail((_LARGEST, _LARGEST))
    found = [one for one in map(_found, zxingcpp.read_barcodes(shown)) if one is not None]
    if groups:
        found = [one for one in found if group_of(one.scan) in groups]
    middle = shown.width / 2, shown.height / 2
    return tuple(sorted(found, key=lambda one: _distance(one, middle)))


def _distance(found: Found, middle: tuple[float, float]) -> float:
    left, top, right, bottom = found.box
    return abs((left + right) / 2 - middle[0]) + abs((top + bottom) / 2 - middle[1])


def _found(code: zxingcpp.Barcode) -> Found | None:
    kind = kind_read(code.format.name)
    if kind is None:
        return None
    text, scan, raw = str(code.text), kind.scan, bytes(code.bytes)
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    xs, ys = [one.x for one in corners], [one.y for one in corners]
    box = min(xs), min(ys), max(xs), max(ys)
    if text.startswith(MINI_CODE):
        return Found("", "WX_CODE", raw, text.removeprefix(MINI_CODE), box)
    if scan == "QR_CODE" and not _readable(text, raw):
        # Bytes without a declared character set: phones take them for UTF-8 where they are.
        text = raw.decode("utf-8")
    if scan == "EAN_13" and text.startswith("0"):
        text, scan, raw = text[1:], "UPC_A", raw[1:]
    return Found(text, scan, raw, box=box)


def _readable(text: str, raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        return raw.decode("utf-8") == text
    except UnicodeDecodeError:
        return True
