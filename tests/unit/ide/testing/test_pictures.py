"""Expected pictures: written once, compared ever after, renewed when the person says so."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ide.testing.pictures import Gallery, PictureMismatchError, suffix
from tests.unit.ide.testing.test_difference import png, screen


@pytest.fixture
def gallery(tmp_path: Path) -> Gallery:
    return Gallery(tmp_path / "pictures", suffix("iphone-15", "dark"), results=tmp_path / "left")


def again(gallery: Gallery, **changed: bool) -> Gallery:
    return replace(gallery, comparisons=[], **changed)


def outcomes(gallery: Gallery) -> list[tuple[str, str]]:
    return [(one.name, one.outcome) for one in gallery.comparisons]


def test_the_first_run_writes_and_the_second_compares(gallery: Gallery) -> None:
    gallery.expect(png(screen()), "start")
    assert outcomes(gallery) == [("start", "written")]
    second = again(gallery)
    second.expect(png(screen()), "start")
    assert outcomes(second) == [("start", "equal")]


def test_each_phone_theme_and_system_has_its_own_file(gallery: Gallery) -> None:
    gallery.expect(png(screen()), "start/page one")
    files = [file.name for file in gallery.folder.iterdir()]
    assert files == [f"start-page-one-iphone-15-dark-{sys.platform}.png"]


def test_another_picture_fails_and_leaves_all_three(gallery: Gallery) -> None:
    gallery.expect(png(screen()), "start")
    with pytest.raises(PictureMismatchError, match=r"1581 of 24000 pixels differ \(6.59%\)"):
        gallery.expect(png(screen("blue")), "start")
    assert gallery.results is not None
    assert sorted(file.name for file in gallery.results.iterdir()) == [
        "start-actual.png", "start-expected.png", "start-marked.png",
    ]  # fmt: skip
    one = gallery.comparisons[-1]
    assert (one.outcome, one.expected) == ("different", png(screen()))
    assert one.actual == png(screen("blue"))


def test_so_many_pixels_may_differ(gallery: Gallery) -> None:
    gallery.expect(png(screen()), "start")
    gallery.expect(png(screen("blue")), "start", allowed=0.07)
    with pytest.raises(PictureMismatchError, match=r"6\.00% may"):
        gallery.expect(png(screen("blue")), "start", allowed=0.06)


def test_another_size_is_told(gallery: Gallery) -> None:
    gallery.expect(png(screen()), "start")
    with pytest.raises(PictureMismatchError, match="its size is 120×201 and not 120×200"):
        gallery.expect(png(screen(size=(120, 201))), "start", allowed=1.0)


def test_pictures_are_renewed_when_that_is_asked_for(gallery: Gallery) -> None:
    gallery.expect(png(screen()), "start")
    renewing = again(gallery, update=True)
    renewing.expect(png(screen("blue")), "start")
    renewing.expect(png(screen("blue")), "start")
    assert outcomes(renewing) == [("start", "renewed"), ("start", "equal")]
    again(gallery).expect(png(screen("blue")), "start")


def test_a_missing_picture_fails_where_it_has_to_be_there(gallery: Gallery) -> None:
    strict = again(gallery, require=True)
    with pytest.raises(PictureMismatchError, match="there is no expected picture 'start'"):
        strict.expect(png(screen()), "start")
    assert not strict.file("start").exists()
