"""Expected pictures: of the screen and of elements, with masks; one for each phone and theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ide.automation import App, MiniProgram, Page, expect
from ide.testing.pictures import PictureMismatchError

ExpectPicture = Callable[..., None]


@pytest.fixture
def minideck_pictures(tmp_path: Path) -> Path:
    """Fonts differ between computers: each run expects what it has seen before."""
    return tmp_path / "pictures"


@pytest.mark.minideck(device=["iphone-se", "iphone-15"], theme=["light", "dark"])
def test_a_page_looks_as_before(app: App, expect_picture: ExpectPicture) -> None:
    expect_picture(app.screen_shot(), "basket")
    expect_picture(app.restart() and app.screen_shot(), "basket")


def test_a_change_is_seen_unless_it_is_masked(
    app: App, page: Page, expect_picture: ExpectPicture, minideck_pictures: Path
) -> None:
    expect_picture(app.screen_shot(), "basket")
    expect_picture(page.q("#order"), "order")
    page.q(".fruit:nth-child(3) stepper").q(".more").tap()
    expect(page.locator("#total")).to_have_text("€2.40")
    with pytest.raises(PictureMismatchError, match="pixels differ"):
        expect_picture(app.screen_shot(), "basket")
    expect_picture(app.screen_shot(), "basket", mask=["#total", ".fruit:nth-child(3)"])
    expect_picture(page.q("#order"), "order")
    assert len(list(minideck_pictures.iterdir())) == 2


def test_colours_are_compared_as_eyes_do(
    minideck: MiniProgram, page: Page, expect_picture: ExpectPicture
) -> None:
    total = page.q("#total")
    expect_picture(total, "total")
    minideck.device.set_theme("dark")
    app = minideck.app
    app.wait_idle()
    with pytest.raises(PictureMismatchError):
        expect_picture(total, "total")
