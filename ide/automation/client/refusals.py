"""Which error the server's answer ``{"error": {"message"}}`` becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ide.automation.errors import (
    AppError,
    AutomationError,
    ElementNotFoundError,
    ServerRefusedError,
    TimedOutError,
    WxApiError,
)

_RUNS_CODE = frozenset({"App.callFunction", "Page.callMethod", "Element.callMethod"})
_FAILED_CALL = re.compile(r"^[\w.$]+:\s*fail")
_FINDS_ONE = re.compile(r"\.getElement(ByXpath)?$")
_GONE = "the app was restarted"


def refusal(method: str, error: object) -> AutomationError:
    """Return the error for an answer; ``error`` is the member of that name."""
    facts: Mapping[str, Any] = error if isinstance(error, Mapping) else {"message": str(error)}
    message = str(facts.get("message", "")) or "the server gives no reason"
    if _GONE in message:
        return ServerRefusedError(message, method)
    if method == "App.callWxMethod" and _FAILED_CALL.match(message):
        return WxApiError(message, method)
    if method in _RUNS_CODE:
        return AppError(message, method, str(facts.get("stack", "")))
    if method == "App.waitIdle":
        return TimedOutError(message)
    if _FINDS_ONE.search(method):
        return ElementNotFoundError(message)
    return ServerRefusedError(message, method)
