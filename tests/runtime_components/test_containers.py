"""Views that show content: text, image, scroll-view, swiper."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from PySide6.QtCore import QPoint

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    '<rect width="200" height="100"/></svg>'
)
PICTURE = "data:image/svg+xml;base64," + base64.b64encode(SVG.encode()).decode()


def test_text_keeps_lines_decodes_and_spaces(browser: Any) -> None:
    browser.open(
        ["view", {}, ["text", {"id": "plain"}, "a  b\nc &lt;"]],
        [
            "view",
            {},
            ["text", {"id": "coded", "decode": True, "space": "nbsp"}, "a  b &lt;&nbsp;&amp;"],
        ],
    )
    assert browser.rect("plain")["height"] > browser.rect("coded")["height"] * 1.5
    assert browser.run("harness.element('plain').textContent") == "a  b\nc &lt;"
    assert browser.run("harness.element('coded').textContent") == "a\xa0\xa0b\xa0<\xa0&"


def test_text_is_clamped_to_its_lines(browser: Any) -> None:
    browser.open(
        ["text", {"id": "t", "max-lines": 2, "overflow": "ellipsis"}, "word " * 200],
        ["text", {"id": "u"}, "word"],
    )
    assert browser.rect("t")["height"] < browser.rect("u")["height"] * 2.6


@pytest.mark.parametrize(
    ("mode", "style", "width", "height"),
    [
        ("scaleToFill", "", 320, 240),
        ("widthFix", "width:150px", 150, 75),
        ("heightFix", "height:50px;width:300px", 100, 50),
        ("aspectFill", "width:60px;height:60px", 60, 60),
    ],
)
def test_image_box(browser: Any, mode: str, style: str, width: float, height: float) -> None:
    browser.open(["image", {"id": "i", "src": PICTURE, "mode": mode, "style": style, "on": "load"}])
    browser.until("harness.events('i', 'load').length")
    assert browser.events("i", "load")[0][1] == {"width": 200, "height": 100}
    box = browser.rect("i")
    assert (box["width"], box["height"]) == (width, height)


def test_missing_image_keeps_its_box_and_says_so(browser: Any) -> None:
    browser.open(["image", {"id": "i", "src": "/none.png", "mode": "widthFix", "on": "error"}])
    browser.until("harness.events('i', 'error').length")
    assert browser.events("i", "error")[0][1]["errMsg"]
    assert browser.rect("i")["height"] == 240
    assert browser.run("harness.reports[0].kind") == "resource"


def test_a_picture_gives_no_size_to_a_box_without_one(browser: Any) -> None:
    style = "width:30px;height:auto"
    browser.open(["image", {"id": "i", "src": PICTURE, "style": style, "on": "load"}])
    browser.until("harness.events('i', 'load').length")
    assert browser.rect("i")["height"] == 0


def test_lazy_image_waits_until_it_is_near(browser: Any) -> None:
    browser.open(
        ["image", {"id": "near", "src": PICTURE, "lazy-load": True, "on": "load"}],
        ["view", {"style": "height:9000px"}],
        ["image", {"id": "i", "src": PICTURE, "lazy-load": True, "on": "load"}],
    )
    browser.until("harness.events('near', 'load').length")
    assert browser.events("i", "load") == []
    browser.run("harness.element('i').scrollIntoView()")
    browser.until("harness.events('i', 'load').length")


def rows(count: int, **extra: object) -> list[object]:
    return [
        ["view", {"id": f"r{index}", "style": "height:50px", **extra}, str(index)]
        for index in range(count)
    ]


def test_scroll_view_tells_positions_and_edges_once(browser: Any) -> None:
    browser.open(
        [
            "scroll-view",
            {
                "id": "s",
                "scroll-y": True,
                "style": "height:200px",
                "on": "scroll scrolltolower scrolltoupper",
            },
            *rows(20),
        ]
    )
    browser.harness("set", "s", {"scroll-top": 790})
    browser.until("harness.events('s', 'scrolltolower').length")
    assert browser.events("s", "scrolltolower") == [["scrolltolower", {"direction": "bottom"}]]
    first = browser.events("s", "scroll")[0][1]
    assert (first["scrollTop"], first["scrollHeight"], first["deltaY"]) == (790, 1000, -790)
    browser.harness("set", "s", {"scroll-top": 10})
    browser.until("harness.events('s', 'scrolltoupper').length")
    assert browser.events("s", "scrolltoupper") == [["scrolltoupper", {"direction": "top"}]]


def test_scroll_view_scrolls_into_view_with_the_finger_and_stays_in_its_box(browser: Any) -> None:
    browser.open(
        [
            "scroll-view",
            {
                "id": "s",
                "scroll-y": True,
                "style": "height:200px",
                "on": "scroll dragstart dragend",
            },
            *rows(20),
        ]
    )
    browser.harness("set", "s", {"scroll-into-view": "r5"})
    browser.until("harness.events('s', 'scroll').length")
    assert browser.rect("r5")["top"] == 0
    browser.drag(browser.centre("s"), 0, -60)
    browser.until("harness.events('s', 'dragend').length")
    assert browser.rect("r5")["top"] < -40
    assert browser.rect("s")["height"] == 200
    assert browser.events("s", "dragstart")


def test_scroll_view_respects_max_height_and_flex(browser: Any) -> None:
    browser.open(
        ["scroll-view", {"id": "s", "scroll-y": True, "style": "max-height:120px"}, *rows(9)],
        [
            "scroll-view",
            {
                "id": "f",
                "scroll-x": True,
                "enable-flex": True,
                "style": "display:flex;flex-direction:row;height:80px",
            },
            ["view", {"id": "a", "style": "width:300px;height:50px;flex:none"}],
            ["view", {"id": "b", "style": "width:300px;height:50px;flex:none"}],
        ],
    )
    assert browser.rect("s")["height"] == 120
    assert browser.rect("b")["left"] == 300
    assert browser.rect("b")["top"] == browser.rect("a")["top"]


def test_refresher_pulls_refreshes_and_restores(browser: Any) -> None:
    browser.open(
        [
            "scroll-view",
            {
                "id": "s",
                "scroll-y": True,
                "refresher-enabled": True,
                "style": "height:300px",
                "on": "refresherpulling refresherrefresh refresherrestore refresherabort",
            },
            *rows(20),
        ]
    )
    browser.drag(browser.centre("s"), 0, 40)
    browser.until("harness.events('s', 'refresherabort').length")
    assert browser.events("s", "refresherrefresh") == []
    browser.drag(browser.centre("s"), 0, 130)
    browser.until("harness.events('s', 'refresherrefresh').length")
    browser.until("harness.rect('r0').top === 45")
    browser.harness("set", "s", {"refresher-triggered": True})
    browser.harness("set", "s", {"refresher-triggered": False})
    browser.until("harness.events('s', 'refresherrestore').length")
    assert browser.rect("r0")["top"] == 0


def test_own_refresher_hangs_above_the_content(browser: Any) -> None:
    own = ["view", {"id": "own", "slot": "refresher", "style": "height:60px"}, "pull"]
    attributes = {"scroll-y": True, "refresher-enabled": True, "refresher-default-style": "none"}
    browser.open(["scroll-view", {**attributes, "style": "height:300px"}, own, *rows(9)])
    assert browser.rect("own")["top"] == -60
    assert browser.rect("r0")["top"] == 0


def items(count: int) -> list[object]:
    return [
        ["swiper-item", {"id": f"i{index}", "item-id": f"id{index}"}, str(index)]
        for index in range(count)
    ]


def test_swiper_has_a_size_and_dots(browser: Any) -> None:
    browser.open(["swiper", {"id": "s", "indicator-dots": True, "current": 1}, *items(3)])
    assert browser.rect("s")["height"] == 150
    assert browser.rect("i1")["left"] == 0
    assert browser.rect("i2")["left"] == 375
    active = browser.run(
        "[...harness.element('s').querySelectorAll('.wx-swiper-dot')]"
        ".map((dot) => dot.classList.contains('wx-swiper-dot-active'))"
    )
    assert active == [False, True, False]


def test_swiper_turns_with_the_finger(browser: Any) -> None:
    browser.open(
        [
            "swiper",
            {"id": "s", "duration": 60, "on": "change transition animationfinish"},
            *items(3),
        ]
    )
    browser.drag(QPoint(300, 75), -250, 0)
    browser.until("harness.events('s', 'animationfinish').length")
    expected = {"current": 1, "currentItemId": "id1", "source": "touch"}
    assert browser.events("s", "change") == [["change", expected]]
    assert browser.events("s", "animationfinish") == [["animationfinish", expected]]
    assert browser.events("s", "transition")
    assert browser.rect("i1")["left"] == 0


def test_swiper_follows_the_logic_and_time(browser: Any) -> None:
    browser.open(
        [
            "swiper",
            {
                "id": "s",
                "duration": 30,
                "interval": 100,
                "circular": True,
                "on": "change animationfinish",
            },
            *items(3),
        ]
    )
    browser.harness("set", "s", {"current": 2})
    browser.until("harness.events('s', 'animationfinish').length")
    assert browser.events("s", "change")[0][1] == {
        "current": 2,
        "currentItemId": "id2",
        "source": "",
    }
    browser.harness("set", "s", {"autoplay": True})
    browser.until("harness.events('s', 'change').length > 1")
    assert browser.events("s", "change")[1][1]["current"] == 0
    assert browser.events("s", "change")[1][1]["source"] == "autoplay"
    browser.harness("set", "s", {"autoplay": False})


def test_swiper_shows_several_items_between_margins(browser: Any) -> None:
    browser.open(
        [
            "swiper",
            {
                "id": "s",
                "display-multiple-items": 2,
                "previous-margin": "50px",
                "next-margin": "25px",
            },
            *items(4),
        ]
    )
    assert browser.rect("i0") == {"left": 50, "top": 0, "width": 150, "height": 150}
    assert browser.rect("i1")["left"] == 200


def test_narrow_swiper_items_move_by_their_own_width(browser: Any) -> None:
    browser.open(
        ["swiper", {"id": "s", "current": 1}, *items(3)],
        css="wx-swiper-item{width:300px !important;left:35px}",
    )
    assert browser.rect("i1")["left"] == pytest.approx(35, abs=0.5)
    assert browser.rect("i2")["left"] == pytest.approx(335, abs=0.5)


def test_swiper_items_added_later_find_their_place(browser: Any) -> None:
    browser.open(["swiper", {"id": "s", "indicator-dots": True}, *items(1)])
    browser.harness("add", "s", ["swiper-item", {"id": "late"}, "x"])
    browser.painted()
    assert browser.rect("late")["left"] == 375
