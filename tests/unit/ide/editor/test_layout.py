"""Tabs in columns: opened, moved, closed, split, kept for the next time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ide.editor.layout import MOST_GROUPS, EditorLayout


def opened(*tabs: str) -> EditorLayout:
    layout = EditorLayout()
    for tab in tabs:
        layout.open(tab)
    return layout


def shape(layout: EditorLayout) -> list[tuple[list[str], str]]:
    return [(group.tabs, group.current) for group in layout.groups]


def test_a_new_tab_stands_beside_the_shown_one() -> None:
    layout = opened("a", "b", "c")
    layout.open("a")
    layout.open("d")
    assert shape(layout) == [(["a", "d", "b", "c"], "d")]


def test_closing_shows_what_was_shown_before() -> None:
    layout = opened("a", "b", "c")
    layout.open("a")
    layout.close(layout.active, "a")
    assert shape(layout) == [(["b", "c"], "c")]


def test_a_split_shows_the_same_file_twice_and_goes_with_its_last_tab() -> None:
    layout = opened("a")
    right = layout.split("a")
    assert right is not None
    assert shape(layout) == [(["a"], "a"), (["a"], "a")]
    assert layout.shares() == [0.5, 0.5]
    layout.close(right, "a")
    assert shape(layout) == [(["a"], "a")]
    assert layout.shares() == [1.0]


def test_a_file_open_elsewhere_is_shown_there() -> None:
    layout = opened("a", "b")
    layout.split("b")
    layout.open("a")
    assert layout.active is layout.groups[0]


def test_a_tab_moves_to_another_column() -> None:
    layout = opened("a", "b")
    left = layout.active
    right = layout.split()
    assert right is not None
    layout.move("a", left, right, 0)
    assert shape(layout) == [(["b"], "b"), (["a"], "a")]
    layout.move("b", left, right, 5)
    assert shape(layout) == [(["a", "b"], "b")]


def test_there_are_no_more_columns_than_fit() -> None:
    layout = opened("a")
    made = [layout.split("a") for _ in range(MOST_GROUPS)]
    assert made[-1] is None
    assert len(layout.groups) == MOST_GROUPS


def test_the_tab_closed_last_is_opened_again_first() -> None:
    layout = opened("a", "b")
    layout.close(layout.active, "a")
    layout.close(layout.active, "b")
    assert [layout.reopen(), layout.reopen(), layout.reopen()] == ["b", "a", ""]


def test_what_is_kept_comes_back_without_what_is_gone() -> None:
    layout = opened("a", "gone")
    layout.split("c")
    layout.set_shares([3, 1])
    kept = layout.to_json(lambda _tab: True)
    again = EditorLayout()
    again.restore(kept, lambda tab: tab != "gone")
    assert shape(again) == [(["a"], "a"), (["c"], "c")]
    assert again.shares() == [0.75, 0.25]
    assert again.active is again.groups[1]


def test_damaged_memory_is_an_empty_layout() -> None:
    for data in ({}, {"groups": 3}, {"groups": [{"tabs": "abc", "share": -1}], "active": "x"}):
        layout = EditorLayout()
        layout.restore(data, lambda _tab: True)
        assert shape(layout) == [([], "")]


steps = st.lists(
    st.tuples(
        st.sampled_from(["open", "close", "split", "move", "reopen"]),
        st.sampled_from("abcd"),
        st.integers(0, 3),
    ),
    max_size=25,
)


@given(steps)
def test_whatever_is_done_every_column_shows_one_of_its_tabs(
    done: list[tuple[str, str, int]],
) -> None:
    layout = EditorLayout()
    for what, tab, number in done:
        groups = layout.groups
        group = groups[number % len(groups)]
        if what == "open":
            layout.open(tab)
        elif what == "close":
            layout.close(group, tab)
        elif what == "split" and layout.active.current:
            layout.split(layout.active.current)
        elif what == "move":
            layout.move(tab, group, groups[-1], number)
        elif what == "reopen":
            layout.reopen()
        assert layout.active in layout.groups
        assert abs(sum(layout.shares()) - 1) < 1e-9
        for one in layout.groups:
            assert len(set(one.tabs)) == len(one.tabs)
            assert one.current in one.tabs or (not one.tabs and one.current == "")
            assert one.tabs or len(layout.groups) == 1
