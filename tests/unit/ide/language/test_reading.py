"""The tolerant readers: no text is too broken, and every offset lies in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ide.language.place import Kind, place_at
from ide.language.reading import expression, json_text, script, style, wxml
from ide.language.service import LanguageService
from ide.language.text import SourceText, as_units
from renderer.compiler.source import DiskTree, MemoryTree

FOLDER = Path(__file__).parents[3] / "fixtures" / "language"
SHOP = (FOLDER / "pages/shop/shop.wxml").read_text("utf-8")
BITS = ["<", ">", "/", '"', "'", "{{", "}}", "=", " ", "\n", "<wxs>", "<!--", "-->", "😀", "wx:for"]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return the shop's template with a few stretches cut out or written over."""
    text = SHOP
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + draw(st.sampled_from([*BITS, ""])) + text[end:]
    return as_units(text)


@given(mutated())
@settings(max_examples=150, deadline=None)
def test_offsets_of_a_broken_template_lie_in_its_text(text: str) -> None:
    size = len(text)
    template = wxml.read(text)
    for element in template.elements:
        assert 0 <= element.start < element.name_end <= element.head_end <= size
        assert element.head_end <= element.end <= size
        assert text[element.name_start : element.name_end] == element.name
        assert element.close <= size
        for attribute in element.attributes:
            assert text[attribute.start : attribute.end] == attribute.name
            assert attribute.value is None or (
                text[attribute.value_start : attribute.value_end] == attribute.value
            )
            for binding in wxml.bindings_of(attribute):
                assert attribute.value_start <= binding.start <= binding.end
                assert binding.end <= attribute.value_end
    for binding in template.text_bindings:
        assert 0 <= binding.start <= binding.end <= size
        for path in expression.paths(text, binding.start, binding.end):
            assert binding.start <= path.root.start < path.root.end <= binding.end


@given(mutated(), st.data())
@settings(max_examples=60, deadline=None)
def test_every_question_about_a_broken_template_is_answered(text: str, data: st.DataObject) -> None:
    service = LanguageService(DiskTree(FOLDER))
    path = "pages/shop/shop.wxml"
    service.put_text(path, text)
    offset = data.draw(st.integers(0, len(text)))
    lines = text.count("\n") + 1
    completion = service.complete(path, offset)
    assert 1 <= completion["range"]["line"] <= completion["range"]["endLine"] <= lines
    service.hover(path, offset)
    service.definition(path, offset)
    service.references(path, offset)
    for finding in service.check(path):
        assert 1 <= finding["line"] <= lines
    for symbol in service.symbols(path):
        assert 1 <= symbol["range"]["line"] <= symbol["range"]["endLine"] <= lines


@given(st.text(alphabet="{}()[],:;'\"`/*\\ \n.=>abPage$<@#-", max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_script_sheet_or_json_is_too_broken(text: str) -> None:
    read = script.read(text)
    for definition in read.definitions:
        assert 0 <= definition.body.opening <= definition.body.closing
    assert len(read.exports) + len(read.imports) + len(read.objects) + len(read.set_data) >= 0
    for rule in style.read(text, line_comments=True).rules:
        assert 0 <= rule.start <= rule.opening <= rule.end <= len(text)
    for entry in json_text.read(text).entries:
        assert entry.end <= len(text)


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
        ("<view><text>a</text>", Kind.TEXT),
    ],
)
def test_what_stands_at_the_end_of(text: str, kind: Kind) -> None:
    assert place_at(wxml.read(text), len(text)).kind is kind


def test_an_open_quote_ends_before_the_next_tag() -> None:
    template = wxml.read('<view class="a b>\n  <text id="t">x</text>\n</view>')
    assert [element.name for element in template.elements] == ["view", "text"]
    assert template.elements[0].value("class") == "a b"
    assert template.elements[1].value("id") == "t"


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ('<button bindtap="go<view class="a">', "button", "go"),
        ('<view class="a id="b">', "view", "a"),
        ('<view url="/a?b=" c="d">', "view", "/a?b="),
    ],
)
def test_a_quote_that_opens_another_value_closes_none(text: str, tag: str, value: str) -> None:
    first = wxml.read(text).elements[0]
    assert (first.name, first.attributes[0].value) == (tag, value)


def test_a_tag_without_an_end_ends_with_its_parent() -> None:
    template = wxml.read("<view><text>a</view><button/>")
    assert [e.parent.name if e.parent else "" for e in template.elements] == ["", "view", ""]


def test_names_of_an_expression() -> None:
    text = "a.b[0].c ? 'x' : {k: d, e} + m.f(g) - items[i].n"
    found = expression.paths(text, 0, len(text))
    names = [path.names for path in found]
    assert names == [
        ("a", "b", "[]", "c"), ("d",), ("e",), ("m", "f"), ("g",), ("items", "[]"), ("i",),
    ]  # fmt: skip


def test_columns_count_utf_16_units() -> None:
    source = SourceText("a\r\n😀b")
    assert source.place(len("a\n") + 2) == (2, 3)
    tree = MemoryTree({"app.json": '{"pages":["p"]}', "p.js": "Page({data:{b:1}})"})
    service = LanguageService(tree)
    service.put_text("p.wxml", "😀{{b}}")
    assert service.definition("p.wxml", 4)["range"] == {
        "line": 1, "column": 5, "endLine": 1, "endColumn": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "methods", "data"),
    [
        ("Page({ a() {}, async b(x) {}, c: function () {}, d: () => 1, e })", "abcde", ""),
        ("Page<D, C>({ data: { x: 1 as A<B, C>, y: [] }, a(): void {} })", "a", "xy"),
        ("const o = { data: { x: 1 }, a() {} }\nPage(o)", "a", "x"),
        ("Component({ data: () => ({ x: 1 }), methods: { a() {}, b: b } })", "ab", "x"),
        ("Component({ data() { return { x: 1 } }, methods: { a() {} } })", "a", "x"),
        ("Component({ methods: { a() { if (x) {", "a", ""),
        (
            "// Page({ no() {} })\nPage({ a() { return '}' + `${{b: 1}}` + /[}]/ } , b() {} })",
            "ab",
            "",
        ),
    ],
)
def test_what_a_script_offers(text: str, methods: str, data: str) -> None:
    tree = MemoryTree({"app.json": '{"pages":["p"]}', "p.wxml": "", "p.js": text})
    service = LanguageService(tree)
    service.put_text("p.wxml", '<view bindtap="">{{')
    handlers = service.complete("p.wxml", 15)["items"]
    names = service.complete("p.wxml", len('<view bindtap="">{{'))["items"]
    assert "".join(item["label"] for item in handlers) == methods
    assert "".join(item["label"] for item in names) == data
