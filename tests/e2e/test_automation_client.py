"""The Python client drives a mini-program: in one process for all, on a fresh phone for each."""

from __future__ import annotations

import asyncio
import os
import queue
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from ide.automation import (
    Expectation,
    MiniProgram,
    NotAsExpectedError,
    Page,
    aio,
    connect,
    expect,
    launch,
)
from ide.automation.client.sync.expecting import Target
from ide.automation.errors import (
    AppError,
    ConnectionLostError,
    ElementNotFoundError,
    ServerRefusedError,
    WxApiError,
)
from tests.e2e.conftest import LIMIT_S, ROOT
from tests.e2e.driven_app import write_driven_app


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_driven_app(tmp_path_factory.mktemp("driven"))


@pytest.fixture(scope="module")
def running(project: Path) -> Iterator[MiniProgram]:
    with launch(project, timeout=LIMIT_S) as mini:
        yield mini


@pytest.fixture
def mini(running: MiniProgram) -> MiniProgram:
    running.reset()
    return running


@pytest.fixture
def page(mini: MiniProgram) -> Page:
    return mini.app.page


def sure(target: Target) -> Expectation:
    """An expectation with all the patience of a busy machine."""
    return expect(target, timeout=LIMIT_S)


def test_pages_are_opened_and_left(mini: MiniProgram) -> None:
    page = mini.app.navigate_to("pages/b/b?x=1&y=z")
    assert (page.path, page.query) == ("pages/b/b", {"x": "1", "y": "z"})
    assert [one.path for one in mini.app.page_stack()] == ["pages/index/index", "pages/b/b"]
    assert mini.app.navigate_back().path == "pages/index/index"
    assert mini.app.redirect_to("/pages/b/b").path == "pages/b/b"
    assert mini.app.go_home().path == "pages/index/index"
    with pytest.raises(WxApiError, match="navigateTo:fail"):
        mini.app.navigate_to("pages/none/none")
    again = mini.app.restart("pages/b/b", {"k": "v"}, scene=1011)
    assert (again.path, again.query) == ("pages/b/b", {"k": "v"})
    assert mini.app.evaluate("wx.getLaunchOptionsSync().scene") == 1011


def test_elements_are_found_read_and_touched(page: Page) -> None:
    count = page.q("#count")
    assert (count.text, count.tag_name, count.style("color")) == (
        "0 apples",
        "view",
        "rgb(0, 0, 0)",
    )
    assert count.size == {"width": 200, "height": 60}
    count.tap()
    sure(count).to_have_text("1 apples")
    count.long_press()
    sure(page.q("#seen")).to_have_text("held")
    assert [one.text for one in page.qq(".item")] == ["Pears", "Apples"]
    assert page.q(".item", "App").attribute("class") == "item"
    assert page.xpath("//view[@id='count']").text == count.text
    page.q("#name").input("Ada")
    sure(page).to_have_data("name", "Ada")
    scroller = page.q("#scroller")
    scroller.scroll_to(top=120)
    sure(page.locator("#scroller")).to_be_visible()
    assert scroller.scroll_height >= 400
    with pytest.raises(ServerRefusedError, match="takes no text"):
        count.input("x")


def test_an_element_is_waited_for_and_missed_by_name(page: Page) -> None:
    sure(page.locator("#late")).to_be_hidden()
    page.q("#later").tap()
    assert page.q("#late", timeout=LIMIT_S).text == "Here"
    page.wait_for(lambda: page.get_data("late"), timeout=LIMIT_S)
    with pytest.raises(ElementNotFoundError, match=r"no #none on pages/index/index.*0 apples"):
        page.q("#none", timeout=0.1)
    with pytest.raises(NotAsExpectedError, match="it reads “Here”"):
        expect(page.q("#late"), timeout=0.1).to_have_text("There")


def test_a_component_is_entered(page: Page) -> None:
    badge = page.q("#badge")
    assert badge.is_custom
    assert badge.get_data("word") == "new"
    badge.q(".inner").tap()
    sure(page.locator("#badge >>> .inner")).to_have_text("new 1")
    badge.set_data({"taps": 7})
    sure(badge).to_have_data({"taps": 7})
    assert badge.call_method("tell", "hello") == 5
    sure(page.q("#seen")).to_have_text("hello")
    badge.trigger("told", {"word": "outside"})
    sure(page.q("#seen")).to_have_text("outside")


def test_data_and_methods_are_reached(mini: MiniProgram, page: Page) -> None:
    page.set_data({"items": ["Figs"], "count": 3})
    assert page.q(".item").text == "Figs"
    assert page.data["count"] == 3
    assert page.call_method("sum", 2, 5) == 7
    with pytest.raises(AppError, match="no method 'none'"):
        page.call_method("none")
    assert mini.app.evaluate("(a, b) => Promise.resolve({ a, b })", 1, [2]) == {"a": 1, "b": [2]}
    with pytest.raises(AppError, match="mine"):
        mini.app.evaluate("() => { throw new Error('mine') }")
    assert "3 apples" in page.text
    assert page.tree(2)["tag"] == "page"
    assert mini.app.screen_shot().startswith(b"\x89PNG")


def test_a_persons_finger_reaches_the_page(mini: MiniProgram, page: Page) -> None:
    mini.tap("#count", timeout=LIMIT_S)
    mini.tap(text="1 apples", timeout=LIMIT_S)
    mini.type("#name", "Grace", timeout=LIMIT_S)
    assert page.data["count"] == 2
    assert page.data["name"] == "Grace"
    with pytest.raises(ServerRefusedError, match="there is no #none on the screen"):
        mini.tap("#none", timeout=0.1)
    mini.app.navigate_to("pages/b/b")
    mini.back()
    assert mini.app.page == page


def test_the_phone_is_set(mini: MiniProgram) -> None:
    device = mini.device
    device.network.set(type="2g", latency=0)
    assert mini.app.call_wx_method("getNetworkType")["networkType"] == "2g"
    device.battery.set(level=5, low_power=True)
    assert mini.app.evaluate("wx.getBatteryInfoSync().level") == 5
    device.location.set(latitude=47.5, longitude=8.25)
    assert device.state("location.latitude") == 47.5
    device.scan.queue(["hello", {"outcome": "cancel"}])
    assert mini.app.call_wx_method("scanCode", {})["result"] == "hello"
    with pytest.raises(WxApiError, match="scanCode:fail cancel"):
        mini.app.call_wx_method("scanCode", {})
    device.clipboard.set("copied")
    assert mini.app.call_wx_method("getClipboardData")["data"] == "copied"
    device.apply("event:onMemoryWarning", detail={"level": 10})
    device.use("pixel-8")
    assert mini.app.system_info()["platform"] == "android"
    with pytest.raises(ServerRefusedError, match="no device 'none'"):
        device.use("none")
    mini.reset(device="iphone-15", theme="dark")
    assert device.state("system.theme") == "dark"


def test_answers_are_laid_out(mini: MiniProgram, page: Page) -> None:
    mini.app.mock_request(r"a\.example", success=["Plums"])
    mini.app.mock_request_once({"url": "list"}, fail="broken", reverse=True)
    page.call_method("fetch")
    sure(page.q("#seen")).to_have_text("request:fail broken")
    page.call_method("fetch")
    sure(page.locator(".item")).to_have_text("Plums")
    mini.app.restore_request()
    mini.app.mock_show_modal(False)
    page.call_method("ask")
    sure(page.q("#seen")).to_have_text("no")
    mini.app.mock_wx_method("getStorageSync", result=42)
    page.call_method("kept")
    sure(page.q("#seen")).to_have_text("42")
    mini.app.restore_wx_method("getStorageSync")
    mini.app.mock_wx_method("scanCode", result="tired", success=False)
    with pytest.raises(WxApiError, match="scanCode:fail tired"):
        mini.app.call_wx_method("scanCode", {})


def test_dialogs_are_answered(mini: MiniProgram, page: Page) -> None:
    page.call_method("ask")
    mini.native.handle_modal("确定", LIMIT_S)
    sure(page.q("#seen")).to_have_text("yes")
    page.call_method("ask")
    mini.native.handle_modal(False, LIMIT_S)
    sure(page.q("#seen")).to_have_text("no")
    page.call_method("record")
    mini.native.allow_authorize(False, LIMIT_S)
    sure(page.q("#seen")).to_contain_text("authorize:fail")


def test_what_happens_is_heard(mini: MiniProgram, page: Page) -> None:
    heard: queue.Queue[Any] = queue.Queue()
    stops = [
        mini.app.on("console", lambda line: heard.put(("console", line["args"]))),
        mini.app.on("call", lambda call: heard.put(("call", call["name"]))),
    ]
    mini.app.expose_function("note", lambda *args: heard.put(("note", args)))
    mini.app.evaluate("void console.log('a', 1)")
    assert heard.get(timeout=LIMIT_S) == ("console", ["a", 1])
    mini.app.evaluate("void note('b', [2])")
    assert heard.get(timeout=LIMIT_S) == ("note", ("b", [2]))
    mini.app.call_wx_method("getClipboardData")
    assert heard.get(timeout=LIMIT_S) == ("call", "getClipboardData")
    for stop in stops:
        stop()
    mini.app.hook_wx_method(
        "getClipboardData",
        before=lambda *args: heard.put("before"),
        callback=lambda result: heard.put(result["errMsg"]),
    )
    mini.app.evaluate("() => new Promise((done) => wx.getClipboardData({ success: done }))")
    assert [heard.get(timeout=LIMIT_S) for _ in range(2)] == ["before", "getClipboardData:ok"]
    mini.app.release_hook_wx_method("getClipboardData")
    mini.app.hook_current_page_method("add", lambda *args: heard.put(len(args)))
    page.q("#count").tap()
    assert heard.get(timeout=LIMIT_S) == 1
    sure(page.q("#count")).to_have_text("1 apples")
    assert [call["name"] for call in mini.log.calls()][-1] == "getClipboardData"
    assert mini.log.console()[0]["text"] == "a 1"


def test_time_passes_at_once_for_app_and_phone(mini: MiniProgram, page: Page) -> None:
    before = mini.clock.now()
    page.call_method("wait")
    mini.device.battery.ramp(80, 20, "10min")
    mini.clock.fast_forward("5min")
    sure(page.q("#seen")).to_have_text("five minutes")
    assert mini.device.state("battery.level") == pytest.approx(50, abs=5)
    mini.clock.pause()
    stood = mini.clock.now()
    assert stood - before >= 300
    assert mini.app.evaluate("Date.now()") == pytest.approx(stood * 1000, abs=1)
    mini.app.restart()
    assert mini.app.evaluate("Date.now()") == pytest.approx(stood * 1000, abs=1)
    mini.reset()
    assert mini.clock.now() < before + 300


def test_scenarios_are_recorded_and_played(mini: MiniProgram, tmp_path: Path) -> None:
    keys = [{"t": "5min", "state": {"battery": {"level": 5}}}, {"t": "5min", "text": "3 apples"}]
    tracks = [
        {"channel": "battery", "ramp": {"from": 50, "to": 5, "overMs": "5min"}},
        {"channel": "expect", "keys": keys},
    ]
    played = mini.scenario.play({"version": 1, "tracks": tracks})
    assert not played.ok
    assert [case["ok"] for case in played.cases] == [True, False, True]
    assert "“3 apples” is not on the screen" in played.failures()[0]
    with pytest.raises(ServerRefusedError, match=r"there is no channel “batery”"):
        mini.scenario.play({"version": 1, "tracks": [{"channel": "batery", "keys": []}]})
    mini.scenario.record()
    mini.tap("#count", timeout=LIMIT_S)
    mini.device.battery.set(level=9)
    file = tmp_path / "run.scenario.yaml"
    text = mini.scenario.stop(file)
    assert "#count" in text
    mini.reset()
    assert mini.scenario.play(file).ok
    assert mini.app.page.data["count"] == 1
    assert mini.device.state("battery.level") == 9


def test_a_phone_is_kept_and_put_back(mini: MiniProgram, page: Page, tmp_path: Path) -> None:
    page.set_data({"count": 6})
    page.call_method("keep")
    file = tmp_path / "phone.json"
    mini.snapshot.save(file)
    mini.reset()
    assert mini.app.evaluate("wx.getStorageSync('kept')") == ""
    mini.snapshot.load(file)
    assert mini.app.evaluate("wx.getStorageSync('kept')") == 6
    with pytest.raises(ServerRefusedError, match=r"Snapshot\.load"):
        mini.snapshot.load({"format": "none"})


def test_an_endless_loop_is_told_and_left(mini: MiniProgram) -> None:
    page = mini.app.navigate_to("pages/loop/loop")
    with pytest.raises(AppError, match="loops for ever"):
        page.call_method("spin")
    assert mini.reset().path == "pages/index/index"


def test_the_project_is_checked(mini: MiniProgram, project: Path) -> None:
    info = mini.project.info()
    assert (info["root"], info["entryPage"]) == (str(project), "pages/index/index")
    assert mini.project.check() == []
    assert "badge/badge.wxml" in mini.project.files()


def test_another_client_may_await(mini: MiniProgram) -> None:
    async def drive() -> str:
        async with await aio.connect(mini.endpoint) as other:
            page = await other.app.current_page()
            await (await page.q("#count")).tap()
            await aio.expect(page.locator("#count")).to_have_text("1 apples")
            return await page.text

    assert "1 apples" in asyncio.run(drive())


def test_a_server_that_dies_is_told(project: Path) -> None:
    with launch(project, timeout=LIMIT_S) as mini:
        assert mini.pid is not None
        os.kill(mini.pid, signal.SIGTERM)
        with pytest.raises(ConnectionLostError):
            _ask_for_ever(mini)


def _ask_for_ever(mini: MiniProgram) -> None:
    while True:
        with suppress(ServerRefusedError):  # while it ends
            mini.app.current_page()


_PARENT = """
import sys
from ide.automation import launch
mini = launch(sys.argv[1])
print(mini.endpoint, flush=True)
sys.stdin.read()
"""


def test_the_process_ends_with_the_one_that_has_launched_it(project: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(project)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout is not None
        endpoint = parent.stdout.readline().strip()
        with connect(endpoint) as other:
            parent.kill()
            parent.wait()
            with pytest.raises(ConnectionLostError):
                _ask_for_ever(other)


def test_what_cannot_be_launched_says_why(tmp_path: Path) -> None:
    with pytest.raises(ConnectionLostError, match=r"cannot be run \(exit code 2\).*app.json"):
        launch(tmp_path)


def test_the_tutorial_does_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "ide" / "automation" / "README.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
