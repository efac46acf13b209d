"""The models of the inspecting panels: lines of the tree, places in templates, the line itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from ide.inspect.line import InspectLine, refusal
from ide.inspect.outline import (
    Facts,
    Inserted,
    Removed,
    label_of,
    line_of,
    read_facts,
    selector_of,
    steps_between,
)
from ide.inspect.place import find_place
from ide.inspect.template import read_template

PAGE = """<import src="parts.wxml"/>
<view wx:if="{{a}}">A</view>
<block wx:elif="{{b}}"><text>B</text></block>
<view wx:else>C</view>
<view wx:for="{{l}}" wx:if="{{item.x}}" class="row">{{item.n}}</view>
<include src="/shared/inc"/>
<template is="t" data="{{a}}"/>
<image src="x.png">
<text>last</text>
"""
FILES = {
    "p/index.wxml": PAGE,
    "p/parts.wxml": '<template name="u"/><template name="t">\n<view>in t</view></template>',
    "shared/inc.wxml": "<view/>\n<view>two</view>",
}


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([[0, "wx:if", 1], [0, "*"]], ("p/index.wxml", 2, "view")),
        ([[0, "wx:if", 2], [0, "*"], [0, "#text"]], ("p/index.wxml", 3, "")),
        ([[0, "wx:if", 0], [0, "*"]], ("p/index.wxml", 4, "view")),
        (
            [[1, "wx:for"], [7, "wx:for-item"], [0, "wx:if", 1], [0, "*"]],
            ("p/index.wxml", 5, "view"),
        ),
        ([[2, "virtual"], [1, "*"]], ("shared/inc.wxml", 2, "view")),
        ([[3, "wx:if", "t"], [0, "*"]], ("p/parts.wxml", 2, "view")),
        ([[4, "*"]], ("p/index.wxml", 8, "image")),
        ([[5, "*"], [0, "#text"]], ("p/index.wxml", 9, "")),
    ],
)
def test_a_node_leads_to_where_it_was_written(
    steps: Sequence[Sequence[Any]], found: tuple[str, int, str]
) -> None:
    place = find_place(FILES.get, "p/index", steps)
    assert place is not None
    assert (place.file, place.line, place.node.name) == found


@pytest.mark.parametrize("steps", [[[9, "*"]], [[0, "*"]], [[1, "wx:for-item"]]])
def test_steps_of_another_template_lead_nowhere(steps: Sequence[Sequence[Any]]) -> None:
    assert find_place(FILES.get, "p/index", steps) is None
    assert find_place(FILES.get, "q/index", steps) is None


def test_values_know_their_offsets() -> None:
    template = read_template(
        """<view a='x > {{ "}" + y }}' b class=c d="{{ {a: '"'} }}">t</view>"""
    )
    node = template.children[0]
    assert template.value(node, "a") == 'x > {{ "}" + y }}'
    assert template.value(node, "b") == ""
    assert template.value(node, "class") == "c"
    assert template.value(node, "e") is None
    assert template.text[node.open_end : node.close_start] == "t"


def facts(**changes: Any) -> Facts:
    row = {"id": 1, "kind": "element", "tag": "view", "attributes": [], "size": 0, **changes}
    return read_facts(row)


def test_rows_read_like_the_template() -> None:
    named = facts(attributes=[["id", "a"], ["class", "b c"], ["bind:tap", ""]], inline="hi  there")
    assert line_of(named) == '<view id="a" class="b c" bind:tap>hi there</view>'
    assert (label_of(named), selector_of(named)) == ("view#a.b", "#a")
    parent = facts(size=2, attributes=[["class", "b c"]])
    assert line_of(parent) == '<view class="b c">…</view>'
    assert line_of(parent, open_=True) == '<view class="b c">'
    assert selector_of(parent) == ".b.c"
    assert line_of(facts(kind="text", tag="", text=" a\n b ")) == '"a b"'
    assert line_of(facts(kind="shadow", tag="#shadow-root", size=1)) == "#shadow-root"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([], [1, 2]),
        ([1, 2, 3], []),
        ([1, 2, 3], [1, 4, 3, 5]),
        ([1, 2, 3], [3, 1, 2]),
        ([1, 2, 3, 4], [4, 3, 2, 1]),
        ([5, 1, 9], [1, 9, 5, 7]),
    ],
)
def test_steps_turn_one_list_into_the_other(old: list[int], new: list[int]) -> None:
    current = list(old)
    for step in steps_between(old, new):
        if isinstance(step, Removed):
            del current[step.at : step.at + step.count]
        else:
            assert isinstance(step, Inserted)
            assert not set(step.ids) & set(current)
            current[step.at : step.at] = step.ids
    assert current == new


def test_answers_reach_who_asked_and_only_the_run_asked() -> None:
    line = InspectLine()
    sent: list[Any] = []
    heard: list[Any] = []
    line.ask("outline", heard.append)
    line.connect(sent.append)
    line.watch("wxml", on=True)
    line.watch("appdata", on=True)
    line.watch("wxml", on=False)
    line.ask("outline", heard.append, page=3)
    asked = sent[-1]
    assert (asked["what"], asked["args"]) == ("outline", {"page": 3})
    assert [one["args"]["on"] for one in sent if one["what"] == "watch"] == [False, True]
    line.received(asked["id"], "first")
    line.received(asked["id"], "again")
    line.ask("outline", heard.append)
    late = sent[-1]
    line.connect(sent.append)
    line.received(late["id"], "late")
    assert heard == ["first"]
    assert sent[-1]["args"] == {"on": True}


def test_events_reach_listeners_until_they_stop() -> None:
    line = InspectLine()
    heard: list[Any] = []
    stop = line.listen("picked", heard.append)
    line.received(-1, {"event": "picked", "node": 3})
    line.received(-1, {"event": "changed"})
    stop()
    line.received(-1, {"event": "picked", "node": 4})
    assert [one["node"] for one in heard] == [3]
    assert refusal({"error": "no"}) == "no"
    assert refusal({"rows": []}) == ""
