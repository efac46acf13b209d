"""Two pictures compared as eyes do: by YIQ distance, without the edges that anti-aliasing draws."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import blazediff
from PIL import Image, ImageDraw

Area = tuple[float, float, float, float]
"""Left, top, width and height, in pixels of the picture."""

_MASK = (255, 0, 255)
"""No app looks like this, so a mask is seen for what it is."""


@dataclass(frozen=True)
class Difference:
    """How two pictures differ; ``picture`` is a PNG that marks where, when they have one size."""

    pixels: int
    of: int
    sizes: tuple[tuple[int, int], tuple[int, int]]
    picture: bytes | None = None

    @property
    def share(self) -> float:
        """The part of all pixels that differs, 0 to 1; 1 when the sizes differ."""
        return self.pixels / self.of if self.of else 0.0

    @property
    def resized(self) -> bool:
        """Whether the pictures have different sizes, so that no pixel was compared."""
        expected, actual = self.sizes
        return expected != actual


def difference(
    expected: bytes, actual: bytes, *, threshold: float = 0.1, mask: Sequence[Area] = ()
) -> Difference:
    """Compare two PNGs.

    Args:
        expected: the picture as it should be.
        actual: the picture as it is.
        threshold: how far colours may be apart, from 0 (not at all) to 1 (black may be white).
        mask: areas that are not compared.

    Raises:
        ValueError: ``threshold`` is no number from 0 to 1, or one of the two is no picture.
    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold has to be between 0 and 1, and not {threshold}")
    before, after = _read(expected, "expected"), _read(actual, "actual")
    sizes = (before.size, after.size)
    pixels = before.width * before.height
    if before.size != after.size:
        return Difference(pixels, pixels, sizes)
    for picture in (before, after):
        _cover(picture, mask)
    with tempfile.TemporaryDirectory(prefix="minideck-pictures-") as folder:
        first, second, marked = (Path(folder, f"{name}.png") for name in ("a", "b", "marked"))
        before.save(first)
        after.save(second)
        found = blazediff.compare(
            str(first), str(second), str(marked), threshold=threshold, antialiasing=True
        )
        shown = marked.read_bytes() if marked.is_file() and not found.match_result else None
    count = 0 if found.match_result else int(found.diff_count)
    return Difference(count, pixels, sizes, shown)


def _read(data: bytes, which: str) -> Image.Image:
    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.convert("RGBA")
    except OSError as error:
        raise ValueError(f"the {which} picture is no picture: {error}") from error


def _cover(picture: Image.Image, mask: Sequence[Area]) -> None:
    pen = ImageDraw.Draw(picture)
    for left, top, width, height in mask:
        if width > 0 and height > 0:
            pen.rectangle((left, top, left + width - 1, top + height - 1), fill=_MASK)
