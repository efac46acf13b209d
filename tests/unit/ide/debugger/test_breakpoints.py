"""What the person wants to stop at, and how it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.debugger.breakpoints import Breakpoints, message_expression

PAGE = "pages/index/index.ts"


def lines(breakpoints: Breakpoints, path: str = PAGE) -> list[int]:
    return [one.line for one in breakpoints.of(path)]


def test_a_line_is_toggled_and_told() -> None:
    breakpoints = Breakpoints()
    told: list[int] = []
    breakpoints.listen(lambda: told.append(len(breakpoints.all())))
    breakpoints.toggle(PAGE, 7)
    breakpoints.toggle(PAGE, 3)
    assert lines(breakpoints) == [3, 7]
    breakpoints.toggle(PAGE, 7)
    assert lines(breakpoints) == [3]
    assert told == [1, 2, 1]


def test_only_scripts_can_stop() -> None:
    breakpoints = Breakpoints()
    for path in ("a.wxml", "a.json", "a.wxss"):
        breakpoints.toggle(path, 1)
    assert breakpoints.all() == []


def test_they_come_back_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "debugger" / "one.json"
    first = Breakpoints(file)
    first.toggle("app.js", 2)
    first.put(PAGE, 9, condition="count > 3")
    first.put(PAGE, 12, message="sum is {sum}")
    first.enable(first.of(PAGE)[0].number, enabled=False)
    again = Breakpoints(file).all()
    assert [(one.path, one.line, one.kind, one.enabled) for one in again] == [
        ("app.js", 2, "plain", True),
        (PAGE, 9, "condition", False),
        (PAGE, 12, "log", True),
    ]


@pytest.mark.parametrize("text", ["", "{", "3", '[{"path": "a.js"}]', '[{"path": 1, "line": 2}]'])
def test_a_spoilt_file_is_no_breakpoints(tmp_path: Path, text: str) -> None:
    file = tmp_path / "one.json"
    file.write_text(text)
    assert Breakpoints(file).all() == []


def test_an_edit_moves_them_and_two_on_a_line_become_one() -> None:
    breakpoints = Breakpoints()
    for line in (2, 5, 8):
        breakpoints.toggle(PAGE, line)
    two, five, eight = (one.number for one in breakpoints.of(PAGE))
    breakpoints.move(PAGE, {five: 6, eight: 9})
    assert lines(breakpoints) == [2, 6, 9]
    breakpoints.move(PAGE, {two: 6})
    assert lines(breakpoints) == [6, 9]


def test_a_renamed_folder_takes_them_along() -> None:
    breakpoints = Breakpoints()
    breakpoints.toggle(PAGE, 4)
    breakpoints.toggle("pages/indexes.js", 1)
    breakpoints.rename("pages/index", "pages/start")
    assert [one.path for one in breakpoints.all()] == ["pages/indexes.js", "pages/start/index.ts"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("here", '"here"'),
        ("sum {sum} of {items.length}", '"sum", (sum), "of", (items.length)'),
        ("{ {a: 1} }", "( {a: 1} )"),
        ("open {a", '"open", (a)'),
        ('say "hi"', '"say \\"hi\\""'),
        ("", '""'),
    ],
)
def test_a_message_is_written_with_its_values(message: str, expected: str) -> None:
    assert message_expression(message) == expected


def test_a_log_point_never_stops() -> None:
    breakpoints = Breakpoints()
    breakpoints.put("app.js", 1, message="n {n}")
    assert breakpoints.all()[0].expression.endswith('console.log("n", (n)), false')
    breakpoints.put("app.js", 1, message="n {n}", condition="n > 2")
    assert breakpoints.all()[0].expression.startswith("(n > 2) && (")
