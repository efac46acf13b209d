"""A line of the console has its level from the engine and its place from the runtime."""

from __future__ import annotations

from ide.console_feed import ConsoleFeed, ConsoleLine

LOGIC = "wxapp://app1/1/runtime/logic.js"


def fed() -> tuple[ConsoleFeed, dict[int, ConsoleLine]]:
    lines: dict[int, ConsoleLine] = {}

    def put(line: ConsoleLine) -> None:
        lines[line.number] = line

    return ConsoleFeed(put), lines


def test_a_report_completes_the_line_that_was_written() -> None:
    feed, lines = fed()
    feed.written("warning", "careful [object Object]", LOGIC, 10081)
    feed.reported('careful {"a":1}', "pages/a/a.js", 3)
    (line,) = lines.values()
    assert (line.level, line.text) == ("warning", 'careful {"a":1}')
    assert (line.file, line.line) == ("pages/a/a.js", 3)


def test_a_line_of_the_runtime_itself_does_not_take_another_s_report() -> None:
    feed, lines = fed()
    feed.written("error", "internal trouble", LOGIC, 1)
    feed.written("info", "hello", LOGIC, 1)
    feed.reported("hello", "app.js", 2)
    assert [(line.text, line.file) for line in lines.values()] == [
        ("internal trouble", ""),
        ("hello", "app.js"),
    ]


def test_a_report_without_a_line_becomes_one() -> None:
    feed, lines = fed()
    feed.reported("early", "app.js", 1)
    assert [line.text for line in lines.values()] == ["early"]


def test_a_line_of_a_package_file_names_it() -> None:
    feed, lines = fed()
    feed.written("error", "bad", "wxapp://app1/2/source/pages/a/a.js", 7)
    (line,) = lines.values()
    assert (line.file, line.line) == ("pages/a/a.js", 7)


def test_an_error_keeps_its_stack_apart() -> None:
    feed, lines = fed()
    feed.failed("boom", "at a.js:1", "a.js", 1)
    (line,) = lines.values()
    assert (line.level, line.text, line.detail) == ("error", "boom", "at a.js:1")
