"""What ``snapshot`` promises to other tools, apart from faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from apimock.clock import ManualClock
from apimock.phone import Phone
from tests.e2e.conftest import Ended, minideck, write_project

PAGES = ("pages/index/index", "pages/query/query", "pages/sheet/sheet", "pages/remote/remote")
FILES = {
    "pages/index/index.wxml": (
        "<view>看得见</view><view style='display:none'>hidden</view>"
        "<view wx:if='{{on}}'>later</view>"
    ),
    "pages/index/index.js": (
        "Page({ data: { on: false }, "
        "onReady() { setTimeout(() => this.setData({ on: true }), 0) } })"
    ),
    "pages/query/query.wxml": "<view>{{id}} {{name}}</view>",
    "pages/query/query.js": "Page({ data: {}, onLoad(query) { this.setData(query) } })",
    "pages/sheet/sheet.js": (
        "Page({ onLoad() { wx.setStorageSync('n', 1); "
        "wx.showModal({ title: '问题', content: '?' }) } })"
    ),
    "pages/remote/remote.wxml": "<image src='https://example.com/a.png' /><view>{{error}}</view>",
    "pages/remote/remote.js": (
        "Page({ data: {}, onLoad() { wx.request({ url: 'https://example.com/api', "
        "fail: (e) => this.setData({ error: e.errMsg }) }) } })"
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("app"), PAGES, FILES)


@pytest.fixture(scope="module")
def everything(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    out = tmp_path_factory.mktemp("out")
    return minideck("snapshot", project, "--all", "--out", out, json_file=out / "result.json")


def test_all_pages_of_a_sound_app_are_ok(everything: Ended) -> None:
    statuses = {
        page["page"]: (page["status"], page["errors"]) for page in everything.result["pages"]
    }
    assert statuses == dict.fromkeys(PAGES, ("ok", []))
    assert everything.code == 0
    assert list(statuses) == list(PAGES)


def test_text_is_what_can_be_seen_when_the_page_is_still(everything: Ended) -> None:
    text = everything.page("pages/index/index")["text"]
    assert "看得见" in text
    assert "later" in text
    assert "hidden" not in text


def test_an_unanswered_sheet_stays_open_and_holds_nothing_up(everything: Ended) -> None:
    record = everything.page("pages/sheet/sheet")
    assert "问题" in record["text"]
    assert record["status"] == "ok", "a sheet that waits is no page that takes too long"


def test_what_lies_on_the_network_is_offline_and_no_error(everything: Ended) -> None:
    record = everything.page("pages/remote/remote")
    assert {"https://example.com/a.png", "https://example.com/api"} <= set(record["offline"])
    assert "request:fail" in record["text"]


def test_one_page_with_its_query_on_another_phone(project: Path, tmp_path: Path) -> None:
    ended = minideck(
        "snapshot",
        project,
        "--page",
        "pages/query/query?id=7&name=%E5%90%8D",
        "--device",
        "iphone-6",
        "--out",
        tmp_path / "out",
        json_file=tmp_path / "result.json",
    )
    record = ended.page("pages/query/query")
    assert record["text"].startswith("7 %E5%90%8D")  # onLoad gets its query as it was written
    assert ended.result["device"] == "iphone-6"
    picture = QImage(record["screenshot"])
    assert (picture.width(), picture.height()) == (375, 667)


def test_keep_renders_all_pages_in_one_run_of_the_app(tmp_path: Path) -> None:
    count = "const app = getApp(); app.n = (app.n || 0) + 1\n"
    show = "Page({ data: { n: 0 }, onLoad() { this.setData({ n: app.n }) } })"
    pages = ["pages/a/a", "pages/b/b"]
    files = {f"{page}.js": count + show for page in pages}
    files |= {f"{page}.wxml": "<view>run {{n}}</view>" for page in pages}
    project = write_project(tmp_path / "app", pages, files)
    ended = minideck("snapshot", project, "--all", "--keep", json_file=tmp_path / "kept.json")
    assert [page["text"].split("\n")[0] for page in ended.result["pages"]] == ["run 1", "run 2"]
    ended = minideck("snapshot", project, "--all", json_file=tmp_path / "fresh.json")
    assert [page["text"].split("\n")[0] for page in ended.result["pages"]] == ["run 1", "run 1"]


def test_a_page_that_was_never_loaded_is_not_ok(tmp_path: Path) -> None:
    project = write_project(tmp_path / "app", ["pages/a/a", "pages/lost/lost"], {})
    for file in (project / "pages" / "lost").iterdir():
        file.unlink()
    ended = minideck("snapshot", project, "--all", json_file=tmp_path / "result.json")
    record = ended.page("pages/lost/lost")
    assert record["status"] == "error"
    assert "compile" in {error["kind"] for error in record["errors"]}
    assert ended.page("pages/a/a")["status"] == "ok"
    assert ended.code == 1


def test_a_page_that_takes_too_long_is_a_timeout_and_the_next_one_runs(tmp_path: Path) -> None:
    pages = ["pages/slow/slow", "pages/b/b"]
    # One call follows the other, so the page is never ready.
    slow = {
        "pages/slow/slow.js": "const ask = () => wx.getStorage({ key: 'a', complete: ask })\n"
        "Page({ onLoad: ask })"
    }
    project = write_project(tmp_path / "app", pages, slow)
    ended = minideck(
        "snapshot", project, "--all", "--timeout", "6", "--jobs", "1", json_file=tmp_path / "r.json"
    )
    assert ended.page("pages/slow/slow")["status"] == "timeout"
    assert ended.page("pages/b/b")["status"] == "ok"


def test_the_phone_starts_in_the_state_of_a_file(tmp_path: Path) -> None:
    script = (
        "Page({ data: {}, onLoad() { wx.getNetworkType({ "
        "success: (r) => this.setData({ type: r.networkType }) }) } })"
    )
    files = {"pages/a/a.js": script, "pages/a/a.wxml": "<view>on {{type}}</view>"}
    project = write_project(tmp_path / "app", ["pages/a/a"], files)
    phone = Phone(ManualClock())
    phone.device.network.type = "2g"
    state = tmp_path / "state.json"
    state.write_text(json.dumps(phone.snapshot()), encoding="utf-8")
    ended = minideck("snapshot", project, "--scenario", state, json_file=tmp_path / "r.json")
    assert ended.page("pages/a/a")["text"].startswith("on 2g")
    state.write_text("{}", encoding="utf-8")
    ended = minideck("snapshot", project, "--scenario", state, json_file=tmp_path / "none.json")
    assert (ended.code, ended.result) == (2, {})


def test_a_folder_without_a_mini_program_cannot_run(tmp_path: Path) -> None:
    ended = minideck("snapshot", tmp_path, json_file=tmp_path / "result.json")
    assert ended.code == 2
    assert "Traceback" not in ended.errors
    assert "app.json" in ended.errors
