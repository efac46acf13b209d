"""Pictures for the checks, drawn without any library."""

from __future__ import annotations

import struct
import zlib

Colour = tuple[int, int, int]
BLUE: Colour = (20, 90, 200)
WHITE: Colour = (255, 255, 255)


def png(width: int, height: int, inside: Colour = BLUE, edge: Colour = BLUE) -> bytes:
    """Return a picture of one colour with an edge of another, a pixel wide."""
    line = b"\0" + bytes(edge) + bytes(inside) * (width - 2) + bytes(edge)
    border = b"\0" + bytes(edge) * width
    rows = border + line * (height - 2) + border
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
