"""Frames of the official automator's wire protocol, and how much of everything there may be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from ide.automation.errors import FrameError

FRAME_LIMIT_BYTES = 32 * 1024 * 1024
CONNECTION_LIMIT = 64
OPEN_LIMIT = 256
"""Requests of one connection that may wait for an answer at a time."""
DEPTH_LIMIT = 200
"""How deep the parameters of a request may be nested."""
NUMBER_LIMIT = 200
"""Characters of a request's ``id``."""
UNREAD_LIMIT_BYTES = 256 * 1024 * 1024
"""What may wait for a client that does not read; then it has to go."""

BAD_TOKEN = 4401
NO_ROOM = 4429
"""Codes a connection is closed with."""


@dataclass(frozen=True)
class Request:
    """Something a client wants done; the answer bears the same ``number``."""

    number: str | int
    method: str
    params: Mapping[str, Any] = field(default_factory=dict)


def read_request(text: str) -> Request:
    """Read a frame of a client.

    Raises:
        FrameError: it is no request; the sentence says why.
    """
    try:
        value = json.loads(text, parse_constant=_refused, parse_float=_number)
    except (ValueError, RecursionError) as error:
        raise FrameError(f"the frame is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise FrameError("the frame is no JSON object with id, method and params")
    number = value.get("id")
    if isinstance(number, bool) or not isinstance(number, str | int) or number in ("", 0):
        raise FrameError("the frame has no id: a text, or a number other than 0")
    if len(str(number)) > NUMBER_LIMIT:
        raise FrameError(f"the id is longer than {NUMBER_LIMIT} characters")
    method = value.get("method")
    if not isinstance(method, str) or not method:
        raise FrameError("the request has no method", number)
    params = value.get("params")
    if params is None:
        params = {}
    if not isinstance(params, dict):
        raise FrameError(f"{method}: params is no JSON object", number)
    if _deeper(params, DEPTH_LIMIT):
        raise FrameError(f"{method}: params are nested deeper than {DEPTH_LIMIT}", number)
    return Request(number, method, params)


def result_frame(number: str | int, result: Mapping[str, Any]) -> str:
    """Write the frame of an answer. Raises TypeError or ValueError for what is no JSON."""
    return _written({"id": number, "result": dict(result)})


def error_frame(number: str | int | None, sentence: str) -> str:
    """Write the frame of a refusal; without ``number`` it concerns the whole connection."""
    error = {"error": {"message": sentence}}
    return _written(error if number is None else {"id": number, **error})


def event_frame(method: str, params: Mapping[str, Any]) -> str:
    """Write the frame of an event. Raises TypeError or ValueError for what is no JSON."""
    return _written({"method": method, "params": dict(params)})


def _refused(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text[:20]} is larger than any number")
    return number


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _deeper(value: Any, left: int) -> bool:
    """Whether a value is nested deeper than ``left``; read without recursion."""
    level = [value]
    for _ in range(left):
        level = [
            part
            for item in level
            for part in (item.values() if isinstance(item, dict) else item)
            if isinstance(part, dict | list)
        ]
        if not level:
            return False
    return True
