"""What the automation protocol asks of a page in the real engine."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime_view.phone import Phone


def automate(phone: Phone, what: str, node: str | None = None, **args: Any) -> Any:
    """Put a question about an element, or about the page, and return the answer."""
    number = phone.ids[node] if node else 0
    return phone.answer({"kind": "automation", "node": number, "what": what, "args": args})


def test_facts_of_an_element(phone: Phone) -> None:
    box = ["view", {"id": "b", "style": "height:40px;margin-left:5px;color:red"}, "some ", "text"]
    phone.open(["view", {"style": "height:100px"}], box, ["view", {"style": "height:2000px"}])
    phone.frame("(w.scrollTo(0, 60), 1)")
    names = ["offsetWidth", "offsetHeight", "innerText", "nothing", "parentNode"]
    assert automate(phone, "dom", "b", names=names)[:4] == [370, 40, "some text", None]
    assert automate(phone, "styles", "b", names=["color", "marginLeft"]) == [
        "rgb(255, 0, 0)",
        "5px",
    ]
    assert automate(phone, "offset", "b") == {"left": 5, "top": 100}
    window = ["document.documentElement.scrollHeight", "document.documentElement.scrollTop"]
    assert automate(phone, "window", names=window) == [2140, 60]


def test_properties_of_built_ins(phone: Phone) -> None:
    phone.open(["switch", {"id": "s", "checked": True}], ["view", {"id": "v", "hover-class": "h"}])
    known, checked, kind = automate(
        phone, "properties", "s", names=["__propPublic", "checked", "type"]
    )
    assert (known["checked"], known["disabled"], checked, kind) == (True, True, True, "switch")
    assert "none" not in known
    assert automate(phone, "properties", "v", names=["hoverClass", "hover-class"]) == ["h", "h"]


def test_a_tap_is_a_persons(phone: Phone) -> None:
    phone.open(["view", {"id": "v", "on": "tap"}, "here"], ["switch", {"id": "s", "on": "change"}])
    automate(phone, "tap", "v")
    tap = phone.wait("event", "tap")
    assert (tap["node"], tap["gesture"]) == (phone.ids["v"], True)
    automate(phone, "tap", "s")
    assert phone.wait("event", "change")["detail"] == {"value": True}


def test_a_long_press_ends_in_no_tap(phone: Phone) -> None:
    phone.open(["view", {"id": "v", "on": "tap longtap"}, "here"])
    automate(phone, "touchstart", "v")
    phone.wait("event", "longpress")
    automate(phone, "touchend", "v")
    phone.frame("1")
    names = [message["name"] for message in phone.messages("event")]
    assert "tap" not in names


def test_fingers_drag(phone: Phone) -> None:
    inner = ["view", {"style": "height:900px"}, "long"]
    area = ["scroll-view", {"id": "s", "scroll-y": True, "style": "height:200px"}, inner]
    phone.open(area)
    automate(phone, "touchstart", "s", touches=[{"clientX": 100, "clientY": 150}])
    for y in (140, 100, 50):
        automate(phone, "touchmove", "s", changedTouches=[{"pageX": 100, "pageY": y}])
    automate(phone, "touchend", "s")
    assert phone.frame("d.querySelector('.wx-scroll-view-area').scrollTop") > 80
    with pytest.raises(AssertionError, match="no finger is down"):
        automate(phone, "touchmove", "s")


def test_controls_do_what_a_person_would(phone: Phone) -> None:
    """Scroll views, swipers, movable views, sliders, switches and fields, by their functions."""
    tall = ["view", {"style": "height:900px;width:800px"}, "long"]
    items = [["swiper-item", {}, ["view", {}, str(at)]] for at in range(3)]
    moved = ["movable-view", {"id": "m", "direction": "all", "on": "change"}, "m"]
    phone.open(
        ["scroll-view", {"id": "s", "scroll-y": True, "style": "height:100px"}, tall],
        ["swiper", {"id": "w", "on": "change", "style": "height:50px"}, *items],
        ["movable-area", {"style": "width:200px;height:100px"}, moved],
        ["slider", {"id": "l", "step": 5, "on": "change"}],
        ["input", {"id": "i", "type": "number", "maxlength": 4, "on": "input"}],
        ["textarea", {"id": "t", "disabled": True}],
    )

    def do(node: str, function: str, *args: Any) -> Any:
        return automate(phone, "call", node, functionName=function, args=args)

    do("s", "scroll-view.scrollTo", 0, 120)
    assert do("s", "scroll-view.scrollTop") == 120
    assert do("s", "scroll-view.scrollHeight") == 900
    do("w", "swiper.swipeTo", 2)
    assert phone.wait("event", "change")["detail"]["current"] == 2
    do("m", "movable-view.moveTo", 30, 500)
    assert phone.wait("event", "change")["detail"] == {"x": 30, "y": 90, "source": "touch"}
    names = ["_translateX", "_translateY"]
    assert automate(phone, "properties", "m", names=names) == [30, 90]
    do("l", "slider.slideTo", 42)
    assert phone.wait("event", "change")["detail"] == {"value": 40}
    do("i", "input.input", "123456")
    assert phone.wait("event", "input")["detail"]["value"] == "1234"
    assert automate(phone, "properties", "i", names=["value"]) == ["1234"]
    for node, function, args, problem in (
        ("w", "swiper.swipeTo", [3], "no item 3: it shows 0 to 2"),
        ("i", "input.input", ["abc"], "a field of the type number does not take"),
        ("t", "textarea.input", ["x"], "the textarea is disabled"),
        ("t", "input.input", ["x"], "<textarea> is no input"),
        ("l", "slider.fly", [], "<slider> has no function 'fly'"),
    ):
        with pytest.raises(AssertionError, match=problem):
            do(node, function, *args)


def test_events_that_are_only_told(phone: Phone) -> None:
    phone.open(["view", {"on": "tap"}, ["switch", {"id": "s", "on": "change"}]])
    automate(phone, "trigger", "s", type="change", detail={"value": 1})
    told = phone.wait("event", "change")
    assert (told["detail"], told["bubbles"], told["gesture"]) == ({"value": 1}, False, False)
    automate(phone, "trigger", "s", type="tap", touches=[{"pageX": 5, "pageY": 6}])
    touch = phone.wait("event", "tap")["touches"][0]
    assert (touch["identifier"], touch["clientX"], touch["clientY"]) == (0, 5, 6)
    assert automate(phone, "properties", "s", names=["checked"]) == [False]


def test_texts_and_places_of_a_page(phone: Phone) -> None:
    hidden = ["view", {"id": "h", "style": "display:none"}, "unseen"]
    phone.open(["view", {"id": "v", "style": "height:20px"}, "seen"], hidden)
    assert automate(phone, "text") == "seen"
    seen, unseen, gone = automate(phone, "nodes", nodes=[phone.ids["v"], phone.ids["h"], 9999])
    expected = {"left": 0, "top": 0, "width": 375, "height": 20, "visible": True, "text": "seen"}
    assert (seen, unseen["visible"], gone) == (expected, False, None)


def test_xpath_leads_through_a_tree(phone: Phone) -> None:
    phone.open()
    row = ["view", {"class": "row", "data-n": "1"}, [["text", {}, ["one"]], ["text", {}, ["two"]]]]
    tree = ["page", {}, [row, ["a:b", {"1x": "y"}, []]]]

    def places(expression: str) -> Any:
        return automate(phone, "xpath", expression=expression, tree=tree)

    assert places("//text") == [2, 3]
    assert places("/page/view[@data-n='1']/text[2]") == [3]
    assert places("//text[contains(., 'on')]") == [2]
    assert places("//view/@class") == [1]
    assert places("//text/text()") == [2, 3]
    assert places("//none") == []
    with pytest.raises(AssertionError, match=r'"//\[" is no XPath expression'):
        places("//[")
    with pytest.raises(AssertionError, match="leads to no elements but to a value"):
        places("count(//text)")
