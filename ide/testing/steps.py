"""What a test did to the app, step by step: every request with its time and how it ended."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

_MOST = 2_000
"""Steps that are kept, the last ones: a test that turns in circles ends with those that matter."""
_SHOWN = 200
"""Characters of a step's parameters."""


class StepLog:
    """The steps of one test, JSON rows: ``at`` (s), ``method``, ``params``, ``ms``, ``error``."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._rows: list[dict[str, Any]] = []
        self._left_out = 0

    def add(self, method: str, params: Mapping[str, Any], seconds: float, error: str) -> None:
        """Write a request down that has ended; ``error`` is '' when it came to a result."""
        if len(self._rows) == _MOST:
            del self._rows[0]
            self._left_out += 1
        self._rows.append(
            {
                "at": round(time.perf_counter() - self._began - seconds, 3),
                "method": method,
                "params": _short(params),
                "ms": round(seconds * 1000),
                "error": error,
            }
        )

    @property
    def left_out(self) -> int:
        """How many of the first steps are not kept."""
        return self._left_out

    def rows(self) -> list[dict[str, Any]]:
        """Return the steps so far."""
        return list(self._rows)


def _short(params: Mapping[str, Any]) -> str:
    told = {name: value for name, value in params.items() if name != "pageId"}
    text = json.dumps(told, ensure_ascii=False, default=str) if told else ""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
