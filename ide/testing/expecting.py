"""``expect_picture``: a picture of the screen or of an element against the expected one."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image

from ide.testing.difference import Area

if TYPE_CHECKING:
    from ide.automation import Element
    from ide.testing.under_test import UnderTest

Mask = Any
"""A selector, an element, or an area: left, top, width, height in pixels of the phone."""


class Expecting:
    """Called by tests; knows the phone, to take pictures of elements and to place masks."""

    def __init__(self, test: UnderTest) -> None:
        self._mini = test.mini
        self._gallery = test.gallery

    def __call__(
        self,
        shown: bytes | Element,
        name: str,
        *,
        threshold: float = 0.1,
        allowed: float = 0.0,
        mask: Mask = (),
    ) -> None:
        """Compare what is shown with the expected picture of that name; the first run writes it.

        Args:
            shown: a PNG of the screen (``app.screen_shot()``), or an element.
            name: what sets it apart from the other pictures of the test file.
            threshold: how far colours may be apart, from 0 (not at all) to 1.
            allowed: the share of pixels that may differ, 0 to 1.
            mask: what is not compared: selectors, elements, or areas (left, top, width, height in
                pixels of the phone, from the picture's corner).

        Raises:
            PictureMismatchError: it differs, or is missing where it has to be there.
        """
        screen = shown if isinstance(shown, bytes) else self._mini.app.screen_shot()
        masks = _masks(mask)
        if isinstance(shown, bytes) and not masks:
            self._gallery.expect(screen, name, threshold=threshold, allowed=allowed)
            return
        origin, ratio = self._window(screen)
        with Image.open(BytesIO(screen)) as whole:
            box: Area = (0.0, 0.0, whole.width / ratio, whole.height / ratio)
        if not isinstance(shown, bytes):
            box = self._place(shown, origin)
        pixels = [_times(self._area(one, origin, box), ratio) for one in masks]
        picture = screen if isinstance(shown, bytes) else _cut(screen, _times(box, ratio))
        self._gallery.expect(picture, name, threshold=threshold, allowed=allowed, mask=pixels)

    def _window(self, screen: bytes) -> tuple[tuple[float, float], float]:
        """Return where the page's top left corner is on the screen, and pixels a CSS pixel."""
        window = self._mini.app.call_wx_method("getWindowInfo")
        page = self._mini.app.current_page()
        with Image.open(BytesIO(screen)) as picture:
            ratio = picture.width / float(window["screenWidth"])
        return (0.0, float(window["screenTop"]) - float(page.scroll_top)), ratio

    def _area(self, mask: Mask, origin: tuple[float, float], box: Area) -> Area:
        """Return a mask's area, from the corner of the picture."""
        if _is_area(mask):
            left, top, width, height = (float(value) for value in mask)
            return left, top, width, height
        element = self._mini.app.current_page().q(mask) if isinstance(mask, str) else mask
        left, top, width, height = self._place(element, origin)
        return left - box[0], top - box[1], width, height

    def _place(self, element: Element, origin: tuple[float, float]) -> Area:
        offset, size = element.offset, element.size
        left, top = offset["left"] + origin[0], offset["top"] + origin[1]
        return left, top, float(size["width"]), float(size["height"])


def _masks(mask: Mask) -> list[Mask]:
    """Return the masks, be it one or several."""
    one = isinstance(mask, str) or _is_area(mask) or hasattr(mask, "offset")
    return [mask] if one else list(mask)


def _is_area(mask: object) -> bool:
    if not isinstance(mask, Sequence) or isinstance(mask, str) or len(mask) != 4:
        return False
    return all(isinstance(one, int | float) for one in mask)


def _times(area: Area, ratio: float) -> Area:
    left, top = round(area[0] * ratio), round(area[1] * ratio)
    right, bottom = (area[0] + area[2]) * ratio, (area[1] + area[3]) * ratio
    return left, top, round(right) - left, round(bottom) - top


def _cut(screen: bytes, box: Area) -> bytes:
    left, top, width, height = (round(value) for value in box)
    with Image.open(BytesIO(screen)) as picture:
        frame = (max(0, left), max(0, top), left + width, top + height)
        inside = (*frame[:2], min(frame[2], picture.width), min(frame[3], picture.height))
        if inside[0] >= inside[2] or inside[1] >= inside[3]:
            raise ValueError(
                "the element is not on the screen: scroll to it before its picture is taken"
            )
        part = picture.crop(inside)
    data = BytesIO()
    part.save(data, "PNG")
    return data.getvalue()
