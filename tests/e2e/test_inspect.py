"""What the inspecting panels ask a running mini-program, in the real engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ide.headless.project import HeadlessProject
from ide.inspect.line import InspectLine
from ide.inspect.outline import Facts, line_of, read_facts
from ide.inspect.place import find_place
from renderer.host.scheme import register_scheme
from renderer.host.screen import DEFAULT_DEVICE, device
from tests.driving.app import DrivenApp
from tests.patience import PATIENCE_MS

register_scheme()

FIXTURE = Path(__file__).parents[1] / "fixtures" / "inspect"
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def project() -> Iterator[HeadlessProject]:
    project = HeadlessProject(FIXTURE)
    project.open()
    yield project
    project.close()


@pytest.fixture
def app(qtbot: QtBot, project: HeadlessProject) -> Iterator[DrivenApp]:
    driven = DrivenApp(project)
    yield driven
    driven.close()


@pytest.fixture
def line(app: DrivenApp) -> InspectLine:
    line = InspectLine()
    app.player.inspected.connect(line.received)
    line.connect(app.player.receive)
    return line


@pytest.fixture
def ask(line: InspectLine, qtbot: QtBot) -> Ask:
    def asked(what: str, **args: Any) -> Any:
        heard: list[Any] = []
        line.ask(what, heard.append, **args)
        qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
        return heard[0]

    return asked


def rows_of(answer: Any) -> dict[int, Facts]:
    return {row["id"]: read_facts(row) for row in answer["rows"]}


def read(path: str) -> str | None:
    file = FIXTURE / path
    return file.read_text("utf-8") if file.is_file() else None


def test_every_row_leads_to_its_line(app: DrivenApp, ask: Ask) -> None:
    app.open("pages/index/index")
    answer = ask("outline", fresh=True)
    rows = rows_of(answer)
    places = {}
    for number, facts in rows.items():
        details = ask("details", row=number)
        if number == answer["root"]:
            continue
        place = find_place(read, details["place"]["component"], details["place"]["steps"])
        assert place is not None, line_of(facts)
        if facts.kind in {"element", "component"}:
            assert place.node.name == facts.tag
        places[line_of(facts, open_=True)] = (place.file, place.line)
    assert places['<view class="notice">included</view>'] == ("shared/notice.wxml", 1)
    assert places['<view class="line">line: Hello</view>'] == ("shared/parts.wxml", 1)
    assert places['<view class="other">other steps</view>'] == ("pages/index/index.wxml", 7)
    assert places['<text class="inside">in the slot</text>'] == ("pages/index/index.wxml", 9)
    assert places['<view class="card-title">'] == ("components/card/index.wxml", 2)


def test_the_tree_shows_components_slots_and_lists(app: DrivenApp, ask: Ask) -> None:
    app.open("pages/index/index")
    answer = ask("outline", fresh=True)
    rows = rows_of(answer)

    def inside(number: int) -> list[str]:
        return [line_of(rows[child], open_=True) for child in rows[number].children or ()]

    def number(start: str) -> int:
        return next(i for i, facts in rows.items() if line_of(facts, open_=True).startswith(start))

    assert rows[answer["root"]].tag == "page"
    assert inside(number("<card")) == ["#shadow-root"]
    assert inside(number("#shadow-root")) == ['<view class="card card-class">']
    assert inside(number("<slot>")) == ['<text class="inside">in the slot</text>']
    assert inside(number('<slot name="foot">')) == [
        '<view class="foot" slot="foot">at the foot</view>'
    ]
    assert sum('class="row"' in line for line in inside(answer["root"])) == 3


def test_only_what_changed_comes_again(
    app: DrivenApp, ask: Ask, line: InspectLine, qtbot: QtBot
) -> None:
    app.open("pages/index/index")
    answer = ask("outline", fresh=True)
    rows = rows_of(answer)
    open_ = [number for number, facts in rows.items() if facts.children]
    changes: list[Any] = []
    line.listen("changed", changes.append)
    line.watch("test", on=True)
    assert ask("outline", open=open_)["rows"] == []
    ask("edit-data", owner=f"page:{answer['page']}", path=["title"], value="Other")
    app.wait_text("Other")
    qtbot.waitUntil(lambda: bool(changes), timeout=PATIENCE_MS)
    again = rows_of(ask("outline", open=open_))
    lines = [line_of(facts, open_=True) for facts in again.values()]
    assert sorted(lines) == sorted(
        [
            '<view id="head" class="title big" style="padding: 5px" data-kind="head">Other</view>',
            '<card title="Other" bind:open>',
            '"Other"',
            '<view class="line">line: Other</view>',
        ]
    )


def test_search_finds_folded_rows(app: DrivenApp, ask: Ask) -> None:
    app.open("pages/list/index")
    answer = ask("outline", fresh=True)
    assert len(answer["rows"]) == 2
    (chain,) = ask("find", text="row 777")["found"]
    assert len(chain) == 4
    assert len(ask("find", text=".name")["found"]) == 500
    assert ask("find", text="#nothing")["found"] == []


def test_looking_does_not_slow_set_data(app: DrivenApp, ask: Ask, line: InspectLine) -> None:
    app.open("pages/list/index")
    rows = rows_of(ask("outline", fresh=True))
    line.watch("test", on=True)
    told: list[Any] = []
    line.listen("changed", told.append)
    code = "getCurrentPages()[0].bump(), getCurrentPages()[0].took"
    ask("evaluate", code=code)
    ask("outline", open=list(rows))
    data = ask("app-data", owner=f"page:{ask('stack')[0]['page']}")
    # Fifty changes in a row are one event, and each is in the record.
    assert len(told) <= 2
    assert len(data["calls"]) == 50
    assert data["calls"][0]["paths"] == ["n", "rows[0].name"]


def test_styles_tell_rules_and_what_counts(app: DrivenApp, ask: Ask) -> None:
    app.open("pages/index/index")
    rows = rows_of(ask("outline", fresh=True))
    head = next(i for i, facts in rows.items() if facts.attribute("id") == "head")
    node = ask("details", row=head)["node"]
    styles = ask("styles", node=node, computed=True)
    rules = [(rule["selector"], rule["key"]) for rule in styles["rules"]]
    page = "pages/index/index"
    expected = [".title", ".big, .huge", ".title", ".title"]
    assert rules == [(selector, page) for selector in expected]
    declared = {
        (one["name"], one["value"]): one["overridden"] for one in styles["rules"][2]["declarations"]
    }
    assert declared[("color", "#aa0000")]
    assert not declared[("color", "rgb(0, 0, 200)")]
    assert styles["inline"] == [
        {"name": "padding", "value": "5px", "important": False, "valid": True, "overridden": False}
    ]
    assert styles["inherited"][0]["tag"] == "page"
    assert styles["box"]["padding"] == [5, 5, 5, 5]
    assert styles["computed"]["color"] == ["rgb(0, 0, 200)", True]


def test_a_rule_changes_at_once(app: DrivenApp, ask: Ask) -> None:
    app.open("pages/index/index")
    rows = rows_of(ask("outline", fresh=True))
    head = next(i for i, facts in rows.items() if facts.attribute("id") == "head")
    node = ask("details", row=head)["node"]
    rule = ask("styles", node=node)["rules"][2]
    change = {key: rule[key] for key in ("key", "ordinal", "selector")}
    assert ask("set-style", body="color:rgb(1, 2, 3);margin:750rpx;", **change) == {"done": True}
    computed = ask("styles", node=node, computed=True)["computed"]
    assert computed["color"][0] == "rgb(1, 2, 3)"
    assert computed["margin-left"][0] == f"{device(DEFAULT_DEVICE).screen()['screenWidth']}px"
    wrong = {**change, "selector": ".other"}
    assert ask("set-style", body="", **wrong) == {"done": False}


def test_data_is_edited_where_it_stands(app: DrivenApp, ask: Ask) -> None:
    app.open("pages/index/index")
    page = f"page:{ask('stack')[0]['page']}"
    ask("edit-data", owner=page, path=["items", 1, "name"], value="changed")
    app.wait_text("changed")
    ask("edit-data", owner=page, path=["items", 0], remove=True)
    data = ask("app-data", owner=page, fresh=True)["data"]
    assert [item["id"] for item in data["items"]] == [2, 3]
    ask("edit-data", owner="app", path=["user", "name"], value="Mei")
    assert ask("evaluate", code="getApp().globalData.user.name") == "Mei"
    refused = ask("edit-data", owner=page, path=["items"], remove=True)
    assert json.dumps(refused).count("cannot take a field away") == 1
