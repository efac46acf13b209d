"""What a font says of itself: its name, its licence, whose it is (no Qt)."""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

FONTS = frozenset({".ttf", ".otf", ".woff", ".woff2"})
_SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_WOFF = b"wOFF"
_COPYRIGHT, _FULL_NAME, _LICENCE, _LICENCE_ADDRESS = 0, 4, 13, 14
_MACINTOSH = 1
_INSIDE = re.compile(
    r"data:(?:font/[\w-]+|application/(?:x-|octet-|vnd\.)?[\w.-]*font[\w.-]*|application/octet-stream)"
    r"[^,\"')]*;base64,([A-Za-z0-9+/=\s]+)"
)


@dataclass(frozen=True)
class Font:
    """A font; what it does not say is empty."""

    name: str = ""
    licence: str = ""
    copyright: str = ""


def fonts_inside(style: str) -> Iterator[Font]:
    """Yield the fonts that a style sheet carries as data."""
    for found in _INSIDE.finditer(style):
        try:
            yield read_font(base64.b64decode(found[1]))
        except binascii.Error:  # cut off: a font all the same
            yield Font()


def read_font(data: bytes) -> Font:
    """Read the ``name`` table of a TrueType, OpenType or WOFF font; others say nothing."""
    try:
        names = dict(_rows(_name_table(data)))
    except (struct.error, zlib.error):  # cut off: as good as silent
        return Font()
    licence = f"{names.get(_LICENCE, '')} {names.get(_LICENCE_ADDRESS, '')}".strip()
    return Font(names.get(_FULL_NAME, ""), licence, names.get(_COPYRIGHT, ""))


def _name_table(data: bytes) -> bytes:
    if data.startswith(_SFNT):
        (count,) = struct.unpack_from(">H", data, 4)
        for number in range(count):
            tag, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
            if tag == b"name":
                return data[start : start + length]
    elif data.startswith(_WOFF):
        (count,) = struct.unpack_from(">H", data, 12)
        for number in range(count):
            row = struct.unpack_from(">4sLLLL", data, 44 + 20 * number)
            tag, start, packed, length = row[:4]
            if tag == b"name":
                table = data[start : start + packed]
                return table if packed == length else zlib.decompress(table)
    return b""


def _rows(table: bytes) -> Iterator[tuple[int, str]]:
    """Yield number and text of each name."""
    if not table:
        return
    _, count, texts = struct.unpack_from(">HHH", table, 0)
    for number in range(count):
        platform, _, _, name, length, at = struct.unpack_from(">HHHHHH", table, 6 + 12 * number)
        raw = table[texts + at :][:length]
        text = raw.decode("latin-1" if platform == _MACINTOSH else "utf-16-be", "replace")
        yield name, text.strip()
