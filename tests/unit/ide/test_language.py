"""Completion in WXML: what is offered where, in whatever state the text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.language import facts
from ide.language.completion import Completion, WxmlCompletion
from ide.language.script_names import read_names
from ide.language.wxml_place import Kind, place_at

FILES = {
    "app/app.json": '{"usingComponents": {"shop-card": "/parts/card"}}',
    "app/pages/a/a.json": '{"usingComponents": {"near-by": "../near/near"}}',
    "app/pages/a/a.js": """
Page({
  // data: { no: 1 }
  data: { greeting: 'a { b', list: [{ id: 1 }], 'quoted-key': 1 },
  onLoad() { this.helper() },
  tap() { wx.showToast({ success: () => {} }) },
  async pay(event) {},
  old: function (e) {},
  arrow: (e) => {},
})
""",
    "app/parts/card.js": "Component({ properties: { title: String, price: { type: Number } } })",
    "app/pages/near/near.ts": "Component({ properties: { place: String }, data: {} })",
}
TESTS = WxmlCompletion(FILES.get, "app")


def complete(text: str, after: str = "") -> Completion:
    return TESTS.complete("app/pages/a/a.wxml", text + after, len(text))


def labels(text: str, after: str = "") -> list[str]:
    items = sorted(complete(text, after).items, key=lambda item: item.rank)
    return [item.label for item in items]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.TEXT),
        ("<", Kind.TAG),
        ("<vi", Kind.TAG),
        ("<view>a <", Kind.TAG),
        ("<view></", Kind.CLOSING),
        ("<view ", Kind.ATTRIBUTE),
        ("<view\n  cla", Kind.ATTRIBUTE),
        ("<view class='a' ", Kind.ATTRIBUTE),
        ('<view a="{{ b > c }}" ', Kind.ATTRIBUTE),
        ('<view class="', Kind.VALUE),
        ('<view class="a b', Kind.VALUE),
        ('<view class="{{', Kind.EXPRESSION),
        ('<view class="{{a}} {{b', Kind.EXPRESSION),
        ("<view>{{", Kind.EXPRESSION),
        ("<view>{{a}}", Kind.TEXT),
        ("<!-- <view ", Kind.NOTHING),
        ("<!-- a --><view ", Kind.ATTRIBUTE),
        ("<wxs module='m'>if (a <b", Kind.NOTHING),
        ("<wxs module='m'>a</wxs><view ", Kind.ATTRIBUTE),
    ],
)
def test_what_stands_at_the_end_of(text: str, kind: Kind) -> None:
    assert place_at(text, len(text)).kind is kind


@given(st.text(alphabet="<>/{}\"'= -!abwxs\n", max_size=60), st.data())
def test_no_text_is_too_broken(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert complete(text[:offset], text[offset:]).replaced >= 0


def test_every_built_in_tag_and_the_page_s_components_are_offered() -> None:
    found = labels("<")
    assert found[:2] == ["shop-card", "near-by"]
    assert set(facts.tags()) <= set(found)


def test_a_tag_brings_its_end_unless_it_is_there() -> None:
    item = next(item for item in complete("<vie").items if item.label == "view")
    assert (item.insert, complete("<vie").replaced) == ("view$1>$0</view>", 3)
    item = next(item for item in complete("<vie", "w class='a'>").items if item.label == "view")
    assert item.insert == "view"


def test_the_innermost_open_tag_is_closed() -> None:
    assert labels("<view><import src='a'/><image/><text>a</") == ["text"]
    assert labels("<view><text>a</text></") == ["view"]
    assert labels("</") == []


def test_attributes_of_the_tag_come_first_and_those_written_not_again() -> None:
    found = labels('<button size="mini" ')
    assert {"type", "open-type"} <= set(found[:10])
    assert "size" not in found
    assert {"wx:if", "wx:for", "bindtap", "bindgetphonenumber", "id"} <= set(found)


def test_an_attribute_after_the_cursor_is_known_too() -> None:
    assert "class" not in labels("<view ", " class='a'>")


def test_properties_of_components_are_offered() -> None:
    assert {"title", "price"} <= set(labels("<shop-card ")[:4])
    assert "place" in labels("<near-by ")[:4]


def test_values_of_an_enumeration() -> None:
    assert labels('<button type="') == ["primary", "default", "warn"]
    assert "{{true}}" in labels('<button disabled="')


def test_an_event_is_answered_by_a_method_of_the_script() -> None:
    assert labels('<view bindtap="') == ["tap", "pay", "old", "arrow"]
    assert labels('<view catch:tap="') == ["tap", "pay", "old", "arrow"]


def test_an_expression_knows_the_data() -> None:
    assert labels("{{") == ["greeting", "list", "quoted-key"]
    assert labels("<view wx:for='{{list}}'>{{")[:3] == ["greeting", "list", "quoted-key"]
    assert "item" in labels("<view wx:for='{{list}}'>{{")
    assert complete("{{gre").replaced == 3
    assert labels("{{item.") == []


def test_names_are_read_from_typescript_too() -> None:
    names = read_names("Component({ data: () => ({ a: 1 }), methods: { b(e: Event) {} } })")
    assert names.data == ("a",)
    assert "b" in names.methods
