"""The stub that stands for every other mini-program: it comes back, or opens this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apimock import entering
from apimock.asking import Answer, Choice

if TYPE_CHECKING:
    from apimock.phone import Phone


class NotAwayError(RuntimeError):
    """No other mini-program is on screen."""


_SHOWN = "other-app"


def show(phone: Phone, api: str) -> None:
    """Put the stub on screen until the person comes back from it."""
    away = phone.device.apps.away
    facts = {"text": str(away.get("appId", "")), **away}

    def back(answer: Answer) -> None:
        phone.running.pop(_SHOWN, None)
        come_back(phone, answer.data.get("extraData"))

    choices = (Choice("back", "Back"),)
    asked = phone.asking.ask(_SHOWN, api, choices, back, default=Answer("back"), facts=facts)
    if asked is not None:
        phone.running[_SHOWN] = asked.id


def come_back(phone: Phone, extra: Mapping[str, Any] | None = None) -> None:
    """The other mini-program ends and hands ``extra`` back. Raises NotAwayError without one."""
    away = phone.device.apps.away
    if not away:
        raise NotAwayError("no other mini-program is on screen")
    phone.asking.withdraw(phone.running.pop(_SHOWN, 0))
    referrer = {"appId": away.get("appId", ""), "extraData": dict(extra or {})}
    if away.get("embedded"):
        phone.device.apps.away = {}
        return
    facts = {"referrerInfo": referrer}
    entering.enter(phone, entering.BACK_FROM_MINI_PROGRAM, facts=facts)


def open_from(
    phone: Phone, app_id: str, url: str = "", extra: Mapping[str, Any] | None = None
) -> None:
    """Another mini-program opens this one: the app may then go back to it."""
    referrer = {"appId": app_id, "extraData": dict(extra or {})}
    entering.enter(phone, entering.FROM_MINI_PROGRAM, url, facts={"referrerInfo": referrer})
