"""Shared cards and their tickets, other mini-programs, cards of the holder, channels."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apimock import other_apps, sharing
from apimock.calls import Outcome
from tests.unit.apimock.bench import Bench
from tests.unit.apimock.test_people import opened


def share(bench: Bench, to: str, **card: Any) -> dict[str, Any]:
    bench.start("share", {"title": "T", "path": "/pages/b?id=3", **card}, gesture=True)
    bench.answer("send", {"to": to})
    return dict(bench.device.apps.shared[-1])


def test_a_card_for_a_friend_opens_with_1007(bench: Bench) -> None:
    card = share(bench, "ben")
    assert "shareTicket" not in card
    sharing.open_card(bench.phone, card["id"], "ben")
    assert bench.device.user.persona == "ben"
    (entered,) = bench.named("$enter")
    assert (entered["scene"], entered["path"], entered["query"]) == (1007, "pages/b", {"id": "3"})
    assert bench.phone.scene == 1007
    assert bench.call("getGroupEnterInfo").result["errCode"] == 65206


def test_a_group_card_bears_a_ticket_when_the_app_wants_one(bench: Bench) -> None:
    sharing.open_card(bench.phone, share(bench, "walkers")["id"])
    assert bench.named("$enter")[-1]["scene"] == 1008
    reply = bench.call("updateShareMenu", {"withShareTicket": True})
    assert reply.outcome is Outcome.PERFORM, "the runtime shows the menu"
    card = share(bench, "walkers")
    sharing.open_card(bench.phone, card["id"], "carla")
    entered = bench.named("$enter")[-1]
    assert (entered["scene"], entered["shareTicket"]) == (1044, card["shareTicket"])
    assert "openGId" not in entered, "only the platform knows it"
    info = bench.ok("getShareInfo", {"shareTicket": card["shareTicket"]})
    group = opened(info, bench.device.user.session_key)
    assert group["openGId"] == "gMinideckWalkers0000000001"
    assert opened(bench.ok("getGroupEnterInfo"), bench.device.user.session_key)["openGId"]
    assert bench.call("getShareInfo", {"shareTicket": "other"}).result["errCode"] == 40097
    assert bench.ok("authPrivateMessage", {"shareTicket": card["shareTicket"]})["valid"] is True


def test_a_private_message_is_for_its_group_only(bench: Bench) -> None:
    bench.call("updateShareMenu", {"withShareTicket": True})
    card = share(bench, "class")
    sharing.open_card(bench.phone, card["id"], "carla")
    assert bench.ok("authPrivateMessage", {"shareTicket": card["shareTicket"]})["valid"] is False


def test_moments_open_as_a_single_page(bench: Bench) -> None:
    card = share(bench, "", kind="timeline", path=None, query="a=1")
    bench.phone.route_stack = ("pages/home",)
    sharing.open_card(bench.phone, card["id"])
    entered = bench.named("$enter")[-1]
    assert (entered["scene"], entered["path"], entered["query"]) == (1154, "pages/home", {"a": "1"})
    with pytest.raises(KeyError):
        sharing.open_card(bench.phone, "none")


@pytest.mark.parametrize(
    ("api", "parameter"), [("shareFileMessage", "filePath"), ("shareVideoMessage", "videoPath")]
)
def test_files_are_looked_at_before_they_are_sent(bench: Bench, api: str, parameter: str) -> None:
    message = bench.fails(api, {parameter: "wxfile://tmp/none"}, gesture=True)
    assert "no such file" in message
    path = bench.phone.files.add_temporary(b"12345", ".bin")
    bench.start(api, {parameter: path}, gesture=True)
    bench.answer("send", {"to": "ben"})
    assert bench.device.apps.shared[-1]["size"] == 5


def test_to_another_mini_program_and_back_with_data(bench: Bench) -> None:
    bench.start("navigateToMiniProgram", {"appId": "wx2", "extraData": {"a": 1}})
    bench.answer("go")
    assert bench.named("$leave") == [{"reason": 1}]
    assert bench.device.apps.foreground is False
    other_apps.come_back(bench.phone, {"answer": 42})
    (entered,) = bench.named("$enter")
    assert entered == {
        "scene": 1038,
        "referrerInfo": {"appId": "wx2", "extraData": {"answer": 42}},
    }
    assert bench.device.apps.foreground is True
    assert bench.phone.asking.open == (), "its stub is gone from the screen"
    with pytest.raises(other_apps.NotAwayError):
        other_apps.come_back(bench.phone)


def test_back_only_to_who_opened_the_app(bench: Bench) -> None:
    for api in ("navigateBackMiniProgram", "postMessageToReferrerMiniProgram"):
        assert bench.fails(api) == f"{api}:fail no referrer"
    other_apps.open_from(bench.phone, "wx3", "pages/b?c=1", {"token": "t"})
    entered = bench.named("$enter")[-1]
    assert (entered["scene"], entered["referrerInfo"]["extraData"]) == (1037, {"token": "t"})
    bench.ok("postMessageToReferrerMiniProgram", {"extraData": {"m": 1}})
    bench.ok("navigateBackMiniProgram", {"extraData": {"done": True}})
    assert bench.device.apps.jumps[-1] == {
        "back": True,
        "appId": "wx3",
        "extraData": {"done": True},
    }
    assert bench.device.apps.foreground is False


def test_an_embedded_app_lies_over_this_one(bench: Bench) -> None:
    bench.start("openEmbeddedMiniProgram", {"appId": "wx2"}, gesture=True)
    bench.answer("go")
    assert bench.device.apps.foreground is True
    assert bench.device.apps.away["embedded"] is True
    bench.answer("back")
    assert bench.device.apps.away == {}
    assert bench.named("$enter") == []


def test_cards_are_added_then_shown(bench: Bench) -> None:
    cards = [{"cardId": "c1", "cardExt": '{"code": "777"}'}, {"cardId": "c2", "cardExt": "{}"}]
    replies = bench.start("addCard", {"cardList": cards})
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "addCard:fail cancel"
    replies = bench.start("addCard", {"cardList": cards})
    bench.answer("ok")
    first, second = replies[0].result["cardList"]
    assert (first["code"], first["isSuccess"], len(second["code"])) == ("777", True, 12)
    shown = {"cardList": [{"cardId": "c2", "code": second["code"]}]}
    replies = bench.start("openCard", shown)
    bench.answer("ok")
    assert replies[0].outcome is Outcome.OK
    bench.device.user.persona = "ben"
    assert bench.fails("openCard", shown) == "openCard:fail card not found"


def test_invoices(bench: Bench) -> None:
    replies = bench.start("chooseInvoice")
    bench.answer("choose")
    (invoice,) = json.loads(replies[0].result["invoiceInfo"])
    assert invoice["card_id"] == "receipt-0001"
    replies = bench.start("chooseInvoiceTitle")
    bench.answer("choose", {"index": 1})
    assert (replies[0].result["type"], replies[0].result["title"]) == ("1", "张三")
    bench.device.address.receipts = []
    replies = bench.start("chooseInvoice")
    bench.answer("choose")
    assert replies[0].result["errMsg"] == "chooseInvoice:fail cancel"


def test_channels_as_entered(bench: Bench) -> None:
    name = {"finderUserName": "sph1"}
    assert bench.call("getChannelsLiveInfo", name).result["errno"] == 1416100
    bench.device.apps.channels = {"sph1": {"live": {"status": 2, "nickname": "Tea"}}}
    info = bench.ok("getChannelsLiveInfo", name)
    assert (info["status"], info["nickname"], info["otherInfos"]) == (2, "Tea", [])
    assert bench.call("getChannelsLiveNoticeInfo", name).result["errno"] == 1416104


def test_pages_of_the_client_are_noted(bench: Bench) -> None:
    bench.start("openChannelsLive", {"finderUserName": "sph1"})
    bench.answer("open")
    (page,) = bench.device.apps.client_pages
    assert page["page"] == "openChannelsLive"
