"""Mouse on a page: touch events, taps, long presses, scrolling by dragging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.runtime_view.phone import Phone

ROWS = [["view", {"id": f"r{n}", "style": "height:100px"}, str(n)] for n in range(30)]


def names(messages: list[dict[str, Any]]) -> list[str]:
    return [message["name"] for message in messages]


def test_a_click_is_touchstart_touchend_tap_with_page_positions(phone: Phone) -> None:
    phone.open(["view", {"id": "out", "on": "tap"}, ["view", {"id": "in"}, "in"]], *ROWS)
    phone.frame("(w.scrollTo(0, 10), 1)")
    phone.messages()
    phone.tap(100, 88 + 5)
    events = phone.messages("event")
    assert names(events) == ["touchstart", "touchend", "tap"]
    tap = events[-1]
    assert tap["node"] == phone.ids["in"]
    assert tap["bubbles"]
    assert tap["capture"]
    assert tap["gesture"]
    assert tap["detail"] == {"x": 100, "y": 15}
    (touch,) = tap["touches"]
    assert (touch["clientX"], touch["clientY"], touch["pageY"]) == (100, 5, 15)
    assert str(phone.ids["out"]) in tap["offsets"]
    assert events[0]["touches"]
    assert not events[1]["touches"]
    assert events[1]["changedTouches"][0]["identifier"] == 0
    assert not events[0]["gesture"]


def test_a_long_press_replaces_the_tap_only_where_somebody_listens(phone: Phone) -> None:
    phone.open(["view", {"id": "a", "on": "longpress"}, "a"], ["view", {"id": "b"}, "b"])
    for selector, tapped in (("#a", False), ("#b", True)):
        box = phone.rect(selector)
        phone.messages()
        phone.press(box["x"] + 20, box["y"] + 5)
        phone.wait("event", "longpress")
        phone.release(box["x"] + 20, box["y"] + 5)
        phone.heard_nothing_new()
        assert ("tap" in names(phone.messages("event"))) is tapped


def test_touchmove_is_sent_only_when_somebody_listens(phone: Phone) -> None:
    phone.open(["view", {"id": "a", "style": "height:300px"}])
    phone.drag((100, 150), (160, 150))
    assert "touchmove" not in names(phone.messages("event"))
    phone.say(phone.ops(1, [[19, phone.ids["a"], "touchmove", False, 1]]))
    phone.drag((100, 150), (160, 150))
    events = names(phone.messages("event"))
    assert events[0] == "touchstart"
    assert events.count("touchmove") >= 3
    assert "tap" not in events


def test_the_page_follows_the_finger_and_tells(phone: Phone) -> None:
    phone.open(*ROWS)
    phone.drag((100, 600), (100, 400))
    assert phone.frame("d.documentElement.scrollTop") >= 180
    scrolls = phone.messages("page-event", "scroll")
    assert scrolls[-1]["detail"]["scrollTop"] > 0


def test_a_flung_page_rolls_on_and_a_press_stops_it_without_a_tap(phone: Phone) -> None:
    phone.open(*ROWS)
    phone.drag((100, 700), (100, 300), steps=4)
    rolled = phone.frame("d.documentElement.scrollTop")
    phone.painted()
    phone.painted()
    assert phone.frame("d.documentElement.scrollTop") > rolled
    phone.messages()
    phone.tap(100, 400)
    assert "tap" not in names(phone.messages("event"))
    still = phone.frame("d.documentElement.scrollTop")
    phone.painted()
    assert phone.frame("d.documentElement.scrollTop") == still
    phone.tap(100, 400)
    assert "tap" in names(phone.messages("event"))


def test_a_page_that_came_to_rest_can_be_tapped(phone: Phone) -> None:
    phone.open(["view", {"style": "height:800px"}])
    phone.drag((100, 700), (100, 300), steps=4)
    assert phone.frame("d.documentElement.scrollTop") == 800 - 724
    phone.painted()
    phone.messages()
    phone.tap(100, 400)
    assert "tap" in names(phone.messages("event"))


def test_the_wheel_scrolls_and_the_bottom_is_told_once(phone: Phone) -> None:
    phone.open(*ROWS, window={"onReachBottomDistance": 60})
    phone.frame("(w.scrollTo(0, 3000 - 724 - 70), 1)")
    phone.messages()
    phone.frame("(w.scrollTo(0, 3000 - 724 - 50), 1)")
    phone.wait("page-event", "reach-bottom")
    phone.frame("(w.scrollTo(0, 3000 - 724), 1)")
    assert phone.messages("page-event", "reach-bottom") == []
    phone.say(phone.ops(1, phone.build(["view", {"style": "height:500px"}], 2)))
    phone.frame("(w.scrollTo(0, 3500 - 724), 1)")
    phone.wait("page-event", "reach-bottom")


def test_a_scroll_area_takes_the_finger_before_the_page(phone: Phone) -> None:
    phone.open(
        ["scroll-view", {"id": "s", "scroll-y": True, "style": "height:300px"}, *ROWS], *ROWS
    )
    phone.drag((100, 300), (100, 200))
    inner = phone.frame(
        "[...d.querySelectorAll('#s, #s *')].map((e) => e.scrollTop).find((top) => top > 0) ?? 0"
    )
    assert inner >= 80
    assert phone.frame("d.documentElement.scrollTop") == 0


def test_a_caught_touchmove_keeps_the_page_still(phone: Phone) -> None:
    phone.open(["view", {"id": "m", "catch": "touchmove", "style": "height:300px"}], *ROWS)
    phone.drag((100, 300), (100, 200))
    assert phone.frame("d.documentElement.scrollTop") == 0
    phone.drag((100, 600), (100, 500))
    assert phone.frame("d.documentElement.scrollTop") > 0


def test_disable_scroll_stops_the_page(phone: Phone) -> None:
    phone.open(*ROWS, window={"disableScroll": True})
    phone.drag((100, 600), (100, 400))
    assert phone.frame("d.documentElement.scrollTop") == 0


def test_pulling_down_refreshes_until_the_app_stops_it(phone: Phone) -> None:
    phone.open(*ROWS, window={"enablePullDownRefresh": True})
    phone.drag((100, 150), (100, 170))
    assert phone.messages("page-event", "pull-down") == []
    phone.drag((100, 150), (100, 350))
    phone.wait("page-event", "pull-down")
    assert phone.rect("#r0")["y"] == 88 + 50
    phone.command("stopPullDownRefresh")
    assert phone.rect("#r0")["y"] == 88
    phone.command("startPullDownRefresh")
    phone.wait("page-event", "pull-down")
    assert phone.chrome_rect(".pull-down")["height"] == 50


def test_page_scroll_to_a_place_and_to_a_node(phone: Phone) -> None:
    phone.open(*ROWS)
    phone.command("pageScrollTo", scrollTop=250, duration=0)
    assert phone.frame("d.documentElement.scrollTop") == 250
    phone.command("pageScrollTo", selector="#r7", offsetTop=-20, duration=300)
    assert phone.frame("d.documentElement.scrollTop") == 680
    phone.command("pageScrollTo", node=phone.ids["r3"], duration=0)
    assert phone.frame("d.documentElement.scrollTop") == 300


def test_a_disabled_button_taps_nobody(phone: Phone) -> None:
    phone.open(["view", {"on": "tap"}, ["button", {"id": "b", "disabled": True}, "x"]])
    phone.tap_on("#b")
    assert "tap" not in names(phone.messages("event"))


def test_events_of_styles_reach_only_listeners(phone: Phone) -> None:
    phone.open(
        ["view", {"id": "a", "class": "a", "on": "transitionend"}, "a"],
        css=".a{transition:opacity 20ms} .b{opacity:0}",
    )
    phone.say(phone.ops(1, [[13, phone.ids["a"], "b"]]))
    event = phone.wait("event", "transitionend")
    assert event["node"] == phone.ids["a"]
    assert event["bubbles"]


def test_a_zoomed_phone_keeps_its_coordinates(start: Callable[..., Phone]) -> None:
    phone = start()
    phone.open(["view", {"id": "a", "style": "height:300px"}])
    phone.page.setZoomFactor(0.5)
    phone.painted()
    phone.messages()
    phone.tap(50, 44 + 50)
    tap = next(event for event in phone.messages("event") if event["name"] == "tap")
    assert abs(tap["detail"]["x"] - 100) <= 2
    assert abs(tap["detail"]["y"] - 100) <= 2
