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
