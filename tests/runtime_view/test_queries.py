"""Questions of the logic about a page."""

from __future__ import annotations

import pytest

from tests.runtime_view.phone import Phone

BOX = ["view", {"id": "b", "data-k": {"a": 1}, "style": "height:40px;margin-left:5px;color:red"}]


def test_fields_of_nodes(phone: Phone) -> None:
    phone.open(BOX, ["switch", {"id": "s", "checked": True}])
    wanted = {
        "id": True,
        "dataset": True,
        "rect": True,
        "size": True,
        "scrollOffset": True,
        "computedStyle": ["margin-left", "color"],
        "node": True,
    }
    node = phone.ids["b"]
    (found, missing) = phone.answer({"kind": "fields", "nodes": [node, 9999], "fields": wanted})
    assert missing is None
    assert found["id"] == "b"
    assert found["dataset"] == {"k": {"a": 1}}
    assert (found["left"], found["top"], found["right"], found["bottom"]) == (5, 0, 375, 40)
    assert (found["width"], found["height"], found["scrollTop"]) == (370, 40, 0)
    assert (found["margin-left"], found["color"]) == ("5px", "rgb(255, 0, 0)")
    assert found["node"]["tag"] == "view"
    question = {
        "kind": "fields",
        "nodes": [phone.ids["s"]],
        "fields": {"properties": ["checked", "type"]},
    }
    assert phone.answer(question)[0]["checked"] is True


def test_the_viewport_and_its_scroll_position(phone: Phone) -> None:
    phone.open(["view", {"style": "height:2000px"}])
    phone.frame("(w.scrollTo(0, 120), 1)")
    found = phone.answer({"kind": "viewport"})
    assert (found["width"], found["height"]) == (375, 724)
    assert (found["scrollTop"], found["scrollHeight"]) == (120, 2000)


def test_an_intersection_is_told_when_it_changes(phone: Phone) -> None:
    phone.open(["view", {"style": "height:1000px"}], BOX, ["view", {"style": "height:2000px"}])
    question = {
        "kind": "intersection",
        "node": phone.ids["b"],
        "relative": [{"node": None, "margins": {"bottom": -100}}],
        "thresholds": [0, 1],
        "initialRatio": 0,
    }
    phone.ask(question)
    assert phone.messages("notify") == []
    phone.frame("(w.scrollTo(0, 450), 1)")
    told = phone.wait("notify")["detail"]
    assert told["intersectionRatio"] == 1
    assert told["relativeRect"]["bottom"] == 624
    assert told["intersectionRect"]["height"] == 40
    phone.frame("(w.scrollTo(0, 0), 1)")
    notice = phone.wait("notify")
    assert notice["detail"]["intersectionRatio"] == 0
    phone.command("disconnect-observer", id=notice["id"])
    phone.frame("(w.scrollTo(0, 450), 1)")
    assert phone.messages("notify") == []


def test_a_media_query_tells_at_once(phone: Phone) -> None:
    phone.open()
    for low, matches in ((300, True), (500, False)):
        phone.ask({"kind": "media-query", "descriptor": {"minWidth": low}})
        assert phone.wait("notify")["detail"] == {"matches": matches}


def test_key_frames_move_and_end(phone: Phone) -> None:
    phone.open(BOX)
    question = {
        "kind": "animate",
        "nodes": [phone.ids["b"]],
        "keyframes": [{"translateX": 0}, {"translateX": 100, "opacity": 0.5}],
        "duration": 50,
        "timeline": None,
    }
    phone.ask(question)
    assert phone.wait("notify")["detail"] == {"finished": True}
    assert phone.rect("#b")["x"] == 105
    phone.command("clear-animation", nodes=[phone.ids["b"]])
    assert phone.rect("#b")["x"] == 5


def test_the_animation_attribute_runs_its_steps_and_survives_new_styles(phone: Phone) -> None:
    phone.open(BOX)
    option = {"transformOrigin": "0 0 0", "transition": {"duration": 10, "delay": 0}}
    steps = {
        "actions": [
            {"animates": [{"type": "translate", "args": [10, 20]}], "option": option},
            {
                "animates": [
                    {"type": "rotate", "args": [0]},
                    {"type": "translate", "args": [30, 0]},
                    {"type": "style", "args": ["width", "50px"]},
                ],
                "option": option,
            },
        ]
    }
    node = phone.ids["b"]
    phone.say(phone.ops(1, [[16, node, "animation", steps]]))
    phone.run("new Promise((ok) => setTimeout(ok, 0))")
    phone.painted()
    phone.say(phone.ops(1, [[12, node, "height:40px"]]))
    box = phone.rect("#b")
    assert (box["x"], box["width"]) == (30, 50)


def test_questions_about_what_is_gone_fail(phone: Phone) -> None:
    phone.open()
    phone.ask({"kind": "method", "node": 4711, "method": "x", "args": None})
    assert phone.wait("answer")["error"] == "the node is gone"


@pytest.mark.parametrize(
    ("url", "size"),
    [
        ("/i/a.svg", (81, 40)),
        (
            "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='7' height='9'/>",
            (7, 9),
        ),
    ],
)
def test_the_size_of_an_image(phone: Phone, url: str, size: tuple[int, int]) -> None:
    phone.files["pkg/i/a.svg"] = b'<svg xmlns="http://www.w3.org/2000/svg" width="81" height="40"/>'
    phone.open()
    found = phone.answer({"kind": "image-info", "url": url})
    assert (found["width"], found["height"]) == size
