"""Calls of ``wx.*`` as code, JSON and families; which of them a filter keeps (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from apimock.calls import CallRecord, Outcome

STATES = ("all", "ok", "failed", "waiting", "not_simulated")


@cache
def families() -> dict[str, str]:
    """Return the family of every API by its name without ``wx.``, as the reference has them."""
    rows = json.loads(resources.path("reference", "apis.json").read_text("utf-8"))["apis"]
    return {row["name"].removeprefix("wx."): str(row["categoryId"]) for row in rows}


def family(record: CallRecord) -> str:
    """Return the family of a call, empty for one the reference does not know."""
    return families().get(record.call.name, "")


@dataclass(frozen=True)
class CallFilter:
    """What is to be shown."""

    state: str = "all"
    family: str = ""

    def keeps(self, record: CallRecord) -> bool:
        """Tell whether a call is to be shown."""
        if self.family and family(record) != self.family:
            return False
        reply = record.reply
        match self.state:
            case "ok":
                return reply is not None and reply.outcome is not Outcome.FAIL
            case "failed":
                return reply is not None and reply.outcome is Outcome.FAIL
            case "waiting":
                return reply is None
            case "not_simulated":
                return reply is not None and not reply.simulated
            case _:
                return True


def plain(value: Any) -> Any:
    """Return a value as plain JSON; bytes by their number."""
    if isinstance(value, Mapping):
        return {str(key): plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    if isinstance(value, (bytes, bytearray)):
        return f"<{len(value)} bytes>"
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def details(record: CallRecord) -> dict[str, Any]:
    """Return all that is known of a call, for people and for files."""
    reply = record.reply
    known: dict[str, Any] = {
        "name": f"wx.{record.call.name}",
        "arguments": plain(record.call.params),
        "page": record.call.page,
        "sync": record.call.sync,
        "started": record.started,
        "milliseconds": None if record.ended is None else record.ended - record.started,
        "decidedBy": str(record.stage or ""),
    }
    if reply is not None:
        known["outcome"] = str(reply.outcome)
        known["result"] = plain(reply.value if reply.value is not None else reply.result)
        known["simulated"] = reply.simulated
    if record.note:
        known["note"] = record.note
    return known


def as_javascript(record: CallRecord) -> str:
    """Return the call as a mini-program would make it."""
    params = plain(record.call.params)
    if record.call.sync:
        given = ", ".join(json.dumps(one, ensure_ascii=False) for one in params.values())
        return f"wx.{record.call.name}({given})"
    return f"wx.{record.call.name}({json.dumps(params, ensure_ascii=False, indent=2)})"


def as_python(record: CallRecord) -> str:
    """Return the call as a test script makes it through the automation."""
    return f"app.call_wx_method({record.call.name!r}, {plain(record.call.params)!r})"


def as_json(records: Iterable[CallRecord]) -> str:
    """Return calls as a JSON array."""
    return json.dumps([details(one) for one in records], ensure_ascii=False, indent=2)
