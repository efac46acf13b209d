"""Output that waits to be shown is bounded in lines and letters, and what is left out is told."""

from __future__ import annotations

import pytest

from ide.panels.python.backlog import (
    LINES_AT_ONCE,
    LONGEST_LINE,
    MOST_LINES,
    Backlog,
)


@pytest.fixture
def backlog() -> Backlog:
    return Backlog(lambda count: f"[{count} more]", lambda count: f"[{count} lines]")


def everything(backlog: Backlog) -> str:
    return "".join(piece.text for piece in backlog.take(all_=True))


def test_what_is_written_comes_out_as_it_was(backlog: Backlog) -> None:
    backlog.put("stdout", "one\ntwo")
    backlog.put("stderr", " and a half\r\n\nthree\n")
    assert everything(backlog) == "one\ntwo and a half\n\nthree\n"
    assert not backlog


def test_streams_are_kept_apart_and_in_order(backlog: Backlog) -> None:
    backlog.put("stdout", "a\n")
    backlog.put("stderr", "b\n")
    assert [(one.name, one.text) for one in backlog.take()] == [
        ("stdout", "a\n"),
        ("stderr", "b\n"),
    ]


def test_little_is_shown_at_once(backlog: Backlog) -> None:
    backlog.put("stdout", "x\n" * (LINES_AT_ONCE + 1))
    assert len(backlog.take()) == LINES_AT_ONCE
    assert backlog
    assert len(backlog.take()) == 1


def test_the_oldest_lines_of_a_flood_give_way(backlog: Backlog) -> None:
    backlog.put("stdout", "".join(f"{number}\n" for number in range(MOST_LINES + 5)))
    shown = everything(backlog).splitlines()
    assert shown[:2] == ["[5 lines]", "5"]
    assert len(shown) == MOST_LINES + 1


@pytest.mark.parametrize("pieces", [1, 7])
def test_a_long_line_is_cut_however_it_comes(backlog: Backlog, pieces: int) -> None:
    for _ in range(pieces):
        backlog.put("stdout", "x" * (LONGEST_LINE * 2))
    backlog.put("stdout", "\nnext\n")
    lost = LONGEST_LINE * 2 * pieces - LONGEST_LINE
    assert everything(backlog) == f"{'x' * LONGEST_LINE}[{lost} more]\nnext\n"


def test_a_line_that_is_written_over_goes_on(backlog: Backlog) -> None:
    for percent in range(100):
        backlog.put("stdout", f"\r{percent} %" + "." * 100)
    backlog.put("stdout", "\r10 %\r100 %\n")
    shown = everything(backlog)
    assert shown.endswith("\r100 %\n")
    assert "more" not in shown
