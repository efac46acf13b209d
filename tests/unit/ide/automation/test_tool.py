"""``Tool.…`` and ``Tool.native`` as far as they need no engine."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from apimock import calls
from ide.automation.server.server import Server
from ide.launch.clearing import KINDS
from tests.unit.ide.automation.wired import Caller, FakeTarget


@pytest.fixture
def caller(qtbot: QtBot, server: Server) -> Caller:
    return Caller(qtbot, server.address).ready()


def test_compiling_is_answered_when_the_app_runs(caller: Caller, target: FakeTarget) -> None:
    target.player.start_again()
    caller.ask(1, "Tool.compile")
    caller.ask(2, "Tool.getInfo")
    caller.answer(2)
    assert target.done == ["compile"]
    assert [one["id"] for one in caller.frames] == [2]
    target.player.launch()
    assert caller.answer(1)["result"] == {}


def test_what_does_not_compile_is_told(caller: Caller, target: FakeTarget) -> None:
    target.problem = "unexpected token (app.js:3)"
    caller.ask(1, "Tool.compile")
    assert "unexpected token (app.js:3)" in caller.answer(1)["error"]["message"]


@pytest.mark.parametrize(
    ("params", "cleared"),
    [
        ({}, KINDS),
        ({"clean": "all"}, KINDS),
        ({"clean": "session"}, ("login",)),
        ({"types": ["file", "auth", "storage"]}, ("files", "permissions", "storage")),
    ],
)
def test_kinds_are_cleared_by_either_name(
    caller: Caller, target: FakeTarget, params: dict[str, Any], cleared: tuple[str, ...]
) -> None:
    target.player.start_again()
    caller.ask(1, "Tool.clearCache", **params)
    caller.ask(2, "Tool.getInfo")
    caller.answer(2)
    assert target.done == [("clear", cleared)]
    target.player.launch()
    assert "result" in caller.answer(1)


def test_what_cannot_be_cleared_is_told(caller: Caller, target: FakeTarget) -> None:
    caller.ask(1, "Tool.clearCache", clean="disk")
    assert "disk cannot be cleared" in caller.answer(1)["error"]["message"]
    assert target.done == []


def test_a_consent_is_given_when_it_is_asked_for(caller: Caller, target: FakeTarget) -> None:
    replies: list[calls.Reply] = []
    caller.ask(1, "Tool.native", method="authorizeAllow")
    target.phone.call(calls.Call("getLocation", {"type": "wgs84"}, False), replies.append)
    assert caller.answer(1)["result"] == {}
    assert [one.outcome for one in replies] == [calls.Outcome.OK]
    assert target.phone.device.permissions.scopes["scope.userLocation"] == "allowed"


def test_a_payment_is_given_up(qtbot: QtBot, caller: Caller, target: FakeTarget) -> None:
    replies: list[calls.Reply] = []
    order = {"timeStamp": "1", "nonceStr": "n", "package": "prepay_id=7", "paySign": "s"}
    pay = calls.Call("requestPayment", {**order, "signType": "MD5"}, False, gesture=True)
    target.phone.call(pay, replies.append)
    assert [one.kind for one in target.phone.asking.open] == ["payment"]
    caller.ask(1, "Tool.native", method="closePaymentDialog")
    assert caller.answer(1)["result"] == {}
    qtbot.waitUntil(lambda: bool(replies))
    assert replies[0].result["errMsg"] == "requestPayment:fail cancel"


def test_a_sheet_that_never_comes_is_told(caller: Caller, target: FakeTarget) -> None:
    caller.ask(1, "Tool.native", method="shareConfirm")
    assert caller.answer(1)["error"]["message"] == "a share sheet is not open."
    caller.ask(2, "Tool.native", method="flyAway")
    assert "these are: authorizeAllow" in caller.answer(2)["error"]["message"]


def test_pictures_need_a_phone_that_is_drawn(caller: Caller, target: FakeTarget) -> None:
    target.use_player(None)
    caller.ask(1, "App.captureScreenshot")
    assert "not on the screen" in caller.answer(1)["error"]["message"]


def test_the_app_is_ended(caller: Caller, target: FakeTarget) -> None:
    caller.ask(1, "App.exit")
    assert caller.answer(1)["result"] == {}
    assert target.done == ["end_app"]


@pytest.mark.parametrize("method", ["Tool.getTicket", "Tool.enableRemoteDebug"])
def test_what_needs_an_account_is_refused_by_name(caller: Caller, method: str) -> None:
    caller.ask(1, method)
    assert caller.answer(1)["error"]["message"].startswith(f"{method} is not answered here: it ")


def test_a_tab_bar_of_the_apps_own_is_not_tapped(
    qtbot: QtBot, caller: Caller, target: FakeTarget
) -> None:
    tabs = [{"pagePath": "pages/a/a"}, {"pagePath": "pages/b/b"}]
    player = target.player
    player.bundle.manifest["app"] = {"tabBar": {"custom": True, "list": tabs}}
    caller.ask(1, "Tool.native", method="switchTab", data={"url": "/pages/b/b"})
    qtbot.waitUntil(lambda: bool(player.heard))
    wanted = {"type": "navigate", "action": "switchTab", "url": "/pages/b/b", "delta": 0}
    assert player.heard == [wanted]
    player.show("pages/b/b")
    assert caller.answer(1)["result"] == {}
    caller.ask(2, "Tool.native", method="switchTab", data={"url": "pages/b/b"})
    assert caller.answer(2)["result"] == {}
    assert len(player.heard) == 1


def test_home_is_reached_when_its_page_is_ready(
    qtbot: QtBot, caller: Caller, target: FakeTarget
) -> None:
    player = target.player
    player.show("pages/a/a", "pages/b/b")
    caller.ask(1, "Tool.native", method="goHome")
    qtbot.waitUntil(lambda: bool(player.heard))
    caller.ask(2, "Tool.getInfo")
    caller.answer(2)
    assert [one["id"] for one in caller.frames] == [2]
    player.show("pages/a/a")
    assert caller.answer(1)["result"] == {}
    player.show("pages/b/b")
    caller.ask(3, "Tool.native", method="navigateLeft")
    assert "only one is open" in caller.answer(3)["error"]["message"]
