"""The lines around a place, for a terminal and as HTML."""

from __future__ import annotations

from ide.highlight.code_frame import Spot, html_frame, terminal_frame

TEXT = "<view>\n  <text>中文 {{ a }}</text>\n</view>\n"


def test_the_place_is_marked_under_wide_characters_too() -> None:
    frame = terminal_frame(TEXT, Spot("a.wxml", 2, 12, 19), color=False)
    assert frame.split("\n") == [
        "1 │ <view>",
        "2 │   <text>中文 {{ a }}</text>",
        "  │              ^^^^^^^",
        "3 │ </view>",
        "4 │",
    ]


def test_colours_only_where_they_are_wanted() -> None:
    spot = Spot("a.wxml", 2, 3)
    assert "\x1b[" in terminal_frame(TEXT, spot, color=True)
    assert "\x1b[" not in terminal_frame(TEXT, spot, color=False)


def test_a_line_that_is_not_there_has_no_frame() -> None:
    assert terminal_frame(TEXT, Spot("a.wxml", 9), color=True) == ""
    assert html_frame(TEXT, Spot("a.wxml", 0), "dark") == ""


def test_a_very_long_line_is_cut() -> None:
    frame = terminal_frame("x" * 5000, Spot("a.js", 1), color=False)
    assert len(frame) < 300


def test_html_is_escaped_and_the_line_stands_out() -> None:
    frame = html_frame("<b>\n</b>\n", Spot("a.txt", 1), "light")
    assert "&lt;b&gt;" in frame
    assert frame.count("<b>") == 1
