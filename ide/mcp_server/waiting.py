"""What waits for the person: questions of the phone, and the sheets an app shows by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel

from ide.automation.aio import MiniProgram

_CONFIRM, _CANCEL = "confirm", "cancel"


class Dialog(BaseModel):
    """Something to be answered; a choice by its name."""

    kind: str
    api: str
    choices: list[str]
    facts: dict[str, Any]


async def waiting(mini: MiniProgram) -> list[Dialog]:
    """Return all that waits: questions of the phone, the oldest first, then sheets of the app."""
    found = [
        Dialog(
            kind=str(one["kind"]),
            api=str(one["api"]),
            choices=[str(choice["id"]) for choice in one["choices"]],
            facts=dict(one.get("facts") or {}),
        )
        for one in await mini.native.questions()
    ]
    for api in _CHOICES:
        shown = [call for call in await mini.log.calls(api) if call.get("ended") is None]
        found += (_sheet(api, call.get("params") or {}) for call in shown[-1:])
    return found


async def answer(
    mini: MiniProgram, choice: str, api: str, data: Mapping[str, Any], seconds: float
) -> str:
    """Answer the oldest that waits, or that of an API; returns its API.

    Raises:
        ToolError: a sheet has no such choice.
        AutomationError: nothing of the sort is asked, or it has no such choice.
    """
    known = [one for one in await waiting(mini) if api in ("", one.api)]
    if known and known[0].api in _CHOICES:
        await _press(mini, known[0], choice)
        return known[0].api
    await mini.native.answer(choice, api=api or None, data=data or None, timeout=seconds)
    return known[0].api if known else api or "the phone"


async def _press(mini: MiniProgram, sheet: Dialog, choice: str) -> None:
    if choice not in sheet.choices:
        offered = ", ".join(sheet.choices)
        raise ToolError(f"{sheet.api} offers no choice “{choice}”, only {offered}.")
    if sheet.api == "showModal":
        await mini.native.handle_modal(choice == _CONFIRM)
    elif choice == _CANCEL:
        await mini.tap(".action-cancel")
    else:
        await mini.native.handle_action_sheet(sheet.choices.index(choice))


def _sheet(api: str, params: Mapping[str, Any]) -> Dialog:
    facts = {name: value for name, value in params.items() if isinstance(value, str | bool | int)}
    return Dialog(kind="sheet", api=api, choices=list(_CHOICES[api](params)), facts=facts)


def _of_modal(params: Mapping[str, Any]) -> Iterator[str]:
    yield _CONFIRM
    if params.get("showCancel") is not False:
        yield _CANCEL


def _of_sheet(params: Mapping[str, Any]) -> Iterator[str]:
    yield from map(str, params.get("itemList") or ())
    yield _CANCEL


_CHOICES = {"showModal": _of_modal, "showActionSheet": _of_sheet}
