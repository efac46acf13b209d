"""Errors of the client are shown with the person's own lines and nothing of our insides."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import TracebackType

from IPython.core.interactiveshell import InteractiveShell

from ide.automation.errors import AppError, ElementNotFoundError
from ide.python_console.magic_table import UnreadableLineError, magics, read
from ide.python_console.tracebacks import own_frames, show


def names(tb: TracebackType | None) -> list[str]:
    found = []
    while tb is not None:
        found.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return found


def caught(act: Callable[[], object]) -> TracebackType | None:
    try:
        act()
    except UnreadableLineError:
        return sys.exc_info()[2]
    raise AssertionError("nothing was raised")


def mine() -> None:
    read(magics()["tap"], "'open")


def test_frames_end_where_ours_begin() -> None:
    assert names(own_frames(caught(mine))) == ["caught", "mine"]


class Told:
    """Takes what a shell would print."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, _kind: object, _value: object, lines: list[str]) -> None:
        self.lines += lines


def shown(code: str, error: Exception) -> str:
    """Return what a shell prints for a cell in which the client fails."""
    shell = InteractiveShell()
    told = Told()
    shell._showtraceback = told  # type: ignore[method-assign]
    shell.set_custom_exc((type(error),), show)

    def fail(_line: str) -> None:
        raise error

    shell.register_magic_function(fail, "line", "fail")
    shell.user_ns["fail"] = fail
    shell.run_cell(code)
    return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(told.lines))


def test_a_magic_that_fails_shows_its_sentence_alone() -> None:
    text = shown("%fail now", ElementNotFoundError("There is no .buy."))
    assert "There is no .buy." in text
    assert text.strip() == "ElementNotFoundError: There is no .buy."


def test_the_cell_is_shown_with_the_stack_of_the_app() -> None:
    error = AppError("nope is not defined", stack="    at onTap (pages/home/home.js:3)")
    text = shown("first = 1\nfail('x')", error)
    assert "fail(" in text
    assert "pages/home/home.js:3" in text
