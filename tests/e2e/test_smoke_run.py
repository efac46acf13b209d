"""A smoke run in the real engine: one app with many faults, and what the checks make of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ide.submit.run_record import RunRecord, Visit
from ide.submit.smoke_run import SmokeRunner
from tests.e2e.conftest import Ended, minideck, write_project
from tests.patience import PATIENCE_MS

HOME, SHOP, DETAIL = "pages/home/home", "pages/shop/shop", "pages/detail/detail"
STYLE = """
.pale { color: #bbb; background: #fff }
.pictured { background-image: linear-gradient(red, blue); color: #f00 }
.tiny { width: 12px; height: 30px }
.wide { width: 60px; height: 30px }
.small::after { content: ''; position: absolute; inset: -12px }
.small { position: relative; width: 10px; height: 10px; margin: 40px }
.bar { position: fixed; left: 0; right: 0; bottom: 0; height: 50px }
.box { height: 40px; overflow-y: scroll }
.fine { -webkit-overflow-scrolling: touch }
.wide:active { opacity: .5 }
.pulled { width: 200px; height: 40px }
"""
TEMPLATE = """<view class="pale">pale words</view>
<view class="pictured">on colours</view>
<view class="tiny" bindtap="go"></view>
<view class="wide" bindtap="go"></view>
<view class="small" bindtap="go"></view>
<image class="pulled" src="/a.png" />
<image class="pulled" src="/a.png" mode="aspectFit" />
<view class="box"><view style="height: 90px">long</view></view>
<view class="box fine"><view style="height: 90px">long</view></view>
<view wx:for="{{70}}" wx:key="*this">{{item}}</view>
<view class="bar"><button size="mini">Buy</button></view>
<button type="primary">Go</button>
"""
SCRIPT = """Page({
  data: { text: '' },
  onLoad() {
    wx.getLocation({})
    wx.requestSubscribeMessage({ tmplIds: ['a'] })
    for (let n = 0; n < 12; n++) wx.request({ url: 'https://shop.example/' + n })
    for (let n = 0; n < 30; n++) this.setData({ text: String(n) })
    this.setData({ text: 'x'.repeat(300000) })
    console.error('told')
  },
  go() {},
})
"""
FILES = {
    f"{HOME}.wxml": '<button open-type="getPhoneNumber">Log in</button>',
    f"{SHOP}.wxss": STYLE,
    f"{SHOP}.wxml": TEMPLATE,
    f"{SHOP}.js": SCRIPT,
    f"{DETAIL}.js": "Page({ onLoad(options) { options.id.trim() } })",
    f"{DETAIL}.wxml": '<image src="/gone.png" />',
}
EXPECTED = {
    "login-forced": HOME,
    "contrast-low": SHOP,
    "tap-small": SHOP,
    "picture-stretched": SHOP,
    "bar-unsafe": SHOP,
    "momentum-missing": SHOP,
    "children-many": SHOP,
    "set-data-large": SHOP,
    "set-data-often": SHOP,
    "requests-many": SHOP,
    "script-failed-maybe": DETAIL,
    "file-failed-maybe": DETAIL,
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("app"), (HOME, SHOP, DETAIL), FILES)
    Image.new("RGB", (64, 64), "red").save(root / "a.png")
    return root


@pytest.fixture(scope="module")
def told(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    out = tmp_path_factory.mktemp("out")
    arguments = ("--run", "--shots", out / "shots", "--html", out / "report.html")
    return minideck("preflight", root, *arguments, json_file=out / "report.json")


def places(told: Ended, code: str) -> list[str]:
    rows: list[dict[str, Any]] = told.result["findings"]
    return [f"{row['file']}:{row['line']}" for row in rows if row["code"] == code]


@pytest.mark.parametrize(("code", "page"), EXPECTED.items())
def test_a_fault_of_a_page_is_found_on_it(told: Ended, code: str, page: str) -> None:
    found = places(told, code)
    assert len(found) == 1, told.output
    assert found[0].startswith(page)


def test_faults_stand_at_the_element_and_the_rule(told: Ended) -> None:
    assert places(told, "contrast-low") == [f"{SHOP}.wxml:1"]
    assert places(told, "tap-small") == [f"{SHOP}.wxml:3"]
    assert places(told, "picture-stretched") == [f"{SHOP}.wxml:6"]
    assert places(told, "momentum-missing") == [f"{SHOP}.wxml:8"]
    assert places(told, "active-style") == [f"{SHOP}.wxss:11"]


def test_what_the_code_shows_already_is_not_told_twice(told: Ended) -> None:
    counts = {row["id"]: row["findings"] for row in told.result["checks"]}
    assert (counts["P28"], counts["P30"]) == (1, 1)
    assert not places(told, "permission-on-open")
    assert not places(told, "tap-missing")


def test_the_report_holds_score_and_pictures(told: Ended) -> None:
    assert told.code == 1  # the location is not declared
    groups = told.result["summary"]["score"]
    assert set(groups) == {"performance", "experience", "best", "total"}
    marks = {row["id"]: row["score"] for row in told.result["score"]}
    assert marks["tap-area"] == marks["active-state"] == marks["set-data-size"] == 0
    assert marks["resize"] == marks["requests"] + 100 == 100
    assert marks["picture-cache"] is marks["request-time"] is None
    assert [row["page"] for row in told.result["screens"]] == [HOME, SHOP, DETAIL]
    assert all(Path(row["png"]).is_file() for row in told.result["screens"])
    assert told.result["run"]["steps"] == 3


def test_under_the_window_a_run_tells_its_progress_and_its_record(
    root: Path, tmp_path: Path, qtbot: Any
) -> None:
    runner = SmokeRunner()
    pages: list[tuple[int, int, str]] = []
    runner.progressed.connect(lambda *words: pages.append(words))
    with qtbot.waitSignal(runner.finished, timeout=PATIENCE_MS) as ended:
        runner.start(root, tmp_path)
        assert runner.running
    record = ended.args[0]
    assert isinstance(record, RunRecord)
    assert pages == [(1, 3, HOME), (2, 3, SHOP), (3, 3, DETAIL)]
    visit: Visit = record.visits[1]
    assert (visit.route, visit.status, visit.landed) == (SHOP, "ok", SHOP)
    assert visit.console_errors == ("told",)
    assert [call.tapped for call in visit.calls if call.name == "getLocation"] == [False]
    assert {request.ended for request in visit.requests} == {"offline"}
    assert RunRecord.from_json(json.loads((tmp_path / "run.json").read_text("utf-8"))) == record


def test_what_cannot_run_is_told_in_a_sentence(tmp_path: Path, qtbot: Any) -> None:
    runner = SmokeRunner()
    with qtbot.waitSignal(runner.failed, timeout=PATIENCE_MS) as ended:
        runner.start(tmp_path, tmp_path / "out")
    (reason,) = ended.args
    assert reason.startswith(str(tmp_path))
    assert not runner.running


def test_a_run_that_is_given_up_is_heard_of_no_more(root: Path, tmp_path: Path, qtbot: Any) -> None:
    runner = SmokeRunner()
    heard: list[object] = []
    runner.finished.connect(heard.append)
    runner.failed.connect(heard.append)
    with qtbot.waitSignal(runner.progressed, timeout=PATIENCE_MS):
        runner.start(root, tmp_path)
    runner.cancel()
    assert not runner.running
    assert heard == []
    assert not (tmp_path / "run.json").exists()
