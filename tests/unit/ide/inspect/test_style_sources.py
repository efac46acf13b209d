"""Rules of sources: found again from the page, and edited without touching anything else."""

from __future__ import annotations

import pytest

from ide.inspect.place import Place, find_place
from ide.inspect.sheet import SourceRule, read_sheet
from ide.inspect.source_edit import (
    NotEditableError,
    add,
    change_attribute,
    change_text,
    change_value,
    remove,
    remove_attribute,
    switch,
    typed,
)
from ide.inspect.style_source import find_rule, fits, flattened, paired

SHEET = """@import "base.wxss";
/* .gone { color: red } */
.a, .b:not(.c) {
  margin: 10rpx auto; /* keep; me */
  /* padding: 4rpx; */
  background: url(data:image/png;base64,AA==) no-repeat !important;
}
@media (min-width: 1px) { .d{color:red} }
@keyframes x { from { top: 0 } to { top: 1px } }
@font-face { font-family: f; src: url(f.ttf) }
.e { content: "}"; }
.f {}
"""
BASE = ".base { top: 0 }"
FILES = {"p.wxss": SHEET, "base.wxss": BASE}


def rule(selector: str, text: str = SHEET, *, nested: bool = False) -> SourceRule:
    file = "p.scss" if nested else "p.wxss"
    rules = read_sheet(file, text, nested=nested)
    return next(one for one in rules if isinstance(one, SourceRule) and one.selector == selector)


def test_rules_are_read_in_the_order_of_the_compiler() -> None:
    rules = flattened(FILES.get, "p.wxss", set())
    selectors = [".base", ".a, .b:not(.c)", ".d", ".e", ".f"]
    assert [one.selector for one in rules] == selectors
    assert [one.line for one in rules] == [1, 3, 8, 11, 12]
    declared = rules[1].declarations
    assert [(one.name, one.value, one.important, one.disabled) for one in declared] == [
        ("margin", "10rpx auto", False, False),
        ("padding", "4rpx", False, True),
        ("background", "url(data:image/png;base64,AA==) no-repeat", True, False),
    ]


@pytest.mark.parametrize(
    ("written", "generated"),
    [
        (".a, .b", ".p-1--a, .p-1--b"),
        (".t--x", ".c-0--t--x"),
        ("view.a>text", "wx-view.a > wx-text"),
        (":host .a", '[wx-host="card-3"] .card-3--a'),
        (".a >>> .b", ".a  .b"),
        ("page", "wx-page"),
        ("input[type='a']::after", "wx-input[type='a']::after"),
    ],
)
def test_selectors_fit_what_they_become(written: str, generated: str) -> None:
    assert fits(written, generated)
    assert not fits(written, f"{generated}.more")


def test_a_rule_is_found_by_its_number_or_its_selector() -> None:
    found = find_rule(FILES.get, "p", 2, ".x--d")
    assert found is not None
    assert found.selector == ".d"
    moved = find_rule({"p.wxss": SHEET}.get, "p", 3, ".e")
    assert moved is not None
    assert moved.line == 11
    assert find_rule(FILES.get, "p", 2, ".other") is None
    assert find_rule(FILES.get, "q", 0, ".d") is None


def test_an_edit_changes_only_its_place() -> None:
    one = rule(".a, .b:not(.c)")
    changed = change_value(one, 0, "12rpx")
    assert changed.after == SHEET.replace("10rpx auto", "12rpx")
    kept = change_value(one, 2, "none")
    assert "background: none !important;" in kept.after
    assert switch(one, 0, on=False).after == SHEET.replace(
        "margin: 10rpx auto;", "/* margin: 10rpx auto; */"
    )
    assert switch(one, 1, on=True).after == SHEET.replace("/* padding: 4rpx; */", "padding: 4rpx;")
    assert remove(one, 1).after == SHEET.replace("  /* padding: 4rpx; */\n", "")
    grown = add(one, "color", "red").after
    assert "!important;\n  color: red;\n}" in grown
    assert add(rule(".d"), "top", "0").after == SHEET.replace("{color:red}", "{color:red; top: 0;}")
    assert add(rule(".f"), "top", "0").after == SHEET.replace(".f {}", ".f { top: 0; }")


def test_typed_declarations() -> None:
    assert typed("color: red;") == ("color", "red")
    assert typed("--x:1rpx") == ("--x", "1rpx")
    assert typed("color") is None


def test_nested_rules_are_found_when_they_are_the_only_ones() -> None:
    scss = """$c: red;
.a { // a line; with { signs
  color: $c;
  &-b { top: 1rpx; .c & { left: 0 } }
  .d { top: 2rpx }
}
"""
    files = {"p.scss": scss}
    found = find_rule(files.get, "p", 0, ".x--a .x--d")
    assert found is not None
    assert found.line == 5
    assert change_value(found, 0, "3rpx").after == scss.replace("2rpx", "3rpx")
    with pytest.raises(NotEditableError):
        change_value(rule(".a", scss, nested=True), 0, "blue")
    nested = find_rule(files.get, "p", 1, ".a-b")
    assert nested is not None
    assert nested.line == 4


def test_declarations_are_paired_with_those_of_the_page() -> None:
    generated = [("margin", "5px auto"), ("background", "x"), ("extra", "1")]
    assert paired(rule(".a, .b:not(.c)"), generated) == [(0, 0), (1, None), (2, 1), (None, 2)]


WXML = """<view class="a" style='top: 0' hidden data-x="{{x}}">
  words
</view>
<text>{{y}}</text><image src="a" />
"""


def place(index: int, *more: list[object]) -> Place:
    found = find_place({"p.wxml": WXML}.get, "p", [[index, "*"], *more])
    assert found is not None
    return found


def test_attributes_are_changed_where_they_stand() -> None:
    view = place(0)
    assert change_attribute(view, "class", 'a "b"').after == WXML.replace(
        'class="a"', 'class="a &quot;b&quot;"'
    )
    assert change_attribute(view, "style", "top: 1rpx").after == WXML.replace("top: 0", "top: 1rpx")
    assert change_attribute(view, "id", "x").after == WXML.replace("<view", '<view id="x"')
    assert change_attribute(view, "hidden", "no").after == WXML.replace("hidden", 'hidden="no"')
    assert remove_attribute(view, "style").after == WXML.replace(" style='top: 0'", "")
    with pytest.raises(NotEditableError):
        change_attribute(view, "data-x", "1")


def test_texts_are_changed_with_their_space_kept() -> None:
    assert change_text(place(0), "other <b>").after == WXML.replace("words", "other &lt;b>")
    assert change_text(place(0, [0, "#text"]), "x").after == WXML.replace("words", "x")
    with pytest.raises(NotEditableError):
        change_text(place(1), "x")
