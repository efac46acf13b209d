"""References, new names, findings and outlines of the project in tests/fixtures/language."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from ide.language.server import Server, serve
from ide.language.service import LanguageService
from renderer.compiler.source import DiskTree, MemoryTree

FOLDER = Path(__file__).parents[3] / "fixtures" / "language"
SHOP = "pages/shop/shop"


@pytest.fixture
def service() -> LanguageService:
    return LanguageService(DiskTree(FOLDER))


def offset(path: str, words: str) -> int:
    text = (FOLDER / path).read_text("utf-8")
    return text.index(words) + 1


def places(targets: list[dict[str, Any]]) -> list[str]:
    return sorted(f"{row['path']}:{row['range']['line']}" for row in targets)


def test_references_of_a_handler(service: LanguageService) -> None:
    found = service.references(f"{SHOP}.wxml", offset(f"{SHOP}.wxml", 'toggle"'))
    assert places(found) == [f"{SHOP}.js:19", f"{SHOP}.js:24", f"{SHOP}.wxml:7"]


def test_references_of_a_class_from_either_side(service: LanguageService) -> None:
    expected = [f"{SHOP}.wxml:10", f"{SHOP}.wxss:2", f"{SHOP}.wxss:3"]
    for path, words in ((f"{SHOP}.wxml", 'good" data-id'), (f"{SHOP}.wxss", "good {")):
        assert places(service.references(path, offset(path, words))) == expected


def test_references_of_data(service: LanguageService) -> None:
    found = service.references(f"{SHOP}.wxml", offset(f"{SHOP}.wxml", "open ?"))
    assert places(found) == [f"{SHOP}.js:20", f"{SHOP}.js:20", f"{SHOP}.js:7", f"{SHOP}.wxml:7"]


def test_references_of_a_component(service: LanguageService) -> None:
    found = service.references("app.json", offset("app.json", '"/components') + 1)
    assert places(found) == [
        "app.json:4", "components/price-tag/price-tag.js:1", f"{SHOP}.wxml:13",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "words", "exact"),
    [
        (f"{SHOP}.wxml", 'toggle"', True),
        (f"{SHOP}.wxml", "open ?", True),
        (f"{SHOP}.wxml", 'good" data-id', True),
        (f"{SHOP}.wxml", 'muted"', False),  # a class of the app's sheet is used elsewhere
        (f"{SHOP}.wxml", "price-tag amount", False),
        ("pages/cart/cart.wxml", 'pickAll"', False),  # a behavior's method
    ],
)
def test_only_what_is_fully_known_can_be_renamed(
    service: LanguageService, path: str, words: str, exact: bool
) -> None:
    at = offset(path, words)
    assert (service.can_rename(path, at) is not None) == exact
    renamed = service.rename(path, at, "other")
    assert (renamed is not None) == exact
    if renamed is not None:
        assert places(renamed) == places(service.references(path, at))


def test_a_new_name_has_to_be_a_name(service: LanguageService) -> None:
    assert service.rename(f"{SHOP}.wxml", offset(f"{SHOP}.wxml", 'toggle"'), "two words") is None


def test_findings_of_a_template(service: LanguageService) -> None:
    found = [(row["code"], row["line"]) for row in service.check("sub/pages/deal/deal.wxml")]
    assert sorted(found) == [
        ("wxml-loop-without-key", 2),
        ("wxml-unknown-handler", 1),
        ("wxml-unknown-tag", 3),
        ("wxml-unknown-value", 4),
    ]
    hints = {row["code"]: row["hint"] for row in service.check("sub/pages/deal/deal.wxml")}
    assert "Did you mean <button>?" in hints["wxml-unknown-tag"]


@pytest.mark.parametrize("path", ["pages/shop/shop.wxml", "pages/cart/cart.wxml"])
def test_nothing_is_said_of_what_is_right(service: LanguageService, path: str) -> None:
    assert service.check(path) == []


@pytest.mark.parametrize(
    "script",
    [
        "Page({ ...mixin, a() {} })",
        "Page(wrap({ a() {} }))",
        "Page({ [name]() {} })",
        "Component({ behaviors: [unknown], methods: {} })",
        "Component({ methods: { ...more } })",
        "Page({ onLoad() { this.gone = () => 1 } })",
        "Page({ gone: require('./x').gone })",
        "createPage(options)",
        "",
    ],
)
def test_a_script_that_is_not_fully_known_is_trusted(script: str) -> None:
    files = {"app.json": '{"pages":["p"]}', "p.js": script, "p.json": "{}"}
    service = LanguageService(MemoryTree({**files, "p.wxml": '<view bindtap="gone" />'}))
    assert service.check("p.wxml") == []


def test_an_event_without_a_function_is_found_as_it_is_typed() -> None:
    files = {"app.json": '{"pages":["p"]}', "p.js": "Page({ go() {} })", "p.json": "{}"}
    service = LanguageService(MemoryTree({**files, "p.wxml": '<view bindtap="go" />'}))
    assert service.check("p.wxml") == []
    service.put_text("p.js", "Page({ went() {} })")
    assert [row["code"] for row in service.check("p.wxml")] == ["wxml-unknown-handler"]
    service.put_text("p.js", None)
    assert service.check("p.wxml") == []


def names(symbols: list[dict[str, Any]]) -> list[Any]:
    return [
        [item["name"], names(item["children"])] if item["children"] else item["name"]
        for item in symbols
    ]


def test_the_outline_of_a_script(service: LanguageService) -> None:
    found = names(service.symbols(f"{SHOP}.js"))
    assert found[0] == "shared"
    page, members = found[1]
    assert page == "Page"
    data, keys = members[0]
    assert (data, keys[:3]) == ("data", ["title", "open", "count"])
    assert members[1:] == ["onLoad", "toggle", "choose", "search", "share"]


def test_the_outline_of_typescript(service: LanguageService) -> None:
    found = names(service.symbols("pages/cart/cart.ts"))
    assert [item if isinstance(item, str) else item[0] for item in found] == ["Line", "Component"]


def test_the_outline_of_a_template_says_classes_and_ids(service: LanguageService) -> None:
    found = service.symbols(f"{SHOP}.wxml")
    head = next(item for item in found if item["detail"].startswith(".head"))
    assert (head["name"], head["children"][0]["name"]) == ("view", "text")
    assert next(item for item in found if item["name"] == "input")["detail"] == "#field"


def test_the_outline_of_a_sheet_and_of_json(service: LanguageService) -> None:
    assert names(service.symbols("pages/cart/cart.less")) == [[".cart", ["&__empty"]]]
    assert names(service.symbols(f"{SHOP}.json"))[0] == "navigationBarTitleText"


def test_the_process_answers_in_lines_and_checks_by_itself() -> None:
    questions: list[dict[str, Any]] = [
        {"op": "text", "path": f"{SHOP}.wxml", "text": '<view bindtap="nothing" />'},
        {"id": 1, "op": "complete", "path": f"{SHOP}.wxml", "offset": 15},
        {"id": 2, "op": "nonsense"},
    ]
    incoming = io.BytesIO(b"".join(json.dumps(row).encode() + b"\n" for row in questions))
    outgoing = io.BytesIO()
    server = Server(DiskTree(FOLDER))
    serve(server, incoming, outgoing)
    answers = [json.loads(line) for line in outgoing.getvalue().splitlines()]
    by_id = {row["id"]: row for row in answers if "id" in row}
    assert "toggle" in [item["label"] for item in by_id[1]["result"]["items"]]
    assert "nonsense" in by_id[2]["error"]
    while server.checks.waiting:
        told = server.checks.next(server.service)
        if told is not None:
            answers.append(dict(told))
    checked = {row["checked"]: row["findings"] for row in answers if "checked" in row}
    assert [row["code"] for row in checked[f"{SHOP}.wxml"]] == ["wxml-unknown-handler"]
    assert len(checked["sub/pages/deal/deal.wxml"]) == 4
