"""Whether a phone looks like a picture: as eyes compare, whatever its zoom and pixel density."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import blazediff
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from renderer.host.player import Player

_COLOURS = 0.1
"""How far colours may be apart, 0…1: what eyes take for the same."""
_SHAPE = 0.04
"""How far the ratios of two pictures' sides may be apart."""
_MOST_PIXELS = 4096 * 4096
_LEAST_SIDE = 8


class PictureError(ValueError):
    """A picture that cannot be used; the sentence says which and why."""


def picture_of(player: Player, box: Sequence[float] | None = None) -> QImage:
    """What a player shows, or the part of it in ``box``: left, top, width, height in CSS px."""
    shown = player.screenshot()
    if box is None:
        return shown.toImage()
    scale = player.view.zoomFactor() * shown.devicePixelRatio()
    left, top, width, height = (side * scale for side in box)
    part = QRectF(left, top, width, height).toAlignedRect().intersected(shown.rect())
    return shown.copy(part).toImage()


def unlike(wanted: QImage, found: QImage) -> float:
    """The share of pixels, 0…1, in which two pictures differ; 1 when their shapes do."""
    one, two = wanted.size(), found.size()
    if one.isEmpty() or two.isEmpty():
        return 0.0 if one == two else 1.0
    if abs(one.width() * two.height() / (one.height() * two.width()) - 1) > _SHAPE:
        return 1.0
    # Half of the smaller one: letters drawn at another zoom are not another picture.
    smaller = one if one.width() < two.width() else two
    size = QSize(max(_LEAST_SIDE, smaller.width() // 2), max(_LEAST_SIDE, smaller.height() // 2))
    with tempfile.TemporaryDirectory(prefix="minideck-likeness-") as folder:
        files = [Path(folder, f"{name}.png") for name in ("wanted", "found")]
        for image, file in zip((wanted, found), files, strict=True):
            _scaled(image, size).save(str(file))
        result = blazediff.compare(
            *(str(file) for file in files), threshold=_COLOURS, antialiasing=True
        )
    return 0.0 if result.match_result else float(result.diff_percentage) / 100


def read_picture(file: str) -> QImage:
    """A picture to compare with. Raises PictureError."""
    reader = QImageReader(file)
    size = reader.size()
    if size.isValid() and size.width() * size.height() > _MOST_PIXELS:
        raise PictureError(f"{file} is too large a picture: {size.width()} × {size.height()} px")
    image = reader.read()
    if image.isNull():
        raise PictureError(f"{file} cannot be read: {reader.errorString()}")
    return image


def _scaled(image: QImage, size: QSize) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    ratio = Qt.AspectRatioMode.IgnoreAspectRatio
    return image.convertToFormat(QImage.Format.Format_RGB32).scaled(size, ratio, smooth)
