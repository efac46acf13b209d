"""Small pictures of pages, so that thousands of them can be looked through (no Qt)."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

WIDTH = 240
_QUALITY = 78
_EFFORT = 2


def make_thumbnail(picture: Path, target: Path) -> None:
    """Write a small one of a PNG, unless it is there."""
    if target.exists():
        return
    with Image.open(picture) as image:
        small = image.convert("RGB")
        height = max(1, round(small.height * WIDTH / small.width))
        small = small.resize((WIDTH, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    written = target.with_name(f".{target.name}.{os.getpid()}")
    small.save(written, "WEBP", quality=_QUALITY, method=_EFFORT)
    written.replace(target)
