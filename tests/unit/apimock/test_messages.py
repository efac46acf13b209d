"""Subscribe messages: consent, permits, inbox; customer service."""

from __future__ import annotations

from typing import Any

import pytest

from apimock import inbox
from apimock.calls import Outcome, Reply
from tests.unit.apimock.bench import Bench

TEMPLATES = [
    {"id": "order", "title": "Order", "keywords": ["thing1", "amount2"], "type": "once"},
    {"id": "order-again", "title": "Order", "keywords": [], "type": "once"},
    {"id": "news", "title": "News", "keywords": [], "type": "always"},
]
DATA = {"thing1": {"value": "Tea"}, "amount2": {"value": "19.99"}}


def subscribe(bench: Bench, *templates: str) -> list[Reply]:
    return bench.start("requestSubscribeMessage", {"tmplIds": list(templates)}, gesture=True)


def send(bench: Bench, **fields: Any) -> int:
    answer = inbox.send_subscribe(bench.phone, "order", fields.pop("data", DATA), **fields)
    return int(answer["errcode"])


def test_one_consent_is_one_message_that_opens_its_page(bench: Bench) -> None:
    bench.device.apps.templates = TEMPLATES
    assert send(bench) == 43101
    subscribe(bench, "order")
    assert bench.phone.asking.open[0].facts["titles"] == ["Order"]
    bench.answer("allow")
    subscribe(bench, "order")
    bench.answer("allow")
    assert bench.device.apps.permits == {"order": 2}
    assert [send(bench, page="pages/order?id=7") for _ in range(3)] == [0, 0, 43101]
    first, second = bench.device.user.inbox
    assert (first["title"], first["data"], first["read"]) == (
        "Order", {"thing1": "Tea", "amount2": "19.99"}, False,
    )  # fmt: skip
    inbox.open_message(bench.phone, second["id"])
    assert [one["read"] for one in bench.device.user.inbox] == [False, True]
    assert bench.named("$leave") == [{"reason": 0}]
    (entered,) = bench.named("$enter")
    assert (entered["scene"], entered["path"], entered["query"]) == (
        1107, "pages/order", {"id": "7"},
    )  # fmt: skip
    with pytest.raises(KeyError):
        inbox.open_message(bench.phone, "none")


def test_rejected_sends_nothing(bench: Bench) -> None:
    subscribe(bench, "order")
    bench.answer("reject")
    assert (bench.device.apps.permits, send(bench)) == ({}, 43101)


def test_messages_reach_a_person_who_does_not_hold_the_phone(bench: Bench) -> None:
    subscribe(bench, "order")
    bench.answer("allow")
    bench.device.user.persona = "ben"
    assert send(bench) == 43101
    assert send(bench, to="oMinideckAnna000000000000001") == 0
    assert bench.device.user.inbox == []
    bench.device.user.persona = "anna"
    assert len(bench.device.user.inbox) == 1
    assert send(bench, to="nobody") == 40003


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"thing1": "Tea"}, "data.amount2.value is empty"),
        ({**DATA, "colour": "red"}, "data.colour is no keyword"),
        ({**DATA, "thing1": "x" * 21}, "data.thing1.value has more than 20 characters"),
    ],
)
def test_data_has_to_fit_the_template(bench: Bench, data: dict[str, Any], words: str) -> None:
    bench.device.apps.templates = TEMPLATES
    answer = inbox.send_subscribe(bench.phone, "order", data)
    assert answer == {"errcode": 47003, "errmsg": f"argument invalid! {words}"}
    assert inbox.send_subscribe(bench.phone, "none", data)["errcode"] == 40037


@pytest.mark.parametrize(
    ("templates", "code"),
    [([], 10001), (list("abcdef"), 20003), (["order", "none"], 20001), (["order", "news"], 20002)],
)
def test_codes(bench: Bench, templates: list[str], code: int) -> None:
    bench.device.apps.templates = TEMPLATES
    assert subscribe(bench, *templates)[0].result["errCode"] == code


def test_a_second_template_of_the_same_title_is_filtered(bench: Bench) -> None:
    bench.device.apps.templates = TEMPLATES
    replies = subscribe(bench, "order", "order-again")
    bench.answer("allow")
    assert (replies[0].result["order"], replies[0].result["order-again"]) == ("accept", "filter")


def test_standing_consent_is_used_up_by_no_message(bench: Bench) -> None:
    bench.device.apps.templates = TEMPLATES
    subscribe(bench, "news")
    bench.answer("allow")
    for _ in range(3):
        assert inbox.send_subscribe(bench.phone, "news", {})["errcode"] == 0


def test_always_is_answered_without_asking_again_and_still_permits(bench: Bench) -> None:
    subscribe(bench, "order")
    bench.answer("allow", {"always": True})
    assert subscribe(bench, "order")[0].outcome is Outcome.OK
    assert bench.device.apps.permits == {"order": 2}


def test_customer_service_answers_with_cards_and_links(bench: Bench) -> None:
    params = {"extInfo": {"url": "https://work.example.com/kf"}, "corpId": "ww1"}
    card = {
        "showMessageCard": True,
        "sendMessageTitle": "Bike 7",
        "sendMessagePath": "pages/b?id=7",
    }
    bench.start("openCustomerServiceChat", {**params, **card}, gesture=True)
    bench.answer("open")
    inbox.agent_says(bench.phone, "text", {"text": "Hello"})
    inbox.agent_says(bench.phone, "card", {"title": "Offer", "path": "pages/offer?x=1"})
    inbox.agent_says(bench.phone, "link", {"title": "Help", "path": "pages/help"})
    kinds = [(one["from"], one["kind"]) for one in bench.device.apps.chats]
    assert kinds == [("app", "card"), ("agent", "text"), ("agent", "card"), ("agent", "link")]
    for number in ("chat-3", "chat-4"):
        inbox.open_chat_item(bench.phone, number)
    assert [one["scene"] for one in bench.named("$enter")] == [1073, 1081]
    with pytest.raises(KeyError):
        inbox.open_chat_item(bench.phone, "chat-2")


def test_the_person_talks_to_customer_service_until_a_card_leads_back(bench: Bench) -> None:
    card = {"showMessageCard": True, "sendMessageTitle": "Bike 7", "sendMessagePath": "pages/b"}
    replies = bench.start("contact", card, gesture=True)
    bench.answer("send", {"text": " Where is it? "})
    inbox.agent_says(bench.phone, "card", {"title": "Here", "path": "pages/map?at=3"})
    assert replies == []
    said = [(one["from"], one.get("text") or one["title"]) for one in bench.device.apps.chats]
    assert said == [("app", "Bike 7"), ("person", "Where is it?"), ("agent", "Here")]
    bench.answer("card", {"id": "chat-3"})
    assert replies[0].result["path"] == "pages/map"
    assert replies[0].result["query"] == {"at": "3"}
    assert bench.named("$enter")[-1] == {
        "scene": 1073,
        "referrerInfo": {},
        "path": "pages/map",
        "query": {"at": "3"},
    }
    assert bench.device.apps.entered["scene"] == 1073


def test_an_answer_laid_out_beforehand_does_not_talk_for_ever(bench: Bench) -> None:
    replies = bench.start("contact", {}, gesture=True)
    bench.answer("send")
    assert replies[0].result["errMsg"] == "contact:fail cancel"


def test_the_contact_button_tells_which_card_brought_the_person_back(bench: Bench) -> None:
    replies = bench.start("contact", {"sendMessagePath": "pages/a?b=1&c=2"}, gesture=True)
    bench.answer("card")
    assert replies[0].result["path"] == "pages/a"
    assert replies[0].result["query"] == {"b": "1", "c": "2"}
    assert bench.fails("openCustomerServiceChat", {"extInfo": {}, "corpId": "w"}, gesture=True) == (
        "openCustomerServiceChat:fail extInfo.url is invalid"
    )
