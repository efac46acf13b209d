"""The steps of a scenario that is played on a player, with pictures of those that failed."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from apimock.scenario.player import Passage, Passed, ScenarioPlayer
from ide.scenario.step_log import StepLog
from renderer.host.player import Player

_MOST_PICTURES = 20


class WatchedSteps(QObject):
    """What came of the steps; begins anew with every run."""

    began = Signal()
    changed = Signal(int)  # row of the log

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.log = StepLog()
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._player: Player | None = None

    def follow(self, play: ScenarioPlayer, player: Player) -> None:
        """Note the steps of a run until it ends."""
        self.log = StepLog(play.steps)
        self._pictures.clear()
        self._player = player
        play.on_passage(self._on_passage)
        self.began.emit()

    def leave(self) -> None:
        """The run has ended; what came of it stays."""
        self._player = None

    def picture(self, row: int) -> QImage | None:
        """What the phone showed when the step of a row failed."""
        return self._pictures.get(row)

    def _on_passage(self, passage: Passage) -> None:
        row = self.log.put(passage)
        if row < 0:
            return
        if passage.passed is Passed.FAILED and self._player is not None:
            self._pictures[row] = self._player.screenshot().toImage()
            if len(self._pictures) > _MOST_PICTURES:
                self._pictures.popitem(last=False)
        self.changed.emit(row)
