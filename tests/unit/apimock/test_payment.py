"""Payment: the sheet, its outcomes, the ledger."""

from __future__ import annotations

import pytest

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
