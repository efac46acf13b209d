"""``Scenario.…``: scenarios played and recorded on the open project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from apimock.scenario.document import parse, read_bytes
from apimock.scenario.errors import ScenarioError
from apimock.scenario.model import Scenario
from apimock.scenario.player import Finding
from apimock.scenario.reading import read
from apimock.state.device import SnapshotError
from ide.automation.server.answer import Answer, Client, sentence
from ide.automation.server.clock import Clock
from ide.automation.server.context import Context, Handler
from ide.automation.server.idle import answer_when_begun
from ide.automation.server.runtime import NOT_COMPILED
from ide.automation.server.session_target import SessionTarget
from ide.scenario.files import recording_text
from ide.scenario.phase import Phase
from ide.scenario.stage import Stage
from renderer.host.player import Player
from renderer.host.screen import UnknownDeviceError, device

AT_ONCE = 10_000.0
"""How much faster than the computer's clock time passes when no speed is wanted."""
_HARMLESS = frozenset({"notice", "offline", "console"})
_NO_SESSION = "scenarios need an open project."
_STOPPED = "the app ended, or was started afresh, while the scenario was played."


class Scenarios:
    """One at a time, each from a start of the app."""

    def __init__(self, context: Context, clock: Clock) -> None:
        """``clock`` gives the time up to a scenario."""
        self._clock = clock
        clock.taken = lambda: self.busy
        self._target = context.target
        self._owner = QObject(context.owner)
        self._stage: Stage | None = None
        self._answer: Answer | None = None
        self._good: bool | None = None
        self._faults: list[str] = []
        self._player: Player | None = None
        self._recorder: Client | None = None

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Scenario.play": self.play,
            "Scenario.record": self.record,
            "Scenario.stop": self.stop,
        }

    @property
    def busy(self) -> bool:
        """Whether one is played or recorded."""
        return self._stage is not None and self._stage.phase is not Phase.IDLE

    def close(self) -> None:
        """End what goes on."""
        self.forget()
        self._owner.deleteLater()

    def forget(self) -> None:
        """End what goes on; the phone becomes another."""
        if self._stage is not None:
            self._stage.close()

    def play(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Play a scenario; answers with what came true when it has ended."""
        stage = self._free(answer)
        if stage is None:
            return
        try:
            scenario = self._read(params)
            if scenario.device:
                preset = device(scenario.device)
                if preset.id != self._target.handset.preset.id:
                    self._target.use(preset)
        except (ScenarioError, UnknownDeviceError) as error:
            answer.fail(sentence(error))
            return
        self._answer, self._good, self._faults = answer, None, []
        self._follow(self._target.player)
        stage.choose(scenario)
        stage.set_speed(float(params.get("speed") or AT_ONCE))
        try:
            stage.play(scenario)
        except SnapshotError as error:
            self._answer = None
            answer.fail(sentence(error))
            return
        answer.on_end(self._stop_playing)

    def record(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Begin to record, from a fresh start of the app."""
        stage = self._free(answer)
        if stage is None:
            return
        if not stage.record(str(params.get("title") or "")):
            answer.fail(NOT_COMPILED)
            return
        self._recorder = answer.client
        answer.client.left.connect(partial(self._recorder_left, answer.client))
        answer_when_begun(self._target, answer, self._owner)

    def _recorder_left(self, client: Client) -> None:
        """Nobody is there any more who would end the recording."""
        if self._recorder is client and self._stage is not None:
            self._recorder = None
            if self._stage.phase is Phase.RECORDING:
                self._stage.close()

    def stop(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """End the recording and tell it."""
        stage = self._stage
        if stage is None or stage.phase is not Phase.RECORDING:
            answer.fail("nothing is recorded; Scenario.record begins.")
            return

        def recorded(document: Mapping[str, Any], length: float) -> None:
            stage.recorded.disconnect(recorded)
            title = str(document.get("title", {}).get("en") or "recording")
            answer.result(
                {
                    "document": dict(document),
                    "text": recording_text(document, title),
                    "seconds": length / 1000,
                }
            )

        stage.recorded.connect(recorded)
        stage.stop_recording()

    def _free(self, answer: Answer) -> Stage | None:
        """The stage, when nothing goes on there."""
        if not isinstance(self._target, SessionTarget):
            answer.fail(_NO_SESSION)
            return None
        if self._target.player is None:
            answer.fail(NOT_COMPILED)
            return None
        if self._stage is None:
            self._stage = Stage(self._target.session, self._owner)
            self._stage.ended.connect(self._on_ended)
            self._stage.changed.connect(self._on_changed)
        self._clock.forget()
        if self._stage.phase is not Phase.IDLE or not self._target.clock.virtual.running:
            answer.fail("a scenario is played or recorded already: end that first.")
            return None
        return self._stage

    def _read(self, params: Mapping[str, Any]) -> Scenario:
        root = self._target.project.root
        if "document" in params:
            text = json.dumps(params["document"], ensure_ascii=False)
            return read(parse(text.encode("utf-8"), "scenario"), root / "now.scenario.yaml")
        file = root / Path(str(params.get("file") or ""))
        return read(parse(read_bytes(file), str(file)), file)

    def _follow(self, player: Player | None) -> None:
        if player is not None and player is not self._player:
            player.reported.connect(self._on_report)
            player.crashed.connect(self._on_crashed)
            player.loop_detected.connect(partial(self._on_crashed, "it loops for ever"))
        self._player = player

    def _on_report(self, report: Any) -> None:
        if self._answer is not None and report.kind not in _HARMLESS:
            line = report.message.splitlines()[0] if report.message else ""
            self._faults.append(f"{report.kind}: {line} ({report.file}:{report.line})")

    def _on_crashed(self, why: str) -> None:
        if self._answer is not None and self._stage is not None:
            self._faults.append(f"the app crashed: {why}")
            self._stage.stop()

    def _on_ended(self, good: bool) -> None:
        self._good = good

    def _on_changed(self) -> None:
        if not self.busy and self._answer is not None:
            QTimer.singleShot(0, self._owner, self._finish)

    def _stop_playing(self) -> None:
        """Whoever wanted to hear of it has gone, or has heard."""
        self._answer = None
        if self._stage is not None and self._stage.phase is not Phase.RECORDING:
            self._stage.stop()

    def _finish(self) -> None:
        answer, stage = self._answer, self._stage
        if answer is None or stage is None or self.busy:
            return
        self._answer = None
        if self._good is None:
            answer.fail("; ".join(self._faults) + "." if self._faults else _STOPPED)
            return
        cases = [_case(one) for one in stage.findings if _is_told(one)]
        cases.append(_own("the app runs without an error", "; ".join(self._faults)))
        if stage.calls_told:
            cases.append(_own("the calls are those recorded", stage.calls_told))
        answer.result({"ok": self._good and not self._faults, "cases": cases})


def _is_told(finding: Finding) -> bool:
    """Touches that went well are no news, unless they have a name."""
    return not finding.ok or finding.step.channel.does != "ui" or "name" in finding.step.values


def _case(finding: Finding) -> dict[str, Any]:
    return {
        "name": finding.name,
        "seconds": finding.step.time / 1000,
        "ok": finding.ok,
        "message": finding.message,
        "line": finding.step.line,
    }


def _own(name: str, problem: str) -> dict[str, Any]:
    return {"name": name, "seconds": 0.0, "ok": not problem, "message": problem, "line": 0}
