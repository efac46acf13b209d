"""Payment: the sheet, its outcomes, the ledger."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from apimock import accounts, ledger, payments, wording
from apimock.app import AppFacts
from apimock.calls import Outcome
from apimock.permissions import UNATTENDED
from apimock.queues import End
from apimock.rules import Scripted
from tests.unit.apimock.bench import Bench

ORDER = {
    "timeStamp": "1700000000",
    "nonceStr": "n",
    "package": "prepay_id=wx1",
    "signType": "RSA",
    "paySign": "s",
}


def state(bench: Bench) -> str:
    return str(bench.device.payment.orders[-1]["state"])


def test_paid(bench: Bench) -> None:
    replies = bench.start("requestPayment", ORDER)
    assert state(bench) == "NOTPAY"
    assert bench.phone.log.pending(waiting=False) == (), "a sheet does not keep the page busy"
    bench.answer("ok")
    assert replies[0].result == {"errMsg": "requestPayment:ok"}
    assert state(bench) == "SUCCESS"


@pytest.mark.parametrize(
    ("choice", "message", "errno"),
    [
        ("cancel", "requestPayment:fail cancel", None),
        ("no-permission", "requestPayment:fail jsapi has no permission", 102),
        ("realname", "requestPayment:fail need realname verify before payment", 701002),
        ("limited", "requestPayment:fail limited use", 700001),
        ("fail", "requestPayment:fail", 700000),
        ("insufficient", "requestPayment:fail cancel", None),
        ("timeout", "requestPayment:fail timeout", 5),
    ],
)
def test_not_paid(bench: Bench, choice: str, message: str, errno: int | None) -> None:
    replies = bench.start("requestPayment", ORDER)
    bench.answer(choice)
    assert replies[0].result["errMsg"] == message
    assert replies[0].result.get("errno") == errno
    assert state(bench) == "NOTPAY"


def test_second_attempt_is_the_same_order(bench: Bench) -> None:
    bench.start("requestPayment", ORDER)
    bench.answer("cancel")
    bench.start("requestPayment", ORDER)
    bench.answer("ok")
    (order,) = bench.device.payment.orders
    assert (order["attempts"], order["state"]) == (2, "SUCCESS")
    assert bench.fails("requestPayment", ORDER) == "requestPayment:fail the order has been paid"


def test_numeric_time_stamp_is_refused_as_by_the_client(bench: Bench) -> None:
    assert bench.fails("requestPayment", {**ORDER, "timeStamp": 1700000000}) == (
        "requestPayment:fail parameter error: "
        "parameter.timeStamp should be String instead of Number;"
    )
    assert bench.device.payment.orders == []


def test_unattended_pays_at_once() -> None:
    bench = Bench(UNATTENDED)
    bench.ok("requestPayment", ORDER)
    assert [order["state"] for order in bench.device.payment.orders] == ["SUCCESS"]


def test_queue_of_outcomes(bench: Bench) -> None:
    bench.phone.queues.set("requestPayment", [Scripted("cancel"), Scripted()], End.LAST)
    assert bench.fails("requestPayment", ORDER) == "requestPayment:fail cancel"
    bench.ok("requestPayment", ORDER)
    bench.ok("requestPayment", ORDER)


def test_every_outcome_of_the_table_is_offered_somewhere() -> None:
    offered = {one.id for api in APIS for one in payments.choices(api)}
    assert offered == {"ok", "cancel", "fail", "no-permission", "realname", "limited"} | {
        "insufficient", "timeout", "lost", "hang",
    }  # fmt: skip


APIS = ("requestPayment", "requestOrderPayment", "requestMerchantTransfer", "openHKOfflinePayView")


@pytest.mark.parametrize("errno", [701001, 702005, 703012])
def test_any_documented_errno_can_be_chosen(bench: Bench, errno: int) -> None:
    replies = bench.start("requestPayment", ORDER)
    bench.answer("fail", {"errno": errno})
    words = wording.errno_text(errno)
    assert replies[0].result == {"errMsg": f"requestPayment:fail {words}", "errno": errno}


def test_password_is_asked_again_until_the_tries_are_used_up(bench: Bench) -> None:
    bench.device.payment.password = "246810"
    replies = bench.start("requestPayment", ORDER)
    for left in (3, 2, 1):
        (question,) = bench.phone.asking.open
        assert question.facts["triesLeft"] == left
        assert question.facts["simulated"] is True
        bench.answer("ok", {"password": "000000"})
    assert replies[0].result["errMsg"] == "requestPayment:fail cancel"
    assert state(bench) == "PAYERROR"
    replies = bench.start("requestPayment", ORDER)
    bench.answer("ok", {"password": "000000"})
    assert bench.phone.asking.open[0].facts["trouble"] == "wrong-password"
    bench.answer("ok", {"password": "246810"})
    assert (replies[0].result["errMsg"], state(bench)) == ("requestPayment:ok", "SUCCESS")


def test_hang_never_answers_and_leaves_the_order_open(bench: Bench) -> None:
    replies = bench.start("requestPayment", ORDER)
    bench.answer("hang")
    bench.clock.advance(10_000_000)
    assert (replies, state(bench)) == ([], "NOTPAY")
    assert bench.phone.log.pending(waiting=False) == ()


def test_slow_payment_is_under_way_until_it_is_settled(bench: Bench) -> None:
    bench.device.payment.processing = 5000
    replies = bench.start("requestPayment", ORDER)
    bench.answer("ok")
    bench.clock.advance(4999)
    assert (replies, state(bench)) == ([], "USERPAYING")
    bench.clock.advance(1)
    assert (replies[0].outcome, state(bench)) == (Outcome.OK, "SUCCESS")


@pytest.mark.parametrize("by_choice", [True, False])
def test_paid_although_the_client_says_it_failed(bench: Bench, by_choice: bool) -> None:
    told: list[Any] = []
    ledger.on_notification(bench.phone, told.append)
    bench.device.payment.processing = 0 if by_choice else 1000
    replies = bench.start("requestPayment", ORDER)
    bench.answer("lost" if by_choice else "ok")
    if not by_choice:
        bench.device.network.type = "none"
    bench.clock.advance(2000)
    assert replies[0].outcome is Outcome.FAIL
    assert ledger.query(bench.phone, "wx1")["trade_state"] == "SUCCESS"
    assert [one["event_type"] for one in told] == ["TRANSACTION.SUCCESS"]


@pytest.mark.parametrize(
    ("notify", "times"),
    [("on-time", [200]), ("late", [30_000]), ("lost", []), ("duplicate", [200, 400])],
)
def test_the_merchants_server_hears_as_set(bench: Bench, notify: str, times: list[int]) -> None:
    bench.device.payment.notify = notify
    told: list[Any] = []
    stop = ledger.on_notification(bench.phone, told.append)
    bench.start("requestPayment", ORDER)
    bench.answer("ok")
    paid = bench.clock.now()
    bench.clock.advance(60_000)
    assert [one["time"] - paid for one in told] == times
    assert len({one["id"] for one in told}) <= 1, "a duplicate bears the same id"
    assert all(one["resource"]["trade_state"] == "SUCCESS" for one in told)
    stop()


def test_a_prepared_order_tells_its_amount_and_may_be_given_back(bench: Bench) -> None:
    prepay = ledger.prepare(bench.phone, 1999, merchant="Tea house", number="T-1")
    assert ledger.query(bench.phone, "T-1")["trade_state"] == "NOTPAY"
    bench.start("requestPayment", {**ORDER, "package": f"prepay_id={prepay}"})
    (question,) = bench.phone.asking.open
    assert (question.facts["amount"], question.facts["merchant"]) == (1999, "Tea house")
    with pytest.raises(ledger.LedgerError, match="has not been paid"):
        ledger.refund(bench.phone, "T-1")
    bench.answer("ok")
    assert ledger.query(bench.phone, "T-1")["amount"]["payer_total"] == 1999
    ledger.refund(bench.phone, "T-1", 500)
    assert ledger.query(bench.phone, "T-1")["trade_state"] == "REFUND"
    with pytest.raises(ledger.LedgerError, match="1499 fen are left, not 1500"):
        ledger.refund(bench.phone, "T-1", 1500)
    assert ledger.refund(bench.phone, "T-1")["amount"] == {"refund": 1499}
    bench.clock.advance(1000)
    events = [one["event_type"] for one in bench.device.payment.notifications]
    assert events == ["TRANSACTION.SUCCESS", "REFUND.SUCCESS", "REFUND.SUCCESS"]


def test_closed_and_expired_orders_cannot_be_paid(bench: Bench) -> None:
    prepay = ledger.prepare(bench.phone, 5, number="T-2")
    ledger.close(bench.phone, "T-2")
    package = f"prepay_id={prepay}"
    message = bench.fails("requestPayment", {**ORDER, "package": package})
    assert message == "requestPayment:fail the order has been closed"
    bench.start("requestPayment", ORDER)
    bench.answer("cancel")
    bench.clock.advance(7_200_001)
    assert bench.fails("requestPayment", ORDER).endswith("closed")
    with pytest.raises(ledger.LedgerError, match="there is an order T-2 already"):
        ledger.prepare(bench.phone, 5, number="T-2")
    assert ledger.query(bench.phone, "no")["code"] == "ORDER_NOT_EXIST"


GOOD = {
    "timeStamp": "1700000000",
    "nonceStr": "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
    "package": "prepay_id=wx1",
    "signType": "RSA",
    "paySign": base64.b64encode(bytes(256)).decode(),
}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({}, ""),
        ({"package": "wx1"}, "“package”"),
        ({"nonceStr": "x" * 33}, "“nonceStr”"),
        ({"timeStamp": "1700000000000"}, "“timeStamp”"),
        ({"signType": "SHA1"}, "“signType”"),
        ({"paySign": "abc"}, "“paySign” (RSA)"),
        ({"signType": "MD5", "paySign": "0" * 32}, ""),
        ({"signType": "MD5", "paySign": "0" * 31}, "“paySign” (MD5)"),
        ({"signType": "HMAC-SHA256", "paySign": "0" * 64}, ""),
        ({"signType": "HMAC-SHA256", "paySign": "g" * 64}, "“paySign” (HMAC-SHA256)"),
    ],
)
def test_parameters_the_service_would_refuse(change: dict[str, str], word: str) -> None:
    found = payments.warnings({**GOOD, **change})
    assert len(found) == bool(word)
    assert all(one.startswith(word) for one in found)


def test_strict_refuses_what_is_wrong_and_checks_signatures(bench: Bench) -> None:
    bench.device.payment.strict = True
    bench.device.payment.api_key = "a-merchants-key"
    params = {**GOOD, "signType": "MD5", "paySign": "0" * 32}
    assert "“paySign” does not fit" in bench.fails("requestPayment", params)
    params["paySign"] = payments.sign(params, "MD5", "touristappid", "a-merchants-key")
    replies = bench.start("requestPayment", params)
    bench.answer("ok")
    assert replies[0].outcome is Outcome.OK


def test_common_payment_knows_its_orders(bench: Bench) -> None:
    params = {"mode": "retail_pay_goods", "paySig": "s", "signature": "s"}
    given = {**params, "signData": {"outTradeNo": "C-1"}}
    replies = bench.start("requestCommonPayment", given)
    bench.answer("ok")
    assert replies[0].outcome is Outcome.OK
    assert bench.call("requestCommonPayment", given).result["errno"] == 702005


def test_a_transfer_is_received_once(bench: Bench) -> None:
    params = {"mchId": "1900000001", "package": "transfer-1"}
    replies = bench.start("requestMerchantTransfer", params)
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "requestMerchantTransfer:fail cancel"
    bench.start("requestMerchantTransfer", params)
    bench.answer("ok")
    assert [one["mchId"] for one in bench.device.payment.transfers] == ["1900000001"]
    assert "has been received" in bench.fails("requestMerchantTransfer", params)


SIGN_DATA = (
    '{"offerId": "1", "outTradeNo": "V-1", "currencyType": "CNY", "env": 0, "goodsPrice": 10}'
)
VIRTUAL = {"signData": SIGN_DATA, "mode": "short_series_goods", "paySig": "p", "signature": "s"}


def test_virtual_goods_are_in_the_ledger_too(bench: Bench) -> None:
    replies = bench.start("requestVirtualPayment", VIRTUAL)
    bench.answer("cancel")
    assert replies[0].result == {"errMsg": "requestVirtualPayment:fail cancel", "errCode": -2}
    replies = bench.start("requestVirtualPayment", VIRTUAL)
    bench.answer("ok")
    assert ledger.query(bench.phone, "V-1")["amount"]["total"] == 10
    assert bench.call("requestVirtualPayment", VIRTUAL).result["errCode"] == -15002


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("{", -15016),
        ('{"offerId": "1"}', -15001),
        ('{"offerId": "1", "outTradeNo": "a", "currencyType": "EUR"}', -15004),
        ('{"offerId": "1", "outTradeNo": "a", "env": 1}', -15011),
        ('{"offerId": "1", "outTradeNo": "a", "goodsPrice": 0}', -15013),
    ],
)
def test_codes_of_virtual_payment(data: str, code: int) -> None:
    bench = Bench(app=AppFacts(env_version="release"))
    assert (
        bench.call("requestVirtualPayment", {**VIRTUAL, "signData": data}).result["errCode"] == code
    )


def test_signatures_of_virtual_payment(bench: Bench) -> None:
    bench.device.payment.api_key = "app-key"
    assert bench.call("requestVirtualPayment", VIRTUAL).result["errCode"] == -15005
    key = accounts.session_key(bench.phone)
    good = {**VIRTUAL, "signature": payments.virtual_signature(SIGN_DATA, key)}
    assert bench.call("requestVirtualPayment", good).result["errCode"] == -15006
    text = "requestVirtualPayment&" + SIGN_DATA
    good["paySig"] = payments.virtual_signature(text, "app-key")
    replies = bench.start("requestVirtualPayment", good)
    bench.answer("ok")
    assert replies[0].outcome is Outcome.OK


@pytest.mark.parametrize("code", payments.virtual_codes())
def test_every_code_of_virtual_payment_can_be_played(bench: Bench, code: int) -> None:
    replies = bench.start("requestVirtualPayment", VIRTUAL)
    bench.answer("fail", {"code": code})
    assert replies[0].result["errCode"] == code
    assert payments.virtual_text(code) in replies[0].result["errMsg"]


def test_global_payment_goes_from_method_to_money(bench: Bench) -> None:
    bench.call("createGlobalPayment", {"mchRegion": "HK"}, id=8)
    pay = ("GlobalPayment.requestGlobalPayment", {"prepayInfo": "g1", "paymentId": "card"})
    assert bench.call(*pay, target=8).result["errno"] == 703014
    replies = bench.start("GlobalPayment.openMethodPicker", {"amount": {}}, target=8)
    assert (
        bench.call("GlobalPayment.openMethodPicker", {"amount": {}}, target=8).result["errno"]
        == 703005
    )
    bench.answer("choose", {"paymentId": "card"})
    assert replies[0].result["paymentId"] == "card"
    replies = bench.start(*pay, target=8)
    bench.answer("ok")
    assert replies[0].outcome is Outcome.OK
    assert ledger.query(bench.phone, "g1")["trade_state"] == "SUCCESS"
    assert bench.call(*pay, target=8).result["errno"] == 703015
