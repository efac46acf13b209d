"""What a smoke run is told of a page: colours, what a finger hits; nothing that is not sure."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.patience import PATIENCE_MS
from tests.runtime_view.phone import Markup, Phone

_numbers = count(700)
RED = "background:#ff0000"
OVER = "position:absolute;left:0;top:0;width:100%;height:100%"


@pytest.fixture
def audit(phone: Phone, qtbot: QtBot) -> Any:
    """How to open a page of some elements and ask for its facts."""

    def ask(*elements: Markup) -> dict[str, Any]:
        phone.open(*elements)
        number = next(_numbers)
        message = {"type": "inspect", "id": number, "what": "audit", "args": {}}
        phone.run(f"minideck.receive({json.dumps(message)})")

        def answers() -> list[dict[str, Any]]:
            told = [params for name, params in phone.host.calls if name == "$inspection"]
            return [params["value"] for params in told if params["id"] == number]

        qtbot.waitUntil(lambda: bool(answers()), timeout=PATIENCE_MS)
        return answers()[0]

    return ask


def box(style: str, *inside: Any) -> Markup:
    return ["view", {"style": style}, *inside]


def colours(facts: dict[str, Any]) -> dict[str, tuple[list[int], list[int]]]:
    return {row["text"]: (row["color"], row["background"]) for row in facts["texts"]}


def test_colours_of_a_text_are_those_that_are_painted(audit: Any) -> None:
    found = colours(
        audit(
            box(RED, box("color:#00ff00", "inside")),
            box("color:rgba(0,0,0,.5)", "half"),
            box(f"{RED};position:relative", box("color:#fff", "veiled")),
            box("background:rgba(255,0,0,.5)", "mixed"),
        )
    )
    assert found["inside"] == ([0, 255, 0], [255, 0, 0])
    assert found["half"] == ([128, 128, 128], [255, 255, 255])
    assert found["mixed"][1] == [255, 128, 128]


def test_where_colours_cannot_be_told_nothing_is(audit: Any) -> None:
    facts = audit(
        box("background-image:linear-gradient(red,blue)", "on a picture"),
        box("opacity:.5", "pale"),
        box("text-shadow:0 0 2px #000", "with a shadow"),
        box("position:relative", "covered", box(f"{OVER};{RED}")),
        box("background:rgba(0,0,0,.5)", "over a picture that may come"),
        ["button", {"disabled": True}, "off"],
        ["view", {"class": "p--button-disabled"}, "off"],
        box("", "…— ·"),
        box("visibility:hidden", "unseen"),
        box("", "sure"),
    )
    assert list(colours(facts)) == ["sure"]


def test_the_colours_of_a_built_in_button_are_its_own(audit: Any) -> None:
    facts = audit(
        ["button", {"type": "primary"}, "plain"],
        ["button", {"type": "primary", "style": "background:#eeeeee"}, "painted"],
    )
    assert {row["text"]: row["own"] for row in facts["texts"]} == {"plain": "button", "painted": ""}


def tapped(style: str, **more: Any) -> Markup:
    return ["view", {"style": f"margin:40px;{style}", "on": "tap", **more}]


def sizes(facts: dict[str, Any]) -> list[tuple[float, float]]:
    return [(row["width"], row["height"]) for row in facts["taps"]]


def test_a_small_part_is_as_large_as_a_finger_finds_it(audit: Any) -> None:
    facts = audit(tapped("width:10px;height:40px"), tapped("width:40px;height:40px"))
    assert [(round(width), round(height)) for width, height in sizes(facts)] == [(10, 40)]


def test_tree_and_scrolling_boxes_are_counted(audit: Any) -> None:
    rows = [box("height:30px", box("", str(number))) for number in range(5)]
    facts = audit(box("height:60px;overflow-y:auto", *rows), box("overflow:auto;height:60px"))
    assert facts["tree"]["children"] == 5
    assert facts["tree"]["depth"] >= 3
    # What an element is given by its own style may come with more that is not known.
    assert facts["scrollers"] == []
