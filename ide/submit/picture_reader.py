"""Reads pictures for the checks with Qt's image readers, as the phone would show them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImage, QImageReader

from ide.submit.pictures import Picture

_WHITE = 250
"""Least red, green, blue and opacity of what people see as white."""
_MOST_WHITE = 0.95


class PictureReader:
    """A :class:`~ide.submit.pictures.Pictures`; may be used by any thread."""

    def read(self, path: Path) -> Picture | None:
        """Return what a file shows, None when it is no picture that can be read."""
        kind = bytes(QImageReader.imageFormat(str(path)).data()).decode()
        image = QImageReader(str(path), kind.encode()).read() if kind else QImage()
        if image.isNull():
            return None
        return Picture(kind, image.width(), image.height(), _white_edge(image))


def _white_edge(image: QImage) -> bool:
    edge = [_is_white(image, x, y) for x, y in _edge(image.width(), image.height())]
    return sum(edge) >= _MOST_WHITE * len(edge)


def _edge(width: int, height: int) -> Iterator[tuple[int, int]]:
    for x in range(width):
        yield x, 0
        yield x, height - 1
    for y in range(1, height - 1):
        yield 0, y
        yield width - 1, y


def _is_white(image: QImage, x: int, y: int) -> bool:
    colour = image.pixelColor(x, y)
    return min(colour.red(), colour.green(), colour.blue(), colour.alpha()) >= _WHITE
