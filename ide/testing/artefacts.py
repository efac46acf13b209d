"""What a failed test leaves: how the phone looked, and what the app had, did and said."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ide import atomic
from ide.automation.errors import AutomationError
from ide.testing.time_limit import TimeLimitError, time_limit

if TYPE_CHECKING:
    from ide.automation import MiniProgram

Row = dict[str, Any]

COLLECTING_S = 20.0
"""What all artefacts of a test may take together: the app may be what hangs."""
_CALLS = 300
"""Calls and lines of the console that are kept, the last ones."""
_SHOWN = 500
"""Characters of a value within a line."""
_LONGEST = 400_000
"""Characters of one artefact."""


def collect(mini: MiniProgram) -> list[Row]:
    """Return the artefacts of the app as it is now, as JSON: ``kind`` and ``png``, ``text``,
    ``rows`` or ``trouble``.
    """
    sources: Sequence[tuple[str, Callable[[MiniProgram], Row]]] = (
        ("screenshot", _screenshot),
        ("console", lambda phone: {"rows": _lines(phone.log.console(), console_line)}),
        ("calls", lambda phone: {"rows": _lines(phone.log.calls(), call_line)}),
        ("wxml", lambda phone: {"text": _text(phone.app.current_page().tree())}),
        ("data", lambda phone: {"text": _text(_data(phone))}),
    )
    found: list[Row] = []
    try:
        with time_limit(COLLECTING_S, lambda: "the app does not answer"):
            for kind, take in sources:
                found.append({"kind": kind, **_taken(take, mini)})
    except TimeLimitError as error:
        missing = [kind for kind, _ in sources[len(found) :]]
        found += [{"kind": kind, "trouble": str(error)} for kind in missing]
    return found


def keep(folder: Path, artefacts: Sequence[Row], steps: Sequence[Row]) -> None:
    """Write artefacts as files, for machines that read no report."""
    make(folder)
    for one in artefacts:
        if "png" in one:
            atomic.write_bytes(folder / f"{one['kind']}.png", base64.b64decode(one["png"]))
        elif "text" in one:
            atomic.write_text(folder / f"{one['kind']}.txt", one["text"])
        elif "rows" in one:
            atomic.write_text(folder / f"{one['kind']}.json", _text(one["rows"]))
    atomic.write_text(folder / "steps.json", _text(list(steps)))


def make(folder: Path) -> None:
    """Make a test's folder; what is beside it is kept out of git."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder.parent / ".gitignore"
    if not ignore.exists():
        atomic.write_text(ignore, "*\n")


def picture(data: bytes) -> str:
    """Return a PNG as it travels to the report."""
    return base64.b64encode(data).decode("ascii")


def _taken(take: Callable[[MiniProgram], Row], mini: MiniProgram) -> Row:
    try:
        return take(mini)
    except AutomationError as error:
        return {"trouble": str(error)}


def _screenshot(mini: MiniProgram) -> Row:
    return {"png": picture(mini.app.screen_shot())}


def _data(mini: MiniProgram) -> Mapping[str, Any]:
    return {page.path: page.data for page in mini.app.page_stack()}


def console_line(entry: Mapping[str, Any]) -> str:
    """Return a line of the console as people read it."""
    return f"[{entry.get('type', 'log')}] {said(entry)}"


def said(entry: Mapping[str, Any]) -> str:
    """Return what a line of the console says, and where it comes from."""
    where = f" ({entry['file']}:{entry['line']})" if entry.get("file") else ""
    return f"{entry.get('text', '')}{where}"


def call_line(entry: Mapping[str, Any]) -> str:
    """Return a call of an API with its parameters and how it ended."""
    result = entry.get("result")
    came = f" {_compact(result)}" if result not in (None, {}, "") else ""
    params = _compact(entry.get("params") or {})
    return f"wx.{entry.get('name')}({params}) → {entry.get('outcome')}{came}"


def _lines(entries: Sequence[Any], line: Callable[[Mapping[str, Any]], str]) -> list[Row]:
    return [
        {"line": line(entry), "bad": entry.get("type") == "error" or entry.get("outcome") == "fail"}
        for entry in entries[-_CALLS:]
    ]


def _compact(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _text(value: Any) -> str:
    text = (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, indent=2, default=str)
    )
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\n…"
