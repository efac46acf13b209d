"""The stub that stands for every other mini-program: it comes back, or opens this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apimock import entering

if TYPE_CHECKING:
    from apimock.phone import Phone


class NotAwayError(RuntimeError):
    """No other mini-program is on screen."""


def come_back(phone: Phone, extra: Mapping[str, Any] | None = None) -> None:
    """The other mini-program ends and hands ``extra`` back. Raises NotAwayError without one."""
    away = phone.device.apps.away
    if not away:
        raise NotAwayError("no other mini-program is on screen")
    referrer = {"appId": away.get("appId", ""), "extraData": dict(extra or {})}
    facts = {"referrerInfo": referrer}
    entering.enter(phone, entering.BACK_FROM_MINI_PROGRAM, facts=facts)


def open_from(
    phone: Phone, app_id: str, url: str = "", extra: Mapping[str, Any] | None = None
) -> None:
    """Another mini-program opens this one: the app may then go back to it."""
    referrer = {"appId": app_id, "extraData": dict(extra or {})}
    entering.enter(phone, entering.FROM_MINI_PROGRAM, url, facts={"referrerInfo": referrer})
