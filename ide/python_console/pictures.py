"""Pictures as the console shows them."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SIZE_AT = 16


@dataclass(frozen=True, repr=False)
class Picture:
    """A PNG that shows itself."""

    data: bytes

    def _repr_png_(self) -> bytes:
        return self.data

    def __repr__(self) -> str:
        return words_of(self.data)


def is_png(data: bytes) -> bool:
    """Whether bytes are a PNG, by how they begin."""
    return data.startswith(_SIGNATURE) and len(data) >= _SIZE_AT + 8


def words_of(data: bytes) -> str:
    """Return a line about a PNG, for those who see no picture."""
    width, height = struct.unpack_from(">II", data, _SIZE_AT) if is_png(data) else (0, 0)
    return f"<PNG {width} × {height}, {len(data) / 1024:.0f} KB>"


def png_of(data: bytes) -> bytes | None:
    """Return what is shown for bytes: they are a picture, or they are none."""
    return data if is_png(data) else None
