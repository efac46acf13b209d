"""Pictures as an answer: PNG, no larger than an agent can take."""

from __future__ import annotations

import base64
import io

from mcp_types import ImageContent
from PIL import Image

LONGEST_SIDE = 1568
"""Larger pictures are made smaller by those who look at them anyway."""


def image(png: bytes) -> ImageContent:
    """Return a picture as content of an answer."""
    with Image.open(io.BytesIO(png)) as picture:
        if max(picture.size) > LONGEST_SIDE:
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            kept = io.BytesIO()
            picture.save(kept, "PNG")
            png = kept.getvalue()
    return ImageContent(
        type="image", data=base64.b64encode(png).decode("ascii"), mime_type="image/png"
    )
