"""Codes are read from pictures as a scanner reads them."""

from __future__ import annotations

import pytest
from PIL import Image

from apimock.codes.drawing import CodeError, drawn_code, wall
from apimock.codes.kinds import DEFAULT_GROUPS, kinds, wanted_groups
from apimock.codes.reading import read

DRAWN = [kind for kind in kinds().values() if kind.draws]


@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.scan)
def test_every_kind_that_is_drawn_is_read_askew_from_a_wall(kind) -> None:  # type: ignore[no-untyped-def]
    (found,) = read(wall(kind.sample, kind.scan, 720, 960))
    assert found.scan == kind.scan
    assert kind.sample.strip("[]")[:5] in (found.text + found.path).replace("(", "").replace(
        ")", ""
    ) or (kind.scan in {"UPC_E", "RSS_14", "RSS_EXPANDED"})


def test_chinese_text_comes_back_whole() -> None:
    (found,) = read(drawn_code("扫一扫，有惊喜 🎁"))
    assert (found.text, found.charset) == ("扫一扫，有惊喜 🎁", "utf-8")
    assert found.raw.decode() == found.text


def test_the_code_in_the_middle_comes_first_and_kinds_are_filtered() -> None:
    image = Image.new("L", (1200, 600), 255)
    image.paste(drawn_code("aside", module=4), (20, 20))
    image.paste(drawn_code("5901234123457", "EAN_13", 3), (450, 250))
    assert [one.text for one in read(image)] == ["5901234123457", "aside"]
    assert [one.text for one in read(image, ("qrCode",))] == ["aside"]
    assert read(image, ("pdf417",)) == ()


def test_a_content_that_does_not_fit_is_named() -> None:
    with pytest.raises(CodeError, match="“abc” is no EAN_13"):
        drawn_code("abc", "EAN_13")
    with pytest.raises(CodeError, match="CODE_25 cannot be drawn"):
        drawn_code("1", "CODE_25")


def test_groups_an_app_asks_for() -> None:
    assert wanted_groups(None) == DEFAULT_GROUPS
    assert wanted_groups(["datamatrix", "nonsense"]) == ("datamatrix",)
    assert wanted_groups(["nonsense"]) == DEFAULT_GROUPS
