"""``Log.…`` and ``Minideck.subscribe``: what has happened, and what happens."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any

from PySide6.QtCore import QObject

from apimock.calls import CallRecord
from apimock.jsonable import encode
from apimock.observable import Change
from ide.automation.server.answer import Answer, Client
from ide.automation.server.context import Context, Handler
from renderer.host.page import ConsoleRecord
from renderer.host.player import Player, Report

EVENTS = ("Log.called", "Device.changed", "Player.restarted")
_KEPT = 5000
_PLAIN = {"warning": "warn"}
_RUNTIME = "/runtime/"
_SILENT = frozenset({"notice", "offline"})


class Telling:
    """Keeps the console, reads the phone's log, tells who has asked for events."""

    def __init__(self, context: Context) -> None:
        self._target = context.target
        self._owner = QObject(context.owner)
        self._lines: deque[dict[str, Any]] = deque(maxlen=_KEPT)
        self._numbers = count(1)
        self._mark = 0
        """The last line of before the phone was taken afresh."""
        self._hearers: dict[str, set[Client]] = {name: set() for name in EVENTS}
        self._followed: Player | None = None
        phone = context.target.phone
        self._stop_calls = phone.log.watch(self._on_call)
        self._stop_changes = phone.device.watch(self._on_change)
        context.runtime.began.connect(partial(self._tell, "Player.restarted", {}))
        context.target.player_changed.connect(self._follow)
        self._follow()

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Log.calls": self.calls,
            "Log.console": self.console,
            "Minideck.subscribe": self.subscribe,
        }

    def close(self) -> None:
        """Hear and tell nothing any more."""
        self._stop_calls()
        self._stop_changes()
        self._hearers = {name: set() for name in EVENTS}
        self._owner.deleteLater()

    def forget(self) -> None:
        """What was before is told no more; a fresh phone counts its calls anew."""
        self._target.phone.log.clear()
        self._mark = max((line["number"] for line in self._lines), default=0)

    def calls(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the calls after a number, since the phone was taken when there is none."""
        since = params.get("since") or 0
        name = params.get("name")
        rows = [
            _row(row)
            for row in self._target.phone.log
            if row.number > since and name in (None, row.call.name)
        ]
        answer.result({"calls": rows})

    def console(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the lines of the console after a number."""
        since = params.get("since") or self._mark
        answer.result({"entries": [line for line in self._lines if line["number"] > since]})

    def subscribe(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Send events to this client from now on."""
        unknown = [name for name in params["events"] if name not in EVENTS]
        if unknown:
            answer.fail(f"there is no event {unknown[0]}, only {', '.join(EVENTS)}.")
            return
        client = answer.client
        if not any(client in hearers for hearers in self._hearers.values()):
            client.left.connect(partial(self._drop, client))
        for name in params["events"]:
            self._hearers[name].add(client)
        answer.result()

    def _drop(self, client: Client) -> None:
        for hearers in self._hearers.values():
            hearers.discard(client)

    def _tell(self, event: str, params: Mapping[str, Any]) -> None:
        for client in tuple(self._hearers[event]):
            client.tell(event, params)

    def _on_call(self, row: CallRecord) -> None:
        if row.ended is not None and self._hearers["Log.called"]:
            self._tell("Log.called", _row(row))

    def _on_change(self, change: Change) -> None:
        if self._hearers["Device.changed"]:
            path = f"{change.section}.{change.field}"
            self._tell("Device.changed", {"path": path, "value": encode(change.new)})

    def _follow(self) -> None:
        player = self._target.player
        if player is not None and player is not self._followed:
            player.console.connect(self._on_console)
            player.reported.connect(self._on_report)
        self._followed = player

    def _on_console(self, record: ConsoleRecord) -> None:
        if _RUNTIME not in record.source:  # the runtime's own lines come as reports
            level = _PLAIN.get(record.level, record.level)
            self._add(level, record.message, record.source, record.line)

    def _on_report(self, report: Report) -> None:
        if report.kind not in _SILENT:
            level = (report.level or "log") if report.kind == "console" else "error"
            self._add(level, report.message, report.file, report.line)

    def _add(self, level: str, text: str, file: str, line: int) -> None:
        self._lines.append(
            {
                "number": next(self._numbers),
                "type": level,
                "text": text,
                "file": file,
                "line": line,
            }
        )


def _row(row: CallRecord) -> dict[str, Any]:
    reply = row.reply
    return {
        "number": row.number,
        "name": row.call.name,
        "params": encode(row.call.params),
        "page": row.call.page,
        "sync": row.call.sync,
        "outcome": "" if reply is None else str(reply.outcome),
        "result": None if reply is None else encode(dict(reply.result)),
        "value": None if reply is None else encode(reply.value),
        "started": row.started,
        "ended": row.ended,
        "stage": "" if row.stage is None else str(row.stage),
        "note": row.note,
        "waiting": row.waiting,
    }
