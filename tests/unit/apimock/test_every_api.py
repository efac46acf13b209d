"""Every documented API answers in one shape, checks its parameters, and is named rightly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from apimock import params, support, wording
from apimock.calls import Outcome, Reply
from apimock.handlers import load
from apimock.permissions import UNATTENDED
from apimock.registry import registry
from apimock.rules import Rule, Scripted
from apimock.spec import ApiSpec, apis, homes
from tests.unit.apimock.bench import Bench
from tests.unit.apimock.values import minimal

load()
SPECS = sorted(apis().values(), key=lambda spec: spec.name)
BY_BUTTON = {
    "getPhoneNumber",
    "getRealtimePhoneNumber",
    "chooseAvatar",
    "agreePrivacyAuthorization",
    "share",
    "contact",
    "feedback",
    "launchApp",
    "insertCamera",
    "updateCamera",
    "removeCamera",
}
"""Answered for ``open-type`` buttons and components; as functions of wx they do not exist."""


def jsonable(value: Any) -> bool:
    json.dumps(value, default=lambda item: {"$buffer": len(item)})
    return True


def answer(spec: ApiSpec, given: Mapping[str, Any], **fields: Any) -> Reply:
    bench = Bench(UNATTENDED)
    replies = bench.start(spec.name, given, gesture=True, sync=spec.sync, **fields)
    bench.clock.advance(120_000)
    assert len(replies) == 1, f"{spec.name} answers {len(replies)} times"
    return replies[0]


def check_shape(spec: ApiSpec) -> None:
    reply = answer(spec, minimal(spec))
    assert jsonable(reply.result)
    assert jsonable(reply.value)
    label = spec.name.rpartition(".")[2] if spec.name[0].isupper() else spec.name
    if reply.outcome is Outcome.PERFORM:
        assert spec.name in homes()["runtime"]
    elif reply.outcome is Outcome.OK:
        assert reply.result["errMsg"] == f"{label}:ok"
    else:
        shared = "operateCamera:fail" if spec.name.startswith("Camera") else f"{label}:fail"
        assert reply.result["errMsg"].startswith((f"{label}:fail", shared)), reply.result
        assert "parameter error" not in reply.result["errMsg"], reply.result
    if not reply.simulated and reply.outcome is Outcome.OK and not spec.sync:
        documented = {field.name for field in spec.success} | {"errMsg"}
        assert set(reply.result) <= documented


CATEGORIES = sorted({spec.category for spec in SPECS})


@pytest.mark.parametrize("category", CATEGORIES)
def test_minimal_call_is_answered_in_shape(category: str) -> None:
    for spec in SPECS:
        if spec.category == category:
            check_shape(spec)


def test_missing_required_parameter_fails_in_the_clients_words() -> None:
    seen = 0
    for spec in SPECS:
        for field in spec.params:
            if f"parameter.{field.name} " not in (params.check(spec, {}) or ""):
                continue
            given = minimal(spec)
            del given[field.name]
            message = answer(spec, given).result["errMsg"]
            assert f"parameter error: parameter.{field.name} should be " in message, spec.name
            assert message.endswith(" instead of Undefined;")
            seen += 1
    assert seen > 400


def test_every_handled_name_is_documented() -> None:
    for name in registry.entries:
        known = name in apis() or name in BY_BUTTON
        assert known or name.endswith(".$set") or name.startswith("cloud.database."), name


@pytest.mark.parametrize("api", sorted(n for n in apis() if wording.rows(n)))
def test_every_recorded_failure_can_be_played(api: str) -> None:
    for failure in wording.outcomes(api):
        bench = Bench(UNATTENDED)
        outcome = Scripted("fail", {}, failure.message, failure.errno, failure.code)
        bench.phone.rules.replace([Rule("r", api, outcome, bypass_gates=True)])
        reply = bench.call(api, {})
        assert dict(reply.result) == failure.as_result()


def test_no_documented_name_is_missing_from_the_table_of_support() -> None:
    rows = {row.name: row for row in support.table()}
    assert set(rows) == set(apis())
    api_rows = [row for name, row in rows.items() if "." not in name]
    stateful = [row for row in api_rows if row.level == "stateful"]
    assert len(stateful) >= 250
    for row in rows.values():
        assert row.level != "notice" or row.note


def test_page_of_documentation_has_a_row_for_every_name() -> None:
    page = support.markdown()
    for name in apis():
        assert f"| {name} | " in page
    assert "| getLocation | stateful | phone |" in page
    assert "| showToast | stateful | runtime |" in page


def test_exactly_what_the_table_calls_a_notice_is_answered_without_simulation() -> None:
    rows = {row.name: row for row in support.table()}
    for spec in SPECS:
        row = rows[spec.name]
        if row.home != "phone" or spec.kind in {"event-on", "event-off"}:
            continue
        reply = answer(spec, minimal(spec))
        if reply.outcome is Outcome.OK:
            assert reply.simulated is (row.level != "notice"), spec.name


def test_generic_answer_is_marked() -> None:
    reply = Bench().call("checkEmployeeRelation")
    assert reply.outcome is Outcome.OK
    assert reply.simulated is False


def test_unknown_name_is_refused() -> None:
    reply = Bench().call("getTheMoon")
    assert reply.result == {"errMsg": "getTheMoon:fail jsapi not supported", "errno": 100}
