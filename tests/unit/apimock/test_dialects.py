"""The words of failures: what the reference records, for each API, kind and platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from apimock import wording
from apimock.rules import Rule, Scripted
from apimock.spec import find, reference
from tests.unit.apimock.bench import Bench

RECORDED: Mapping[str, list[Mapping[str, Any]]] = reference("errors")["api"]
DIALECTS = ("ios", "android", "devtools")
KINDS = ("cancel", "deny", "timeout")


def documented(api: str, kind: str, dialect: str) -> list[Mapping[str, Any]]:
    """The rows a client of this kind may answer with; its own spelling before the common one."""
    if kind == "timeout":
        late = [
            row
            for row in RECORDED[api]
            if "timeout" in row["errMsg"].replace("time out", "timeout")
        ]
        return sorted(late, key=lambda row: row["errMsg"] != f"{api}:fail timeout")
    spelling = "ios" if dialect == "ios" else "android"
    rows = [
        row
        for row in RECORDED[api]
        if row["kind"] == kind
        and "note" not in row
        and not (kind == "deny" and ("no response" in row["errMsg"] or "canceled" in row["errMsg"]))
    ]
    own = [row for row in rows if row.get("dialect") == spelling]
    return own or [row for row in rows if row.get("dialect") is None]


def played(api: str, kind: str, dialect: str) -> Mapping[str, Any]:
    bench = Bench()
    bench.device.system.platform = dialect
    bench.phone.rules.replace([Rule("r", api, Scripted(kind), bypass_gates=True)])
    return bench.call(api, {}).result


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_spelled_as_the_reference_records_it(kind: str, dialect: str) -> None:
    seen = 0
    for api in RECORDED:
        if find(api) is None:
            continue
        result = played(api, kind, dialect)
        rows = documented(api, kind, dialect)
        if rows:
            assert result["errMsg"] == rows[0]["errMsg"], (api, kind, dialect)
            for name in ("errCode", "errno"):
                if name in rows[0]:
                    assert result[name] == rows[0][name], (api, kind, dialect)
            seen += 1
        else:
            general = wording.failure("theApi", kind, dialect)
            assert result["errMsg"] == general.message.replace("theApi", api)
    assert seen >= {"cancel": 20, "deny": 15, "timeout": 6}[kind], seen


def test_a_row_of_one_platform_is_never_spoken_by_the_other() -> None:
    for api, rows in RECORDED.items():
        for row in rows:
            if row.get("dialect") not in {"ios", "android"} or row["kind"] not in KINDS:
                continue
            other = "android" if row["dialect"] == "ios" else "ios"
            if find(api) is not None:
                assert played(api, row["kind"], other)["errMsg"] != row["errMsg"], row


def test_ok_is_spelled_alike_everywhere() -> None:
    for dialect in DIALECTS:
        bench = Bench()
        bench.device.system.platform = dialect
        bench.phone.rules.replace([Rule("r", "*", Scripted("ok"), bypass_gates=True)])
        for api in RECORDED:
            label = api.rpartition(".")[2] if api[0].isupper() else api
            assert bench.call(api, {}).result["errMsg"] == f"{label}:ok"
