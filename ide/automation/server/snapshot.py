"""``Snapshot.…``: the state of the whole phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apimock.state.device import SnapshotError
from ide.automation.server.answer import Answer, sentence
from ide.automation.server.context import Context, Handler
from ide.automation.server.minideck import Minideck


class Snapshot:
    """Takes the phone's state and puts it back."""

    def __init__(self, context: Context, minideck: Minideck) -> None:
        self._target = context.target
        self._minideck = minideck

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {"Snapshot.save": self.save, "Snapshot.load": self.load}

    def close(self) -> None:
        """Hold nothing."""

    def save(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the phone's state."""
        answer.result({"state": self._target.phone.snapshot()})

    def load(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Put a state back and start the app on it."""
        try:
            self._minideck.take(params["state"])
        except SnapshotError as error:
            answer.fail(sentence(error))
            return
        self._minideck.start({}, answer)
