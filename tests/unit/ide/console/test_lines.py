"""The console's lines as a tree: counted, grouped, filtered, opened; ten thousand of them."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ide.console_feed import ConsoleLine, StackFrame
from ide.panels.console.commands import Command, read_command
from ide.panels.console.lines import MOST_LINES, LineModel, Wanted
from ide.panels.console.prompt import is_whole
from ide.panels.console.table import table_rows

NUMBERS = count(1)


def line(text: str, level: str = "info", **more: Any) -> ConsoleLine:
    return ConsoleLine(next(NUMBERS), level, text, **more)


@pytest.fixture
def model(qtbot: QtBot) -> LineModel:
    made = LineModel()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    made.tester = QAbstractItemModelTester(made, mode)  # type: ignore[attr-defined]
    return made


def texts(model: LineModel, row: int | None = None) -> list[str]:
    parent = model.index(row, 0) if row is not None else model.index(-1, 0)
    return [model.index(n, 0, parent).data() for n in range(model.rowCount(parent))]


def test_repeated_lines_are_counted(model: LineModel) -> None:
    model.add([line("tick"), line("tick"), line("tock"), line("tick")])
    assert texts(model) == ["(2) tick", "tock", "tick"]
    model.add([line("tick")])
    assert texts(model)[-1] == "(2) tick"


def test_a_value_opens_into_its_members(model: LineModel) -> None:
    value = [
        "",
        "object",
        "{a: 1, b: {…}}",
        [["a", "number", "1"], ["b", "object", "{c: 2}", [["c", "number", "2"]]]],
    ]
    model.add([line("thing {a: 1}", values=[value])])
    assert texts(model, 0) == ["a: 1", "b: {c: 2}"]
    inner = model.index(1, 0, model.index(0, 0))
    assert model.hasChildren(inner)
    assert model.index(0, 0, inner).data() == "c: 2"
    assert model.parent(model.index(0, 0, inner)) == inner


def test_an_error_opens_into_its_calls(model: LineModel) -> None:
    frames = (StackFrame("onTap", "pages/a/a.js", 12, 9), StackFrame("", "b.js", 3, 1))
    model.add([line("TypeError: x\n    at onTap", "error", frames=frames)])
    assert texts(model) == ["TypeError: x"]
    assert texts(model, 0) == ["onTap", "(anonymous)"]
    assert model.index(0, 1, model.index(0, 0)).data() == "pages/a/a.js:12"


def test_groups_hold_their_lines(model: LineModel) -> None:
    model.add([line("outer", method="group"), line("one"), line("inner", method="group")])
    model.add(
        [line("two"), line("", method="groupEnd"), line("three"), line("", method="groupEnd")]
    )
    model.add([line("after")])
    assert texts(model) == ["outer", "after"]
    assert texts(model, 0) == ["one", "inner", "three"]
    assert [one.text for one in model.lines()] == ["outer", "one", "inner", "two", "three", "after"]


def test_clear_forgets_what_came_before(model: LineModel) -> None:
    model.add([line("old")])
    model.add([line("older"), line("", method="clear"), line("new")])
    assert texts(model) == ["new"]


def test_only_wanted_lines_are_seen(model: LineModel) -> None:
    model.add([line("apple", file="a.js", line=1), line("pear", "error"), line("plum", "warning")])
    model.want(Wanted(frozenset({"error", "info"})))
    assert texts(model) == ["apple", "pear"]
    model.want(Wanted(pattern=re.compile("^p|a\\.js")))
    assert texts(model) == ["apple", "pear", "plum"]
    model.add([line("grape"), line("peach")])
    assert texts(model)[-1] == "peach"
    model.want(Wanted())
    assert len(texts(model)) == 5


def test_only_the_last_ten_thousand_stay() -> None:
    model = LineModel()
    for start in range(0, MOST_LINES + 500, 500):
        model.add(line(f"line {number}") for number in range(start, start + 500))
    assert model.rowCount() == MOST_LINES
    assert model.index(0, 0).data() == "line 500"
    assert model.index(MOST_LINES - 1, 0).data() == f"line {MOST_LINES + 499}"
    model.want(Wanted(pattern=re.compile("9999$")))
    assert texts(model) == ["line 9999"]


def test_a_table_has_columns_below_each_other() -> None:
    rows = [
        "",
        "array",
        "(2)",
        [
            ["0", "object", "{…}", [["name", "string", "'茶'"], ["price", "number", "4"]]],
            ["1", "object", "{…}", [["name", "string", "'cup'"]]],
            ["length", "number", "2"],
        ],
    ]
    assert [row.rstrip() for row in table_rows(rows)] == [
        "(index)  name   price",
        "───────  ─────  ─────",
        "0        '茶'   4",
        "1        'cup'",
    ]
    assert table_rows(rows, ["price"])[0].split() == ["(index)", "price"]
    plain = ["", "array", "(1)", [["0", "number", "7"]]]
    assert table_rows(plain)[-1].split() == ["0", "7"]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("help()", Command("help")),
        ("build", Command("build")),
        (" openVendor( ) ;", Command("openVendor")),
        ("checkProxy('https://a.b')", Command("checkProxy", "https://a.b")),
        ("getApp()", None),
        ("help.me()", None),
        ("x = build()", None),
    ],
)
def test_official_commands_are_recognised(text: str, command: Command | None) -> None:
    assert read_command(text) == command


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1 + 1", True),
        ("[1, 2", False),
        ("({a: ')'})", True),
        ("function f() {", False),
        ("`open", False),
        ("'it\\'s'", True),
        ("foo)", True),
    ],
)
def test_enter_goes_on_while_something_is_open(text: str, whole: bool) -> None:
    assert is_whole(text) is whole
