"""What pages and elements send, and what they make of the answers."""

from __future__ import annotations

import queue
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ide.automation import MiniProgram, NotAsExpectedError, expect
from ide.automation.errors import ElementNotFoundError, ServerRefusedError, TimedOutError
from tests.patience import PATIENCE_MS
from tests.unit.ide.automation.speaking import Speaker

ONE = {"elementId": "e1", "tagName": "view"}
TWO = {"elementId": "e2", "tagName": "input", "nodeId": "n2"}


def found(*elements: dict[str, str]) -> dict[str, Any]:
    return {"elements": list(elements)}


def texts(**words: str) -> Any:
    return lambda params: {"properties": [words[params["elementId"]]]}


def test_a_page_is_sent_by_its_id(speaker: Speaker, mini: MiniProgram) -> None:
    page = mini.app.current_page()
    assert (page.path, page.query) == ("pages/a/a", {"x": "1"})
    speaker.answers["Page.getData"] = lambda params: {"data": params.get("path", "all")}
    assert page.data == "all"
    assert page.get_data("list[0]") == "list[0]"
    page.set_data({"a": 1})
    speaker.answers["Page.callMethod"] = {"result": 3}
    assert page.call_method("add", 1, 2) == 3
    speaker.answers["Page.getWindowProperties"] = lambda params: {
        "properties": [len(name) for name in params["names"]]
    }
    assert page.size == {"width": 36, "height": 37}
    assert page.scroll_top == 23
    page.scroll_to(40)
    assert speaker.said("Page.setData") == [{"pageId": 7, "data": {"a": 1}}]
    assert speaker.said("Page.callMethod") == [{"pageId": 7, "method": "add", "args": [1, 2]}]
    assert speaker.said("App.callWxMethod") == [
        {"method": "pageScrollTo", "args": [{"scrollTop": 40, "duration": 0}]}
    ]


def test_an_element_is_waited_for(speaker: Speaker, mini: MiniProgram) -> None:
    looks = iter([found(), found(), found(ONE)])
    speaker.answers["Page.getElements"] = lambda params: next(looks)
    element = mini.app.page.q(".late")
    assert (element.id, element.tag_name, element.is_custom) == ("e1", "view", False)
    assert len(speaker.said("Page.getElements")) == 3
    assert [one["since"] for one in speaker.said("App.waitChange")] == [None, 1]


def test_an_element_that_is_not_there_tells_what_is(speaker: Speaker, mini: MiniProgram) -> None:
    def showing(params: Mapping[str, Any]) -> Mapping[str, Any]:
        return found(ONE) if str(params.get("text", "")) in "Other" else found()

    speaker.answers["Page.getElements"] = showing
    speaker.answers["Page.getText"] = {"text": "Other\n things"}
    page = mini.app.page
    with pytest.raises(ElementNotFoundError) as told:
        page.q(".x", "Words", timeout=0)
    assert str(told.value) == (
        "There is no .x with “Words” on pages/a/a; there can be read: Other things"
    )
    assert not page.element_is_exists(".x", "Words")
    assert page.element_is_exists(".x", "Oth")


def test_an_element_has_what_the_sdk_offers(speaker: Speaker, mini: MiniProgram) -> None:
    speaker.answers["Page.getElements"] = found(ONE, TWO)
    view, field = mini.app.page.qq(".any")
    speaker.answers["Element.getDOMProperties"] = lambda params: {
        "properties": [len(name) for name in params["names"]]
    }
    speaker.answers["Element.getOffset"] = {"left": 10, "top": 20}
    speaker.answers["Element.getStyles"] = {"styles": ["red"]}
    speaker.answers["Element.getAttributes"] = {"attributes": [None]}
    speaker.answers["Element.getWXML"] = lambda params: {"wxml": params["type"]}
    speaker.answers["Element.getProperties"] = lambda params: {
        "properties": [{"value": True} if params["names"] == ["__propPublic"] else "typed"]
    }
    assert view.rect == {"width": 11, "height": 12, "left": 10, "top": 20}
    assert (view.style("color"), view.attribute("id")) == ("red", None)
    assert (view.wxml, view.outer_wxml) == ("inner", "outer")
    assert field.value == "typed"
    with pytest.raises(ServerRefusedError, match="input has no property checked, only value"):
        field.property("checked")
    view.tap()
    field.input("abc")
    view.trigger("change", {"value": 1})
    assert speaker.said("Element.tap") == [{"elementId": "e1", "pageId": 7}]
    assert speaker.said("Element.callFunction") == [
        {
            "functionName": "input.input",
            "args": ["abc"],
            "elementId": "e2",
            "pageId": 7,
            "nodeId": "n2",
        }
    ]
    with pytest.raises(ServerRefusedError, match="takes no text"):
        view.input("abc")


def test_a_drag_goes_from_the_middle(speaker: Speaker, mini: MiniProgram) -> None:
    speaker.answers["Page.getElements"] = found(ONE)
    speaker.answers["Element.getDOMProperties"] = {"properties": [20, 40]}
    speaker.answers["Element.getOffset"] = {"left": 100, "top": 200}
    mini.app.page.q("view").move(5, -7)
    (down,), (moved,) = speaker.said("Element.touchstart"), speaker.said("Element.touchmove")
    assert (down["touches"][0]["pageX"], down["touches"][0]["pageY"]) == (110, 220)
    assert (moved["touches"][0]["pageX"], moved["touches"][0]["pageY"]) == (115, 213)
    assert speaker.said("Element.touchend")[0]["touches"] == []


def test_a_wait_ends_when_it_is_so_or_too_late(speaker: Speaker, mini: MiniProgram) -> None:
    page = mini.app.page
    values = iter([False, 0, "yes"])
    assert page.wait_for(lambda: next(values))
    with pytest.raises(TimedOutError, match="the condition did not come true on pages/a/a"):
        page.wait_for(lambda: False, timeout=0)
    speaker.answers["Page.getElements"] = found()
    with pytest.raises(TimedOutError, match=r"\.x did not come true"):
        page.wait_for(".x", timeout=0)


def test_an_expectation_looks_anew_until_it_is_so(speaker: Speaker, mini: MiniProgram) -> None:
    speaker.answers["Page.getElements"] = found(ONE)
    words = iter(["1", "1", " 2\n apples "])
    speaker.answers["Element.getDOMProperties"] = lambda params: {"properties": [next(words)]}
    expect(mini.app.page.q(".count")).to_have_text("2 apples")
    # once to find it, then once for each look
    assert len(speaker.said("Page.getElements")) == 4


def test_an_expectation_that_fails_says_what_is_there(speaker: Speaker, mini: MiniProgram) -> None:
    page = mini.app.page
    speaker.answers["Page.getElements"] = found(ONE, TWO)
    speaker.answers["Element.getDOMProperties"] = texts(e1="1", e2="2")
    speaker.answers["Page.getData"] = {"data": {"a": {"b": [1]}, "c": 2}}
    for check, sentence in (
        (
            lambda e: e.to_have_text("9"),
            "Expected .x to have the text “9” within 0 s: it reads “1”",
        ),
        (lambda e: e.to_have_count(3), "Expected .x to be 3 within 0 s: there are 2"),
        (lambda e: e.never.to_exist(), "Expected .x not to exist within 0 s: there are 2"),
    ):
        with pytest.raises(NotAsExpectedError) as told:
            check(expect(page.locator(".x"), timeout=0))
        assert str(told.value) == sentence
    expect(page.locator(".x").nth(-1)).to_contain_text("2").never.to_contain_text("1")
    expect(page.qq(".x")).to_have_count(2)
    expect(page).to_have_data({"a": {"b": [1]}}).never.to_have_data({"a": {"b": [2]}})
    expect(page).to_have_path("/pages/a/a")
    speaker.answers["Page.getElements"] = found()
    expect(page.locator(".x")).to_be_hidden().to_have_count(0)


def test_what_is_waited_for_takes_the_client_s_patience(
    speaker: Speaker, mini: MiniProgram
) -> None:
    assert mini.patience == 10
    mini.patience = 0
    page = mini.app.page
    speaker.answers["Page.getElements"] = found()
    with pytest.raises(ElementNotFoundError):
        page.q(".none")
    with pytest.raises(NotAsExpectedError, match="within 0 s"):
        expect(page.locator(".none")).to_exist()
    speaker.answers["Log.calls"] = {"calls": []}
    with pytest.raises(TimedOutError, match="within 0 s"):
        mini.log.wait_for_call("login")
    mini.patience = 25
    mini.tap(".x")
    assert speaker.said("Input.do")[-1]["timeout"] == 25


def test_a_navigation_ends_when_the_app_is_idle(speaker: Speaker, mini: MiniProgram) -> None:
    page = mini.app.navigate_to("pages/a/a?x=1")
    assert page.id == 7
    names = [name for name, _ in speaker.heard]
    assert names[-3:] == ["App.callWxMethod", "App.waitIdle", "App.getCurrentPage"]
    mini.app.navigate_back(2)
    assert speaker.said("App.callWxMethod") == [
        {"method": "navigateTo", "args": [{"url": "/pages/a/a?x=1"}]},
        {"method": "navigateBack", "args": [{"delta": 2}]},
    ]


@pytest.mark.parametrize(
    ("code", "sent"),
    [
        ("1 + 1", "() => (1 + 1)"),
        ("getApp().globalData;", "() => (getApp().globalData)"),
        ("() => 1", "() => 1"),
        ("async (a, b) => a", "async (a, b) => a"),
        ("function () { return 1 }", "function () { return 1 }"),
        ("x => x", "x => x"),
        ("({ a }) => a", "({ a }) => a"),
        ("list.map(x => x)", "() => (list.map(x => x))"),
    ],
)
def test_an_expression_becomes_a_function(
    speaker: Speaker, mini: MiniProgram, code: str, sent: str
) -> None:
    mini.app.evaluate(code, 5)
    assert speaker.said("App.callFunction") == [{"functionDeclaration": sent, "args": [5]}]


def test_what_is_hidden_is_not_visible(speaker: Speaker, mini: MiniProgram) -> None:
    speaker.answers["Page.getElements"] = found(ONE)
    speaker.answers["Element.getDOMProperties"] = {"properties": [10, 10]}
    styles = {"visibility": "visible", "opacity": "0"}
    speaker.answers["Element.getStyles"] = lambda params: {
        "styles": [styles[name] for name in params["names"]]
    }
    one = mini.app.page.locator("view")
    expect(one).to_be_hidden()
    with pytest.raises(NotAsExpectedError, match="its opacity is 0"):
        expect(one, timeout=0).to_be_visible()
    styles["opacity"] = "1"
    expect(one).to_be_visible()


def test_calls_under_way_are_counted(speaker: Speaker, mini: MiniProgram) -> None:
    row = {"name": "request", "ended": None, "waiting": False}
    rows = iter([[row, row], [row, {**row, "waiting": True}], [{**row, "ended": 1}]])
    speaker.answers["Log.calls"] = lambda params: {"calls": next(rows)}
    assert mini.app.wait_util(1)
    assert mini.app.wait_util()
    speaker.answers["Log.calls"] = {"calls": [row]}
    assert not mini.app.wait_util(max_timeout=0)


def test_reports_and_measures_are_handed_out(
    speaker: Speaker, mini: MiniProgram, tmp_path: Path
) -> None:
    speaker.answers["Tool.stopAudits"] = {"data": '{"score": 90}', "report": "<html>"}
    page = tmp_path / "audit.html"
    assert mini.app.stop_audits(page) == {"score": 90}
    assert page.read_text("utf-8") == "<html>"
    entries = [{"entryType": "script"}, {"entryType": "render"}]
    speaker.answers["App.callFunction"] = {"result": entries}
    assert mini.app.get_perf_time(["render"]) == entries[1:]
    speaker.answers["Scenario.play"] = {"ok": False, "cases": []}
    assert not mini.scenario.play({"version": 1}, speed=2)
    assert speaker.said("Scenario.play") == [{"document": {"version": 1}, "speed": 2}]


def test_all_hooks_of_a_client_share_a_binding(speaker: Speaker, mini: MiniProgram) -> None:
    heard: queue.Queue[Any] = queue.Queue()
    for name in ("request", "login", "request"):
        mini.app.hook_wx_method(name, before=partial(heard.put, f"wx {name}"))
    mini.app.hook_current_page_method("request", partial(heard.put, "page"))
    (binding,) = {one["name"] for one in speaker.said("App.addBinding")}
    assert {one["args"][1] for one in speaker.said("App.callFunction")} == {binding}
    hooks = [one["args"][2] for one in speaker.said("App.callFunction")]
    assert hooks == ["wx.request", "wx.login", "wx.request", "page.request"]
    mini.app.release_hook_wx_method("login")
    speaker.tell("App.bindingCalled", name="another", args=[])
    for hook in (hooks[1], hooks[0], hooks[3]):
        speaker.tell("App.bindingCalled", name=binding, args=[hook, "after"])
        speaker.tell("App.bindingCalled", name=binding, args=[hook, "before"])
    assert [heard.get(timeout=PATIENCE_MS / 1000) for _ in range(2)] == ["wx request", "page"]
