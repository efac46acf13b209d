"""Pictures are compared as eyes do: another zoom is the same, another word is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ide.headless.likeness import PictureError, read_picture, unlike


def page(words: str, zoom: float = 1.0) -> QImage:
    """A page with a heading and some words."""
    image = QImage(round(360 * zoom), round(240 * zoom), QImage.Format.Format_RGB32)
    image.fill(QColor("#f7f7f7"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(zoom, zoom)
    painter.fillRect(QRect(0, 0, 360, 64), QColor("#07c160"))
    font = painter.font()
    font.setPixelSize(40)
    painter.setFont(font)
    painter.drawText(QRect(16, 80, 328, 140), Qt.AlignmentFlag.AlignLeft, words)
    painter.end()
    return image


def test_the_same_at_another_zoom_is_alike_and_other_words_are_not(qapp: QApplication) -> None:
    assert unlike(page("Paid 12"), page("Paid 12")) == 0
    assert unlike(page("Paid 12"), page("Paid 12", 1.5)) < 0.01
    assert unlike(page("Paid 12"), page("Paid 12", 0.75)) < 0.01
    assert unlike(page("Paid 12"), page("Refused")) > 0.01


def test_another_shape_is_another_picture(qapp: QApplication) -> None:
    tall = QImage(100, 300, QImage.Format.Format_RGB32)
    assert unlike(page("a"), tall) == 1


def test_a_file_that_is_no_picture_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"no picture")
    with pytest.raises(PictureError, match=r"a\.png cannot be read"):
        read_picture(str(file))
