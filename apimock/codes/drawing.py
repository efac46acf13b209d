"""Draws codes: alone, or as a sticker on a wall in front of the camera."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw

from apimock.codes.kinds import kinds

MINI_CODE = "minideck-mini-code:"
"""A mini-program's round code cannot be drawn: a QR code of this and the path stands for it."""
_WALL, _JOINT = "#b9b3a6", "#a29b8c"
_TILT = 4


class CodeError(ValueError):
    """A content the kind of code cannot hold; the message says why."""


@lru_cache(maxsize=16)
def drawn_code(text: str, scan: str = "QR_CODE", module: int = 8) -> Image.Image:
    """A code in black on white with its quiet zone; ``module`` is the size of a dot in pixels.

    Raises CodeError for a kind that cannot be drawn and a content it cannot hold.
    """
    kind = kinds().get(scan)
    if kind is None or not kind.draws:
        raise CodeError(f"codes of kind {scan} cannot be drawn")
    content = MINI_CODE + text if scan == "WX_CODE" else text
    try:
        # Phones take bytes without a declared character set for UTF-8: declare it.
        more = {} if content.isascii() else {"eci": "UTF-8"}
        form = getattr(zxingcpp.BarcodeFormat, kind.draws)
        shape: Any = zxingcpp.create_barcode(content, form, **more).to_image(scale=module)
    except (ValueError, RuntimeError) as error:
        raise CodeError(f"“{text}” is no {scan}: {error}") from error
    height, width = shape.shape[:2]
    return Image.frombytes("L", (width, height), bytes(shape))


@lru_cache(maxsize=4)
def wall(text: str, scan: str, width: int, height: int) -> Image.Image:
    """A code on a sticker, slightly askew, on a wall of bricks. Raises CodeError."""
    image = Image.new("RGB", (width, height), _WALL)
    draw = ImageDraw.Draw(image)
    brick = max(12, height // 10)
    for row, y in enumerate(range(0, height, brick)):
        draw.line((0, y, width, y), fill=_JOINT, width=2)
        for x in range(-(row % 2) * brick, width, brick * 2):
            draw.line((x, y, x, y + brick), fill=_JOINT, width=2)
    code = drawn_code(text, scan)
    room = (round(width * 0.7), round(height * 0.7))
    scale = min(room[0] / code.width, room[1] / code.height)
    size = max(1, round(code.width * scale)), max(1, round(code.height * scale))
    sticker = code.resize(size, Image.Resampling.BICUBIC)
    turned = sticker.rotate(_TILT, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    shape = Image.new("L", size, 255).rotate(_TILT, expand=True, fillcolor=0)
    corner = (width - turned.width) // 2, (height - turned.height) // 2
    image.paste(turned.convert("RGB"), corner, shape)
    return image
