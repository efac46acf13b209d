"""Pictures are read by what is in them: format, size, the colour of the edge."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ide.submit.picture_reader import PictureReader
from ide.submit.pictures import Picture
from tests.unit.ide.submit.drawn import BLUE, WHITE, png


@pytest.mark.parametrize("kind", ["png", "jpeg", "bmp"])
def test_a_picture_is_known_by_its_bytes(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "logo.txt"
    assert QImage.fromData(png(60, 40)).save(str(file), kind)
    assert PictureReader().read(file) == Picture(kind, 60, 40, False)


@pytest.mark.parametrize(
    ("inside", "edge", "white"), [(BLUE, WHITE, True), (WHITE, BLUE, False), (WHITE, WHITE, True)]
)
def test_only_the_edge_says_where_a_logo_ends(
    tmp_path: Path, inside: tuple[int, int, int], edge: tuple[int, int, int], white: bool
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(png(30, 30, inside, edge))
    picture = PictureReader().read(file)
    assert picture is not None
    assert picture.white_edge is white


def test_a_clear_edge_is_not_white(tmp_path: Path) -> None:
    image = QImage(30, 30, QImage.Format.Format_ARGB32)
    image.fill(0)
    image.save(str(tmp_path / "logo.png"))
    assert PictureReader().read(tmp_path / "logo.png") == Picture("png", 30, 30, False)


@pytest.mark.parametrize("data", [b"", b"GIF8", b"text", png(30, 30)[:60]])
def test_what_is_no_picture_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(data)
    assert PictureReader().read(tmp_path / "logo.png") is None


def test_a_file_that_is_not_there_is_no_picture(tmp_path: Path) -> None:
    assert PictureReader().read(tmp_path / "no.png") is None
