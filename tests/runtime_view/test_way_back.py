"""Back with the finger, as on an iPhone: from the left edge, the page follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent

from tests.runtime_view.phone import Phone, screen

SECTION = "section[data-route='pages/b/b']"


def two_pages(phone: Phone, **window: Any) -> None:
    phone.open(["view", {"style": "height:300px"}])
    phone.open(
        ["view", {"style": "height:300px"}],
        page=2,
        route="pages/b/b",
        stackDepth=2,
        window=window,
    )


def hidden(phone: Phone) -> bool:
    return bool(phone.run("document.querySelector('section.page').classList.contains('hidden')"))


def goes_back(phone: Phone) -> bool:
    return bool(phone.messages("page-event", "back"))


def move(phone: Phone, *places: int) -> None:
    for x in places:
        phone.mouse(QEvent.Type.MouseMove, x, 400)
        phone.painted()


def test_a_page_is_pulled_away_from_the_left_edge(phone: Phone) -> None:
    two_pages(phone)
    assert hidden(phone)
    phone.press(6, 400)
    move(phone, 20, 80, 150, 240, 300)
    assert not hidden(phone)
    assert phone.chrome_rect(SECTION)["x"] > 200
    phone.release(300, 400)
    assert phone.wait("page-event", "back")["page"] == 2


def test_a_page_pulled_a_little_comes_back(phone: Phone) -> None:
    two_pages(phone)
    phone.press(6, 400)
    move(phone, 20, 50, 60)
    phone.run("new Promise((ok) => setTimeout(ok, 150))")
    phone.release(60, 400)
    assert not goes_back(phone)
    assert phone.chrome_rect(SECTION)["x"] == 0
    assert hidden(phone)


def test_only_the_edge_pulls_and_only_where_there_is_a_way_back(
    start: Callable[..., Phone],
) -> None:
    for size, begin, window in (
        (screen(), 120, {}),
        (screen(platform="android"), 6, {}),
        (screen(), 6, {"disableSwipeBack": True}),
    ):
        phone = start(size=size)
        two_pages(phone, **window)
        phone.drag((begin, 400), (340, 400))
        assert not goes_back(phone)
        assert phone.chrome_rect(SECTION)["x"] == 0


def test_the_first_page_stays(phone: Phone) -> None:
    phone.open(["view", {"style": "height:300px"}])
    phone.drag((6, 400), (340, 400))
    assert not goes_back(phone)


def test_a_menu_offers_what_the_page_can_share(phone: Phone) -> None:
    phone.open()
    phone.command("shareMenu", share=False)
    phone.tap_chrome(".capsule-more")
    state = "document.querySelector('[data-choice={}]').disabled"
    assert phone.run(state.format("share"))
    assert not phone.run(state.format("favorite"))
    assert "未设置转发" in str(phone.run("document.querySelector('.app-menu-note').textContent"))
