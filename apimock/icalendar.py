"""The phone's calendar as an iCalendar file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from apimock.vcard import escaped, fold

_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_BEIJING = timedelta(hours=8)


def write_calendar(entries: Iterable[Mapping[str, Any]], now: float) -> str:
    """The entries (parameters of addPhoneCalendar) as a file; ``now`` in ms since 1970."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Minideck//Phone//EN"]
    for number, entry in enumerate(entries, 1):
        lines += _event(entry, number, now / 1000)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _event(entry: Mapping[str, Any], number: int, now: float) -> list[str]:
    start = _seconds(entry.get("startTime"), now)
    end = _seconds(entry.get("endTime"), start)
    lines = ["BEGIN:VEVENT", f"UID:{number}-{start:.0f}@phone.minideck", f"DTSTAMP:{_utc(now)}"]
    if entry.get("allDay"):
        last = max(start, end) + 86_400
        lines += [f"DTSTART;VALUE=DATE:{_date(start)}", f"DTEND;VALUE=DATE:{_date(last)}"]
    else:
        lines += [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(max(start, end))}"]
    for name, key in (
        ("title", "SUMMARY"),
        ("location", "LOCATION"),
        ("description", "DESCRIPTION"),
    ):
        if entry.get(name):
            lines.append(f"{key}:{escaped(str(entry[name]))}")
    if entry.get("repeatInterval") in _FREQUENCIES:
        rule = f"RRULE:FREQ={_FREQUENCIES[entry['repeatInterval']]}"
        until = entry.get("repeatEndTime")
        lines.append(rule if until is None else f"{rule};UNTIL={_utc(_seconds(until, start))}")
    if str(entry.get("alarm", True)).lower() not in {"false", "0"}:
        before = int(_seconds(entry.get("alarmOffset"), 0))
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escaped(str(entry.get('title')))}",
        ]
        lines += [f"TRIGGER:-PT{before}S", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _seconds(value: Any, otherwise: float) -> float:
    """A time of an entry, in seconds since 1970; within the years a file can name."""
    try:
        found = float(value)
    except (TypeError, ValueError):
        return otherwise
    return found if 0 <= found < 253_402_000_000 else otherwise


def _utc(seconds: float) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).strftime(
        "%Y%m%dT%H%M%SZ"
    )


def _date(seconds: float) -> str:
    """The day in Beijing: that is the phone's time zone."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds) + _BEIJING
    return moment.strftime("%Y%m%d")
