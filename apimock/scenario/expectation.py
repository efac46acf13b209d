"""What an ``expect`` key wants of the phone itself: its calls and its state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from apimock.calls import CallRecord

if TYPE_CHECKING:
    from apimock.phone import Phone


def fits(wanted: Any, found: Any) -> bool:
    """Whether a value is as wanted: ``/regex/`` for texts, mappings by the members named."""
    if isinstance(wanted, str) and len(wanted) > 1 and wanted[0] == wanted[-1] == "/":
        return re.search(wanted[1:-1], found if isinstance(found, str) else str(found)) is not None
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(
            fits(value, member(found, name)) for name, value in wanted.items()
        )
    if isinstance(wanted, list) and isinstance(found, (list, tuple)):
        return len(wanted) == len(found) and all(map(fits, wanted, found))
    return bool(wanted == found)


def member(value: Any, path: str) -> Any:
    """A member by its dotted path (``items.0.name`` or ``items[0].name``), None when absent."""
    if isinstance(value, Mapping) and path in value:
        return value[path]
    for part in re.split(r"\.|\[(\d+)\]\.?", path):
        if not part:
            continue
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, Sequence) and not isinstance(value, str) and part.isdigit():
            value = value[int(part)] if int(part) < len(value) else None
        else:
            return None
    return value


def differences(wanted: Mapping[str, Any], found: Any) -> list[str]:
    """A sentence for every member that is not as wanted."""
    return [
        f"{name} is {_short(member(found, name))}, not {_short(value)}"
        for name, value in wanted.items()
        if not fits(value, member(found, name))
    ]


def of_phone(phone: Phone, values: Mapping[str, Any], since: int) -> str:
    """Why the phone is not as wanted, '' when it is; calls count from row ``since`` on."""
    told = []
    if "called" in values:
        told.append(_called(phone, values, since))
    if "state" in values:
        told += differences(values["state"], phone.device.to_json())
    return "; ".join(filter(None, told))


def _called(phone: Phone, values: Mapping[str, Any], since: int) -> str:
    name = values["called"].removeprefix("wx.")
    named = [row for row in phone.log if row.number >= since and row.call.name == name]
    meant = [row for row in named if _is_meant(row, values)]
    times = values.get("times")
    if (times is None and meant) or times == len(meant):
        return ""
    wanted = "at least once" if times is None else f"{times} times"
    like = " like this" if len(meant) != len(named) else ""
    last = f"; the last with {_short(dict(named[-1].call.params))}" if like and named else ""
    return f"{name} was called {len(meant)} times{like}, not {wanted}{last}"


def _is_meant(row: CallRecord, values: Mapping[str, Any]) -> bool:
    outcome = "pending" if row.reply is None else str(row.reply.outcome)
    return fits(values.get("args", {}), row.call.params) and outcome in (
        values.get("outcome", outcome),
    )


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:117]}…"
