"""Back and forward among the places somebody looked at."""

from __future__ import annotations

from ide.editor.history import History, Place


def visited(*places: Place) -> History:
    history = History()
    for place in places:
        history.visit(place)
    return history


def test_back_and_forward_walk_the_places() -> None:
    a, b, c = Place("a"), Place("a", 40), Place("b")
    history = visited(a, b, c)
    assert [history.back(), history.back(), history.back()] == [b, a, None]
    assert [history.forward(), history.forward(), history.forward()] == [b, c, None]


def test_small_steps_are_no_jumps() -> None:
    history = visited(Place("a", 1), Place("a", 4), Place("a", 9), Place("b"))
    assert history.back() == Place("a", 9)
    assert history.back() is None


def test_a_new_place_forgets_what_lay_ahead() -> None:
    history = visited(Place("a"), Place("b"))
    history.back()
    history.visit(Place("c"))
    assert history.forward() is None
    assert history.back() == Place("a")
