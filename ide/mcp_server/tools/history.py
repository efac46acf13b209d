"""Tools that tell what has happened: console, calls of APIs, network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from ide.mcp_server import bounds
from ide.mcp_server.stage import Stage

_NETWORK = frozenset({"request", "uploadFile", "downloadFile", "connectSocket"})
_LONGEST_VALUE = 2000
_LONGEST_LINE = 4000

Since = Annotated[int, Field(ge=0, description="Only what has a higher number")]
Most = Annotated[int, Field(ge=1, le=500, description="The newest so many")]


class Line(BaseModel):
    """A line of the console."""

    number: int
    type: str
    text: str
    place: str = ""
    """File and line it was written from."""


class Lines(BaseModel):
    """Lines, the oldest first."""

    lines: list[Line]
    note: str = ""


class Call(BaseModel):
    """A call of a wx API: what it was given and how it ended."""

    number: int
    name: str
    outcome: str
    """Empty while it goes on."""
    params: Any = None
    result: Any = None
    note: str = ""


class Calls(BaseModel):
    """Calls, the oldest first."""

    calls: list[Call]
    note: str = ""


class HistoryTools:
    """Each tells what the app has done since it was started."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def console(self, since: Since = 0, most: Most = 100) -> Lines:
        """What the app wrote to its console, and exceptions nobody caught."""
        async with self._stage.app() as mini:
            entries = await mini.log.console(since)
        kept, note = bounds.last(entries, most)
        lines = [
            Line(
                number=one["number"],
                type=one["type"],
                text=bounds.short_text(str(one["text"]), _LONGEST_LINE),
                place=f"{one['file']}:{one.get('line', 0)}" if one.get("file") else "",
            )
            for one in kept
        ]
        return Lines(lines=lines, note=note)

    async def api_calls(
        self,
        name: Annotated[str, Field(description="Only this API, without wx.")] = "",
        since: Since = 0,
        most: Most = 50,
    ) -> Calls:
        """Calls of wx APIs with parameters and results."""
        async with self._stage.app() as mini:
            return _calls(await mini.log.calls(name or None, since), most)

    async def network(self, since: Since = 0, most: Most = 50) -> Calls:
        """Requests, uploads, downloads and sockets with what was answered."""
        async with self._stage.app() as mini:
            found = await mini.log.calls(None, since)
        return _calls((one for one in found if one["name"] in _NETWORK), most)


def _calls(found: Iterable[Mapping[str, Any]], most: int) -> Calls:
    kept, note = bounds.last(list(found), most)
    rows = []
    for one in kept:
        params, _ = bounds.short_value(one.get("params"), _LONGEST_VALUE)
        result, cut = bounds.short_value(one.get("result"), _LONGEST_VALUE)
        rows.append(
            Call(
                number=one["number"],
                name=one["name"],
                outcome=str(one.get("outcome") or ""),
                params=params,
                result=result,
                note=" ".join(part for part in (str(one.get("note") or ""), cut) if part),
            )
        )
    return Calls(calls=rows, note=note)
