"""Scenarios: what happens to the phone over time, written down or recorded."""

# Written by `python -m bootstrap.sync_client` from aio/scenario.py: change that one.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ide.automation.client.sync.connection import Connection

_PLAY_S = 3600.0


@dataclass(frozen=True)
class Played:
    """How a scenario came out; a case is ``{"name", "seconds", "ok", "message", "line"}``."""

    ok: bool
    cases: tuple[Mapping[str, Any], ...]

    def __bool__(self) -> bool:
        return self.ok

    def failures(self) -> list[str]:
        """Return a sentence for each case that failed."""
        return [f"{one['name']}: {one['message']}" for one in self.cases if not one["ok"]]


class Scenarios:
    """Plays and records on the phone in use; the app starts afresh for each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def play(
        self,
        scenario: str | Path | Mapping[str, Any],
        timeout: float = _PLAY_S,
        *,
        speed: float | None = None,
    ) -> Played:
        """Play a file, or a document as a mapping, and return how it came out.

        As fast as the app follows, or ``speed`` seconds of the scenario in each of the computer.

        Raises:
            ServerRefusedError: it is no scenario; the sentence names line and field.
        """
        params = _source(scenario) | ({} if speed is None else {"speed": speed})
        answer = self._connection.send("Scenario.play", params, timeout)
        return Played(bool(answer["ok"]), tuple(answer["cases"]))

    def record(self) -> None:
        """Begin to record what is done to phone and app; the app starts afresh."""
        self._connection.send("Scenario.record")

    def stop(self, path: str | Path | None = None) -> str:
        """End the recording and return it as YAML, written to a file if wanted."""
        text = str(self._connection.send("Scenario.stop")["text"])
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text


def _source(scenario: str | Path | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(scenario, Mapping):
        return {"document": dict(scenario)}
    return {"file": str(Path(scenario).resolve())}
