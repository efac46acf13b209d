"""Pictures are compared as eyes do: colours that look alike and smooth edges do not count."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from ide.testing.difference import difference


def png(picture: Image.Image) -> bytes:
    data = BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def screen(colour: str = "#f4f5f7", size: tuple[int, int] = (120, 200)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((10, 10, 60, 40), fill=colour)
    return picture


def disc(shift: float) -> bytes:
    """A disc with smooth edges, moved by a part of a pixel."""
    large = Image.new("RGB", (800, 800), "white")
    ImageDraw.Draw(large).ellipse((200 + shift * 4, 200, 600 + shift * 4, 600), fill="black")
    return png(large.resize((200, 200), Image.Resampling.LANCZOS))


def test_a_picture_is_like_itself() -> None:
    found = difference(png(screen()), png(screen()))
    assert (found.pixels, found.share, found.picture) == (0, 0.0, None)


def test_what_changed_is_counted_and_marked() -> None:
    changed = screen()
    ImageDraw.Draw(changed).rectangle((70, 100, 89, 109), fill="red")
    found = difference(png(screen()), png(changed))
    assert found.pixels == 200
    assert found.share == pytest.approx(200 / (120 * 200))
    assert found.picture is not None
    with Image.open(BytesIO(found.picture)) as marked:
        assert marked.size == (120, 200)


def test_a_shade_nobody_sees_is_no_difference_until_the_threshold_says_so() -> None:
    before, after = png(screen("#f4f5f7")), png(screen("#f2f4f6"))
    assert difference(before, after, threshold=0.1).pixels == 0
    assert difference(before, after, threshold=0.0).pixels > 0


def test_smooth_edges_count_less_than_what_they_bound() -> None:
    moved, gone = difference(disc(0), disc(0.37)), difference(disc(0), disc(10))
    assert moved.share < 0.006
    assert gone.share > 0.02


def test_masked_areas_are_not_compared() -> None:
    changed = screen()
    ImageDraw.Draw(changed).rectangle((70, 100, 89, 109), fill="red")
    assert difference(png(screen()), png(changed), mask=[(70, 100, 20, 10)]).pixels == 0
    assert difference(png(screen()), png(changed), mask=[(70, 100, 19, 10)]).pixels == 10


def test_another_size_is_another_picture() -> None:
    found = difference(png(screen()), png(screen(size=(120, 201))))
    assert found.resized
    assert found.share == 1.0
    assert found.sizes == ((120, 200), (120, 201))


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="the actual picture is no picture"):
        difference(png(screen()), b"nothing")
    with pytest.raises(ValueError, match="between 0 and 1"):
        difference(png(screen()), png(screen()), threshold=10)
