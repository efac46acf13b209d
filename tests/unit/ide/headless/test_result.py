"""The record of a page, as other tools read it."""

from __future__ import annotations

from ide.headless.result import PageError, PageRecord, Status, error_of_diagnostic


def test_a_record_has_exactly_the_promised_members() -> None:
    record = PageRecord("pages/a", status=Status.ERROR, text="hi", nodes=3, ready_ms=41.0)
    record.add_error(PageError("script", "boom", "pages/a.js", 3))
    assert record.to_json() == {
        "page": "pages/a",
        "query": "",
        "status": "error",
        "errors": [{"kind": "script", "message": "boom", "file": "pages/a.js", "line": 3}],
        "offline": [],
        "notices": [],
        "text": "hi",
        "nodes": 3,
        "ready_ms": 41.0,
        "screenshot": None,
    }


def test_an_error_told_twice_is_listed_once_and_keeps_its_place() -> None:
    record = PageRecord("p")
    placed = PageError("compile", "missing", "p.json", 2)
    for error in (PageError("compile", "missing"), placed, placed, PageError("compile", "missing")):
        record.add_error(error)
    assert record.errors == [placed]


def test_the_same_message_at_two_places_is_two_errors() -> None:
    record = PageRecord("p")
    record.add_error(PageError("compile", "missing", "a.json", 1))
    record.add_error(PageError("compile", "missing", "b.json", 1))
    assert len(record.errors) == 2


def test_addresses_and_notices_are_listed_once() -> None:
    record = PageRecord("p")
    for _ in range(2):
        record.add_offline("https://example.com/a.png")
        record.add_offline("")
        record.add_notice("n")
    assert (record.offline, record.notices) == (["https://example.com/a.png"], ["n"])


def test_a_diagnostic_becomes_a_compile_error() -> None:
    diagnostic = {"message": "no such file", "file": "a.json", "line": 4, "severity": "error"}
    assert error_of_diagnostic(diagnostic) == PageError("compile", "no such file", "a.json", 4)
