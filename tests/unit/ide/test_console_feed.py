"""Lines of the console come from the runtime with their values, and from the engine without."""

from __future__ import annotations

from ide.console_feed import ConsoleFeed, ConsoleLine, StackFrame, read_stack

LOGIC = "wxapp://app1/1/runtime/logic.js"


def fed() -> tuple[ConsoleFeed, list[ConsoleLine]]:
    lines: list[ConsoleLine] = []
    return ConsoleFeed(lines.append), lines


def test_what_the_app_wrote_is_told_once() -> None:
    feed, lines = fed()
    feed.written("warning", "careful [object Object]", LOGIC, 10081)
    feed.reported(
        "careful {a: 1}", "pages/a/a.js", 3, level="warn", values=[["", "object", "{a: 1}"]]
    )
    feed.settle()
    (line,) = lines
    assert (line.level, line.text, line.place) == ("warning", "careful {a: 1}", "pages/a/a.js:3")
    assert line.values == [["", "object", "{a: 1}"]]


def test_the_runtime_s_own_error_is_shown_when_nobody_tells_of_it() -> None:
    feed, lines = fed()
    feed.written("error", "internal trouble", LOGIC, 1)
    feed.written("info", "hello", LOGIC, 1)
    feed.reported("hello", "app.js", 2)
    assert [line.text for line in lines] == ["hello"]
    feed.settle()
    assert [(line.text, line.level) for line in lines] == [
        ("hello", "info"),
        ("internal trouble", "error"),
    ]


def test_a_line_of_the_page_keeps_its_source() -> None:
    feed, lines = fed()
    feed.written("error", "bad", "wxapp://app1/2/pkg/pages/a%20b/a.js", 7)
    feed.written("error", "other", "wxapp://app1/2/runtime/view.js", 7)
    assert [line.place for line in lines] == ["pages/a b/a.js:7", ""]


def test_a_stack_names_the_author_s_calls() -> None:
    stack = """TypeError: x is not a function
    at Object.onTap (wxapp://source/pages/a/a.js:12:9)
    at wxapp://compiled/utils/b.ts:3:1
    at call (wxapp://app1/1/runtime/logic.js:99:1)"""
    assert read_stack(stack) == (
        StackFrame("Object.onTap", "pages/a/a.js", 12, 9),
        StackFrame("", "utils/b.ts", 3, 1, compiled=True),
    )


def test_an_answer_opens_when_something_is_inside() -> None:
    feed, lines = fed()
    feed.entered("getApp()")
    feed.answered(["", "object", "{a: 1}", [["a", "number", "1"]]])
    feed.answered(["", "number", "3"])
    feed.answered(["", "error", "ReferenceError: x"], failed=True)
    assert [(line.level, line.text, bool(line.values)) for line in lines] == [
        ("input", "getApp()", False),
        ("result", "{a: 1}", True),
        ("result", "3", False),
        ("error", "ReferenceError: x", False),
    ]
