"""What an app does while one page is opened: its calls, requests and faults, each with its time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QObject

from ide.submit.run_record import MadeCall, MadeRequest, Trouble
from ide.survey import Spot
from renderer.api import Call, Outcome, Reply
from renderer.host.desk import CallRecord
from renderer.host.player import Player, Report

NETWORK = ("request", "downloadFile", "uploadFile", "connectSocket")
_OFFLINE = "ERR_INTERNET_DISCONNECTED"
_FAULTS = ("script", "rejection", "resource")
_PICTURE = re.compile(r"^image: (\S+) could not be loaded")
_LONGEST = 300


@dataclass
class Traced:
    """What was heard so far."""

    calls: list[MadeCall] = field(default_factory=list)
    requests: list[MadeRequest] = field(default_factory=list)
    pictures: dict[str, float] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)


class PageTrace(QObject):
    """Listens to a player from the load of a page on, until ``end``."""

    def __init__(self, player: Player, place: Callable[[str, int, int], Spot]) -> None:
        """``place`` makes a place of the project from one of the package."""
        super().__init__()
        self.traced = Traced()
        self._place = place
        self._started = perf_counter()
        self._offline = False
        self._player = player
        self._connections: list[tuple[Any, Callable[..., None]]] = [
            (player.called, self._on_called),
            (player.reported, self._on_reported),
        ]
        for signal, slot in self._connections:
            signal.connect(slot)

    def end(self) -> Traced:
        """Listen no more; requests without an answer are ``open``."""
        for signal, slot in self._connections:
            signal.disconnect(slot)
        self._connections = []
        for call in self._player.waiting_calls():
            if call.name in NETWORK:
                self.traced.requests.append(_request(call, self._now(), 0.0, None))
        return self.traced

    def _now(self) -> float:
        return round((perf_counter() - self._started) * 1000, 1)

    def _on_called(self, record: CallRecord) -> None:
        call, reply, now = record.call, record.reply, self._now()
        if call.name.startswith("$"):
            return
        began = max(0.0, round(now - record.ms, 1))
        ok = reply.outcome is not Outcome.FAIL
        message = "" if ok else str(reply.result.get("errMsg", ""))[:_LONGEST]
        self.traced.calls.append(MadeCall(call.name, call.page, began, call.gesture, ok, message))
        if call.name in NETWORK:
            request = _request(call, now, record.ms, reply)
            self._offline |= request.ended == "offline"
            self.traced.requests.append(request)

    def _on_reported(self, report: Report) -> None:
        if report.kind == "console" and report.level == "error":
            self.traced.console_errors.append(report.message[:_LONGEST])
        elif report.kind == "offline":
            self._offline = True
            picture = _PICTURE.match(report.message)
            if picture:
                self.traced.pictures.setdefault(picture.group(1), self._now())
        elif report.kind in _FAULTS:
            spot = self._place(report.file, report.line, report.column)
            message = report.message[:_LONGEST]
            self.traced.troubles.append(
                Trouble(report.kind, message, self._now(), self._offline, spot)
            )


def host_of(address: str) -> str:
    """Return the server of an address, '' for one that names none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _request(call: Call, now: float, ms: float, reply: Reply | None) -> MadeRequest:
    result = dict(reply.result) if reply is not None else {}
    message = str(result.get("errMsg", ""))
    if reply is None:
        ended = "open"
    elif reply.outcome is not Outcome.FAIL:
        ended = "answered"
    else:
        ended = "offline" if _OFFLINE in message else "failed"
    address, status = str(call.params.get("url") or ""), result.get("statusCode")
    method = str(call.params.get("method") or "GET").upper()
    data = json.dumps(call.params.get("data"), sort_keys=True, default=str)
    return MadeRequest(
        api=call.name,
        address=address[:_LONGEST],
        page=call.page,
        began_ms=max(0.0, round(now - ms, 1)),
        ended_ms=now,
        ended=ended,
        same_as=f"{method} {address} {data}"[:2000],
        status=status if isinstance(status, int) else 0,
        message=message[:_LONGEST] if ended in ("failed", "offline") else "",
    )
